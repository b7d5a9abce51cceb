#include "rules/explain_fields.hpp"

#include <algorithm>

#include "engine/filters.hpp"
#include "engine/typed_value.hpp"
#include "rules/explain_conditions.hpp"
#include "rules/messages.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

std::string as_sent(const engine::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.held)) return in_quotes(*text);
  if (const auto* number = std::get_if<engine::Number>(&value.held)) return number->text;
  if (const auto* yes = std::get_if<bool>(&value.held)) return *yes ? "yes" : "no";
  return "several values";
}

// A number in figures, however many.
bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool figures = std::all_of(text.begin(), text.end(), [](char character) { return (character >= '0' && character <= '9') || character == '.'; });
  return figures && !text.empty() && text.front() != '.' && text.back() != '.' && std::count(text.begin(), text.end(), '.') <= 1;
}

std::size_t decimals_of(std::string_view text) {
  const std::size_t point = text.find('.');
  return point == std::string_view::npos ? 0 : text.size() - point - 1;
}

// What keeps a value from being read as it is declared, as it follows ", which ".
std::string matter_with(const engine::Value& value, engine::ValueType type, const engine::Program& program) {
  const bool money = type == engine::ValueType::kMoney;
  const auto* number = std::get_if<engine::Number>(&value.held);
  const auto* text = number != nullptr ? &number->text : std::get_if<std::string>(&value.held);
  if (text == nullptr || !is_decimal(*text)) return money ? "is no amount of money" : "is no number";
  const int most = money ? program.currency_decimals : kMicroDecimals;
  if (decimals_of(*text) <= static_cast<std::size_t>(most)) return "is too large";
  return money ? "has more decimals than " + program.currency + " has" : "has more than six decimals";
}

// Whose field it is, and what is the matter with it; empty when nothing is.
std::string amiss_in(const Explained& of, const std::string& whose, const engine::Fields& fields, engine::FieldId id) {
  const engine::FieldOf& field = of.program.fields[id.index()];
  const engine::Value* const value = engine::find_field(fields, field.name);
  if (value == nullptr) return whose + " has no field " + in_quotes(field.name);
  if (engine::typed_value(*value, field.type, of.program.currency_decimals)) return "";
  return whose + " has " + in_quotes(field.name) + ' ' + as_sent(*value) + ", which " + matter_with(*value, field.type, of.program);
}

// Of the lines that a give means. That some have no such field is as it should be where others have one.
std::vector<std::string> amiss_in_lines(const Explained& of, const engine::Base& base) {
  std::vector<std::string> wrong, lacking;
  bool any = false;
  for (const engine::Line& line : of.event->lines) {
    if (line.amount_minor < 0 || !engine::fits(of.program, base.filter, line)) continue;
    const std::string amiss = amiss_in(of, "line " + std::to_string(line.number), line.more, base.field);
    const bool lacks = engine::find_field(line.more, of.program.fields[base.field.index()].name) == nullptr;
    any = any || !lacks;
    if (!amiss.empty()) (lacks ? lacking : wrong).push_back(amiss);
  }
  return any ? wrong : lacking;
}

std::string amiss_in_slot(const Explained& of, const engine::Slot& slot) {
  if (slot.kind == engine::SlotKind::kMemberField || of.event == nullptr) return absence_in_words(of, slot);
  return slot.kind == engine::SlotKind::kEventField ? amiss_in(of, "the event", of.event->more, slot.field) : "";
}

void add_once(std::vector<std::string>& all, std::string one) {
  if (!one.empty() && std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
}

bool is_declared(const engine::Slot& slot) { return slot.kind == engine::SlotKind::kMemberField || slot.kind == engine::SlotKind::kEventField; }

}  // namespace

std::vector<std::string> fields_amiss(const Explained& of, engine::RuleId rule, const engine::Trace& trace) {
  std::vector<std::string> amiss;
  if (of.event != nullptr && of.event->kind == engine::EventKind::kReturn) return amiss;  // what is judged is its receipt
  const std::vector<engine::Give>& gives = of.program.rules[rule.index()].gives;
  for (const engine::GiveTrace& traced : trace.gives) {
    if (traced.rule != rule) continue;
    const engine::Give& give = gives[traced.give];
    if (give.base.kind == engine::BaseKind::kField && !give.base.field_is_quantity && of.event != nullptr) {
      for (std::string& one : amiss_in_lines(of, give.base)) add_once(amiss, std::move(one));
    }
    if (traced.present) continue;
    const engine::Slot& slot = of.program.slots[(give.factor_slot ? *give.factor_slot : give.base.slot).index()];
    if (is_declared(slot)) add_once(amiss, amiss_in_slot(of, slot));
  }
  return amiss;
}

}  // namespace setia::rules
