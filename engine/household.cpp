// Who belongs to a household, and what leaving one ends.
#include <algorithm>

#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/event_day.hpp"
#include "engine/event_fields.hpp"
#include "engine/limits.hpp"
#include "engine/member_changes.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {

void Booking::change_household() {
  if (!admit_known_member()) return;
  if (!program_.household.any) return refuse(RefusalReason::kMalformed, "type", "The program has no households.", "Declare  household  in the program.");
  const std::string* const action = text_in(event_.more, "action");
  const bool adds = action != nullptr && *action == "add";
  if (!adds && (action == nullptr || *action != "leave"))
    return refuse(RefusalReason::kMalformed, "action", "The event does not say what changes in the household.", "Write add or leave.");
  list_members();
  book_what_fell_due();
  book_from_now_on();
  adds ? add_to_household() : leave_household();
}

void Booking::add_to_household() {
  const MemberIndex added = event_.other;
  if (added == MemberIndex{} || added == subject_)
    return refuse(RefusalReason::kMalformed, "other", "The event does not say who is added to the household.", "Name another member.");
  others_.bring(due_world(), added, {now_, DueStep::kAll}, next_, out_);
  bring_household();
  if (member().standing != Standing::kActive || others_.now(added).standing != Standing::kActive)
    return refuse(RefusalReason::kStanding, "other", "Only members who take part come together in a household.", "Let both join, and be active.");
  if (!others_.now(added).household.empty())
    return refuse(RefusalReason::kConflict, "other", "Who is to be added belongs to a household already.", "Let them leave it first.");
  const std::optional<std::int64_t>& size = program_.household.size;
  if (size && static_cast<std::int64_t>(member().household.size()) + 2 > *size)
    return refuse(RefusalReason::kLimit, "other", "A household has at most " + std::to_string(*size) + " members.", "Let somebody leave first.");
  std::vector<MemberIndex> all = member().household;
  all.push_back(subject_);
  all.push_back(added);
  if (!count_household_change(all)) return;
  for (const MemberIndex one : all)
    if (one != added) live_together(added, one, 1);
}

void Booking::leave_household() {
  const MemberIndex leaver = event_.other == MemberIndex{} ? subject_ : event_.other;
  const std::vector<MemberIndex>& household = member().household;
  if (household.empty()) return refuse(RefusalReason::kCondition, "member", "The member belongs to no household.", "Nothing is left to be done.");
  if (leaver != subject_ && std::find(household.begin(), household.end(), leaver) == household.end())
    return refuse(RefusalReason::kCondition, "other", "They do not belong to the member's household.", "Name somebody who does.");
  std::vector<MemberIndex> all = household;
  all.push_back(subject_);
  bring_household();
  if (!program_.household.leave_any_time && !count_household_change(all)) return;
  part_from_household(leaver);
}

// Each keeps count of the changes of their households; who has most counts for all.
bool Booking::count_household_change(const std::vector<MemberIndex>& all) {
  for (const LimitId id : program_.household.changes) {
    const Limit& limit = program_.limits[id.index()];
    Wide used = 0;
    for (const MemberIndex one : all) {
      SlotReader reader(program_, versions_.index(version_), *shared_, others_.now(one), event_, scratch_);
      used = std::max(used, used_alone(limit, reader));
    }
    if (used >= limit.most) {
      refuse(RefusalReason::kLimit, "action", "The household has changed as often as it may.", "Read the lines  at most … changes  below  household.");
      return false;
    }
  }
  SlotReader reader(program_, versions_.index(version_), *shared_, member(), event_, scratch_);
  for (const LimitId id : program_.household.changes)
    for (const MemberIndex one : all) note_change(usage_change(id, program_.limits[id.index()], version_, one, 1, reader));
  return true;
}

