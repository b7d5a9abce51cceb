// Canonical texts: plain words in a fixed order, every part that changes what is read, nothing else.
#include "rules/canonical.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "rules/lowering.hpp"

namespace setia::rules {
namespace {

using engine::LineField;
using engine::MetricKind;
using engine::SlotKind;

template <class Enum, std::size_t N>
std::string word(const std::array<std::string_view, N>& words, Enum value) {
  return std::string{words.at(static_cast<std::size_t>(value))};
}

constexpr std::array<std::string_view, 8> kLengthUnits{"minutes", "hours", "days", "working days", "weeks", "months", "years", "cycles"};
constexpr std::array<std::string_view, 7> kCalendarUnits{"day", "week", "month", "quarter", "half-year", "year", "cycle"};
constexpr std::array<std::string_view, 8> kLineFields{"category", "brand", "tag", "sku", "price", "quantity", "line", "fits"};
constexpr std::array<std::string_view, 15> kMetrics{"spend", "items", "purchases", "activities", "activity field",
                                                    "different", "earned", "spent", "received", "events",
                                                    "expiring", "discount", "friends",
                                                    "towards", "status period"};
constexpr std::array<std::string_view, 8> kTextSources{"", "store", "channel", "currency", "payment method", "payment card", "code", ""};
constexpr std::array<std::string_view, 7> kStatistics{"sum", "largest", "smallest", "average", "periods met", "total", "groups"};
constexpr std::array<std::string_view, 7> kGroupings{"", "per day", "per week", "per month", "per cycle", "by field", "per weekend"};
constexpr std::array<std::string_view, 31> kSlots{
    "store", "channel", "currency", "payment method", "payment card", "code", "field", "day", "weekday", "day of the month",
    "minute", "basket total", "spend", "items", "different", "basket has", "uses", "rises to", "falls to", "purchase number", "member field", "member in",
    "member blocked", "since", "feast", "reading", "held", "counter", "level", "member referred", "difference"};
constexpr std::array<std::string_view, 2> kFeasts{"birthday", "joining anniversary"};
constexpr std::array<std::string_view, 3> kFeastTimes{"today", "this week", "this month"};
constexpr std::array<std::string_view, 6> kHappenings{"joining", "purchase", "earning", "redemption", "activity", "status change"};

std::string quoted(std::string_view text) { return '"' + std::string{text} + '"'; }

// Of kinds of one name.
std::string unit_text(const engine::Unit& unit) {
  const std::string kind = unit.kind == engine::UnitKind::kBadge ? " badge " : unit.kind == engine::UnitKind::kVoucher ? " reward " : " ";
  return kind + quoted(unit.name);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string{between}) + part;
  return text;
}

std::string phrase(std::string_view lead, const std::string& text) { return text.empty() ? "" : ' ' + std::string{lead} + ' ' + text; }

std::string field_name(const Lowering& lowering, engine::FieldId id) { return quoted(lowering.program.fields[id.index()].name); }

std::string range_text(std::int64_t low, std::int64_t high) { return std::to_string(low) + ".." + std::to_string(high); }

std::string test_text(const Lowering& lowering, const engine::LineTest& test) {
  std::string text = test.negated ? "not " : "";
  if (test.field == LineField::kFilter) {
    const std::string& filter = lowering.filter_text(test.filter);
    return text + (filter.empty() ? "every line" : filter);
  }
  text += word(kLineFields, test.field);
  if (test.field == LineField::kDeclared) text += ' ' + field_name(lowering, test.declared);
  const bool by_text = test.field != LineField::kPrice && test.field != LineField::kQuantity && test.low > test.high;
  return text + ' ' + (by_text ? text_of(lowering, lowering.program.sets[test.set.index()]) : range_text(test.low, test.high));
}

std::string tests_text(const Lowering& lowering, const std::vector<engine::LineTest>& tests, std::string_view between) {
  std::vector<std::string> parts;
  for (const engine::LineTest& test : tests) parts.push_back(test_text(lowering, test));
  std::sort(parts.begin(), parts.end());
  return joined(parts, between);
}

std::string checks_text(const Lowering& lowering, const Checks& checks) {
  std::vector<std::string> parts;
  for (const engine::Check& check : checks) parts.push_back(text_of(lowering, check));
  std::sort(parts.begin(), parts.end());
  return joined(parts, " and ");
}

std::string base_text(const Lowering& lowering, engine::FilterId filter, const engine::Tenders& tenders, bool without_tax) {
  std::string text = without_tax ? " without tax" : "";
  text += phrase("of", lowering.filter_text(filter));
  if (!tenders.methods.members.empty()) text += phrase(tenders.excluded ? "not paid by" : "paid by", text_of(lowering, tenders.methods));
  return text;
}

std::string different_text(const Lowering& lowering, engine::TextSource texts, LineField different, engine::FieldId field) {
  if (texts == engine::TextSource::kField) return " event's " + field_name(lowering, field);
  if (texts != engine::TextSource::kLines) return ' ' + word(kTextSources, texts);
  return different == LineField::kDeclared ? ' ' + field_name(lowering, field) : ' ' + word(kLineFields, different);
}

std::string window_text(const Lowering& lowering, const engine::Window& window) {
  switch (window.kind) {
    case engine::WindowKind::kEvent: return "in this event";
    case engine::WindowKind::kCalendar: return "in " + text_of(window.calendar) + ' ' + std::to_string(window.shift);
    case engine::WindowKind::kInLast: return "in the last " + text_of(window.length);
    case engine::WindowKind::kInLastFull: return "in the last full " + std::to_string(window.length.count) + ' ' + text_of(window.calendar);
    case engine::WindowKind::kAfterJoining: return "in the first " + text_of(window.length);
    case engine::WindowKind::kFixed: return "in days " + range_text(window.fixed.first, window.fixed.last);
    case engine::WindowKind::kSinceJoining: return "since joining";
    case engine::WindowKind::kStatusPeriod:
      return (window.shift == 0 ? "in status period of " : "in the last status period of ") + quoted(lowering.program.ladders[window.ladder.index()].name) +
             (window.counts_anew ? " anew" : "");
    case engine::WindowKind::kEver: return "ever";
    case engine::WindowKind::kPeriod: {
      if (window.personal != engine::SymbolId{})
        return (window.shift == 0 ? "in own " : "in the last own ") + quoted(std::string(lowering.symbols.text(window.personal))) + " of " + text_of(window.length);
      std::string text = window.shift == 0 ? "in the stretch" : "in the last stretch";
      for (const engine::DayRange& stretch : window.stretches) text += ' ' + range_text(stretch.first, stretch.last);
      return text;
    }
  }
  return {};
}

// --- slots ----------------------------------------------------------------------------------------------------------

std::string slot_body(const Lowering& lowering, const engine::Slot& slot) {
  const engine::Program& program = lowering.program;
  const auto other = [&](engine::SlotId id) { return '(' + program.slots[id.index()].text + ')'; };
  const auto members = [&] { return ' ' + text_of(lowering, program.sets[slot.set.index()]); };
  switch (slot.kind) {
    case SlotKind::kAnyPayment: case SlotKind::kAnyCard: case SlotKind::kAnyCode: return members();
    case SlotKind::kMemberInSet: return ' ' + lowering.member_set_text(slot.set);
    case SlotKind::kEventField: case SlotKind::kMemberField: return ' ' + field_name(lowering, slot.field);
    case SlotKind::kBasketTotal: case SlotKind::kSpend: case SlotKind::kItems: case SlotKind::kBasketHas:
      return (slot.before_discounts ? " before discounts" : "") + base_text(lowering, slot.filter, slot.tenders, slot.without_tax);
    case SlotKind::kDifferent:
      return different_text(lowering, slot.texts, slot.different, slot.field) + base_text(lowering, slot.filter, slot.tenders, slot.without_tax);
    case SlotKind::kElapsed:
      return ' ' + word(kHappenings, slot.happening) + phrase("of", text_of(lowering, slot.activities)) + " in " +
             word(kLengthUnits, slot.elapsed) + (slot.elapsed_up ? " begun" : "");
    case SlotKind::kFeast: return ' ' + word(kFeasts, slot.feast) + ' ' + word(kFeastTimes, slot.feast_when);
    case SlotKind::kReading: return ' ' + text_of(lowering, program.readings[slot.reading]);
    case SlotKind::kHeld: case SlotKind::kUses: return unit_text(program.units[slot.unit.index()]);
    case SlotKind::kRisesTo: case SlotKind::kFallsTo: case SlotKind::kRank: return ' ' + quoted(program.ladders[slot.ladder.index()].name);
    case SlotKind::kCounter: return ' ' + quoted(program.counters[slot.counter.index()].name);
    case SlotKind::kDifference: return ' ' + other(slot.left) + " less " + other(slot.right);
    case SlotKind::kQuotient: return ' ' + other(slot.left) + " by " + other(slot.right) + (slot.up ? " up" : "");
    case SlotKind::kConstant: return ' ' + std::to_string(slot.mark);
    case SlotKind::kCrossing: return ' ' + other(slot.left) + " at " + std::to_string(slot.mark) + " every " + std::to_string(slot.every);
    case SlotKind::kAllOf: return ' ' + checks_text(lowering, slot.checks);
    default: return {};
  }
}

std::string slot_word(SlotKind kind) {
  if (kind == SlotKind::kCrossing) return "crossing";
  if (kind == SlotKind::kAllOf) return "all of";
  if (kind == SlotKind::kQuotient) return "quotient";
  if (kind == SlotKind::kConstant) return "number";
  return word(kSlots, kind);
}

std::size_t depth_of(const std::string& text) { return std::min(text.find_first_not_of('~'), text.size()); }

std::size_t depth_of(const Lowering& lowering, const Checks& checks) {
  std::size_t depth = 0;
  for (const engine::Check& check : checks) depth = std::max(depth, depth_of(lowering.program.slots[check.slot.index()].text) + 1);
  return depth;
}

// How many slots stand one behind the other below this one.
std::size_t depth_of(const Lowering& lowering, const engine::Slot& slot) {
  const engine::Program& program = lowering.program;
  const auto below = [&](engine::SlotId id) { return depth_of(program.slots[id.index()].text) + 1; };
  switch (slot.kind) {
    case SlotKind::kDifference: case SlotKind::kQuotient: return std::max(below(slot.left), below(slot.right));
    case SlotKind::kCrossing: return below(slot.left);
    case SlotKind::kAllOf: return depth_of(lowering, slot.checks);
    case SlotKind::kReading: return depth_of(lowering, program.metrics[program.readings[slot.reading].metric.index()].checks);
    default: return 0;
  }
}

std::string value_text(const Lowering& lowering, const engine::Check& check) {
  const engine::Slot& slot = lowering.program.slots[check.slot.index()];
  if (check.by_set) return text_of(lowering, lowering.program.sets[check.set.index()]);
  if (slot.type == engine::ValueType::kText && check.width == 0) {
    return quoted(lowering.symbols.text(engine::SymbolId{static_cast<std::size_t>(check.low)}));
  }
  return range_text(check.low, static_cast<std::int64_t>(static_cast<std::uint64_t>(check.low) + check.width));
}

}  // namespace

