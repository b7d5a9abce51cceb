// Programs with exactly one mistake, and the whole message each gets. SETIA_UPDATE=1 writes the messages anew.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <set>

#include "dsl/codes.hpp"
#include "tests/dsl/samples.hpp"

using namespace setia::dsl;

namespace {

std::string rendered(const Parsed& program) {
  std::string text;
  for (const Diagnostic& diagnostic : program.diagnostics.all())
    text += render_text(diagnostic, program.sources, Colour::kNo);
  return text;
}

std::vector<std::filesystem::path> bad_files() { return files_in(test_folder() / "bad", ".setia"); }

Parsed parsed_file(const std::filesystem::path& path) { return parsed(path.filename().string(), read_all(path)); }

}  // namespace

TEST_CASE("every mistake gets one message, word for word") {
  const bool updates = std::getenv("SETIA_UPDATE") != nullptr;
  for (const auto& path : bad_files()) {
    INFO(path);
    const Parsed program = parsed_file(path);
    REQUIRE(program.diagnostics.all().size() == 1);
    CHECK(program.diagnostics.all().front().code == path.filename().string().substr(0, 4));
    const auto golden = std::filesystem::path(path).replace_extension(".txt");
    if (updates) std::ofstream(golden, std::ios::binary) << rendered(program);
    CHECK(rendered(program) == read_all(golden));
  }
}

TEST_CASE("every code has a bad program and a page") {
  std::set<std::string> seen, known;
  for (const auto& path : bad_files()) seen.insert(path.filename().string().substr(0, 4));
  for (const CodePage& page : code_pages()) {
    known.insert(std::string(page.code));
    CHECK_FALSE(page.text.empty());
    CHECK_FALSE(page.wrong.empty());
    CHECK_FALSE(page.right.empty());
  }
  CHECK(seen == known);
  CHECK(known.size() == code_pages().size());
}

TEST_CASE("messages never speak like a parser") {
  for (const auto& path : bad_files()) {
    const std::string text = rendered(parsed_file(path));
    INFO(text);
    for (const char* word : {"token", "expected", "identifier", "syntax", "parse", "lexer"})
      CHECK(text.find(word) == std::string::npos);
  }
}
