#include "tests/dsl/form_rows.hpp"

#include <map>

#include "tests/dsl/samples.hpp"

namespace setia::dsl {
namespace {

const std::map<std::string, std::string> kHeadingOf = {
    {"program", "program \"P\" version 1"}, {"fields", "member"},         {"points", "points beans"}, {"wallet", "wallet cashback"}, {"tiers", "tiers status"}, {"badge", "badge \"B\""}, {"referral", "referral \"R\""}, {"household", "household"},
    {"items", "items \"I\""},               {"segment", "segment \"S\""}, {"measure", "measure \"M\""},
    {"counter", "counter \"C\""},           {"period", "period \"P\""},   {"rule", "rule \"R\""},
    {"reward", "reward \"A\""}, {"rewards", "rewards for stars"}, {"stack", "stack \"S\""},               {"limit", "limit \"L\""},     {"pay with", "pay with beans"},
    {"test", "test \"T\""}};

// Lines whose example speaks of clubs, which come later, and the same lines without them.
const std::map<std::string, std::string> kWithoutLaterThings = {
    {"  on 2027-03-10 at 10:00 Ana leaves club \"Bean Club Plus\"", "  on 2027-03-10 at 10:00 Ana leaves"}};

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> pieces(1);
  for (const char c : text) {
    if (c == mark)
      pieces.emplace_back();
    else
      pieces.back() += c;
  }
  return pieces;
}

}  // namespace

std::vector<FormRow> form_rows() {
  std::vector<FormRow> rows;
  std::istringstream file(read_all(test_folder() / "forms.tsv"));
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = split(line, '\t');
    FormRow row{split(cells.at(0), ','), cells.at(1), cells.at(2), cells.at(3), cells.at(4) == "first"};
    const auto now = kWithoutLaterThings.find(row.example);
    if (now != kWithoutLaterThings.end()) {
      rows.push_back(row);
      rows.back().example = now->second;
      rows.back().first = true;
      row.first = false;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string heading_for(const std::string& kind) {
  const auto found = kHeadingOf.find(kind);
  return found == kHeadingOf.end() ? "" : found->second;
}

std::string text_with(const std::string& kind, const std::string& example) {
  return example.front() == ' ' ? heading_for(kind) + "\n" + example + "\n" : example + "\n";
}

}  // namespace setia::dsl
