#include "adapters/cli/output.hpp"

#include <cstdio>
#include <filesystem>
#include <map>

#include "adapters/terminal.hpp"

namespace setia::adapters::cli {
namespace {

void add_formats(CLI::App& command, Format& format, const std::map<std::string, Format>& names, const std::string& shown) {
  command.add_option("--format", format, "How the answer is written")->transform(CLI::CheckedTransformer(names).description(""))->type_name(shown);
}

// Programs that tests bring into force, as far as they are there and pass their own checks.
rules::NextPrograms next_programs(const std::string& path, const rules::Checked& checked, const engine::Zones& zones) {
  rules::NextPrograms next;
  std::error_code error;
  const std::filesystem::path beside = std::filesystem::is_directory(path, error) ? std::filesystem::path(path) : std::filesystem::path(path).parent_path();
  for (const dsl::Name& file : rules::programs_begun(checked)) {
    engine::Result<ProgramFolder> folder = read_program_folder((beside / file.text).string());
    if (!folder || folder.value().reading.has_errors()) continue;
    if (rules::check(folder.value().text, zones)->diagnostics.has_errors()) continue;
    next.emplace(file.text, std::move(folder).value().text);
  }
  return next;
}

}  // namespace

void add_format(CLI::App& command, Format& format) { add_formats(command, format, {{"human", Format::kHuman}, {"json", Format::kJson}}, "human|json"); }

void add_diagnostic_format(CLI::App& command, Format& format) {
  add_formats(command, format, {{"human", Format::kHuman}, {"json", Format::kJson}, {"sarif", Format::kSarif}}, "human|json|sarif");
}

Exit report(const engine::Failure& failure) {
  std::fprintf(stderr, "%s\n", failure.what.c_str());
  if (!failure.remedy.empty()) std::fprintf(stderr, "%s\n", failure.remedy.c_str());
  return failure.reason == engine::Reason::kInvalid ? Exit::kNo : Exit::kWorld;
}

engine::Result<CheckedProgram> read_and_check(const std::string& path, const engine::Zones& zones) {
  engine::Result<ProgramFolder> folder = read_program_folder(path);
  if (!folder) return folder.failure();
  CheckedProgram program;
  program.folder = std::move(folder).value();
  program.checked = rules::check(program.folder.text, zones);
  program.next = next_programs(path, *program.checked, zones);
  dsl::Diagnostics next = rules::check_next_programs(*program.checked, program.folder.text, program.next, zones);
  for (const dsl::Diagnostics* part : {&program.folder.reading, &program.checked->diagnostics, &next}) {
    for (const dsl::Diagnostic& diagnostic : part->all()) program.diagnostics.add(diagnostic);
  }
  program.diagnostics.sort();
  return program;
}

void print_diagnostics(const CheckedProgram& program, Format format) {
  const dsl::Sources& sources = program.folder.text.sources;
  if (format == Format::kJson) {
    std::fputs(dsl::render_json(program.diagnostics, sources).c_str(), stdout);
  } else if (format == Format::kSarif) {
    std::fputs(dsl::render_sarif(program.diagnostics, sources).c_str(), stdout);
  } else {
    const dsl::Colour colour = colour_for(stdout);
    for (const dsl::Diagnostic& diagnostic : program.diagnostics.all()) std::fputs((dsl::render_text(diagnostic, sources, colour) + "\n").c_str(), stdout);
  }
}

std::string counted(std::size_t count, const std::string& thing) { return std::to_string(count) + " " + thing + (count == 1 ? "" : "s"); }

}  // namespace setia::adapters::cli
