// `setia check`: everything that is wrong with a program, at once.
#include <algorithm>
#include <cstdio>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/output.hpp"
#include "adapters/zones.hpp"
#include "rules/follow_ups.hpp"

namespace setia::adapters::cli {
namespace {

std::size_t count_of(const dsl::Diagnostics& diagnostics, dsl::Severity severity) {
  std::size_t count = 0;
  for (const dsl::Diagnostic& diagnostic : diagnostics.all()) count += diagnostic.severity == severity ? 1 : 0;
  return count;
}

void print_summary(const CheckedProgram& program) {
  const std::size_t errors = count_of(program.diagnostics, dsl::Severity::kError);
  const std::size_t warnings = count_of(program.diagnostics, dsl::Severity::kWarning);
  if (errors > 0) {
    std::printf("%s, %s\n", counted(errors, "mistake").c_str(), counted(warnings, "warning").c_str());
    return;
  }
  const rules::Plan& plan = program.checked->plan;
  const auto is_rule = [](const rules::RulePlan& rule) { return !rule.uses; };  // what using a reward does stands in the reward
  const auto is_unit = [](const rules::UnitPlan& unit) { return unit.kind == engine::UnitKind::kPoints || unit.kind == engine::UnitKind::kWallet; };
  const auto rules = static_cast<std::size_t>(std::count_if(plan.rules.begin(), plan.rules.end(), is_rule));
  const auto units = static_cast<std::size_t>(std::count_if(plan.units.begin(), plan.units.end(), is_unit));
  std::printf("✓ \"%s\" version %lld: %s, %s, %s, %s\n", plan.name.c_str(), static_cast<long long>(plan.version), counted(rules, "rule").c_str(),
              counted(units, "unit").c_str(), counted(plan.tests.size(), "test").c_str(), counted(warnings, "warning").c_str());
  if (const std::int64_t most = rules::most_follow_ups(plan); most > 0) std::printf("  follow-ups: at most %lld in one event\n", static_cast<long long>(most));
}

// The list of diagnostics, and one note more: the bound of what follows from an event.
void print_json(const CheckedProgram& program) {
  std::string list = dsl::render_json(program.diagnostics, program.folder.text.sources);
  const std::int64_t most = program.diagnostics.has_errors() ? 0 : rules::most_follow_ups(program.checked->plan);
  if (most > 0) {
    const bool first = program.diagnostics.all().empty();
    list.resize(list.rfind(first ? "]" : "\n]"));
    list += std::string(first ? "" : ",") + "\n{\"code\":\"\",\"severity\":\"note\",\"title\":\"Follow-ups: at most " +
            std::to_string(most) + " in one event\",\"labels\":[],\"help\":\"\",\"fix\":\"\",\"follow_ups\":" + std::to_string(most) + "}\n]\n";
  }
  std::fputs(list.c_str(), stdout);
}

Exit check(const std::string& path, Format format) {
  const SystemZones zones;
  engine::Result<CheckedProgram> program = read_and_check(path, zones);
  if (!program) return report(program.failure());
  if (format == Format::kJson) print_json(program.value());
  else print_diagnostics(program.value(), format);
  if (format == Format::kHuman) print_summary(program.value());
  return program.value().diagnostics.has_errors() ? Exit::kNo : Exit::kFine;
}

}  // namespace

void add_check(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("check", "Shows what is wrong with a program");
  command->footer("Example:  setia check kopi-setia");
  auto path = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("PROGRAM", *path, "A program's folder, or one .setia file")->required();
  add_diagnostic_format(*command, *format);
  command->callback([path, format, &exit] { exit = check(*path, *format); });
}

}  // namespace setia::adapters::cli