std::string text_of(const Lowering& lowering, const engine::SymbolSet& set) {
  std::vector<std::string> texts;
  for (const engine::SymbolId member : set.members) texts.push_back(quoted(lowering.symbols.text(member)));
  std::sort(texts.begin(), texts.end());
  return joined(texts, " or ");
}

std::string text_of(const Lowering& lowering, const engine::LineFilter& filter) {
  std::string text = tests_text(lowering, filter.any, " or ");
  if (filter.any.size() > 1) text = '(' + text + ')';
  const std::string all = tests_text(lowering, filter.all, " and ");
  if (!all.empty()) text += (text.empty() ? "" : " and ") + all;
  const std::string except = tests_text(lowering, filter.except, " or ");
  if (!except.empty()) text += (text.empty() ? "except " : " except ") + except;
  return text.empty() ? text : '(' + text + ')';
}

std::string text_of(const Lowering& lowering, const engine::Check& check) {
  return '(' + lowering.program.slots[check.slot.index()].text + ')' + (check.negated ? " not " : " ") + value_text(lowering, check);
}

std::string text_of(const Lowering& lowering, const engine::Metric& metric) {
  std::string text = word(kMetrics, metric.kind);
  if (metric.kind == MetricKind::kDifferent || metric.grouped) {
    text += metric.grouped ? " by" : "";
    text += different_text(lowering, metric.texts, metric.different, metric.different_field);
  }
  if (metric.kind == MetricKind::kActivityField) text += ' ' + field_name(lowering, metric.field);
  if (metric.at_least_minor > 0) text += " at least " + std::to_string(metric.at_least_minor);
  if (metric.kind == MetricKind::kUnitEarned || metric.kind == MetricKind::kUnitSpent || metric.kind == MetricKind::kUnitReceived ||
      metric.kind == MetricKind::kUnitExpiring) {
    text += ' ' + quoted(lowering.program.units[metric.unit.index()].name);
  }
  if (engine::is_of_levels(metric.kind)) text += ' ' + quoted(lowering.program.ladders[metric.ladder.index()].name) + phrase("", metric.counted);
  std::vector<std::string> rules;
  for (const engine::RuleId rule : metric.from) rules.push_back(quoted(lowering.plan.rules[rule.index()].name));
  text += phrase("from", joined(rules, " or "));
  text += base_text(lowering, metric.filter, metric.tenders, metric.without_tax);
  text += phrase("in activities", text_of(lowering, metric.activities));
  if (metric.by_instant) text += " by instant";
  return text + phrase("when", checks_text(lowering, metric.checks));
}

