#include "engine/slot_reader.hpp"

#include <algorithm>

#include "engine/counters.hpp"
#include "engine/cycles.hpp"
#include "engine/elapsed.hpp"
#include "engine/event_fields.hpp"
#include "engine/event_day.hpp"
#include "engine/filters.hpp"
#include "engine/follow_ups.hpp"
#include "engine/marks.hpp"
#include "engine/pool.hpp"
#include "engine/purchase_numbers.hpp"
#include "engine/referrals.hpp"
#include "engine/rounding.hpp"
#include "engine/spend.hpp"
#include "engine/typed_value.hpp"

namespace setia::engine {
namespace {

void set(SlotReading& out, std::int64_t value, std::int64_t before = 0) {
  out.status = SlotStatus::kPresent;
  out.before = before;
  out.value = value;
}

void set_text(SlotReading& out, SymbolId text) {
  if (text != SymbolId{}) set(out, text.value);
}

// Of fields with several values `is` means one of them, `is not` none of them [J9].
template <class Range, class Text>
void set_any(SlotReading& out, const SymbolSet& wanted, const Range& range, Text text) {
  bool some = false, found = false;
  for (const auto& one : range) {
    const SymbolId id = text(one);
    some = some || id != SymbolId{};
    found = found || contains(wanted, id);
  }
  if (some) set(out, found ? 1 : 0);
}

std::int64_t sign(Wide left, Wide right) { return left < right ? -1 : left > right ? 1 : 0; }

std::int64_t rounded(Wide num, std::int64_t den, bool up) { return static_cast<std::int64_t>(round_quotient(num, den, up ? RoundMode::kUp : RoundMode::kDown)); }

}  // namespace

std::int64_t held_micro(const MemberState& member, std::uint32_t unit_key) {
  for (const Holding& holding : member.holdings) {
    if (holding.unit_key == unit_key) return holding.available_micro + holding.pending_micro + holding.held_micro;
  }
  return 0;
}

SlotReader::SlotReader(const Program& program, const Index& index, const State& state, const MemberState& member, const Event& event,
                       Scratch& scratch, const Again* again)
    : program_(program), index_(index), state_(state), member_(member), event_(event), scratch_(scratch), desk_(scratch.open_desk()),
      number_(++scratch.readers), again_(again), calendar_(calendar_of(program, member)), day_(effective_day(program.calendar, event)), moment_(first_moment({day_, minute()})) {
  constexpr Minute kMinutesPerDay = 1'440;
  moment_ += (event.stamp.local.day - day_) * kMinutesPerDay;
  if (scratch.slots.size() < program.slots.size()) scratch.slots.resize(program.slots.size());
  if (scratch.used_before.size() < program.limits.size()) scratch.used_before.resize(program.limits.size());
  scratch.spends_used = 0;
  scratch.used.clear();
  desk_.days.open(calendar_, day_);
  walk(event, index.marks(), desk_.basket);
}

bool SlotReader::holds_all(const std::vector<Check>& checks) {
  return std::all_of(checks.begin(), checks.end(), [&](const Check& check) { return holds(check); });
}

const std::vector<std::int64_t>& SlotReader::spend(const Tenders& tenders, bool without_tax, std::uint64_t earning_units) {
  const bool all = tenders.methods.members.empty();
  return spend_by_line(program_, event_, {without_tax, earning_units, all ? nullptr : &tenders}, scratch_);
}

std::int64_t SlotReader::spend_of(FilterId filter, const Tenders& tenders, bool without_tax) {
  const std::size_t place = index_.marks().place(filter);
  if (place < kPlaces && desk_.basket.plain && !without_tax && tenders.methods.members.empty()) return desk_.basket.sums[place].minor;
  const std::vector<std::int64_t>& lines = spend(tenders, without_tax, 0);
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (means(filter, i)) sum += lines[i];
  }
  return sum;
}

std::int64_t SlotReader::pieces_of(FilterId filter) const {
  if (const std::size_t place = index_.marks().place(filter); place < kPlaces) return desk_.basket.sums[place].pieces_micro;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < event_.lines.size(); ++i) {
    if (event_.lines[i].amount_minor >= 0 && means(filter, i)) sum += event_.lines[i].quantity_micro;
  }
  return sum;
}

bool SlotReader::has(FilterId filter) const {
  if (const std::size_t place = index_.marks().place(filter); place < kPlaces) return (desk_.basket.some >> place & 1) != 0;
  return std::any_of(event_.lines.begin(), event_.lines.end(), [&](const Line& line) { return fits(program_, filter, line); });
}

void SlotReader::forget_levels(bool reached) {
  at_reached_ = reached;
  for (const SlotId slot : index_.of_levels()) scratch_.slots[slot.index()].reader = 0;
}

