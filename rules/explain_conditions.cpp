#include "rules/explain_conditions.hpp"

#include <algorithm>
#include <limits>

#include "rules/words.hpp"

namespace setia::rules {
namespace {

using engine::RuleTrace;
using engine::SlotKind;

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

const engine::Slot& slot_of(const Explained& of, const RuleTrace& trace) { return of.program.slots[trace.slot.index()]; }

// Texts of an event, each once: "cash" and "card".
template <class Range, class Text>
std::string texts_in_words(const Explained& of, const Range& range, Text text) {
  std::vector<std::string> texts;
  for (const auto& one : range) {
    const std::string name = quoted(of.symbols.text(text(one)));
    if (text(one) != engine::SymbolId{} && std::find(texts.begin(), texts.end(), name) == texts.end()) texts.push_back(name);
  }
  std::string words;
  for (std::size_t i = 0; i < texts.size(); ++i) words += (i == 0 ? "" : i + 1 == texts.size() ? " and " : ", ") + texts[i];
  return words;
}

// What the event holds where a condition asks for one of several values.
std::string several_in_words(const Explained& of, SlotKind kind) {
  if (of.event == nullptr) return "";
  if (kind == SlotKind::kAnyPayment) return texts_in_words(of, of.event->payments, [](const engine::Payment& one) { return one.method; });
  if (kind == SlotKind::kAnyCard) return texts_in_words(of, of.event->payments, [](const engine::Payment& one) { return one.card; });
  if (kind == SlotKind::kAnyCode) return texts_in_words(of, of.event->codes, [](engine::SymbolId code) { return code; });
  if (kind == SlotKind::kBasketHas) return texts_in_words(of, of.event->lines, [](const engine::Line& line) { return line.category; });
  return "";
}

// What was read, as it follows "it was".
std::string read_in_words(const Explained& of, const RuleTrace& trace) {
  const engine::Slot& slot = slot_of(of, trace);
  if (slot.kind == SlotKind::kDifference) {
    const engine::Slot& left = of.program.slots[slot.left.index()];
    const engine::Slot& right = of.program.slots[slot.right.index()];
    const std::string one = value_in_words(trace.left, left, of.program, of.symbols);
    const std::string other = value_in_words(trace.right, right, of.program, of.symbols);
    const std::string nearly = trace.left != trace.right || trace.value == 0 ? "" : trace.value > 0 ? "a little more than " : "a little less than ";
    return one.empty() || other.empty() ? "" : nearly + one + " against " + other;
  }
  const std::string several = several_in_words(of, slot.kind);
  if (slot.kind == SlotKind::kBasketHas) return several.empty() ? "" : "a basket of " + several;
  if (!several.empty()) return several;
  if (slot.kind == SlotKind::kMemberField || slot.kind == SlotKind::kEventField) {
    if (slot.type == engine::ValueType::kYesNo) return trace.value == 0 ? "no" : "yes";
  }
  return value_in_words(trace.value, slot, of.program, of.symbols);
}

std::string field_name(const Explained& of, const engine::Slot& slot) { return quoted(of.program.fields[slot.field.index()].name); }

// How far below its lower end a numeric value lies; 0 when more would not help.
engine::Wide shortage(const RuleTrace& trace) {
  const engine::Check& check = trace.check;
  const bool has_low = !check.negated && !check.by_set && check.low != std::numeric_limits<std::int64_t>::min();
  return has_low && trace.value < check.low ? engine::Wide{check.low} - trace.value : 0;
}

bool is_amount(const engine::Slot& slot) {
  switch (slot.kind) {
    case SlotKind::kBasketTotal: case SlotKind::kSpend: case SlotKind::kItems: case SlotKind::kDifferent: case SlotKind::kReading:
    case SlotKind::kHeld: case SlotKind::kCounter: case SlotKind::kPurchaseNumber: return true;
    default: return false;
  }
}

}  // namespace

std::string absence_in_words(const Explained& of, const engine::Slot& slot) {
  if (slot.of_referrer) return "nobody referred the member, or it is not known of who did";
  switch (slot.kind) {
    case SlotKind::kStore: return "the event names no store";
    case SlotKind::kChannel: return "the event names no channel";
    case SlotKind::kCurrency: return "the event names no currency";
    case SlotKind::kAnyPayment: return "the event names no payment method";
    case SlotKind::kAnyCard: return "the event names no payment card";
    case SlotKind::kAnyCode: return "the event holds no code";
    case SlotKind::kEventField: return "the event has no field " + field_name(of, slot);
    case SlotKind::kMemberField: return "the member has no field " + field_name(of, slot);
    case SlotKind::kElapsed: return "there was none before";
    case SlotKind::kFeast: return slot.feast == engine::Feast::kBirthday ? "the member's birthday is not known" : "the member has not joined";
    default: return "nothing is known of it here";
  }
}

std::string condition_in_words(const Explained& of, const RuleTrace& trace) {
  const ConditionPlan& condition = of.plan.rules[trace.rule.index()].conditions[trace.clause];
  const std::string place = place_in_words(of, condition.span);
  const std::string line = condition.text + (place.empty() ? "" : " (" + place + ")");
  if (trace.why == engine::Why::kMissing) return line + " cannot be answered: " + absence_in_words(of, slot_of(of, trace));
  const std::string value = read_in_words(of, trace);
  return line + " does not hold" + (value.empty() ? "" : ", it was " + value);
}

std::string lack_in_words(const Explained& of, const RuleTrace& trace) {
  const engine::Slot& slot = slot_of(of, trace);
  if (trace.why == engine::Why::kMissing) return absence_in_words(of, slot);
  const engine::Wide more = is_amount(slot) ? shortage(trace) : 0;
  if (more <= 0 || more > std::numeric_limits<std::int64_t>::max()) return "";
  const auto words = [&](engine::Wide amount) { return value_in_words(static_cast<std::int64_t>(amount), slot, of.program, of.symbols) + " more would reach it"; };
  if (slot.type != engine::ValueType::kNumber || trace.check.low % 10 != 1) return words(more);
  return more == 1 ? "any more would reach it" : "more than " + words(more - 1);  // a millionth above a bound is more than it
}

}  // namespace setia::rules
