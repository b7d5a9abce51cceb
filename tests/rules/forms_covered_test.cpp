// Every form of the first road (tests/dsl/forms.tsv) stands in some text case, so that its meaning is held by a test.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

using Words = std::vector<std::string>;

Words words_of(const std::string& line) {
  std::istringstream stream(line.substr(0, line.find('#')));
  Words words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// The words of a form that stand in every line of it: those outside of parts, options and alternatives.
Words fixed_words(const std::string& form) {
  std::string fixed;
  int depth = 0;
  for (const char c : form) {
    if (c == '<' || c == '[' || c == '(') ++depth, fixed += ' ';
    if (depth == 0) fixed += c;
    if (c == '>' || c == ']' || c == ')') --depth;
  }
  Words words = words_of(fixed);
  std::erase_if(words, [](const std::string& word) { return word == "..." || word == "/"; });
  return words;
}

bool holds_in_order(const Words& line, const Words& wanted) {
  auto next = wanted.begin();
  for (const std::string& word : line) {
    if (next != wanted.end() && word == *next) ++next;
  }
  return next == wanted.end();
}

std::vector<Words> lines_of_cases() {
  std::vector<Words> lines;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path{SETIA_ROOT} / "tests/cases")) {
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) lines.push_back(words_of(line));
  }
  return lines;
}

std::vector<std::string> cells_of(const std::string& row, char mark) {
  std::vector<std::string> cells;
  std::istringstream stream(row);
  for (std::string cell; std::getline(stream, cell, mark);) cells.push_back(cell);
  return cells;
}

// Kinds whose declarations come with the next road; their forms are covered there.
bool is_answered(const std::string& kinds) {
  static const std::set<std::string> kAnswered = {"program", "fields",  "points", "wallet", "items", "segment",  "measure", "counter",
                                                  "period",  "rule",    "stack",  "limit", "tiers", "badge", "household", "pay with", "test"};
  const std::vector<std::string> all = cells_of(kinds, ',');
  return std::any_of(all.begin(), all.end(), [](const std::string& kind) { return kAnswered.contains(kind); });
}

// What a text case cannot show: a member's own zone, which no test states, and a version in a file beside the case.
const std::set<std::string> kBeyondCases = {"days are the member's", "on <date> at <time> program <text> begins"};

}  // namespace

TEST_CASE("every form of the first road stands in a text case") {
  const std::vector<Words> lines = lines_of_cases();
  std::ifstream file(std::filesystem::path{SETIA_ROOT} / "tests/dsl/forms.tsv");
  std::string row;
  std::getline(file, row);
  std::string missing;
  while (std::getline(file, row)) {
    const std::vector<std::string> cells = cells_of(row, '\t');
    if (cells.at(4) != "first" || !is_answered(cells.at(0))) continue;
    if (kBeyondCases.contains(cells.at(1))) continue;
    const Words wanted = fixed_words(cells.at(1));
    const bool found = std::any_of(lines.begin(), lines.end(), [&](const Words& line) { return holds_in_order(line, wanted); });
    if (!found) missing += cells.at(0) + ": " + cells.at(1) + "\n";
  }
  CHECK(missing == "");
}
