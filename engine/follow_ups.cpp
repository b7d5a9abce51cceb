#include "engine/follow_ups.hpp"

#include <algorithm>

#include "engine/again.hpp"
#include "engine/marks.hpp"
#include "engine/windows.hpp"

namespace setia::engine {
namespace {

bool is_named(const std::vector<RuleId>& from, RuleId rule) { return from.empty() || std::find(from.begin(), from.end(), rule) != from.end(); }

// What the accruals bring of a unit, of these rules or of all.
Wide given(const std::vector<Accrual>& accruals, UnitId unit, const std::vector<RuleId>& from) {
  Wide sum = 0;
  for (const Accrual& one : accruals) {
    if (one.unit == unit && one.to == Receiver::kMember && is_named(from, one.rule)) sum += one.amount_micro;
  }
  return sum;
}

Wide stepped(const std::vector<Change>& changes, CounterId counter) {
  Wide sum = 0;
  for (const Change& change : changes) {
    if (change.kind == ChangeKind::kCounter && change.index == counter.value) sum += change.amount;
  }
  return sum;
}

}  // namespace

bool is_known_after(const Program& program, SlotId slot) {
  const Slot& read = program.slots[slot.index()];
  if (read.kind == SlotKind::kHeld || read.kind == SlotKind::kCounter) return true;
  return read.kind == SlotKind::kReading && program.metrics[program.readings[read.reading].metric.index()].kind == MetricKind::kUnitEarned;
}

void FollowUps::add(RuleId rule) {
  Waiting waiting{rule, {}};
  for (const Check& check : reader_.program().rules[rule.index()].checks) {
    if (!index_.is_followed(check.slot)) continue;
    const Slot& crossing = reader_.program().slots[check.slot.index()];
    const SlotReading& before = reader_.read(crossing.left);
    if (before.status != SlotStatus::kPresent) return;
    waiting.marks.push_back({check.slot, marks_reached(before.before, crossing.mark, crossing.every)});
  }
  waiting_.push_back(std::move(waiting));
}

std::int64_t FollowUps::value_after(SlotId slot, const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  const Program& program = reader_.program();
  const Slot& read = program.slots[slot.index()];
  const std::int64_t before = reader_.read(slot).before;
  Wide added = 0;
  if (read.kind == SlotKind::kReading) {
    const engine::Reading& reading = program.readings[read.reading];
    const Metric& metric = program.metrics[reading.metric.index()];
    if (!reader_.holds_all(metric.checks)) return before;
    const TimeOfReading now{reader_.day(), reader_.event().stamp.instant_second};
    const std::vector<OwnPart> own = reader_.own_part(metric, static_cast<std::int64_t>(given(accruals, metric.unit, metric.from)));
    std::int64_t without = 0, with = 0;
    if (!read_window(program, reading, now, reader_.member(), own, with, without)) reader_.mark_overflow();
    added = Wide{with} - without;
  }
  if (read.kind == SlotKind::kHeld) added = given(accruals, read.unit, {});
  if (read.kind == SlotKind::kCounter) added = stepped(changes, read.counter);
  if (Wide{before} + added > INT64_MAX) reader_.mark_overflow();
  return static_cast<std::int64_t>(before + added);
}

std::int64_t FollowUps::crossed(Waiting& waiting, const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  std::int64_t least = INT64_MAX;
  for (Mark& mark : waiting.marks) {
    const Slot& crossing = reader_.program().slots[mark.crossing.index()];
    const std::int64_t reached = marks_reached(value_after(crossing.left, accruals, changes), crossing.mark, crossing.every);
    least = std::min(least, reached - mark.reached);
    mark.reached = std::max(mark.reached, reached);
  }
  return least;
}

bool FollowUps::next(const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  constexpr int kMostRounds = 1'000;
  if (waiting_.empty() || reader_.overflow()) return false;
  if (++rounds_ > kMostRounds) reader_.mark_overflow();
  reader_.scratch().forget_matched();
  bool any = false;
  for (Waiting& waiting : waiting_) {
    const std::int64_t marks = marks_again(reader_.again(), waiting.rule, crossed(waiting, accruals, changes));
    if (marks <= 0) continue;
    reader_.scratch().add_matched(waiting.rule).marks = marks;
    any = true;
  }
  return any;
}

}  // namespace setia::engine
