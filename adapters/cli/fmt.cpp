// `setia fmt`: canonical text of program files, comments kept.
#include <algorithm>
#include <cstdio>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/output.hpp"
#include "adapters/file_text.hpp"
#include "adapters/program_folder.hpp"
#include "adapters/terminal.hpp"
#include "dsl/read_source.hpp"
#include "dsl/tree.hpp"

namespace setia::adapters::cli {
namespace {

enum class Purpose { kRewrite, kCheck };

// Bytes that are no text would be replaced for good: such a file is shown and left alone.
bool has_lost_bytes(const dsl::Diagnostics& reading, const dsl::Sources& sources) {
  if (!reading.has_errors()) return false;
  for (const dsl::Diagnostic& diagnostic : reading.all()) std::fputs((dsl::render_text(diagnostic, sources, colour_for(stderr)) + "\n").c_str(), stderr);
  return true;
}

Exit format_file(const std::string& path, Purpose purpose) {
  engine::Result<std::string> bytes = read_file_text(path, dsl::kMaxFileBytes);
  if (!bytes) return report(bytes.failure());
  dsl::Diagnostics reading;
  const dsl::Sources sources{dsl::read_source(path, bytes.value(), 0, reading)};
  if (has_lost_bytes(reading, sources)) return Exit::kNo;
  const std::string text = dsl::format(sources.front());
  if (text == bytes.value()) return Exit::kFine;
  std::printf("%s\n", path.c_str());
  if (purpose == Purpose::kCheck) return Exit::kNo;
  if (engine::Status written = write_file_text(path, text); !written) return report(written.failure());
  return Exit::kFine;
}

Exit format_program(const std::string& path, Purpose purpose) {
  const engine::Result<std::vector<std::string>> files = program_files(path);
  if (!files) return report(files.failure());
  Exit exit = Exit::kFine;
  for (const std::string& file : files.value()) exit = std::max(exit, format_file(file, purpose));
  return exit;
}

}  // namespace

void add_fmt(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("fmt", "Writes program files in their canonical form and names those it changed");
  command->footer("Example:  setia fmt kopi-setia/points.setia\n          setia fmt --check kopi-setia");
  auto paths = std::make_shared<std::vector<std::string>>();
  auto only_check = std::make_shared<bool>(false);
  command->add_flag("--check", *only_check, "Change nothing; name the files that are not canonical and exit with 1");
  command->add_option("PROGRAM", *paths, "Programs' folders, or .setia files")->required();
  command->callback([paths, only_check, &exit] {
    for (const std::string& path : *paths) exit = std::max(exit, format_program(path, *only_check ? Purpose::kCheck : Purpose::kRewrite));
  });
}

}  // namespace setia::adapters::cli
