// Programs with exactly one mistake, and the whole message each gets. SETIA_UPDATE=1 writes the messages anew.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>

#include "rules/codes.hpp"
#include "tests/rules/checking.hpp"

using namespace setia;

namespace {

std::string rendered(const tests::CheckedFile& file) {
  std::string text;
  for (const dsl::Diagnostic& diagnostic : file.checked->diagnostics.all())
    text += dsl::render_text(diagnostic, file.text.sources, dsl::Colour::kNo);
  return text;
}

// All of them stand in a folder that knows its stores.
tests::CheckedFile checked_bad(const std::filesystem::path& path) {
  return tests::checked_text(path.filename().string(), tests::read_all(path), {{"Stores", "store", {"Lyon", "Nantes"}, {}}});
}

std::string code_of(const std::filesystem::path& path) { return path.filename().string().substr(0, 4); }

}  // namespace

TEST_CASE("every mistake in meaning gets one message, word for word") {
  for (const auto& path : tests::files_in("bad")) {
    const tests::CheckedFile file = checked_bad(path);
    const std::string message = rendered(file);
    INFO(path << "\n" << message);
    CHECK(file.checked->diagnostics.all().size() == 1);
    CHECK(message.find(code_of(path)) != std::string::npos);
    const auto golden = std::filesystem::path(path).replace_extension(".txt");
    if (std::getenv("SETIA_UPDATE") != nullptr) std::ofstream(golden, std::ios::binary) << message;
    CHECK(message == tests::read_all(golden));
  }
}

TEST_CASE("a name that is taken hides no other mistake") {
  const tests::CheckedFile file = tests::checked_text("twice.setia", R"(program "P" version 1
  currency EUR
  timezone "UTC"

points beans
  one is a bean

rule "A"
  on purchase
  give 1 bean per 1.00 EUR of spend

rule "A"
  on purchase
  give 1 bean per item of items "Nothing"
)");
  std::vector<std::string> codes;
  for (const dsl::Diagnostic& one : file.checked->diagnostics.all()) codes.push_back(one.code);
  CHECK(codes == std::vector<std::string>{"S026", "S020"});
}

TEST_CASE("every code of meaning has a bad program and a page") {
  std::set<std::string> seen, known;
  for (const auto& path : tests::files_in("bad")) seen.insert(code_of(path));
  for (const dsl::CodePage& page : rules::code_pages()) {
    INFO(page.code);
    CHECK(known.insert(std::string(page.code)).second);
    CHECK(seen.contains(std::string(page.code)));
    CHECK_FALSE(page.text.empty());
    CHECK_FALSE(page.wrong.empty());
    CHECK_FALSE(page.right.empty());
  }
}

TEST_CASE("messages about meaning never speak like a parser") {
  for (const auto& path : tests::files_in("bad")) {
    const std::string text = rendered(checked_bad(path));
    INFO(text);
    for (const char* word : {"token", "expected", "identifier", "syntax", "parse", "lexer"}) CHECK(text.find(word) == std::string::npos);
  }
}