// What a hold has of both sides goes back first.
void Booking::part_from_household(MemberIndex leaver) {
  const std::vector<MemberIndex> rest = others_.now(leaver).household;
  const auto end_holds = [&](MemberIndex owner, auto is_of_both) {
    const std::vector<Hold> holds = others_.now(owner).holds;
    for (const Hold& hold : holds) {
      const std::vector<HeldPart> parts = parts_of(hold, owner);
      if (std::any_of(parts.begin(), parts.end(), [&](const HeldPart& part) { return is_of_both(part.member); })) end_hold(hold, owner, HoldEnd::kCancelled);
    }
  };
  end_holds(leaver, [&](MemberIndex lender) { return lender != leaver; });
  for (const MemberIndex other : rest) end_holds(other, [&](MemberIndex lender) { return lender == leaver; });
  for (const MemberIndex other : rest) live_together(leaver, other, -1);
}

void Booking::live_together(MemberIndex one, MemberIndex other, int sign) {
  Change change = this->change(ChangeKind::kHousehold);
  change.window = effective_day(program_.calendar, event_);
  change.count = now_.second;
  change.amount = sign;
  for (int side = 0; side < 2; ++side) {
    change.member = side == 0 ? one : other;
    change.other = side == 0 ? other : one;
    note_change(change);
  }
}

// A change of whoever's, seen from here on.
void Booking::note_change(const Change& change) {
  out_.changes.push_back(change);
  take_change(versions_, change, now_.second, accounts_of(change.member));
}

// What fell due for those who share with the member comes before what they share is asked for.
void Booking::bring_household() {
  if (member().household.empty()) return;
  book_from_now_on();
  const std::size_t known = out_.changes.size() + out_.postings.size();
  const std::vector<MemberIndex> household = member().household;
  for (const MemberIndex other : household) others_.bring(due_world(), other, {now_, DueStep::kAll}, next_, out_);
  take_shared_uses();
  const bool before_the_event = before_ == nullptr;
  if (before_the_event && out_.changes.size() + out_.postings.size() > known) begin_own_part();
}

MemberState& Booking::accounts_of(MemberIndex index) {
  if (index == subject_) return working();
  others_.touch(index);
  return others_.working(index);
}

std::int64_t Booking::spendable_of(UnitId unit) const { return spendable_micro(program_.units[unit.index()], subject_, member(), state_, &others_); }

// Own lots, or where the household shares the unit everybody's.
void Booking::spend(const Asked& asked, AccountKind to, PostingWhy why, const Release& until) {
  const Unit& unit = program_.units[asked.unit.index()];
  if (!shares(unit, member())) return take_from_lots(asked, to, why, until);
  for (const LentLot& lent : Pool(subject_, member(), state_, &others_).first_of(unit, asked.micro)) take_lot(lent, asked.unit, to, why, until);
}

void Booking::say_lent(const Release& until) {
  if (member().household.empty()) return;
  Change lent = change(ChangeKind::kHoldLent);
  lent.window = until.day;
  lent.count = until.second;
  out_.changes.push_back(lent);
}

void Booking::say_hold_over(const Hold& hold, MemberIndex owner, HoldEnd how) {
  if (others_.now(owner).household.empty()) return;
  Change over = change(ChangeKind::kHoldOver);
  over.member = owner;
  over.index = static_cast<std::uint32_t>(how);
  over.amount = hold.first;
  over.count = now_.second;
  note_change(over);
}

// Lots that others of the household lend to the hold; in order of booking.
void Booking::add_lent_parts(const Hold& hold, MemberIndex owner, std::vector<HeldPart>& parts) const {
  for (const MemberIndex other : others_.now(owner).household)
    for (const Holding& holding : others_.now(other).holdings)
      for (const HeldLot& lot : holding.held)
        if (hold.first <= lot.held_by && lot.held_by <= hold.last) parts.push_back({holding.unit_key, lot, other});
  std::sort(parts.begin(), parts.end(), [](const HeldPart& a, const HeldPart& b) { return a.lot.held_by < b.lot.held_by; });
}

}  // namespace setia::engine
