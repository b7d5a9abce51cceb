// `setia adopt`: brings a new version of the program into force, after showing what it changes.
#include "adapters/adoption.hpp"

#include <unistd.h>

#include <cstdio>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/differences_shown.hpp"
#include "adapters/json_object.hpp"
#include "adapters/shown.hpp"
#include "adapters/terminal.hpp"

namespace setia::adapters::cli {
namespace {

struct AdoptOptions {
  std::string ledger, program, from;
  bool yes = false, preview = false;
  Format format = Format::kHuman;
};

std::string text_of(const AdoptionPreview& preview) {
  std::string text = differences_text(preview.differences);
  for (const std::string& note : preview.notes) text += "! " + note + "\n";
  if (preview.history.events == 0) return text;
  return text + "\nhad it been in force from the beginning: " + what_if_text(preview.history);
}

std::string json_of(const AdoptionPreview& preview, const AdoptOptions& options, bool adopted) {
  std::vector<std::string> notes;
  for (const std::string& note : preview.notes) notes.push_back(json_text(note));
  JsonObject object;
  object.text("before", preview.before).text("from", options.from).raw("same", preview.same ? "true" : "false").raw("adopted", adopted ? "true" : "false");
  object.raw("differences", differences_json(preview.differences)).raw("notes", json_list(notes));
  if (!preview.same) object.raw("history", what_if_json(preview.history));
  return object.done() + "\n";
}

// Asks on a terminal; scripts have made up their mind.
bool is_agreed(const AdoptOptions& options) {
  if (options.yes || ::isatty(STDIN_FILENO) == 0 || ::isatty(STDERR_FILENO) == 0) return true;
  std::fprintf(stderr, "\nAdopt it from %s? [y/N] ", options.from.c_str());
  const int answer = std::getchar();
  return answer == 'y' || answer == 'Y';
}

Exit adopt_now(Ledger& ledger, const ProgramFolder& folder, engine::Day from, const AdoptOptions& options) {
  engine::Status done = ledger.adopt_next(folder.text, from);
  if (done) done = ledger.keys().save(door_settings(folder));
  if (done) done = ledger.close();
  if (!done) return report(done.failure());
  if (options.format == Format::kJson) return Exit::kFine;
  const engine::Program& program = ledger.program();
  return print("✓ \"" + program.name + "\" version " + std::to_string(program.version) + " is in force from " + options.from + "\n");
}

Exit look_and_adopt(Ledger& ledger, const ProgramFolder& folder, engine::Day from, const AdoptOptions& options) {
  const engine::Result<AdoptionPreview> preview = [&] {
    std::optional<Progress> progress;
    return preview_adoption(ledger, folder.text, from, [&](std::uint64_t done, std::uint64_t total) {
      if (!progress) progress.emplace("judging anew", static_cast<std::int64_t>(total));
      progress->at(static_cast<std::int64_t>(done));
    });
  }();
  if (!preview) return report(preview.failure());
  const bool json = options.format == Format::kJson;
  if (preview.value().same) return print(json ? json_of(preview.value(), options, false) : options.ledger + " runs this program already.\n");
  if (!json) print(text_of(preview.value()));
  if (!options.preview && !is_agreed(options)) return print("Nothing was changed.\n") == Exit::kFine ? Exit::kNo : Exit::kWorld;
  const Exit adopted = options.preview ? Exit::kFine : adopt_now(ledger, folder, from, options);
  if (!json || adopted != Exit::kFine) return adopted;
  return print(json_of(preview.value(), options, !options.preview));
}

Exit adopt(const AdoptOptions& options) {
  engine::Day from = 0;
  if (!read_day(options.from, from)) {
    std::fprintf(stderr, "\"%s\" is no date. Write it like 2027-01-31.\n", options.from.c_str());
    return Exit::kUsage;
  }
  SystemWorld system;
  engine::Result<CheckedProgram> program = read_and_check(options.program, system.zones());
  if (!program) return report(program.failure());
  if (program.value().diagnostics.has_errors()) {
    print_diagnostics(program.value(), options.format);
    return Exit::kNo;
  }
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(options.ledger, options.preview ? Access::kRead : Access::kWrite, system);
  if (!ledger) return report(ledger.failure());
  return look_and_adopt(*ledger.value(), program.value().folder, from, options);
}

}  // namespace

void add_adopt(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("adopt", "Brings a new version of the program into force");
  command->footer("Example:  setia adopt shop.ledger kopi-setia --from 2027-02-01");
  auto options = std::make_shared<AdoptOptions>();
  command->add_option("LEDGER", options->ledger, "The ledger")->required();
  command->add_option("PROGRAM", options->program, "The new version: a program's folder, or one .setia file")->required();
  command->add_option("--from", options->from, "Its first day; it lies after the last day of which the ledger has events")->required()->type_name("DATE");
  command->add_flag("--yes", options->yes, "Does not ask");
  command->add_flag("--preview", options->preview, "Only shows what would change");
  add_format(*command, options->format);
  command->callback([options, &exit] { exit = adopt(*options); });
}

}  // namespace setia::adapters::cli
