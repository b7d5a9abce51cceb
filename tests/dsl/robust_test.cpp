// Whatever bytes come in: an answer, in bounded time, with every span inside its line.
#include <catch2/catch.hpp>

#include <random>

#include "tests/dsl/samples.hpp"

using namespace setia::dsl;

namespace {

std::string all_codes(const Parsed& program) {
  std::string codes;
  for (const Diagnostic& diagnostic : program.diagnostics.all()) codes += diagnostic.code + " ";
  return codes;
}

void check_renders(const Parsed& program) {
  for (const Diagnostic& diagnostic : program.diagnostics.all()) {
    REQUIRE_FALSE(diagnostic.labels.empty());
    CHECK(render_text(diagnostic, program.sources, Colour::kYes).size() < 4000);
  }
  CHECK_FALSE(render_json(program.diagnostics, program.sources).empty());
  CHECK_FALSE(render_sarif(program.diagnostics, program.sources).empty());
}

// One to four bytes changed, taken away or put in.
std::string damaged(std::string text, std::mt19937& random) {
  for (std::size_t edits = 1 + random() % 4; edits > 0 && !text.empty(); --edits) {
    const std::size_t at = random() % text.size();
    const char byte = "\"|#, \n\t0x\xC3\xA9\x01z"[random() % 13];
    if (random() % 3 == 0)
      text.erase(at, 1 + random() % 5);
    else if (random() % 2 == 0)
      text.insert(at, 1, byte);
    else
      text[at] = byte;
  }
  return text;
}

}  // namespace

TEST_CASE("an empty file is an empty program") {
  CHECK(parsed("x", "").tree.declarations.empty());
  CHECK(parsed("x", "\n\n").diagnostics.all().empty());
  CHECK(parsed("x", "\xEF\xBB\xBF").diagnostics.all().empty());
}

TEST_CASE("byte-order marks and carriage returns leave no trace") {
  const Parsed program = parsed("x", "\xEF\xBB\xBFrule \"A\"\r\n  on purchase\r\n  give 10 beans\r");
  CHECK(all_codes(program).empty());
  CHECK(program.sources[0].text() == "rule \"A\"\n  on purchase\n  give 10 beans\n");
}

TEST_CASE("a file that is too large is not read") {
  const Parsed program = parsed("x", std::string(kMaxFileBytes + 1, 'a'));
  CHECK(all_codes(program) == "S002 ");
  CHECK(program.sources[0].text().empty());
  check_renders(program);
}

TEST_CASE("a line as long as the file allows is one message") {
  const Parsed program = parsed("x", "rule \"A\"\n" + std::string(kMaxFileBytes - 100, '|') + "\n  on purchase\n");
  CHECK(all_codes(program) == "S002 ");
  CHECK(program.tree.declarations.at(0).clauses.size() == 1);
}

TEST_CASE("bytes that are no text are one message for the file") {
  const Parsed program = parsed("x", "rule \"A\xFF\"\n  say \"\x1b[31m\"\n");
  CHECK(all_codes(program) == "S001 ");
  CHECK(program.tree.declarations.size() == 1);
  CHECK(all_codes(parsed("x", std::string("PK\x03\x00", 4))) == "S001 ");
}

TEST_CASE("twenty mistakes are twenty messages") {
  std::string text = "rule \"A\"\n";
  for (int i = 0; i < 20; ++i) text += i % 2 == 0 ? "  giv 10 beans\n" : "  at most 5 times per member\n";
  CHECK(parsed("x", text).diagnostics.all().size() == 20);
}

TEST_CASE("messages come sorted by place") {
  const Parsed program = parsed("x", "rule \"A\xFF\"\n  giv 10 beans\nruel \"B\"\n  giv 10 beans\n");
  std::vector<std::int32_t> lines;
  for (const Diagnostic& diagnostic : program.diagnostics.all()) lines.push_back(diagnostic.labels.at(0).span.line);
  CHECK(lines == std::vector<std::int32_t>{1, 2, 3, 4});
}

TEST_CASE("damaged programs never harm, and format to something stable") {
  constexpr unsigned kSeed = 20270109;
  std::mt19937 random(kSeed);
  for (const auto& path : files_in(test_folder() / "language", ".setia")) {
    const std::string text = read_all(path);
    for (int round = 0; round < 60; ++round) {
      const std::string bytes = damaged(text, random);
      INFO("seed " << kSeed << "\n" << bytes);
      const Parsed program = parsed("x", bytes);
      check_renders(program);
      const std::string once = format(program.sources[0]);
      REQUIRE(format(Source("x", once)) == once);
    }
  }
}

TEST_CASE("outputs for machines escape what programs hold") {
  const Parsed program = parsed("a\"b\\\x01.setia", "points \"x\"y\n");
  const std::string json = render_json(program.diagnostics, program.sources);
  CHECK(json.find("\"file\":\"a\\\"b\\\\\\u0001.setia\",\"line\":1,\"column\":11,\"end_column\":12") != std::string::npos);
  const std::string sarif = render_sarif(program.diagnostics, program.sources);
  CHECK(sarif.find("\"ruleId\":\"S011\",\"level\":\"error\"") != std::string::npos);
}
