// A what-if as people and scripts read it.
#include "adapters/json_object.hpp"
#include "adapters/shown.hpp"
#include "adapters/what_if.hpp"

namespace setia::adapters {
namespace {

constexpr engine::Wide kMillion = 1'000'000;

std::string signed_text(engine::Wide amount_micro) { return (amount_micro > 0 ? "+" : "") + units_text(amount_micro); }

// What a difference is worth, in the program's currency; empty where the unit has no worth.
std::string worth_text(const UnitChange& change, const WhatIf& result) {
  if (!change.worth) return "";
  const engine::Wide minor = change.amounts.difference() / kMillion * *change.worth / kMillion;
  return (minor > 0 ? "+" : "") + decimal_text(minor, result.currency_decimals) + " " + result.currency;
}

std::string row(const std::vector<std::string>& names, const std::vector<std::string>& figures) {
  constexpr std::size_t kNameWidth = 24, kFigureWidth = 16;
  std::string text = "  ";
  for (const std::string& name : names) text += name + std::string(name.size() < kNameWidth ? kNameWidth - name.size() : 1, ' ');
  for (const std::string& figure : figures) text += std::string(figure.size() < kFigureWidth ? kFigureWidth - figure.size() : 1, ' ') + figure;
  return text + "\n";
}

std::vector<std::string> figures_of(const WasWould& amounts) {
  return {units_text(amounts.was_micro), units_text(amounts.would_micro), signed_text(amounts.difference())};
}

std::string table(const std::string& first, const std::map<std::pair<std::string, std::string>, WasWould>& rows) {
  std::string text = row({first, "unit"}, {"was", "would be", "difference"});
  for (const auto& [key, amounts] : rows) text += row({key.first, key.second}, figures_of(amounts));
  return text + "\n";
}

std::string members_text(const char* title, const std::vector<MemberChange>& members) {
  if (members.empty()) return "";
  std::string text = std::string("    ") + title;
  for (const MemberChange& one : members) text += "  " + one.member + " " + signed_text(one.amounts.difference());
  return text + "\n";
}

JsonObject& with_amounts(JsonObject& object, const WasWould& amounts) {
  return object.text("was", units_text(amounts.was_micro)).text("would_be", units_text(amounts.would_micro)).text("difference", units_text(amounts.difference()));
}

std::string rows_json(const char* first, const std::map<std::pair<std::string, std::string>, WasWould>& rows) {
  std::vector<std::string> list;
  for (const auto& [key, amounts] : rows) {
    JsonObject object;
    object.text(first, key.first).text("unit", key.second);
    list.push_back(with_amounts(object, amounts).done());
  }
  return json_list(list);
}

std::string members_json(const std::vector<MemberChange>& members) {
  std::vector<std::string> list;
  for (const MemberChange& one : members) {
    JsonObject object;
    object.text("member", one.member);
    list.push_back(with_amounts(object, one.amounts).done());
  }
  return json_list(list);
}

}  // namespace

std::string what_if_text(const WhatIf& result) {
  std::string text = std::to_string(result.events) + " events judged anew";
  if (result.refused > 0) text += ", " + std::to_string(result.refused) + " of them would be refused";
  if (result.forgotten > 0) text += ", " + std::to_string(result.forgotten) + " of forgotten members left out";
  if (result.days.first <= result.days.last) text += "; entries of " + day_text(result.days.first) + " to " + day_text(result.days.last);
  text += "\n\n" + table("rule", result.rules) + table("month", result.months) + row({"unit"}, {"was", "would be", "difference", "worth"});
  for (const auto& [unit, change] : result.units) {
    std::vector<std::string> figures = figures_of(change.amounts);
    figures.push_back(worth_text(change, result));
    text += row({unit}, figures);
    text += "    " + std::to_string(change.more) + (change.more == 1 ? " member more, " : " members more, ") + std::to_string(change.less) + " less, " + std::to_string(change.same) + " the same\n";
    text += members_text("most more:", change.winners) + members_text("most less:", change.losers);
  }
  return text;
}

std::string what_if_json(const WhatIf& result) {
  std::vector<std::string> units;
  for (const auto& [unit, change] : result.units) {
    JsonObject object;
    object.text("unit", unit);
    with_amounts(object, change.amounts).text("worth", worth_text(change, result));
    object.number("more", change.more).number("less", change.less).number("same", change.same);
    units.push_back(object.raw("winners", members_json(change.winners)).raw("losers", members_json(change.losers)).done());
  }
  return JsonObject()
      .number("events", result.events)
      .number("refused", result.refused)
      .number("forgotten", result.forgotten)
      .raw("rules", rows_json("rule", result.rules))
      .raw("months", rows_json("month", result.months))
      .raw("units", json_list(units))
      .done();
}

}  // namespace setia::adapters
