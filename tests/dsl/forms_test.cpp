// The reference list of forms (forms.tsv): the example of every form that this build answers is read in every kind of
// declaration that has it, and the example of every other is said to come later.
#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "tests/dsl/samples.hpp"

using namespace setia::dsl;

namespace {

struct FormRow {
  std::vector<std::string> kinds;
  std::string form;
  std::string example;
  bool first = false;
};

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

std::vector<FormRow> form_rows() {
  std::vector<FormRow> rows;
  std::istringstream file(read_all(test_folder() / "forms.tsv"));
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = split(line, '\t');
    rows.push_back({split(cells.at(0), ','), cells.at(1), cells.at(2), cells.at(4) == "first"});
  }
  return rows;
}

// A heading for each kind that this build answers.
const std::map<std::string, std::string> kHeadingOf = {
    {"program", "program \"P\" version 1"}, {"fields", "member"},         {"points", "points beans"},
    {"items", "items \"I\""},               {"segment", "segment \"S\""}, {"measure", "measure \"M\""},
    {"counter", "counter \"C\""},           {"period", "period \"P\""},   {"rule", "rule \"R\""},
    {"stack", "stack \"S\""},               {"limit", "limit \"L\""},     {"pay with", "pay with beans"},
    {"test", "test \"T\""}};

// These lines speak of rewards and clubs, whose declarations come later; the lines come with them.
const std::set<std::string> kOfLaterThings = {"  on 2027-03-10 at 10:00 Ana leaves club \"Bean Club Plus\"",
                                              "  on 2027-03-10 at 10:00 Ana redeems reward \"Free coffee\"",
                                              "  on 2027-03-10 at 10:00 Ana holds reward \"Free coffee\" as \"H1\""};

std::string text_with(const std::string& kind, const std::string& example) {
  return example.front() == ' ' ? kHeadingOf.at(kind) + "\n" + example + "\n" : example + "\n";
}

std::string codes_of(const Parsed& program) {
  std::string codes;
  for (const Diagnostic& diagnostic : program.diagnostics.all()) codes += diagnostic.code + " " + diagnostic.title + " ";
  return codes;
}

}  // namespace

TEST_CASE("the example of every form of the first road is read") {
  std::size_t forms = 0;
  for (const FormRow& row : form_rows()) {
    if (!row.first) continue;
    ++forms;
    for (const std::string& kind : row.kinds) {
      if (kHeadingOf.count(kind) == 0 || kOfLaterThings.count(row.example) != 0) continue;
      const Parsed program = parsed("form.setia", text_with(kind, row.example));
      INFO(kind << ": " << row.form << "\n" << row.example);
      CHECK(codes_of(program) == "");
      CHECK(program.tree.declarations.size() == 1);
      CHECK(program.tree.declarations.at(0).clauses.size() == (row.example.front() == ' ' ? 1 : 0));
    }
  }
  CHECK(forms == 127);
}

TEST_CASE("the example of every later form is said to come later") {
  for (const FormRow& row : form_rows()) {
    if (row.first && kOfLaterThings.count(row.example) == 0) continue;
    for (const std::string& kind : row.kinds) {
      if (kHeadingOf.count(kind) == 0) continue;
      const Parsed program = parsed("form.setia", text_with(kind, row.example));
      INFO(kind << ": " << row.form << "\n" << row.example << "\n" << codes_of(program));
      const bool answered_early = program.diagnostics.all().empty();
      CHECK((answered_early || program.diagnostics.all().at(0).code == "S006"));
      CHECK(program.diagnostics.all().size() <= 1);
    }
  }
}
