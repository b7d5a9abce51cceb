#include "rules/next_programs.hpp"

#include <algorithm>
#include <optional>

namespace setia::rules {
namespace {

const dsl::OnProgramBegins* begins_at(const dsl::Declaration& test, std::size_t clause) {
  return clause < test.clauses.size() ? std::get_if<dsl::OnProgramBegins>(&test.clauses[clause].kind) : nullptr;
}

// The test's heading and some of its lines, each where it stands in its file; every other line is empty.
std::string lines_alone(const dsl::Source& source, const dsl::Declaration& test, std::size_t first, std::size_t end) {
  std::string text;
  for (std::int32_t number = 1; number <= source.line_count(); ++number) {
    bool wanted = number == test.span.line;
    for (std::size_t clause = first; clause < end; ++clause) wanted = wanted || test.clauses[clause].span.line == number;
    if (wanted) text += source.line(number);
    text += '\n';
  }
  return text;
}

// A message about the lines alone, as one about the file they come from; nothing about other files.
std::optional<dsl::Diagnostic> moved(dsl::Diagnostic diagnostic, std::int32_t from, std::int32_t to) {
  if (diagnostic.labels.empty() || diagnostic.labels.front().span.file != from) return std::nullopt;
  std::erase_if(diagnostic.labels, [&](const dsl::Label& label) { return label.span.file != from; });
  for (dsl::Label& label : diagnostic.labels) label.span.file = to;
  return diagnostic;
}

dsl::Diagnostic no_such_file(const dsl::Name& file) {
  dsl::Diagnostic diagnostic;
  diagnostic.code = "S020";
  diagnostic.title = "There is no program called \"" + file.text + "\" that passes its own checks";
  const dsl::Label label{file.span, "a file beside this program"};
  diagnostic.labels.push_back(label);
  diagnostic.help = "Write the name of a .setia file in the same folder, and see what setia check says of it";
  return diagnostic;
}

}  // namespace

std::vector<dsl::Name> programs_begun(const Checked& checked) {
  std::vector<dsl::Name> files;
  for (const TestPlan& test : checked.plan.tests) {
    for (const dsl::Clause& clause : test.declaration->clauses)
      if (const auto* begins = std::get_if<dsl::OnProgramBegins>(&clause.kind)) files.push_back(begins->file);
  }
  return files;
}

std::size_t end_of_program(const dsl::Declaration& test, std::size_t clause) {
  while (clause < test.clauses.size() && begins_at(test, clause) == nullptr) ++clause;
  return std::min(clause + 1, test.clauses.size());
}

std::unique_ptr<Checked> check_continued(const ProgramText& next, const ProgramText& text, const dsl::Declaration& test, std::size_t first,
                                         std::size_t end, const engine::Zones& zones) {
  const dsl::Source& source = text.sources[static_cast<std::size_t>(test.span.file)];
  ProgramText continued = next;
  const auto number = static_cast<std::int32_t>(continued.sources.size());
  continued.sources.emplace_back(source.name(), lines_alone(source, test, first, end));
  std::unique_ptr<Checked> checked = check(continued, zones);
  dsl::Diagnostics of_the_test;
  for (const dsl::Diagnostic& diagnostic : checked->diagnostics.all())
    if (const auto here = moved(diagnostic, number, test.span.file)) of_the_test.add(*here);
  checked->diagnostics = std::move(of_the_test);
  return checked;
}

dsl::Diagnostics check_next_programs(const Checked& checked, const ProgramText& text, const NextPrograms& next, const engine::Zones& zones) {
  dsl::Diagnostics diagnostics;
  for (const TestPlan& test : checked.plan.tests) {
    const dsl::Declaration& declaration = *test.declaration;
    for (std::size_t clause = 0; clause < declaration.clauses.size(); ++clause) {
      const dsl::OnProgramBegins* const begins = begins_at(declaration, clause);
      if (begins == nullptr) continue;
      const auto program = next.find(begins->file.text);
      if (program == next.end()) {
        diagnostics.add(no_such_file(begins->file));
        continue;
      }
      const auto continued = check_continued(program->second, text, declaration, clause + 1, end_of_program(declaration, clause + 1), zones);
      for (const dsl::Diagnostic& diagnostic : continued->diagnostics.all()) diagnostics.add(diagnostic);
    }
  }
  return diagnostics;
}

}  // namespace setia::rules
