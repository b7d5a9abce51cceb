// `setia test`: runs the test blocks of a program and shows why one fails.
#include <algorithm>
#include <cstdio>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/output.hpp"
#include "adapters/json_text.hpp"
#include "adapters/zones.hpp"
#include "rules/try_tests.hpp"

namespace setia::adapters::cli {
namespace {

using rules::TestResult;

void print_human(const std::vector<TestResult>& results) {
  std::size_t passed = 0;
  for (const TestResult& result : results) {
    passed += result.passed ? 1 : 0;
    std::printf("%s %s\n", result.passed ? "✓" : "✗", result.name.c_str());
    if (result.passed) continue;
    std::printf("  %s, line %d\n  expected  %s\n  got       %s\n", result.file.c_str(), result.line, result.expected.c_str(), result.got.c_str());
    for (const std::string& rule : result.rules) std::printf("  %s\n", rule.c_str());
  }
  std::printf("%zu passed, %zu failed\n", passed, results.size() - passed);
}

std::string json_of(const TestResult& result) {
  std::string rules;
  for (const std::string& rule : result.rules) rules += (rules.empty() ? "" : ",") + json_text(rule);
  return "{\"name\":" + json_text(result.name) + ",\"file\":" + json_text(result.file) + ",\"line\":" + std::to_string(result.line) +
         ",\"passed\":" + (result.passed ? "true" : "false") + ",\"expected\":" + json_text(result.expected) + ",\"got\":" + json_text(result.got) +
         ",\"rules\":[" + rules + "]}";
}

void print_json(const std::vector<TestResult>& results) {
  std::string all;
  for (const TestResult& result : results) all += (all.empty() ? "" : ",") + json_of(result);
  std::printf("[%s]\n", all.c_str());
}

Exit test(const std::string& path, const std::string& filter, Format format) {
  const SystemZones zones;
  engine::Result<CheckedProgram> program = read_and_check(path, zones);
  if (!program) return report(program.failure());
  if (program.value().diagnostics.has_errors()) {
    print_diagnostics(program.value(), format);
    return Exit::kNo;
  }
  const std::vector<TestResult> results = rules::try_tests(*program.value().checked, program.value().folder.text, zones, {filter}, program.value().next);
  format == Format::kJson ? print_json(results) : print_human(results);
  if (results.empty() && !filter.empty()) {
    std::fprintf(stderr, "No test has \"%s\" in its name.\n", filter.c_str());
    return Exit::kNo;
  }
  const bool all_passed = std::all_of(results.begin(), results.end(), [](const TestResult& result) { return result.passed; });
  return all_passed ? Exit::kFine : Exit::kNo;
}

}  // namespace

void add_test(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("test", "Runs the tests that a program holds");
  command->footer("Example:  setia test kopi-setia --filter saturday");
  auto path = std::make_shared<std::string>();
  auto filter = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("PROGRAM", *path, "A program's folder, or one .setia file")->required();
  command->add_option("--filter", *filter, "Only tests with this in their name")->type_name("TEXT");
  add_format(*command, *format);
  command->callback([path, filter, format, &exit] { exit = test(*path, *filter, *format); });
}

}  // namespace setia::adapters::cli
