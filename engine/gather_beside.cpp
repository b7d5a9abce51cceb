#include "engine/gather_beside.hpp"

#include <algorithm>
#include <optional>

#include "engine/event_changes.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {
namespace {

class Gathering {
 public:
  Gathering(const Program& own, SlotReader& reader, VersionOrdinal version, Judgement& judgement)
      : own_(own), reader_(reader), version_(version), judgement_(judgement) {}

  void gather(MetricId id) {
    const Metric& metric = reader_.program().metrics[id.index()];
    if (!reader_.holds_all(metric.checks)) return;
    if (metric.kind == MetricKind::kUnitEarned) return add_units(id, earned(metric));
    if (metric.kind == MetricKind::kUnitSpent) return add_units(id, moved(metric, MoveKind::kSpent));
    if (metric.kind == MetricKind::kUnitReceived) return add_units(id, moved(metric, MoveKind::kReceived));
    if (metric.kind == MetricKind::kFriends) return add_friend(id);
    for (const OwnPart& part : reader_.own_part(metric)) add(id, part.group, part.value);
  }

 private:
  // Units and rules are the same across versions when they have the same name.
  std::int64_t earned(const Metric& metric) const {
    const Program& other = reader_.program();
    std::int64_t sum = 0;
    for (const Accrual& one : judgement_.accruals) {
      const std::string& rule = own_.rules[one.rule.index()].name;
      const auto is_named = [&](RuleId id) { return other.rules[id.index()].name == rule; };
      const bool named = metric.from.empty() || std::any_of(metric.from.begin(), metric.from.end(), is_named);
      const bool same = own_.units[one.unit.index()].key == other.units[metric.unit.index()].key;
      if (named && same && one.to == Receiver::kMember) sum += one.amount_micro;
    }
    return metric.from.empty() ? sum + moved(metric, MoveKind::kCounted) : sum;
  }

  std::int64_t moved(const Metric& metric, MoveKind kind) const {
    const std::uint32_t key = reader_.program().units[metric.unit.index()].key;
    for (std::size_t unit = 0; unit < own_.units.size(); ++unit)
      if (own_.units[unit].key == key) return static_cast<std::int64_t>(moved_micro(reader_.scratch().booking, kind, UnitId{unit}));
    return 0;
  }

  // It is the referrer's.
  void add_friend(MetricId id) {
    if (!judgement_.friend_done) return;
    add(id, SymbolId{}, 1);
    judgement_.changes.back().member = reader_.referrer_index();
  }

  void add_units(MetricId id, std::int64_t micro) {
    for (const OwnPart& part : reader_.own_part(reader_.program().metrics[id.index()], micro)) add(id, part.group, part.value);
  }

  void add(MetricId id, SymbolId group, std::int64_t value) {
    if (value != 0) judgement_.changes.push_back(gathered(version_, reader_, id, group, value));
  }

  const Program& own_;
  SlotReader& reader_;
  VersionOrdinal version_;
  Judgement& judgement_;
};

}  // namespace

void gather_beside(const Versions& versions, VersionOrdinal version, const State& state, const MemberState& member, const Event& event,
                   Scratch& scratch, Judgement& judgement) {
  if (member.joining == 0) return;
  const std::vector<ForeignMetric>& foreign = versions.foreign(version);
  std::optional<SlotReader> reader;
  VersionOrdinal read = version;
  for (const ForeignMetric& one : foreign) {
    if (!reader || read != one.version) reader.emplace(versions.at(one.version).program, versions.index(one.version), state, member, event, scratch);
    read = one.version;
    Gathering(versions.at(version).program, *reader, one.version, judgement).gather(one.metric);
    judgement.overflow = judgement.overflow || reader->overflow();
  }
}

}  // namespace setia::engine