void SlotReader::pass(LadderId ladder, std::size_t rank, int direction) {
  passed_ladder_ = ladder;
  passed_rank_ = static_cast<std::int64_t>(rank);
  passed_direction_ = direction;
  for (const SlotId slot : index_.of_levels()) scratch_.slots[slot.index()].reader = 0;
}

MemberIndex SlotReader::referrer_index() const { return referrer_at(member_, event_.stamp.instant_second); }

const MemberState* SlotReader::referrer() const {
  if (!program_.meets_referrers) return nullptr;
  const MemberIndex index = referrer_index();
  if (index == MemberIndex{}) return nullptr;
  return scratch_.booking.others != nullptr || index.index() < state_.members.size() ? &member_now(index) : nullptr;
}

const MemberState& SlotReader::member_now(MemberIndex index) const {
  return scratch_.booking.others != nullptr ? scratch_.booking.others->now(index) : state_.members[index.index()];
}

bool SlotReader::can_be_given(Receiver to) const {
  if (to == Receiver::kMember) return true;
  const MemberState* const who = referrer();
  return who != nullptr && who->standing == Standing::kActive;
}

void SlotReader::count_friend() {
  counts_friend_ = true;
  for (std::size_t slot = 0; slot < program_.slots.size(); ++slot)
    if (program_.slots[slot].of_referrer || program_.slots[slot].kind >= SlotKind::kDifference) scratch_.slots[slot].reader = 0;
}

SlotReading SlotReader::read_now(SlotId slot) {
  SlotReading reading;
  reading.reader = number_;
  fill(program_.slots[slot.index()], reading);
  return reading;
}

void SlotReader::fill(const Slot& slot, SlotReading& out) {
  if (slot.kind >= SlotKind::kDifference) return fill_derived(slot, out);
  if (slot.kind < SlotKind::kPurchaseNumber) return fill_from_event(slot, out);
  const MemberState* const whose = slot.of_referrer ? referrer() : &member_;
  if (whose != nullptr) fill_from_member(slot, *whose, out);
}

void SlotReader::fill_from_event(const Slot& slot, SlotReading& out) {
  switch (slot.kind) {
    case SlotKind::kStore: return set_text(out, event_.store);
    case SlotKind::kChannel: return set_text(out, event_.channel);
    case SlotKind::kCurrency: return set_text(out, event_.currency);
    case SlotKind::kAnyPayment: return set_any(out, program_.sets[slot.set.index()], event_.payments, [](const Payment& one) { return one.method; });
    case SlotKind::kAnyCard: return set_any(out, program_.sets[slot.set.index()], event_.payments, [](const Payment& one) { return one.card; });
    case SlotKind::kAnyCode: return set_any(out, program_.sets[slot.set.index()], event_.codes, [](SymbolId code) { return code; });
    case SlotKind::kEventField: {
      const FieldOf& field = program_.fields[slot.field.index()];
      if (const Value* value = find_field(event_.more, field.name)) {
        if (const auto typed = typed_value(*value, field.type, program_.currency_decimals)) set(out, *typed);
      }
      return;
    }
    case SlotKind::kDay: return set(out, day_);
    case SlotKind::kWeekday: return set(out, desk_.days.weekday());
    case SlotKind::kDayOfMonth: return set(out, desk_.days.civil().day);
    case SlotKind::kMinute: return set(out, minute());
    case SlotKind::kRisesTo:
    case SlotKind::kFallsTo:
      if (slot.ladder == passed_ladder_ && passed_direction_ == (slot.kind == SlotKind::kRisesTo ? 1 : -1)) set(out, passed_rank_);
      return;
    case SlotKind::kUses:
      if (const std::int64_t used = vouchers_used(event_, program_.units[slot.unit.index()].name); used > 0) set(out, used);
      return;
    case SlotKind::kDifferent:
      if (slot.texts != TextSource::kLines || event_.kind == EventKind::kPurchase) set(out, texts_in_event(slot));
      return;
    default: break;
  }
  if (event_.kind != EventKind::kPurchase && event_.kind != EventKind::kReturn) return;  // the rest is about baskets
  switch (slot.kind) {
    case SlotKind::kBasketTotal: return set(out, slot.before_discounts || slot.without_tax ? basket_total(event_, slot) : desk_.basket.total_minor);
    case SlotKind::kSpend: return set(out, spend_of(slot.filter, slot.tenders, slot.without_tax));
    case SlotKind::kItems: return set(out, pieces_of(slot.filter));
    case SlotKind::kBasketHas: return set(out, has(slot.filter) ? 1 : 0);
    default: break;
  }
}

