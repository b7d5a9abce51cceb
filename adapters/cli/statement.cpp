// `setia statement`: everything that was booked for a member, in the order of the ledger.
#include <map>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/json_object.hpp"
#include "adapters/member_history.hpp"
#include "adapters/shown.hpp"
#include "engine/amount_text.hpp"

namespace setia::adapters::cli {
namespace {

struct Row {
  std::string entry, day, event, cause, unit, account, change, available, shown;
};

std::string account_of(const Effect& effect) {
  if (effect.available_micro != 0 && effect.pending_micro != 0) return "pending to available";
  if (effect.pending_micro != 0) return "pending";
  if (effect.held_micro != 0) return "held";
  return "available";
}

std::vector<Row> rows_of(const Ledger& ledger, const std::vector<HistoryEntry>& history, engine::MemberIndex member) {
  std::vector<Row> rows;
  std::map<std::string, engine::Wide> available;
  for (const HistoryEntry& entry : history) {
    const engine::Program& program = ledger.versions().at(entry.posting.version).program;
    const engine::Unit& declared = program.units[entry.posting.unit.index()];
    const std::string& unit = declared.name;
    const Effect effect = effect_of(entry.posting, member);
    available[unit] += effect.available_micro;
    const engine::Wide change = effect.available_micro != 0 ? effect.available_micro : effect.pending_micro + effect.held_micro;
    rows.push_back({"@" + std::to_string(entry.posting.number), day_text(entry.posting.effective.day), entry.event,
                    cause_of(entry.posting, program), unit, account_of(effect), (change > 0 ? "+" : "") + units_text(change),
                    units_text(available[unit]), (change > 0 ? "+" : "") + engine::units_in_words(change, declared)});
  }
  return rows;
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(text.size() < width ? width - text.size() : 1, ' ');
}

std::string text_of(const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) {
    text += padded(row.entry, 10) + row.day + "  " + padded(row.event.empty() ? "-" : row.event, 24) + padded(row.cause, 24) +
            padded(row.shown, 16) + padded(row.account, 22) + row.available + "\n";
  }
  return text.empty() ? "nothing yet\n" : text;
}

std::string json_of(const std::vector<Row>& rows, const std::string& member) {
  std::vector<std::string> entries;
  for (const Row& row : rows)
    entries.push_back(JsonObject()
                          .text("entry", row.entry)
                          .text("day", row.day)
                          .text("event", row.event)
                          .text("cause", row.cause)
                          .text("unit", row.unit)
                          .text("account", row.account)
                          .text("change", row.change)
                          .text("available", row.available)
                          .done());
  return JsonObject().text("member", member).raw("entries", json_list(entries)).done() + "\n";
}

Exit show_statement(const std::string& path, const std::string& member, Format format) {
  SystemWorld system;
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(path, Access::kRead, system);
  if (!ledger) return report(ledger.failure());
  const engine::Result<engine::MemberIndex> index = find_member(*ledger.value(), member);
  if (!index) return report(index.failure());
  const auto history = member_history(*ledger.value(), index.value());
  if (!history) return report(history.failure());
  const std::vector<Row> rows = rows_of(*ledger.value(), history.value(), index.value());
  return print(format == Format::kJson ? json_of(rows, member) : text_of(rows));
}

}  // namespace

void add_statement(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("statement", "Shows everything that was booked for a member");
  command->footer("Example:  setia statement shop.ledger M001");
  auto path = std::make_shared<std::string>();
  auto member = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("LEDGER", *path, "The ledger")->required();
  command->add_option("MEMBER", *member, "The member's id as events write it")->required();
  add_format(*command, *format);
  command->callback([=, &exit] { exit = show_statement(*path, *member, *format); });
}

}  // namespace setia::adapters::cli
