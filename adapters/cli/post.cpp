// `setia post`: events into a ledger; repeats are harmless.
#include "adapters/cli/commands.hpp"
#include "adapters/cli/post_events.hpp"
#include "adapters/json_object.hpp"

namespace setia::adapters::cli {
namespace {

Exit post(const std::string& path, const FilesToPost& files, Format format) {
  SystemWorld system;
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(path, Access::kWrite, system);
  if (!ledger) return report(ledger.failure());
  Door door(*ledger.value());
  if (const engine::Status posted = post_events(*ledger.value(), door, files); !posted) return report(posted.failure());
  const DoorCounts& counts = door.counts();
  const std::string text = format == Format::kJson
                               ? JsonObject()
                                     .number("posted", counts.posted)
                                     .number("repeated", counts.repeated)
                                     .number("waiting", counts.waiting)
                                     .number("without_member", counts.without_member)
                                     .number("refused", counts.refused)
                                     .done()
                               : counted(counts.posted, "event") + " posted, " + std::to_string(counts.repeated) + " repeated, " +
                                     std::to_string(counts.waiting) + " waiting, " + std::to_string(counts.without_member) +
                                     " without member, " + std::to_string(counts.refused) + " refused";
  const Exit printed = print(text + "\n");
  return printed == Exit::kFine && counts.refused > 0 ? Exit::kNo : printed;
}

}  // namespace

void add_post(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("post", "Posts events to a ledger; posting them again changes nothing");
  command->footer("Example:  setia post shop.ledger today.ndjson --rejects refused.ndjson");
  auto path = std::make_shared<std::string>();
  auto files = std::make_shared<FilesToPost>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("LEDGER", *path, "The ledger")->required();
  command->add_option("EVENTS", files->paths, "Files of events, NDJSON or .csv; - is standard input")->required();
  command->add_option("--source", files->source, "Where events come from that name no source");
  command->add_option("--rejects", files->rejects_path, "Writes refused events to this file, one JSON object a line");
  add_format(*command, *format);
  command->callback([=, &exit] { exit = post(*path, *files, *format); });
}

}  // namespace setia::adapters::cli
