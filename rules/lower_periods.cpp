#include "rules/lower_periods.hpp"

#include <algorithm>

#include "rules/lower_checks.hpp"

namespace setia::rules {
namespace {

constexpr engine::Minute kLastMinute = 1'439;
using Stretch = std::pair<engine::CivilTime, engine::CivilTime>;

bool is_of_whole_days(const Stretch& stretch) { return stretch.first.minute == 0 && stretch.second.minute == kLastMinute; }

struct Slots {
  engine::SlotId day, minute;

  explicit Slots(Lowering& lowering) : day(plain(lowering, engine::SlotKind::kDay, engine::ValueType::kDate)),
                                       minute(plain(lowering, engine::SlotKind::kMinute, engine::ValueType::kCount)) {}

  static engine::SlotId plain(Lowering& lowering, engine::SlotKind kind, engine::ValueType type) {
    engine::Slot slot;
    slot.kind = kind;
    slot.type = type;
    return lowering.slot(std::move(slot));
  }

  Checks on_day(engine::Day on, engine::Minute first, engine::Minute last) const { return {within(day, on, on), within(minute, first, last)}; }
};

// The first day, the last day, and the days between.
void add_alternatives(const Slots& slots, const Stretch& stretch, std::vector<Checks>& out) {
  const auto& [first, last] = stretch;
  if (first.day == last.day) return out.push_back(slots.on_day(first.day, first.minute, last.minute));
  out.push_back(slots.on_day(first.day, first.minute, kLastMinute));
  out.push_back(slots.on_day(last.day, 0, last.minute));
  if (last.day - first.day > 1) out.push_back({within(slots.day, first.day + 1, last.day - 1)});
}

}  // namespace

void add_times_of_period(Lowering& lowering, const WindowPlan& window, Checks& out) {
  if (!window.period) return;
  const std::vector<Stretch>& stretches = lowering.plan.periods[window.period->index].stretches;
  if (std::all_of(stretches.begin(), stretches.end(), is_of_whole_days)) return;
  const Slots slots(lowering);
  std::vector<Checks> alternatives;
  for (const Stretch& stretch : stretches) add_alternatives(slots, stretch, alternatives);
  out.push_back(any_of(lowering, alternatives));
}

}  // namespace setia::rules
