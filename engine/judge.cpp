#include "engine/judge.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "engine/cuts.hpp"
#include "engine/index.hpp"
#include "engine/limits.hpp"
#include "engine/payout.hpp"
#include "engine/purchase_numbers.hpp"
#include "engine/slot_reader.hpp"
#include "engine/reasons.hpp"
#include "engine/stacks.hpp"
#include "engine/stages.hpp"

namespace setia::engine {
namespace {

// One event on its way through the phases of [J1].
class Sitting {
 public:
  Sitting(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member, const Event& event,
          Scratch& scratch, Judgement& out, Trace* trace, const Again* again = nullptr)
      : program_(program), version_(version), index_(index), reader_(program, state, member, event, scratch, again), scratch_(scratch), out_(out), reasons_(program, trace) {}

  void run() {
    clear();
    if (!lines_fit()) return;
    match();
    read_facts();
    give();
    if (index_.has_stacks()) choose_in_stacks();
    round_portions(index_, reader_);
    cut_by_shared_limits(reader_, out_.cuts, hits_);
    cut_by_balance(reader_);
    collect_accruals();
    collect_changes();
    for (Cut& cut : out_.cuts) cut.member = reader_.event().member;
    out_.overflow = reader_.overflow();
    explain();  // last: what it reads decides nothing
  }

 private:
  void clear() {
    out_.accruals.clear();
    out_.cuts.clear();
    out_.changes.clear();
    out_.facts.slots.clear();
    out_.facts.head_room.clear();
    out_.said.clear();
    out_.overflow = false;
    scratch_.clear();
  }

  // All sums of lines stay below what the lines come to without their signs.
  bool lines_fit() {
    Wide sum = 0;
    for (const Line& line : reader_.event().lines) sum += line.amount_minor < 0 ? -Wide{line.amount_minor} : Wide{line.amount_minor};
    out_.overflow = sum > std::numeric_limits<std::int64_t>::max();
    return !out_.overflow;
  }

  void choose_in_stacks() {
    for (const Contests which : {Contests::kByLine, Contests::kWhole, Contests::kWithExtras}) {
      if (choose(which, reader_, losses_)) give();
    }
    keep_whole_losses(reader_, losses_);
  }

  // What the matched rules give, but for what they lost in stacks.
  void give() {
    scratch_.clear_portions();
    out_.cuts.clear();
    hits_.clear();
    cut_bases(reader_);
    give_bases(index_, reader_);
    give_derived(reader_);
    give_extras(index_, reader_);
    give_flats(Flats::kOthers, reader_);
    record_base_cuts(reader_, out_.cuts, hits_);
    cut_by_own_limits(reader_, out_.cuts, hits_);
  }

  bool gives_now() const { return reader_.member().joining != 0 && reader_.member().standing == Standing::kActive && program_.runs.contains(reader_.day()); }

  void match() {
    if (!gives_now()) return;
    collect_candidates();
    for (const RuleId id : scratch_.candidates) {
      const Rule& rule = program_.rules[id.index()];
      if (!reader_.is_between(rule.from, rule.until)) continue;
      bool holds = true, before_amounts = true;
      for (const Check& check : rule.checks) {
        if (reader_.holds(check)) continue;
        holds = false;
        before_amounts = before_amounts && index_.reads_amounts(check);
      }
      if (before_amounts) record_head_room(rule);
      if (holds) scratch_.add_matched(id);
    }
  }

  // Paying with units and confirming a hold are redemptions too [X5].
  void collect_candidates() {
    index_.collect(reader_.event().kind, reader_, scratch_.candidates);
    if (!spends(scratch_.booking) || reader_.event().kind == EventKind::kRedeem) return;
    const std::vector<RuleId> of_event = scratch_.candidates;
    index_.collect(EventKind::kRedeem, reader_, scratch_.candidates);
    scratch_.candidates.insert(scratch_.candidates.end(), of_event.begin(), of_event.end());
    std::sort(scratch_.candidates.begin(), scratch_.candidates.end());
    scratch_.candidates.erase(std::unique(scratch_.candidates.begin(), scratch_.candidates.end()), scratch_.candidates.end());
  }

  void record_head_room(const Rule& rule) {
    for (const std::vector<LimitId>* list : {&rule.own, &rule.shared}) {
      for (const LimitId id : *list) {
        const Limit& limit = program_.limits[id.index()];
        if (limit.head_room_recorded && is_kept(limit)) out_.facts.head_room.push_back({id, room_of(limit, reader_)});
      }
    }
  }

