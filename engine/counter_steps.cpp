#include "engine/counter_steps.hpp"

#include <algorithm>

#include "engine/base.hpp"
#include "engine/counters.hpp"
#include "engine/limits.hpp"
#include "engine/rounding.hpp"

namespace setia::engine {
namespace {

bool is_step(const Give& give) { return give.kind == GiveKind::kAddToCounter || give.kind == GiveKind::kTakeFromCounter; }

bool has_room(const std::vector<LimitId>& limits, SlotReader& reader) {
  return std::all_of(limits.begin(), limits.end(), [&](LimitId id) {
    const Limit& limit = reader.program().limits[id.index()];
    return limit.kind != CapKind::kTimes || limit.scope == CapScope::kReceipt || room_of(limit, reader) >= 1;
  });
}

Wide posted(const Give& give, const std::vector<Accrual>& accruals) {
  Wide sum = 0;
  for (const Accrual& one : accruals) {
    const bool named = give.from.empty() || std::find(give.from.begin(), give.from.end(), one.rule) != give.from.end();
    if (named && one.unit == give.source && one.to == Receiver::kMember) sum += one.amount_micro;
  }
  return sum;
}

// What a step is counted on: what rules posted, the lines that count, or another quantity.
Wide counted(const RuleWork& work, const Give& give, SlotReader& reader, const std::vector<Accrual>& accruals) {
  if (give.base.kind == BaseKind::kNone) return posted(give, accruals);
  if (!is_by_lines(give.base)) {
    const SlotReading& reading = reader.read(give.base.slot);
    return reading.status == SlotStatus::kPresent ? std::max<std::int64_t>(reading.value, 0) : 0;
  }
  const LineBase base(work, unit_of(reader.program(), give), give.base, nullptr, Caps::kKept, reader);
  Wide sum = 0;
  for (std::size_t line = 0; line < reader.event().lines.size(); ++line) sum += base[line];
  return sum;
}

class Steps {
 public:
  Steps(VersionOrdinal version, SlotReader& reader, const std::vector<Accrual>& accruals, const std::vector<Change>& before)
      : version_(version), reader_(reader), accruals_(accruals), moved_(reader.program().counters.size(), 0), moved_before_(moved_) {
    for (const Change& change : before) {
      if (change.kind == ChangeKind::kCounter) moved_before_[change.index] += change.amount;
    }
  }

  // Adding comes first, so that the names of rules decide nothing.
  void run(std::vector<Change>& changes) {
    each(GiveKind::kAddToCounter);
    each(GiveKind::kTakeFromCounter);
    for (std::size_t counter = 0; counter < moved_.size(); ++counter) {
      if (moved_[counter] != 0) changes.push_back(change(counter));
    }
  }

 private:
  void each(GiveKind kind) {
    for (const RuleWork& work : reader_.scratch().matched()) {
      for (const Give& give : reader_.program().rules[work.rule.index()].gives) {
        if (give.kind == kind && may_act(work, reader_)) step(work, give);
      }
    }
  }

  Wide now(CounterId counter) const {
    return counter_value(reader_.program(), counter, reader_.day(), reader_.member()) + moved_before_[counter.index()];
  }

  void step(const RuleWork& work, const Give& give) {
    bool overflow = false;
    Wide amount = scaled(counted(work, give, reader_, accruals_), give.rate.num, give.rate.den, overflow);
    Wide& moved = moved_[give.counter.index()];
    const Wide left = now(give.counter) + moved;
    if (give.kind == GiveKind::kTakeFromCounter) {
      if (reader_.program().counters[give.counter.index()].never_below_zero) amount = std::min(amount, std::max<Wide>(left, 0));
      amount = -amount;
    }
    moved += amount;
    if (overflow || left + amount > INT64_MAX || left + amount < INT64_MIN) reader_.mark_overflow();
  }

  Change change(std::size_t counter) const {
    Change made;
    made.kind = ChangeKind::kCounter;
    made.member = reader_.event().member;
    made.version = version_;
    made.index = static_cast<std::uint32_t>(counter);
    made.window = counter_window(reader_.program(), CounterId{counter}, reader_.day(), reader_.member());
    made.amount = moved_[counter];
    return made;
  }

  VersionOrdinal version_;
  SlotReader& reader_;
  const std::vector<Accrual>& accruals_;
  std::vector<Wide> moved_, moved_before_;  // by this round, by the rounds before it
};

}  // namespace

bool may_act(const RuleWork& work, SlotReader& reader) {
  const Rule& rule = reader.program().rules[work.rule.index()];
  return !work.lost_whole && has_room(rule.own, reader) && has_room(rule.shared, reader);
}

std::int64_t marks_within(const RuleWork& work, SlotReader& reader) {
  const Rule& rule = reader.program().rules[work.rule.index()];
  Wide marks = work.marks;
  for (const std::vector<LimitId>* list : {&rule.own, &rule.shared}) {
    for (const LimitId id : *list) {
      const Limit& limit = reader.program().limits[id.index()];
      if (limit.kind == CapKind::kTimes) marks = std::min(marks, room_of(limit, reader));
    }
  }
  return static_cast<std::int64_t>(std::max<Wide>(marks, 1));
}

bool acts_without_giving(const RuleWork& work, SlotReader& reader) {
  const Rule& rule = reader.program().rules[work.rule.index()];
  const bool steps = std::any_of(rule.gives.begin(), rule.gives.end(), is_step);
  const bool acts_alone = rule.gives.empty() && rule.discounts.empty() && (!rule.says.empty() || !rule.moves.empty());
  return (steps || acts_alone) && may_act(work, reader);
}

void step_counters(VersionOrdinal version, SlotReader& reader, const std::vector<Accrual>& accruals, std::vector<Change>& changes) {
  if (!reader.program().counters.empty()) Steps(version, reader, accruals, changes).run(changes);
}

}  // namespace setia::engine
