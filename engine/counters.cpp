#include "engine/counters.hpp"

#include <algorithm>

#include "engine/cycles.hpp"
#include "engine/own_periods.hpp"
#include "engine/windows.hpp"

namespace setia::engine {
namespace {

Day latest_beginning(const CalendarRules& calendar, const Window& window, Day day, const MemberState& member) {
  if (window.kind == WindowKind::kStatusPeriod) return window_days(calendar, window, day, member).first;
  Day latest = kAlways;
  const auto take = [&](const DayRange& days) { latest = days.first <= day ? std::max(latest, days.first) : latest; };
  for (const DayRange& stretch : window.stretches) take(stretch);
  if (window.personal == SymbolId{}) return latest;
  for (const DayRange& days : own_periods(calendar, window, member)) take(days);
  return latest;
}

}  // namespace

Day counter_window(const Program& program, CounterId counter, Day day, const MemberState& member) {
  const Counter& counted = program.counters[counter.index()];
  if (counted.own) return latest_beginning(calendar_of(program, member), *counted.own, day, member);
  return counted.starts_again ? calendar_window(calendar_of(program, member), *counted.starts_again, day).first : 0;
}

std::int64_t counter_value(const Program& program, CounterId counter, Day day, const MemberState& member) {
  const std::uint32_t key = program.counters[counter.index()].key;
  const Day window = counter_window(program, counter, day, member);
  for (const CounterValue& one : member.counters) {
    if (one.counter_key == key && one.window == window) return one.value;
  }
  return 0;
}

}  // namespace setia::engine
