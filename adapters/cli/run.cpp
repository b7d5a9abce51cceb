// `setia run`: the main job in one step. Checks the program, makes the ledger or goes on with it, posts all events, and
// prints what the ledger came to.
#include <cstdlib>
#include <filesystem>

#include "adapters/adopted_text.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/post_events.hpp"
#include "adapters/file_text.hpp"
#include "adapters/listed_members.hpp"
#include "adapters/summary.hpp"

namespace setia::adapters::cli {
namespace {

namespace fs = std::filesystem;

struct RunOptions {
  std::string program, ledger, report;
  FilesToPost files;
  Format format = Format::kHuman;
};

// A folder for a ledger that nobody asked to keep; gone with this object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "setia-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Sameness is asked after formatting both with today's formatter.
bool is_same_program(Ledger& ledger, const rules::ProgramText& text) {
  const engine::Version& version = ledger.versions().at(ledger.versions().latest());
  const auto adopted = read_adopted_text(version.text);
  const auto mine = with_known_member_ids(text, ledger.keys());
  return adopted && mine && rules::fingerprint(adopted.value()) == rules::fingerprint(mine.value());
}

engine::Failure other_program(const Ledger& ledger, const RunOptions& options) {
  const engine::Program& program = ledger.program();
  return {engine::Reason::kInvalid,
          options.ledger + " runs \"" + program.name + "\" version " + std::to_string(program.version) + ", which differs from " +
              options.program + ".",
          "Bring the new version into force:  setia adopt " + options.ledger + " " + options.program + " --from DATE"};
}

engine::Result<std::unique_ptr<Ledger>> make_or_open(const std::string& path, const RunOptions& options, const ProgramFolder& folder,
                                                     SystemWorld& system) {
  std::error_code error;
  if (!fs::exists(path, error)) return Ledger::create(path, folder.text, door_settings(folder), system.world());
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(path, Access::kWrite, system);
  if (!ledger) return ledger;
  if (!is_same_program(*ledger.value(), folder.text)) return other_program(*ledger.value(), options);
  const engine::Status saved = ledger.value()->keys().save(door_settings(folder));
  if (!saved) return saved.failure();
  return ledger;
}

Exit post_and_print(Ledger& ledger, const RunOptions& options) {
  Door door(ledger);
  if (const engine::Status posted = post_events(ledger, door, options.files); !posted) return report(posted.failure());
  const engine::Result<Summary> summary = summarize(ledger);
  if (!summary) return report(summary.failure());
  const std::string json = summary_json(summary.value(), door.counts()) + "\n";
  if (!options.report.empty()) {
    if (const engine::Status written = write_file_text(options.report, json); !written) return report(written.failure());
  }
  const Exit printed = print(options.format == Format::kJson ? json : summary_text(summary.value(), door.counts()));
  return printed == Exit::kFine && door.counts().refused > 0 ? Exit::kNo : printed;
}

Exit run(const RunOptions& options) {
  SystemWorld system;
  engine::Result<CheckedProgram> program = read_and_check(options.program, system.zones());
  if (!program) return report(program.failure());
  if (program.value().diagnostics.has_errors()) {
    print_diagnostics(program.value(), options.format);
    return Exit::kNo;
  }
  const TemporaryFolder temporary;
  if (temporary.path().empty())
    return report({engine::Reason::kFailed, "There is no folder for temporary files.", "Name a ledger with --ledger."});
  const std::string path = options.ledger.empty() ? temporary.path() + "/ledger" : options.ledger;
  engine::Result<std::unique_ptr<Ledger>> ledger = make_or_open(path, options, program.value().folder, system);
  if (!ledger) return report(ledger.failure());
  return post_and_print(*ledger.value(), options);
}

}  // namespace

void add_run(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("run", "Checks a program, posts events, and prints what they come to");
  command->footer("Example:  setia run kopi-setia kopi-setia/events.ndjson --ledger shop.ledger");
  auto options = std::make_shared<RunOptions>();
  command->add_option("PROGRAM", options->program, "A program's folder, or one .setia file")->required();
  command->add_option("EVENTS", options->files.paths, "Files of events, NDJSON or .csv; - is standard input")->required();
  command->add_option("--ledger", options->ledger, "The ledger to make or to go on with; without it the ledger is temporary");
  command->add_option("--source", options->files.source, "Where events come from that name no source");
  command->add_option("--rejects", options->files.rejects_path, "Writes refused events to this file, one JSON object a line");
  command->add_option("--report", options->report, "Writes the summary to this file as JSON");
  add_format(*command, options->format);
  command->callback([options, &exit] { exit = run(*options); });
}

}  // namespace setia::adapters::cli
