// Reads slots: the event and the member as numbers, each worked out once per event and only when asked for.
#pragma once

#include <span>

#include "engine/again.hpp"
#include "engine/event.hpp"
#include "engine/filters.hpp"
#include "engine/index.hpp"
#include "engine/outcome.hpp"
#include "engine/program.hpp"
#include "engine/scratch.hpp"
#include "engine/state.hpp"
#include "engine/windows.hpp"

namespace setia::engine {

// What a slot holds, exactly.
struct ExactReading {
  Wide num = 0, before = 0;
  std::int64_t den = 1, den_before = 1;
};

// Available, pending and held together [U5].
std::int64_t held_micro(const MemberState& member, std::uint32_t unit_key);

class SlotReader {
 public:
  // Everything must outlive the reader. Forgets what `scratch` held of another event.
  // `again`: of a receipt that is judged again; null otherwise.
  SlotReader(const Program& program, const Index& index, const State& state, const MemberState& member, const Event& event, Scratch& scratch,
             const Again* again = nullptr);
  ~SlotReader() { scratch_.close_desk(); }
  SlotReader(const SlotReader&) = delete;
  SlotReader& operator=(const SlotReader&) = delete;

  const SlotReading& read(SlotId slot) {
    SlotReading& reading = scratch_.slots[slot.index()];
    if (reading.reader != number_) {
      reading = {number_, SlotStatus::kAbsent, 0, 0};
      if (again_ != nullptr && again_->facts != nullptr && !program_.slots[slot.index()].from_body) fill_again(slot, reading);
      else fill(program_.slots[slot.index()], reading);
    }
    return reading;
  }
  // The text of a slot that rules stand under; none where the event has none.
  SymbolId text_of_key(SlotId slot, SlotKind kind) {
    if (kind == SlotKind::kStore) return event_.store;
    if (kind == SlotKind::kChannel) return event_.channel;
    const SlotReading& reading = read(slot);
    return reading.status == SlotStatus::kPresent ? SymbolId{static_cast<std::size_t>(reading.value)} : SymbolId{};
  }
  // Reads every slot that is recorded as a fact.
  void read_facts(std::vector<SlotValue>& facts);
  bool holds(const Check& check) {
    const SlotReading& reading = read(check.slot);
    if (reading.status == SlotStatus::kAbsent) return false;
    const bool fits = check.by_set ? contains(program_.sets[check.set.index()], SymbolId{static_cast<std::size_t>(reading.value)})
                                   : static_cast<std::uint64_t>(reading.value) - static_cast<std::uint64_t>(check.low) <= check.width;
    return fits != check.negated;
  }
  bool holds(const RowCheck& check) {
    if (check.source == CheckSource::kSlot) return holds(static_cast<const Check&>(check));
    if (event_.kind != EventKind::kPurchase && event_.kind != EventKind::kReturn) return false;  // no basket to ask
    const std::uint64_t value = check.source == CheckSource::kHas ? desk_.basket.some >> check.place & 1 : static_cast<std::uint64_t>(desk_.basket.total_minor);
    return (value - static_cast<std::uint64_t>(check.low) <= check.width) != check.negated;
  }
  bool holds_all(const std::vector<Check>& checks);
  bool holds_all(std::span<const RowCheck> checks) {
    for (const RowCheck& check : checks)
      if (!holds(check)) return false;
    return true;
  }
  // Of a slot that is present.
  ExactReading exactly(SlotId slot);

  // What this event adds to a metric of receipts or activities: empty when it adds nothing, or its conditions do not hold.
  const std::vector<OwnPart>& own_part(const Metric& metric);
  // The same of a measure of units, of which the event brings so much: the whole of it for each text that it is told apart by.
  const std::vector<OwnPart>& own_part(const Metric& metric, std::int64_t micro);
  // The same of a metric that one walk over the lines has answered, told apart by nothing; false for all others.
  bool own_plainly(MetricId id, std::int64_t& value) const {
    const PlainMetric& metric = index_.plain_metric(id);
    value = 0;
    if (metric.kind == PlainMetric::kNone || (metric.kind == PlainMetric::kSpend && !desk_.basket.plain)) return false;
    if (event_.kind != EventKind::kPurchase) return true;
    const Basket::Sums& sums = desk_.basket.sums[metric.place];
    value = metric.kind == PlainMetric::kSpend ? sums.minor : sums.pieces_micro;
    return true;
  }

  const CalendarRules& calendar() const { return calendar_; }  // as it is for the member
  Day day() const { return day_; }          // local, after `day ends at` [T1]
  Minute minute() const { return event_.stamp.local.minute; }
  CivilTime when() const { return {day_, minute()}; }
  // Both included. The hours of a night that belongs to the day before are that day's last.
  bool is_between(CivilTime from, CivilTime until) const { return is_between(first_moment(from), last_moment(until)); }
  std::int64_t moment() const { return moment_; }
  bool is_between(std::int64_t first, std::int64_t last) const { return first <= moment_ && moment_ <= last; }
  bool overflow() const { return overflow_; }
  void mark_overflow() { overflow_ = true; }

