#include "engine/event_changes.hpp"

#include <algorithm>

#include "engine/activity.hpp"
#include "engine/own_periods.hpp"
#include "engine/purchase_numbers.hpp"

namespace setia::engine {
namespace {

// The day, or the second, under which a metric gathers.
std::int64_t gathers_at(MetricId id, const SlotReader& reader) {
  return reader.program().metrics[id.index()].by_instant ? reader.event().stamp.instant_second : std::int64_t{reader.day()};
}

class EventChanges {
 public:
  EventChanges(VersionOrdinal version, SlotReader& reader, const std::vector<Accrual>& accruals, std::vector<Change>& changes)
      : version_(version), reader_(reader), program_(reader.program()), accruals_(accruals), changes_(changes) {}

  void collect() {
    for (std::size_t i = 0; i < program_.metrics.size(); ++i) gather(MetricId{i});
    add_to_cycles();
    if (!keeps_nothing()) open_by_level();
    const auto mine = [](const Accrual& one) { return one.to == Receiver::kMember; };
    if (std::any_of(accruals_.begin(), accruals_.end(), mine)) happened(Happening::kEarning, SymbolId{});
    if (keeps_nothing()) return;
    if (spends(reader_.scratch().booking)) happened(Happening::kRedemption, SymbolId{});
    if (reader_.event().kind == EventKind::kActivity) happened(Happening::kActivity, activity_of(reader_.event()));
    if (reader_.event().kind != EventKind::kPurchase) return;
    happened(Happening::kPurchase, SymbolId{});
    Change& kept = of_member(ChangeKind::kPurchases);
    kept.amount = 1;
    kept.window = reader_.again() != nullptr && reader_.again()->number != 0 ? reader_.again()->number : next_purchase_number(reader_.member());
  }

 private:
  // What a level brought that stays is earned [R5]; nothing else of the event has been.
  bool keeps_nothing() const { return reader_.again() != nullptr && reader_.again()->nothing_kept; }

  Change& of_member(ChangeKind kind) {
    Change& change = changes_.emplace_back();
    change.kind = kind;
    change.member = reader_.event().member;
    change.version = version_;
    return change;
  }

  void gather(MetricId id) {
    const Metric& metric = program_.metrics[id.index()];
    if (metric.kind != MetricKind::kUnitEarned) {
      if (keeps_nothing()) return;
      if (std::int64_t value = 0; reader_.own_plainly(id, value)) return add(id, SymbolId{}, value);
      for (const OwnPart& part : reader_.own_part(metric)) add(id, part.group, part.value);
      return;
    }
    if (!reader_.holds_all(metric.checks)) return;
    for (const OwnPart& part : reader_.own_part(metric, earned(metric))) add(id, part.group, part.value);
  }

  void add(MetricId id, SymbolId group, std::int64_t value) {
    if (value == 0) return;
    Change& change = of_member(ChangeKind::kGathered);
    change.index = id.value;
    change.text = group;
    change.window = gathers_at(id, reader_);
    change.amount = value;
    change.count = 1;
  }

  std::int64_t earned(const Metric& metric) const {
    std::int64_t sum = 0;
    for (const Accrual& one : accruals_) {
      const bool named = metric.from.empty() || std::find(metric.from.begin(), metric.from.end(), one.rule) != metric.from.end();
      if (named && one.unit == metric.unit && one.to == Receiver::kMember) sum += one.amount_micro;
    }
    if (metric.from.empty()) sum += static_cast<std::int64_t>(moved_micro(reader_.scratch().booking, MoveKind::kCounted, metric.unit));
    return sum;
  }

  void happened(Happening what, SymbolId activity) {
    Change& change = of_member(ChangeKind::kHappened);
    change.index = static_cast<std::uint32_t>(what);
    change.text = activity;
    change.window = reader_.day();
    open({what, activity, reader_.day()});
  }

  // On the day from which it is held. The first level on joining is no change [S2].
  void open_by_level() {
    if (program_.own_periods.empty() || reader_.event().kind == EventKind::kJoin) return;
    const MemberIndex member = reader_.event().member;
    const auto level = std::find_if(changes_.begin(), changes_.end(), [&](const Change& one) { return one.kind == ChangeKind::kLevel && one.member == member; });
    if (level != changes_.end()) open({Happening::kStatusChange, {}, static_cast<Day>(level->window)});
  }

  void open(const Opening& opening) {
    if (!program_.own_periods.empty()) open_periods(program_, version_, opening, reader_.event().member, reader_.member(), changes_);
  }

  void add_to_cycles() {
    for (const CycleAdd& add : reader_.scratch().cycle_adds) {
      Change& change = of_member(ChangeKind::kCycleSum);
      if (add.to == Receiver::kReferrer) change.member = reader_.referrer_index();
      change.index = add.unit.value;
      change.window = calendar_window(reader_.calendar(), CalendarUnit::kCycle, reader_.day()).first;
      change.count = add.rule ? std::int64_t{add.rule->value} + 1 : 0;
      change.amount = add.exact;
    }
  }

  VersionOrdinal version_;
  SlotReader& reader_;
  const Program& program_;
  const std::vector<Accrual>& accruals_;
  std::vector<Change>& changes_;
};

}  // namespace

void collect_changes(VersionOrdinal version, SlotReader& reader, const std::vector<Accrual>& accruals, std::vector<Change>& changes) {
  reader.pass_no_more();
  if (reader.member().joining != 0) EventChanges(version, reader, accruals, changes).collect();
}

Change gathered(VersionOrdinal version, const SlotReader& reader, MetricId id, SymbolId group, std::int64_t value) {
  Change change;
  change.kind = ChangeKind::kGathered;
  change.member = reader.event().member;
  change.version = version;
  change.index = id.value;
  change.text = group;
  change.window = gathers_at(id, reader);
  change.amount = value;
  change.count = 1;
  return change;
}

}  // namespace setia::engine
