// Holds: units put aside, then spent or given back [X1].
#include <algorithm>

#include "engine/amount_text.hpp"
#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/event_fields.hpp"
#include "engine/life.hpp"
#include "engine/lots.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {
namespace {

// Hours and minutes by the clock; of N days the last is the Nth after today.
Release end_of(const Length& length, const Moment& now, const MemberState& member, const Program& program) {
  if (length.unit == LengthUnit::kMinutes) return {now.second + length.count * 60, 0};
  if (length.unit == LengthUnit::kHours) return {now.second + length.count * 3'600, 0};
  Expiry last;
  last.length = length;
  return {0, day_by(last, {now.program.day, now.program.day}, member, program) + 1};
}

const char* end_in_words(HoldEnd end) {
  switch (end) {
    case HoldEnd::kCommitted: return "was confirmed already";
    case HoldEnd::kCancelled: return "was cancelled";
    default: return "has ended by itself";
  }
}

}  // namespace

// The latest of that name: an id may be used again when its hold has ended.
const Hold* Booking::find_hold(SymbolId id) const {
  const auto found = std::find_if(member().holds.rbegin(), member().holds.rend(), [id](const Hold& hold) { return hold.id == id; });
  return found == member().holds.rend() ? nullptr : &*found;
}

// In order of unit, then of booking.
std::vector<Booking::HeldPart> Booking::parts_of(const Hold& hold, MemberIndex owner) const {
  const MemberState& holder = owner == subject_ ? member() : others_.now(owner);
  std::vector<HeldPart> parts;
  for (const Holding& holding : holder.holdings)
    for (const HeldLot& lot : holding.held)
      if (hold.first <= lot.held_by && lot.held_by <= hold.last) parts.push_back({holding.unit_key, lot, owner});
  if (!holder.household.empty()) add_lent_parts(hold, owner, parts);
  return parts;
}

std::vector<HeldLot> Booking::held_by(const Hold& hold) const {
  std::vector<HeldLot> lots;
  for (const HeldPart& part : parts_of(hold)) lots.push_back(part.lot);
  return lots;
}

// The hold that a commit or a cancel names, still open.
const Hold* Booking::open_hold() {
  const Value* named = find_value(event_.more, "hold");
  const auto* text = text_in(event_.more, "hold");
  if (text == nullptr) {
    refuse(RefusalReason::kMalformed, "hold", "The event does not say which hold.", "Write the id of the event that opened the hold.");
    return nullptr;
  }
  const Hold* hold = find_hold(named->symbol);
  if (hold == nullptr) {
    refuse(RefusalReason::kCondition, "hold", "The member has no hold \"" + *text + "\".", "Write the id of the event that opened the hold.");
    return nullptr;
  }
  if (!held_by(*hold).empty()) return hold;
  const bool late = hold->end == HoldEnd::kOpen || hold->end == HoldEnd::kByItself;
  refuse(late ? RefusalReason::kTooLate : RefusalReason::kCondition, "hold", "The hold \"" + *text + "\" " + end_in_words(hold->end) + ".",
         "Nothing of it is held any more. Ask anew, without the hold.");
  return nullptr;
}

bool Booking::names_open_hold() {
  const Hold* same = find_hold(event_.name);
  if (same == nullptr || held_by(*same).empty()) return false;
  refuse(RefusalReason::kConflict, "id", "The member has an open hold of this name.", "Give the hold another id.");
  return true;
}

Release Booking::hold_ends() const { return end_of(program_.holds_end_after, now_, member(), program_); }

void Booking::hold() {
  if (!admit_spender()) return;
  if (asks_for_reward()) return hold_reward();
  const std::optional<Asked> asked = asked_units();
  if (!asked) return;
  list_members();
  book_what_fell_due();
  bring_household();
  if (names_open_hold() || !has_enough(*asked)) return;
  Change opened = change(ChangeKind::kHoldOpened);
  opened.index = asked->unit.value;
  opened.text = event_.name;
  opened.amount = next_;
  spend(*asked, AccountKind::kHeld, PostingWhy::kHold, hold_ends());
  opened.count = static_cast<std::int64_t>(next_ - static_cast<PostingNumber>(opened.amount));
  out_.changes.push_back(opened);
  say_lent(hold_ends());
}

void Booking::spend_held(const HeldPart& part, std::int64_t micro) {
  const UnitThen unit = unit_as_of(versions_, part.unit_key, version_);
  Posting posting = posting_of(PostingWhy::kRedemption, unit.unit);
  posting.version = unit.version;
  posting.from = {AccountKind::kHeld, part.member};
  posting.to = {AccountKind::kRedeemed, MemberIndex{}};
  posting.lot_left = part.lot.lot.number;
  posting.amount_micro = micro;
  posting.earned = part.lot.lot.earned;
  posting.last_valid = part.lot.lot.last_valid;
  posting.reverses = part.lot.held_by;
  move(posting);
}

// Spends as much of what is asked as the hold has; how much that was.
std::int64_t Booking::take_from_hold(const Hold& hold, std::int64_t asked_micro) {
  std::int64_t left = asked_micro;
  for (const HeldPart& part : parts_of(hold)) {
    const std::int64_t micro = std::min<std::int64_t>(left, part.lot.lot.left_micro);
    if (micro <= 0) break;
    spend_held(part, micro);
    left -= micro;
  }
  return asked_micro - left;
}

void Booking::end_hold(const Hold& hold, MemberIndex owner, HoldEnd how) {
  for (const HeldPart& part : parts_of(hold, owner)) {
    begin_moving();
    const UnitThen unit = unit_as_of(versions_, part.unit_key, version_);
    Posting posting = posting_of(PostingWhy::kHoldEnd, unit.unit);
    posting.version = unit.version;
    posting.number = next_++;
    end_hold_of(part.lot.held_by, posting, part.member, versions_.at(unit.version).program.units[unit.unit.index()], accounts_of(part.member),
                next_, out_.postings);
  }
  free_what_was_reserved(hold, owner, versions_, version_, out_.changes);
  say_hold_over(hold, owner, how);
  bring_household();  // what came back too late goes at once
}

void Booking::end_all_holds() {
  const std::vector<Hold> holds = member().holds;
  for (const Hold& hold : holds) end_hold(hold, subject_, HoldEnd::kCancelled);
}

void Booking::commit() {
  if (!admit_spender()) return;
  list_members();
  book_what_fell_due();
  bring_household();
  const Hold* found = open_hold();
  if (found == nullptr) return;
  const Hold hold = *found;
  if (hold.reward_key != 0) {
    commit_reward(hold);
    say_hold_over(hold, subject_, HoldEnd::kCommitted);
    return judge_and_post(event_);
  }
  std::int64_t micro = 0;
  for (const HeldLot& lot : held_by(hold)) micro += lot.lot.left_micro;
  take_from_hold(hold, micro);
  say_hold_over(hold, subject_, HoldEnd::kCommitted);
  const UnitThen unit = unit_as_of(versions_, hold.unit_key, version_);
  if (unit.version == version_) count_move(MoveKind::kSpent, {unit.unit, micro});
  judge_and_post(event_);
}

void Booking::cancel() {
  if (!admit_known_member()) return;
  list_members();
  book_what_fell_due();
  bring_household();
  const Hold* found = open_hold();
  if (found == nullptr) return;
  const Hold hold = *found;
  end_hold(hold, subject_, HoldEnd::kCancelled);
  expire_what_came_too_late();
}

}  // namespace setia::engine