  void read_facts() {
    out_.facts.version = version_;
    for (const SlotId slot : index_.facts()) {
      const SlotReading& reading = reader_.read(slot);
      out_.facts.slots.push_back({slot, reading.status == SlotStatus::kPresent, reading.status == SlotStatus::kPresent ? reading.before : 0});
    }
    std::vector<HeadRoom>& rooms = out_.facts.head_room;
    std::sort(rooms.begin(), rooms.end(), [](const HeadRoom& a, const HeadRoom& b) { return a.limit < b.limit; });
    rooms.erase(std::unique(rooms.begin(), rooms.end(), [](const HeadRoom& a, const HeadRoom& b) { return a.limit == b.limit; }), rooms.end());
  }

  std::int32_t number_of(const Portion& portion) const {
    return portion.line < 0 ? 0 : reader_.event().lines[static_cast<std::size_t>(portion.line)].number;
  }

  void collect_accruals() {
    for (const Portion& portion : scratch_.portions) {
      if (portion.amount_micro <= 0) continue;
      const auto amount = static_cast<std::int64_t>(portion.amount_micro);
      if (Wide{amount} != portion.amount_micro) reader_.mark_overflow();
      out_.accruals.push_back({portion.rule, portion.unit, portion.to, number_of(portion), amount});
    }
    std::sort(out_.accruals.begin(), out_.accruals.end(), [](const Accrual& a, const Accrual& b) {
      return std::tuple{a.rule, a.unit, a.line, a.to} < std::tuple{b.rule, b.unit, b.line, b.to};
    });
    for (const RuleWork& work : scratch_.matched()) {
      const Rule& rule = program_.rules[work.rule.index()];
      const bool acts = rule.gives.empty() || std::any_of(out_.accruals.begin(), out_.accruals.end(), [&](const Accrual& one) { return one.rule == work.rule; });
      if (!rule.says.empty() && acts) out_.said.push_back(work.rule);
    }
  }

  void collect_changes() {
    if (reader_.member().joining == 0) return;
    count_usage(version_, reader_, out_.changes);
    for (std::size_t i = 0; i < program_.metrics.size(); ++i) gather(MetricId{i});
    if (!out_.accruals.empty()) happened(Happening::kEarning);
    if (spends(scratch_.booking)) happened(Happening::kRedemption);
    if (reader_.event().kind != EventKind::kPurchase) return;
    happened(Happening::kPurchase);
    Change kept;
    kept.kind = ChangeKind::kPurchases;
    kept.member = reader_.event().member;
    kept.version = version_;
    kept.amount = 1;
    kept.window = next_purchase_number(reader_.member());
    out_.changes.push_back(kept);
  }

  void gather(MetricId id) {
    const Metric& metric = program_.metrics[id.index()];
    if (metric.kind == MetricKind::kUnitEarned) return gathered(id, SymbolId{}, earned(metric));
    for (const OwnPart& part : reader_.own_part(metric)) gathered(id, part.group, part.value);
  }

  std::int64_t earned(const Metric& metric) {
    std::int64_t sum = 0;
    for (const Accrual& one : out_.accruals) {
      const bool named = metric.from.empty() || std::find(metric.from.begin(), metric.from.end(), one.rule) != metric.from.end();
      if (named && one.unit == metric.unit && one.to == Receiver::kMember) sum += one.amount_micro;
    }
    if (metric.from.empty()) sum += static_cast<std::int64_t>(moved_micro(scratch_.booking, MoveKind::kCounted, metric.unit));
    return sum;
  }

  void gathered(MetricId id, SymbolId group, std::int64_t value) {
    if (value == 0) return;
    Change change;
    change.kind = ChangeKind::kGathered;
    change.member = reader_.event().member;
    change.version = version_;
    change.index = id.value;
    change.text = group;
    change.window = reader_.day();
    change.amount = value;
    change.count = 1;
    out_.changes.push_back(change);
  }

  void happened(Happening what) {
    Change change;
    change.kind = ChangeKind::kHappened;
    change.member = reader_.event().member;
    change.version = version_;
    change.index = static_cast<std::uint32_t>(what);
    change.window = reader_.day();
    out_.changes.push_back(change);
  }

  void explain() {
    if (reasons_.wanted()) reasons_.fill(reader_, out_.accruals, hits_, losses_);
  }

  const Program& program_;
  VersionOrdinal version_;
  const Index& index_;
  SlotReader reader_;
  Scratch& scratch_;
  Judgement& out_;
  Reasons reasons_;
  std::vector<Hit> hits_;
  std::vector<Loss> losses_;
};

}  // namespace

void judge(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member, const Event& event,
           Scratch& scratch, Judgement& out, Trace* trace) {
  Sitting(program, version, index, state, member, event, scratch, out, trace).run();
}

void judge_again(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member,
                 const Event& event, Scratch& scratch, Judgement& out, Trace* trace, const Again& again) {
  Sitting(program, version, index, state, member, event, scratch, out, trace, &again).run();
}

}  // namespace setia::engine
