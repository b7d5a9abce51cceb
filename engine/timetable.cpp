#include "engine/timetable.hpp"

#include <algorithm>

#include "engine/own_life.hpp"

namespace setia::engine {
namespace {

bool draws_on_shared_limits(const Program& program, const Rule& rule) {
  const auto shared = [&](LimitId id) {
    const CapScope scope = program.limits[id.index()].scope;
    return scope == CapScope::kStore || scope == CapScope::kPaymentCard || scope == CapScope::kField || scope == CapScope::kTotal || scope == CapScope::kHousehold;
  };
  return std::any_of(rule.own.begin(), rule.own.end(), shared) || std::any_of(rule.shared.begin(), rule.shared.end(), shared);
}

}  // namespace

bool starts_by_member(const Program& program, const Rule& rule) {
  const auto by_member = [&](const Schedule& schedule) {
    const bool cycle = schedule.kind == ScheduleKind::kAtEndOf && schedule.calendar == CalendarUnit::kCycle;
    return schedule.kind == ScheduleKind::kAfterJoining || schedule.kind == ScheduleKind::kAtEndOfOwn || (cycle && program.cycle_field);
  };
  return !rule.feasts.empty() || std::any_of(rule.schedules.begin(), rule.schedules.end(), by_member);
}

bool is_correctable(const Rule& rule) {
  return !rule.final && rule.feasts.empty() && std::all_of(rule.schedules.begin(), rule.schedules.end(), is_close);
}

Timetable::Timetable(const Program& program) {
  for (const Unit& unit : program.units) looks_back = looks_back || counts_from_last(unit.life);
  for (const Rule& rule : program.rules) looks_back = looks_back || (rule.life && counts_from_last(*rule.life));
  for (const Slot& slot : program.slots) looks_back = looks_back || (slot.kind == SlotKind::kElapsed && slot.happening != Happening::kJoining);
  for (const Unit& unit : program.units) keeps_while = keeps_while || !unit.life.never_while.empty();
  for (const Rule& rule : program.rules) keeps_while = keeps_while || (rule.life && !rule.life->never_while.empty());
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    const Rule& rule = program.rules[i];
    if (rule.schedules.empty() && rule.feasts.empty()) continue;
    const bool alone = starts_by_member(program, rule) && !draws_on_shared_limits(program, rule);
    (alone ? own : common).push_back(RuleId{i});
    reopens = reopens || is_correctable(rule);
  }
}

}  // namespace setia::engine
