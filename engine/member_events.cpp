// Joining, and what is said about a member: fields and standing [P1].
#include <algorithm>
#include <string>

#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/event_fields.hpp"
#include "engine/lots.hpp"
#include "engine/member_changes.hpp"
#include "engine/referrals.hpp"
#include "engine/typed_value.hpp"

namespace setia::engine {
namespace {

std::string_view example_of(ValueType type) {
  switch (type) {
    case ValueType::kText: return "a text in quotes";
    case ValueType::kNumber:
    case ValueType::kCount: return "a number with at most six decimals";
    case ValueType::kMoney: return "an amount in the program's currency, as \"12.50\"";
    case ValueType::kDate: return "a date, as \"1990-05-17\"";
    case ValueType::kYesNo: return "true or false";
  }
  return "";
}

}  // namespace

void Booking::join() {
  if (event_.member == MemberIndex{})
    return refuse(RefusalReason::kMalformed, "member", "The event says nobody joins.", "Name the member.");
  if (member_ != nullptr && member().standing != Standing::kUnknown)
    return refuse(RefusalReason::kStanding, "member", "This member has joined already.",
                  "Send a member event to change what is known of them.");
  name_members();
  list_members();
  join_now();
  if (!set_fields(event_.more, "attributes")) return;
  const ReferralMark* const invitation = invitation_of(member());
  if (event_.other != MemberIndex{}) take_invitation(event_.other, symbol_in(event_.more, "through"));
  else if (invitation != nullptr) take_invitation(invitation->by, invitation->through);
  judge_and_post(event_);
}

void Booking::change_member() {
  if (member_ == nullptr || member().standing == Standing::kUnknown)
    return refuse(RefusalReason::kStanding, "member", "Nobody has joined under this name.", "Send a join event first.");
  list_members();
  book_what_fell_due();
  if (!set_fields(event_.more, "set")) return;
  const Value* state = find_value(event_.more, "state");
  if (state == nullptr) return expire_what_nothing_keeps();
  const auto* word = std::get_if<std::string>(&state->held);
  if (word != nullptr && *word == "active") return change_standing(Standing::kActive);
  if (word != nullptr && *word == "blocked") return change_standing(Standing::kBlocked);
  if (word != nullptr && *word == "closed") return change_standing(Standing::kClosed);
  refuse(RefusalReason::kMalformed, "state", "This is no state of a member.", "Write active, blocked or closed.");
}

bool Booking::set_fields(const Fields& from, std::string_view name) {
  const Value* values = find_value(from, name);
  if (values == nullptr) return true;
  const auto* object = std::get_if<Object>(&values->held);
  if (object == nullptr) {
    refuse(RefusalReason::kMalformed, name, "The fields are no object.", "Write {\"field\": value}.");
    return false;
  }
  for (const auto& [field, value] : *object)
    if (!set_field(field, value, std::string(name) + "." + field)) return false;
  return true;
}

// Fields that the version does not declare are kept in the journal and change nothing.
bool Booking::set_field(const std::string& name, const Value& value, const std::string& place) {
  for (std::size_t index = 0; index < program_.fields.size(); ++index) {
    const FieldOf& field = program_.fields[index];
    if (field.owner != FieldOwner::kMember || field.name != name) continue;
    const auto typed = typed_value(value, field.type, program_.currency_decimals);
    if (!typed) {
      refuse(RefusalReason::kUnknownField, place, "The value is of another type than the program says.",
             "Write " + std::string(example_of(field.type)) + ".");
      return false;
    }
    Change set = change(ChangeKind::kField);
    set.index = static_cast<std::uint32_t>(index);
    set.count = 1;
    if (field.type == ValueType::kText) set.text = SymbolId{static_cast<std::size_t>(*typed)};
    else set.amount = *typed;
    out_.changes.push_back(set);
    take_field(field.key, *typed, working());
  }
  return true;
}

void Booking::change_standing(Standing standing) {
  if (member().standing == Standing::kClosed && standing != Standing::kClosed)
    return refuse(RefusalReason::kStanding, "state", "The account is closed for good.", "Open a new one with a join event.");
  if (member().standing == standing) return;
  Change changed = change(ChangeKind::kStanding);
  changed.index = static_cast<std::uint32_t>(standing);
  out_.changes.push_back(changed);
  working().standing = standing;
  if (standing == Standing::kBlocked || standing == Standing::kActive) return;
  bring_household();
  if (!member().household.empty()) part_from_household(subject_);
  end_all_holds();
  forfeit_balances();
}

// A level by hand: a floor with an end [S4].
void Booking::set_level() {
  if (!admit_known_member()) return;
  const std::string* const name = text_in(event_.more, "ladder");
  const auto ladder = std::find_if(program_.ladders.begin(), program_.ladders.end(), [&](const Ladder& one) { return name != nullptr && one.name == *name; });
  if (ladder == program_.ladders.end())
    return refuse(RefusalReason::kMalformed, "ladder", "The program has no such ladder.", "Name a ladder that the program declares.");
  const std::string* const level = text_in(event_.more, "level");
  const auto is_it = [&](const Rung& rung) { return level != nullptr && rung.name == *level; };
  if (std::none_of(ladder->rungs.begin(), ladder->rungs.end(), is_it))
    return refuse(RefusalReason::kMalformed, "level", "The ladder " + ladder->name + " has no such level.", "Name one of its levels.");
  if (find_value(event_.more, "until") != nullptr && !day_in(event_.more, "until"))
    return refuse(RefusalReason::kMalformed, "until", "This is no date.", "Write the last valid day, as 2027-12-31.");
  list_members();
  book_what_fell_due();
  judge_and_post(event_);
}

void Booking::leave() {
  if (!admit_known_member()) return;
  if (member().standing == Standing::kLeft || member().standing == Standing::kClosed)
    return refuse(RefusalReason::kStanding, "member", "The member has left already.", "Nothing is left to be done.");
  list_members();
  book_what_fell_due();
  constexpr std::uint32_t kLeaving = 1U << (static_cast<unsigned>(EventKind::kLeave) - 1U);
  if (std::any_of(program_.rules.begin(), program_.rules.end(), [](const Rule& rule) { return (rule.triggers & kLeaving) != 0; })) {
    book_from_now_on();  // what it gives goes with the rest
    judge_and_post(event_);
    if (out_.refused) return;
  }
  change_standing(Standing::kLeft);
}

// Leaving and closing end open holds, forfeit available and pending and keep debt [P1].
void Booking::forfeit_balances() {
  const std::vector<Holding> holdings = member().holdings;
  for (const Holding& holding : holdings) {
    const UnitThen unit = unit_as_of(versions_, holding.unit_key, version_);
    Posting posting;
    posting.why = PostingWhy::kForfeit;
    posting.effective_second = now_.second;
    posting.effective = now_.program;
    posting.to = {AccountKind::kForfeited, MemberIndex{}};
    posting.version = unit.version;
    posting.unit = unit.unit;
    const auto add = [&](AccountKind from, const Lot& lot) {
      posting.from = {from, event_.member};
      posting.lot_left = lot.number;
      posting.amount_micro = lot.left_micro;
      posting.earned = lot.earned;
      posting.last_valid = lot.last_valid;
      move(posting);
    };
    for (const Lot& lot : holding.lots) add(AccountKind::kAvailable, lot);
    for (const PendingLot& pending : holding.pending) add(AccountKind::kPending, pending.lot);
  }
}

}  // namespace setia::engine
