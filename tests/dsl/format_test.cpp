// Canonical text: the examples of the language are canonical, everything else becomes so in one step.
#include <catch2/catch.hpp>

#include "tests/dsl/samples.hpp"

using namespace setia::dsl;

namespace {

std::string formatted(const std::string& text) { return format(Source("x.setia", text)); }

// Comments in order, as they stand in a text without quotes.
std::vector<std::string> comments_of(const std::string& text) {
  std::vector<std::string> comments;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (const auto at = line.find('#'); at != std::string::npos)
      comments.push_back(line.substr(at, line.find_last_not_of(" \t") + 1 - at));
  return comments;
}

constexpr const char* kUntidy = R"(

   # nothing here is tidy
program   "A  B"   version 1   # the program
	currency EUR
  timezone "Europe/Paris"


# about the rule
# in two lines
rule "Ünïcode"
# about the clause
    on   purchase
      | category | beans|
  |ä |  1 |   # row
  |coffee|10 , 20|
  give 10 beans   ,   at

  say "a  #  b"
  # the last words of the rule
rule "Next"
  giv 10 "open
# at the end)";

constexpr const char* kTidy = R"(# nothing here is tidy

program "A  B" version 1  # the program
  currency EUR
  timezone "Europe/Paris"

# about the rule
# in two lines
rule "Ünïcode"
  # about the clause
  on purchase
  | category | beans  |
  | ä        | 1      |  # row
  | coffee   | 10, 20 |
  give 10 beans, at

  say "a  #  b"
  # the last words of the rule

rule "Next"
  giv 10 "open
# at the end
)";

}  // namespace

TEST_CASE("an untidy program becomes tidy") { CHECK(formatted(kUntidy) == kTidy); }

TEST_CASE("tidy text stays as it is") { CHECK(formatted(kTidy) == kTidy); }

TEST_CASE("empty files stay empty") {
  CHECK(formatted("") == "");
  CHECK(formatted("\n\n  \n") == "");
}

TEST_CASE("the examples of the language are canonical, byte for byte") {
  const auto files = files_in(test_folder() / "language", ".setia");
  CHECK(files.size() == 8);
  for (const auto& path : files) {
    INFO(path);
    const std::string text = read_all(path);
    CHECK(formatted(text) == text);
  }
}

TEST_CASE("bad programs format too, keep their comments in order, and are stable") {
  for (const auto& path : files_in(test_folder() / "bad", ".setia")) {
    INFO(path);
    Diagnostics ignored;
    const Source source = read_source("x.setia", read_all(path), 0, ignored);
    const std::string once = format(source);
    CHECK(formatted(once) == once);
    CHECK(comments_of(once) == comments_of(source.text()));
  }
}
