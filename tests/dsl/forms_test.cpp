// The reference list of forms (forms.tsv): the example of every form that this build answers is read in every kind of
// declaration that has it, and the example of every other is said to come later.
#include <catch2/catch.hpp>

#include "tests/dsl/form_rows.hpp"
#include "tests/dsl/samples.hpp"

using namespace setia::dsl;

namespace {

std::string codes_of(const Parsed& program) {
  std::string codes;
  for (const Diagnostic& diagnostic : program.diagnostics.all()) codes += diagnostic.code + " " + diagnostic.title + " ";
  return codes;
}

}  // namespace

TEST_CASE("the example of every form that is answered is read") {
  std::size_t forms = 0;
  for (const FormRow& row : form_rows()) {
    if (!row.first) continue;
    ++forms;
    for (const std::string& kind : row.kinds) {
      if (heading_for(kind).empty()) continue;
      const Parsed program = parsed("form.setia", text_with(kind, row.example));
      INFO(kind << ": " << row.form << "\n" << row.example);
      CHECK(codes_of(program) == "");
      CHECK(program.tree.declarations.size() == 1);
      CHECK(program.tree.declarations.at(0).clauses.size() == (row.example.front() == ' ' ? 1 : 0));
    }
  }
  CHECK(forms == 187);
}

TEST_CASE("the example of every later form is said to come later") {
  for (const FormRow& row : form_rows()) {
    if (row.first) continue;
    for (const std::string& kind : row.kinds) {
      if (heading_for(kind).empty()) continue;
      const Parsed program = parsed("form.setia", text_with(kind, row.example));
      INFO(kind << ": " << row.form << "\n" << row.example << "\n" << codes_of(program));
      const bool answered_early = program.diagnostics.all().empty();
      CHECK((answered_early || program.diagnostics.all().at(0).code == "S006"));
      CHECK(program.diagnostics.all().size() <= 1);
    }
  }
}
