// One test after the other: set the world up, let things happen line by line, stop at the first line that does not hold.
#include "rules/try_tests.hpp"

#include "rules/explain.hpp"
#include "rules/try_tests_expect.hpp"
#include "rules/try_tests_given.hpp"
#include "rules/try_tests_lists.hpp"
#include "rules/try_tests_on.hpp"
#include "rules/try_tests_world.hpp"
#include "rules/test_values.hpp"

namespace setia::rules {
namespace {

engine::Day first_day_of(const dsl::Declaration& test) {
  for (const dsl::Clause& clause : test.clauses) {
    if (const std::optional<TestTime> time = moment_of_line(clause)) return time->day;
  }
  return 0;
}

std::vector<std::string> sentences(TestWorld& world) {
  std::vector<std::string> all;
  for (const Happened& happened : world.last()) {
    const std::vector<std::string> some = explain({world.plan(), world.program(), world.symbols(), nullptr, &happened.event}, happened.outcome, happened.trace);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

std::string_view written(const ProgramText& text, dsl::Span span) {
  const std::string_view line = text.sources[static_cast<std::size_t>(span.file)].line(span.line);
  return line.substr(static_cast<std::size_t>(span.begin), static_cast<std::size_t>(span.end - span.begin));
}

TestResult begun(const TestPlan& test, const ProgramText& text) {
  TestResult result;
  result.name = test.name;
  result.file = text.sources[static_cast<std::size_t>(test.span.file)].name();
  result.line = test.span.line;
  result.passed = true;
  return result;
}

TestResult run(TestProgram& program, const TestPlan& test, const ProgramText& text, const engine::Zones& zones) {
  TestResult result = begun(test, text);
  TestWorld world(program, zones);
  set_up(world, *test.declaration, first_day_of(*test.declaration));
  world.start_clock(first_day_of(*test.declaration));
  for (const dsl::Clause& clause : test.declaration->clauses) {
    happen(world, clause);
    const std::optional<std::string> got = contradiction(world, clause);
    if (!got) continue;
    result.passed = false;
    result.line = clause.span.line;
    result.expected = written(text, clause.span);
    result.got = *got;
    result.rules = sentences(world);
    break;
  }
  return result;
}

// A test that brings other programs into force: each is compiled with the lines behind its own.
class Succession {
 public:
  Succession(const TestPlan& test, const ProgramText& text, const NextPrograms& next, const engine::Zones& zones) : result_(begun(test, text)) {
    const dsl::Declaration& declaration = *test.declaration;
    for (std::size_t clause = 0; clause < declaration.clauses.size(); ++clause) {
      const auto* begins = std::get_if<dsl::OnProgramBegins>(&declaration.clauses[clause].kind);
      if (begins == nullptr || !result_.passed) continue;
      const auto found = next.find(begins->file.text);
      if (found == next.end()) {
        fail(declaration.clauses[clause].span, text, "there is no such program");
      } else {
        take(check_continued(found->second, text, declaration, clause + 1, end_of_program(declaration, clause + 1), zones), time_of(begins->at).day, declaration.clauses[clause].span, text);
      }
    }
  }

  bool is_whole() const { return result_.passed; }
  const TestResult& failure() const { return result_; }
  const std::vector<LaterProgram>& programs() const { return programs_; }

 private:
  void take(std::unique_ptr<Checked> checked, engine::Day from, dsl::Span at, const ProgramText& text) {
    if (!programs_.empty() && from <= programs_.back().from) return fail(at, text, "two programs begin on one day");
    for (const dsl::Diagnostic& diagnostic : checked->diagnostics.all())
      if (diagnostic.severity == dsl::Severity::kError) return fail(diagnostic.labels.front().span, text, diagnostic.title);
    programs_.push_back({checked->plan, from});
    kept_.push_back(std::move(checked));
  }

  void fail(dsl::Span at, const ProgramText& text, const std::string& why) {
    result_.passed = false;
    result_.line = at.line;
    result_.expected = written(text, at);
    result_.got = why;
  }

  TestResult result_;
  std::vector<LaterProgram> programs_;
  std::vector<std::unique_ptr<Checked>> kept_;  // the trees that the plans point into
};

}  // namespace

std::vector<TestResult> try_tests(const Checked& checked, const ProgramText& text, const engine::Zones& zones, const TestFilter& filter,
                                  const NextPrograms& next) {
  std::vector<TestResult> results;
  TestProgram program(checked.plan, zones);
  for (const TestPlan& test : checked.plan.tests) {
    if (test.name.find(filter.name_part) == std::string::npos) continue;
    const Succession succession(test, text, next, zones);
    if (!succession.is_whole()) {
      results.push_back(succession.failure());
    } else if (states_lists(*test.declaration) || !succession.programs().empty()) {
      TestProgram own(with_stated_lists(checked.plan, *test.declaration), zones, succession.programs());
      results.push_back(run(own, test, text, zones));
    } else {
      results.push_back(run(program, test, text, zones));
    }
  }
  return results;
}

}  // namespace setia::rules
