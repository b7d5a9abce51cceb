// Vouchers that members hand on: they keep their last day, and are what they were [U3].
#include <algorithm>

#include "engine/amount_text.hpp"
#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/event_fields.hpp"
#include "engine/lots.hpp"
#include "engine/posting.hpp"
#include "engine/scratch.hpp"
#include "engine/settle_payments.hpp"

namespace setia::engine {
namespace {

constexpr std::int64_t kOneGift = 1'000'000;  // voucher

}  // namespace

const Reward* Booking::asked_gift() {
  const std::string* const name = text_in(event_.more, "unit");
  const Reward* const reward = name == nullptr ? nullptr : reward_named(program_, *name);
  if (reward == nullptr && name != nullptr && unit_named(program_, *name)) {
    refuse(RefusalReason::kNotYet, "unit", "Gifts of units are not yet answered.", "Hand on a reward, or leave the event out for now.");
  } else if (reward == nullptr) {
    refuse(RefusalReason::kMalformed, "unit", name == nullptr ? "The event does not say what is given." : "The program has no reward " + in_quotes(*name) + ".",
           "Write the reward's name, as in \"unit\": \"Free coffee\".");
  } else if (!reward->members_can_give) {
    refuse(RefusalReason::kCondition, "unit", "The reward " + in_quotes(*name) + " is not handed on.", "Say  members can give  below the reward.");
  } else {
    return reward;
  }
  return nullptr;
}

// Who gets it must be somebody who could get it otherwise; nothing is issued, so limits of getting it are not asked.
bool Booking::admit_receiver(const Reward& reward, std::int64_t micro) {
  if (event_.other == MemberIndex{} || event_.other == subject_) {
    refuse(RefusalReason::kMalformed, "to", "The event does not say to whom else it is given.", "Name another member.");
    return false;
  }
  others_.bring(due_world(), event_.other, {now_, DueStep::kAll}, next_, out_);
  const MemberState& receiver = others_.now(event_.other);
  if (receiver.standing != Standing::kActive) {
    refuse(RefusalReason::kStanding, "to", "Who is to get it does not take part.", "Let them join, and be active.");
    return false;
  }
  const Event received = received_event(event_, event_.other);
  SlotReader reader(program_, versions_.index(version_), *shared_, receiver, received, scratch_);
  if (!reader.holds_all(reward.checks)) {
    refuse(RefusalReason::kCondition, "to", "The reward " + in_quotes(reward.name) + " is not for who is to get it, or not now.", "Read the lines  only when  below the reward.");
    return false;
  }
  const Unit& voucher = program_.units[reward.voucher.index()];
  if (!voucher.held_cap_micro || Wide{held_micro(receiver, voucher.key)} + micro <= *voucher.held_cap_micro) return true;
  refuse(RefusalReason::kLimit, "to", "Nobody holds more than " + std::to_string(*voucher.held_cap_micro / kOneGift) + " of " + in_quotes(reward.name) + ".", "Let them use one first.");
  return false;
}

void Booking::gift() {
  if (!admit_spender()) return;
  const Reward* const reward = asked_gift();
  if (reward == nullptr) return;
  const auto micro = micro_in(event_.more, "amount");
  if (!micro || *micro <= 0 || *micro % kOneGift != 0)
    return refuse(RefusalReason::kAmount, "amount", "Rewards are counted in whole numbers from one.", "Write how many, as in \"amount\": 1.");
  list_members();
  book_what_fell_due();
  book_from_now_on();
  if (!admit_receiver(*reward, *micro)) return;
  const Holding* const holding = find_holding(member(), program_.units[reward->voucher.index()].key);
  if (holding == nullptr || holding->available_micro < *micro)
    return refuse(RefusalReason::kBalance, "amount", "The member has not so many of the reward " + in_quotes(reward->name) + ".", "Give no more than there are.");
  for (const Lot& lot : first_of(holding->lots, *micro)) {
    Posting given = posting_of(PostingWhy::kGift, reward->voucher);
    given.from = {AccountKind::kAvailable, subject_};
    given.to = {AccountKind::kAvailable, event_.other};
    given.lot_left = lot.number;
    given.lot_entered = next_;
    given.amount_micro = lot.left_micro;
    given.earned = lot.earned;
    given.last_valid = lot.last_valid;
    move(given);
  }
}

// What was given must be there to be taken back.
bool Booking::take_back_gift(const Case& given, const Moment& at) {
  for (const Posting& gift : given.past.outcome.postings) {
    if (gift.why != PostingWhy::kGift) continue;
    others_.bring(due_world(), gift.to.member, {at, DueStep::kAll}, next_, out_);
    if (!must_be_unused(gift, others_.now(gift.to.member))) return false;
    move(reversed(gift, at));
  }
  return true;
}

}  // namespace setia::engine
