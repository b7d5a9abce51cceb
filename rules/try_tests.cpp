// One test after the other: set the world up, let things happen line by line, stop at the first line that does not hold.
#include "rules/try_tests.hpp"

#include "rules/explain.hpp"
#include "rules/try_tests_expect.hpp"
#include "rules/try_tests_given.hpp"
#include "rules/try_tests_lists.hpp"
#include "rules/try_tests_on.hpp"
#include "rules/try_tests_world.hpp"

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
    const std::vector<std::string> some = explain({world.plan(), world.program(), world.symbols()}, happened.outcome, happened.trace);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

std::string_view written(const ProgramText& text, dsl::Span span) {
  const std::string_view line = text.sources[static_cast<std::size_t>(span.file)].line(span.line);
  return line.substr(static_cast<std::size_t>(span.begin), static_cast<std::size_t>(span.end - span.begin));
}

TestResult run(TestProgram& program, const TestPlan& test, const ProgramText& text, const engine::Zones& zones) {
  TestResult result;
  result.name = test.name;
  result.file = text.sources[static_cast<std::size_t>(test.span.file)].name();
  result.line = test.span.line;
  result.passed = true;
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

}  // namespace

std::vector<TestResult> try_tests(const Checked& checked, const ProgramText& text, const engine::Zones& zones, const TestFilter& filter) {
  std::vector<TestResult> results;
  TestProgram program(checked.plan, zones);
  for (const TestPlan& test : checked.plan.tests) {
    if (test.name.find(filter.name_part) == std::string::npos) continue;
    if (states_lists(*test.declaration)) {
      TestProgram own(with_stated_lists(checked.plan, *test.declaration), zones);
      results.push_back(run(own, test, text, zones));
    } else {
      results.push_back(run(program, test, text, zones));
    }
  }
  return results;
}

}  // namespace setia::rules
