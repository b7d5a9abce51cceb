// `setia balance`: what a member has, and what of it expires next.
#include "adapters/balance.hpp"

#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/json_object.hpp"
#include "adapters/shown.hpp"
#include "engine/amount_text.hpp"

namespace setia::adapters::cli {
namespace {

constexpr std::size_t kExpiriesShown = 3;

std::string level_text(const LevelStanding& level) {
  std::string text = "  " + level.ladder + ": " + (level.level.empty() ? "no level yet" : level.level);
  if (!level.level.empty() && level.until != engine::kNever) text += " until " + day_text(level.until);
  if (!level.next.empty() && !level.missing.empty()) {
    text += "; to " + level.next;
    for (std::size_t i = 0; i < level.missing.size(); ++i) text += (i == 0 ? " " : " and ") + level.missing[i];
  }
  return text + "\n";
}

std::string levels_json(const Balance& balance) {
  std::vector<std::string> levels;
  for (const LevelStanding& level : balance.levels) {
    std::vector<std::string> missing;
    for (const std::string& one : level.missing) missing.push_back(json_text(one));
    levels.push_back(JsonObject()
                         .text("ladder", level.ladder)
                         .text("level", level.level)
                         .text("since", day_text(level.since))
                         .text("until", day_text(level.until))
                         .text("next", level.next)
                         .raw("missing", json_list(missing))
                         .done());
  }
  return json_list(levels);
}

std::string text_of(const Balance& balance, const std::string& member) {
  std::string text = member + " at " + balance.at + "\n";
  for (const UnitBalance& unit : balance.units) {
    const bool thing = unit.declared->kind == engine::UnitKind::kBadge || unit.declared->kind == engine::UnitKind::kVoucher;
    if (thing && unit.available_micro == 0 && unit.pending_micro == 0) continue;
    text += "  " + engine::units_in_words(unit.available_micro, *unit.declared);
    if (unit.pending_micro != 0) text += ", " + units_text(unit.pending_micro) + " pending";
    if (unit.held_micro != 0) text += ", " + units_text(unit.held_micro) + " held";
    if (unit.household_micro) text += "; the household can spend " + units_text(*unit.household_micro);
    text += "\n";
    std::size_t shown = 0;
    engine::Wide longer = 0;
    for (const auto& [day, amount] : unit.expiries_micro) {
      if (++shown > kExpiriesShown) longer += amount;
      else text += "    " + units_text(amount) + " valid until " + day_text(day) + "\n";
    }
    if (longer != 0) text += "    " + units_text(longer) + " valid longer\n";
  }
  if (balance.units.empty()) text += "  nothing yet\n";
  for (const LevelStanding& level : balance.levels) text += level_text(level);
  return text;
}

std::string json_of(const Balance& balance, const std::string& member) {
  std::vector<std::string> units;
  for (const UnitBalance& unit : balance.units) {
    std::vector<std::string> expiries;
    for (const auto& [day, amount] : unit.expiries_micro)
      expiries.push_back(JsonObject().text("valid_until", day_text(day)).text("amount", units_text(amount)).done());
    JsonObject object;
    object.text("unit", unit.unit)
        .text("kind", kind_text(unit.declared->kind))
        .text("available", units_text(unit.available_micro))
        .text("pending", units_text(unit.pending_micro))
        .text("held", units_text(unit.held_micro));
    if (unit.household_micro) object.text("household", units_text(*unit.household_micro));
    units.push_back(object.raw("expiries", json_list(expiries)).done());
  }
  return JsonObject().text("member", member).text("at", balance.at).raw("balances", json_list(units)).raw("status", levels_json(balance)).done() + "\n";
}

Exit show_balance(const std::string& path, const std::string& member, const std::string& date, Format format) {
  engine::Day day = 0;
  if (!date.empty() && !read_day(date, day)) {
    std::fprintf(stderr, "\"%s\" is no date. Write it like 2027-01-31.\n", date.c_str());
    return Exit::kUsage;
  }
  SystemWorld system;
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(path, Access::kRead, system);
  if (!ledger) return report(ledger.failure());
  const engine::Result<engine::MemberIndex> index = find_member(*ledger.value(), member);
  if (!index) return report(index.failure());
  const std::optional<engine::Day> at = date.empty() ? std::optional<engine::Day>() : std::optional(day);
  const engine::Result<Balance> balance = balance_of(*ledger.value(), index.value(), at);
  if (!balance) return report(balance.failure());
  return print(format == Format::kJson ? json_of(balance.value(), member) : text_of(balance.value(), member));
}

}  // namespace

void add_balance(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("balance", "Shows what a member has, as of the ledger's latest event or the end of a day");
  command->footer("Example:  setia balance shop.ledger M001 --at 2027-01-31");
  auto path = std::make_shared<std::string>();
  auto member = std::make_shared<std::string>();
  auto date = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("LEDGER", *path, "The ledger")->required();
  command->add_option("MEMBER", *member, "The member's id as events write it")->required();
  command->add_option("--at", *date, "At the end of this day, in the program's time zone")->type_name("DATE");
  add_format(*command, *format);
  command->callback([=, &exit] { exit = show_balance(*path, *member, *date, *format); });
}

}  // namespace setia::adapters::cli