std::string within_text(const engine::Reading& reading) {
  if (reading.within == engine::Statistic::kSum) return {};
  std::string text = word(kStatistics, reading.within) + phrase("", word(kGroupings, reading.within_grouping));
  if (reading.within == engine::Statistic::kPeriodsMet) text += " at least " + std::to_string(reading.within_met);
  return text + " of ";
}

std::string text_of(const Lowering& lowering, const engine::Reading& reading) {
  std::string text = word(kStatistics, reading.statistic) + " of " + within_text(reading) + lowering.program.metrics[reading.metric.index()].text;
  text += phrase("", word(kGroupings, reading.grouping));
  if (reading.statistic == engine::Statistic::kPeriodsMet) text += " at least " + std::to_string(reading.met_at_least);
  if (reading.towards) text += " with " + lowering.program.metrics[reading.towards->index()].text;
  return text + ' ' + window_text(lowering, reading.window);
}

std::string text_of(const Lowering& lowering, const engine::Slot& slot) {
  const std::size_t depth = depth_of(lowering, slot);
  return std::string(depth, '~') + (depth > 0 ? " " : "") + (slot.of_referrer ? "referrer's " : "") + slot_word(slot.kind) + slot_body(lowering, slot);
}

std::string names_in_words(std::vector<std::string> names) {
  for (std::string& name : names) name = quoted(name);
  std::sort(names.begin(), names.end());
  return joined(names, " or ");
}

std::string text_of(const engine::Length& length) { return std::to_string(length.count) + ' ' + word(kLengthUnits, length.unit); }

std::string text_of(engine::CalendarUnit unit) { return word(kCalendarUnits, unit); }

}  // namespace setia::rules
