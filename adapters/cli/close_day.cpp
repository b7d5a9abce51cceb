// `setia close-day`: lets time pass for everybody.
#include "adapters/close_day.hpp"

#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/json_object.hpp"
#include "adapters/shown.hpp"

namespace setia::adapters::cli {
namespace {

Exit close(const std::string& path, const std::string& date, Format format) {
  engine::Day day = 0;
  if (!read_day(date, day)) {
    std::fprintf(stderr, "\"%s\" is no date. Write it like 2027-01-31.\n", date.c_str());
    return Exit::kUsage;
  }
  SystemWorld system;
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(path, Access::kWrite, system);
  if (!ledger) return report(ledger.failure());
  const engine::Result<TimeRecords> closed = close_day(*ledger.value(), day);
  if (!closed) return report(closed.failure());
  if (const engine::Status done = ledger.value()->close(); !done) return report(done.failure());
  if (format == Format::kJson)
    return print(
        JsonObject().text("until", date).number("records", closed.value().records).number("postings", closed.value().postings).done() +
        "\n");
  return print("✓ " + date + " is closed: " + counted(closed.value().postings, "posting") + " fell due\n");
}

}  // namespace

void add_close_day(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("close-day", "Books what falls due for everybody, up to the end of a day");
  command->footer("Example:  setia close-day shop.ledger --until 2027-01-31");
  auto path = std::make_shared<std::string>();
  auto date = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("LEDGER", *path, "The ledger")->required();
  command->add_option("--until", *date, "The last day, in the program's time zone; it must be over")->required()->type_name("DATE");
  add_format(*command, *format);
  command->callback([=, &exit] { exit = close(*path, *date, *format); });
}

}  // namespace setia::adapters::cli
