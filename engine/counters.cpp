#include "engine/counters.hpp"

namespace setia::engine {

Day counter_window(const Program& program, CounterId counter, Day day) {
  const std::optional<CalendarUnit>& again = program.counters[counter.index()].starts_again;
  return again ? calendar_window(program.calendar, *again, day).first : 0;
}

std::int64_t counter_value(const Program& program, CounterId counter, Day day, const MemberState& member) {
  const std::uint32_t key = program.counters[counter.index()].key;
  const Day window = counter_window(program, counter, day);
  for (const CounterValue& one : member.counters) {
    if (one.counter_key == key && one.window == window) return one.value;
  }
  return 0;
}

}  // namespace setia::engine
