// Reads slots: the event and the member as numbers, each worked out once per event and only when asked for.
#pragma once

#include "engine/again.hpp"
#include "engine/event.hpp"
#include "engine/outcome.hpp"
#include "engine/program.hpp"
#include "engine/scratch.hpp"
#include "engine/state.hpp"
#include "engine/windows.hpp"

namespace setia::engine {

// Available, pending and held together [U5].
std::int64_t held_micro(const MemberState& member, std::uint32_t unit_key);

class SlotReader {
 public:
  // Everything must outlive the reader. Forgets what `scratch` held of another event.
  // `again`: of a receipt that is judged again; null otherwise.
  SlotReader(const Program& program, const State& state, const MemberState& member, const Event& event, Scratch& scratch,
             const Again* again = nullptr);

  const SlotReading& read(SlotId slot);
  bool holds(const Check& check);
  bool holds_all(const std::vector<Check>& checks);

  // What this event adds to a metric of receipts: empty when it adds nothing, or its conditions do not hold.
  const std::vector<OwnPart>& own_part(const Metric& metric);

  Day day() const { return day_; }          // local, after `day ends at` [T1]
  Minute minute() const { return event_.stamp.local.minute; }
  CivilTime when() const { return {day_, minute()}; }
  // Both included. The hours of a night that belongs to the day before are that day's last.
  bool is_between(CivilTime from, CivilTime until) const;
  bool overflow() const { return overflow_; }
  void mark_overflow() { overflow_ = true; }

  // Minor units of spend per line, as a base counts it.
  const std::vector<std::int64_t>& spend(const Tenders& tenders, bool without_tax, std::uint64_t earning_units);

  const Program& program() const { return program_; }
  const State& state() const { return state_; }
  const MemberState& member() const { return member_; }
  const Event& event() const { return event_; }
  Scratch& scratch() { return scratch_; }
  const Again* again() const { return again_; }

 private:
  void fill(const Slot& slot, SlotReading& out);
  void fill_from_event(const Slot& slot, SlotReading& out);
  void fill_from_member(const Slot& slot, SlotReading& out);
  void fill_derived(const Slot& slot, SlotReading& out);
  void fill_again(SlotId id, SlotReading& out);
  const std::vector<OwnPart>& own_units(const Metric& metric);
  void set_expiring(const engine::Reading& reading, SlotReading& out);
  void add_texts(const Metric& metric);
  std::int64_t spend_of(FilterId filter, const Tenders& tenders, bool without_tax);
  std::int64_t pieces_of(FilterId filter) const;

  const Program& program_;
  const State& state_;
  const MemberState& member_;
  const Event& event_;
  Scratch& scratch_;
  const Again* again_;
  Day day_;
  bool overflow_ = false;
  std::vector<OwnPart> own_;
};

}  // namespace setia::engine