  // Whether a filter means a line of the event.
  bool means(FilterId filter, std::size_t line) const {
    const std::size_t place = index_.marks().place(filter);
    return place < kPlaces ? (desk_.basket.lines[line] >> place & 1) != 0 : fits(program_, filter, event_.lines[line]);
  }
  bool has(FilterId filter) const;           // means some line
  DayBook& days() { return desk_.days; }
  const Basket& basket() const { return desk_.basket; }
  std::uint64_t number() const { return number_; }
  // A change of level that rules are now judged for: its ladder's level is the one passed.
  void pass(LadderId ladder, std::size_t rank, int direction);
  // Levels are again what was held before the event: measures count what was bought at those [J9].
  void pass_no_more() {
    look_at_held();
    if (passed_direction_ != 0) pass(passed_ladder_, 0, 0);
  }
  // The ranks that the event itself reaches, for rules that are judged at them while they are looked at.
  void reach(std::vector<std::size_t> ranks) { reached_ = std::move(ranks); }
  bool knows_reached() const { return !reached_.empty(); }
  std::size_t reached(LadderId ladder) const { return reached_[ladder.index()]; }
  void look_at_held() { turn_to_reached(false); }
  void look_at_reached(const Rule& rule) { turn_to_reached(rule.at_status_reached && knows_reached()); }

  // Minor units of spend per line, as a base counts it.
  const std::vector<std::int64_t>& spend(const Tenders& tenders, bool without_tax, std::uint64_t earning_units);

  const Program& program() const { return program_; }
  const Index& index() const { return index_; }
  const State& state() const { return state_; }
  const MemberState& member() const { return member_; }
  // Who referred the member, as of the event; null where nobody did.
  const MemberState* referrer() const;
  MemberIndex referrer_index() const;
  // Somebody else, as of now.
  const MemberState& member_now(MemberIndex index) const;
  bool can_be_given(Receiver to) const;
  // Of a ladder that a household shares, the rank that the others of it hold.
  std::int64_t rank_beside(const Ladder& ladder, const MemberState& member) const;
  // A friend has done all that a referral asks: from now on the referrer's friends are one more.
  void count_friend();
  bool counts_friend() const { return counts_friend_; }
  // What a slot reads now, whatever was recorded with a receipt that is judged again.
  SlotReading read_now(SlotId slot);
  const Event& event() const { return event_; }
  Scratch& scratch() { return scratch_; }
  const Again* again() const { return again_; }
  const Scratch& scratch() const { return scratch_; }

 private:
  void turn_to_reached(bool reached) {
    if (reached != at_reached_) forget_levels(reached);
  }
  void forget_levels(bool reached);
  bool read_plainly(std::size_t reading, SlotReading& out);
  inline bool fill_fact(const FactRow& row, SlotReading& out);  // of read_facts() alone
  void fill(const Slot& slot, SlotReading& out);
  void fill_from_event(const Slot& slot, SlotReading& out);
  void fill_from_member(const Slot& slot, const MemberState& member, SlotReading& out);
  std::int64_t rank_read(const Slot& slot, const MemberState& member) const;
  void fill_reading(const Slot& slot, const MemberState& member, SlotReading& out);
  void fill_derived(const Slot& slot, SlotReading& out);
  ExactReading exactly(SlotId total, SlotId parts);
  void fill_again(SlotId id, SlotReading& out);
  const std::vector<OwnPart>& own_units(const Metric& metric);
  void set_expiring(const engine::Reading& reading, const MemberState& member, SlotReading& out);
  bool counts(const Metric& metric) const;
  void add_own(const Metric& metric);
  void add_own(SymbolId group, std::int64_t value);
  void add_by_text(const Metric& metric, std::int64_t value);
  void add_lines(const Metric& metric);
  std::int64_t texts_in_event(const Slot& slot);
  std::int64_t spend_of(FilterId filter, const Tenders& tenders, bool without_tax);
  std::int64_t pieces_of(FilterId filter) const;

  const Program& program_;
  const Index& index_;
  const State& state_;
  const MemberState& member_;
  const Event& event_;
  Scratch& scratch_;
  Scratch::Desk& desk_;
  std::uint64_t number_;
  const Again* again_;
  CalendarRules calendar_;
  Day day_;
  std::int64_t moment_;
  std::vector<std::size_t> reached_;
  bool at_reached_ = false;
  LadderId passed_ladder_;
  std::int64_t passed_rank_ = 0;
  int passed_direction_ = 0;         // above 0 up, below it down; 0: no change of level is judged
  bool counts_friend_ = false;
  bool overflow_ = false;
};

}  // namespace setia::engine