void SlotReader::fill_from_member(const Slot& slot, const MemberState& member, SlotReading& out) {
  switch (slot.kind) {
    case SlotKind::kPurchaseNumber:
      if (event_.kind == EventKind::kPurchase && !slot.of_referrer) set(out, next_purchase_number(member), next_purchase_number(member));
      return;
    case SlotKind::kMemberField: {
      const std::uint32_t key = program_.fields[slot.field.index()].key;
      for (const FieldValue& field : member.fields) {
        if (field.field_key == key) return set(out, field.value, field.value);
      }
      return;
    }
    case SlotKind::kMemberInSet: {
      const std::vector<MemberId>& members = program_.member_sets[slot.set.index()];
      const int listed = std::binary_search(members.begin(), members.end(), member.id) ? 1 : 0;
      return set(out, listed, listed);
    }
    case SlotKind::kBlocked: {
      const int blocked = member.standing == Standing::kBlocked ? 1 : 0;
      return set(out, blocked, blocked);
    }
    case SlotKind::kElapsed:
      if (const auto elapsed = elapsed_since(slot, member, when(), event_.stamp.instant_second)) set(out, *elapsed, *elapsed);
      return;
    case SlotKind::kFeast:
      if (const auto feast = is_feast(program_, slot, member, desk_.days)) set(out, *feast, *feast);
      return;
    case SlotKind::kHeld: {
      const std::int64_t held = held_micro(member, program_.units[slot.unit.index()].key);
      return set(out, held, held);
    }
    case SlotKind::kCounter: {
      const std::int64_t counted = counter_value(program_, slot.counter, day_, member);
      return set(out, counted, counted);
    }
    case SlotKind::kRank: {
      const std::int64_t rank = rank_read(slot, member);
      return set(out, rank, rank);
    }
    case SlotKind::kReferred: {
      const int referred = referrer_at(member, event_.stamp.instant_second) == MemberIndex{} ? 0 : 1;
      return set(out, referred, referred);
    }
    case SlotKind::kReading: return fill_reading(slot, member, out);
    default: return;
  }
}

// The event is no part of the history of who referred the member, but for the friend that it brings them.
void SlotReader::fill_reading(const Slot& slot, const MemberState& member, SlotReading& out) {
  if (!slot.of_referrer && read_plainly(slot.reading, out)) return;
  const engine::Reading& reading = program_.readings[slot.reading];
  const Metric& metric = program_.metrics[reading.metric.index()];
  // A window that closes with this day counts as full [T2].
  const Day day = event_.closes && reading.window.kind == WindowKind::kInLastFull ? day_ + 1 : day_;
  const bool none = slot.of_referrer ? is_without_days(calendar_of(program_, member), reading.window, day, member)
                                     : is_without_days(calendar_, reading.window, day, member);
  if (none) return;  // no such window: nothing to read [J9]
  if (metric.kind == MetricKind::kUnitExpiring) return set_expiring(reading, member, out);
  std::int64_t before = 0, value = 0;
  const TimeOfReading now{day, event_.stamp.instant_second};
  std::vector<OwnPart> friends;
  if (metric.kind == MetricKind::kFriends && counts_friend_) friends.push_back({SymbolId{}, 1});
  const std::vector<OwnPart>& own = slot.of_referrer ? friends : own_part(metric);
  if (!read_window(program_, reading, now, member, own, value, before)) overflow_ = true;
  return set(out, value, before);
}

// A sum over a calendar window or for ever, which holds the event's own day.
bool SlotReader::read_plainly(std::size_t which, SlotReading& out) {
  const PlainReading& reading = index_.plain_reading(which);
  std::int64_t own = 0, value = 0;
  if (!reading.any || !own_plainly(reading.metric, own)) return false;
  const DayRange days = reading.calendar ? desk_.days.window(*reading.calendar) : DayRange{};
  const Wide before = gathered_in(member_, program_.metrics[reading.metric.index()].key, days);
  const auto narrow = static_cast<std::int64_t>(before);
  if (Wide{narrow} != before || __builtin_add_overflow(narrow, own, &value)) return false;
  set(out, value, narrow);
  return true;
}

// False where no short way leads to it.
[[gnu::always_inline]] inline bool SlotReader::fill_fact(const FactRow& row, SlotReading& out) {
  switch (row.way) {
    case FactRow::kAsked: return false;
    case FactRow::kField:
      for (const FieldValue& field : member_.fields) {
        if (field.field_key != row.key) continue;
        set(out, field.value, field.value);
        return true;
      }
      break;
    case FactRow::kNumber:
      if (event_.kind != EventKind::kPurchase) break;
      out.before = next_purchase_number(member_);
      set(out, out.before, out.before);
      return true;
    case FactRow::kReading: return read_plainly(row.key, out);
    case FactRow::kFeast:
      if (const auto feast = is_feast(program_, program_.slots[row.slot.index()], member_, desk_.days)) return set(out, *feast, *feast), true;
      break;
    case FactRow::kCrossing: {
      const SlotReading& left = read(SlotId{row.key});
      if (left.status != SlotStatus::kPresent) break;
      set(out, marks_reached(left.value, row.mark, row.every) - marks_reached(left.before, row.mark, row.every));
      return true;
    }
  }
  out.status = SlotStatus::kAbsent;
  return true;
}

