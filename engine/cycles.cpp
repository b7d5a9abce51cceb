#include "engine/cycles.hpp"

#include <algorithm>

#include "engine/wide.hpp"

namespace setia::engine {

CalendarRules calendar_of(const Program& program, const MemberState& member) {
  CalendarRules calendar = program.calendar;
  if (!program.cycle_field) return calendar;
  constexpr std::int64_t kLongestMonth = 31;
  const FieldOf& field = program.fields[program.cycle_field->index()];
  std::int64_t day = 1;
  for (const FieldValue& one : member.fields) {
    if (one.field_key != field.key) continue;
    day = field.type == ValueType::kDate ? civil_from(static_cast<Day>(one.value)).day : static_cast<std::int64_t>(one.value / kMillion);
  }
  calendar.cycle_day = static_cast<int>(std::clamp<std::int64_t>(day, 1, kLongestMonth));
  return calendar;
}

}  // namespace setia::engine