void SlotReader::read_facts(std::vector<SlotValue>& facts) {
  facts.assign(index_.blank_facts().begin(), index_.blank_facts().end());
  SlotValue* fact = facts.data();
  SlotReading* const slots = scratch_.slots.data();
  for (const FactRow& row : index_.facts()) {
    SlotReading& known = slots[row.slot.index()];
    if (known.reader != number_ && again_ == nullptr && fill_fact(row, known)) known.reader = number_;
    const SlotReading& reading = known.reader == number_ ? known : read(row.slot);
    if (reading.status == SlotStatus::kPresent) {
      fact->present = true;
      fact->value = reading.before;
    }
    ++fact;
  }
}

// As recorded; a measure moves by what the kept part changes in it now.
void SlotReader::fill_again(SlotId id, SlotReading& out) {
  const Slot& slot = program_.slots[id.index()];
  if (slot.kind == SlotKind::kRank && !slot.of_referrer && at_reached_) return set(out, static_cast<std::int64_t>(reached(slot.ladder)), static_cast<std::int64_t>(reached(slot.ladder)));
  if (slot.kind == SlotKind::kRank && !slot.of_referrer && passed_direction_ != 0 && slot.ladder == passed_ladder_) return set(out, passed_rank_, passed_rank_);
  if (slot.kind >= SlotKind::kDifference) return fill_derived(slot, out);
  const SlotValue* const fact = recorded_fact(*again_, id);
  if (fact == nullptr || !fact->present) return;
  std::int64_t moved = 0;
  if (slot.kind == SlotKind::kReading) {
    SlotReading now;
    fill(slot, now);
    if (now.status == SlotStatus::kPresent && __builtin_sub_overflow(now.value, now.before, &moved)) overflow_ = true;
  }
  std::int64_t value = 0;
  if (__builtin_add_overflow(fact->value, moved, &value)) overflow_ = true;
  set(out, value, fact->value);
}

// What of the lots there are has its last valid day in the window, today at the earliest.
void SlotReader::set_expiring(const engine::Reading& reading, const MemberState& member, SlotReading& out) {
  const DayRange days = window_days(program_.calendar, reading.window, day_, member);
  std::int64_t sum = 0;
  for (const Holding& holding : member.holdings) {
    if (holding.unit_key != program_.units[program_.metrics[reading.metric.index()].unit.index()].key) continue;
    for (const Lot& lot : holding.lots)
      if (lot.last_valid != kNever && lot.last_valid >= day_ && days.contains(lot.last_valid)) sum += lot.left_micro;
  }
  set(out, sum, sum);
}

ExactReading SlotReader::exactly(SlotId id) {
  const Slot& slot = program_.slots[id.index()];
  if (slot.kind == SlotKind::kQuotient) return exactly(slot.left, slot.right);
  const SlotReading& whole = read(id);
  return {whole.value, whole.before, 1, 1};
}

ExactReading SlotReader::exactly(SlotId total, SlotId parts) {
  const SlotReading above = read(total), below = read(parts);
  return {above.value, above.before, std::max<std::int64_t>(below.value, 1), std::max<std::int64_t>(below.before, 1)};
}

void SlotReader::fill_derived(const Slot& slot, SlotReading& out) {
  switch (slot.kind) {
    case SlotKind::kDifference: {
      const SlotReading left = read(slot.left), right = read(slot.right);
      if (left.status != SlotStatus::kPresent || right.status != SlotStatus::kPresent) return;
      const ExactReading one = exactly(slot.left), other = exactly(slot.right);
      return set(out, sign(one.num * other.den, other.num * one.den), sign(one.before * other.den_before, other.before * one.den_before));
    }
    case SlotKind::kQuotient: {
      if (read(slot.left).status != SlotStatus::kPresent) return;
      const ExactReading value = exactly(slot.left, slot.right);
      return set(out, rounded(value.num, value.den, slot.up), rounded(value.before, value.den_before, slot.up));
    }
    case SlotKind::kConstant: return set(out, slot.mark, slot.mark);
    case SlotKind::kCrossing: {
      const SlotReading left = read(slot.left);
      if (left.status != SlotStatus::kPresent) return;
      return set(out, marks_reached(left.value, slot.mark, slot.every) - marks_reached(left.before, slot.mark, slot.every));
    }
    case SlotKind::kAllOf: {
      const int all = holds_all(slot.checks) ? 1 : 0;
      return set(out, all, all);
    }
    default: return;
  }
}

}  // namespace setia::engine
