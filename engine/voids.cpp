#include "engine/voids.hpp"

#include <algorithm>

#include "engine/amount_text.hpp"
#include "engine/booking.hpp"
#include "engine/event_fields.hpp"
#include "engine/lots.hpp"
#include "engine/member_changes.hpp"

namespace setia::engine {
namespace {

constexpr std::int64_t kOneVoucher = 1'000'000;

const Posting* voucher_in(const Case& redemption) {
  const std::vector<Posting>& all = redemption.past.outcome.postings;
  const bool redeems = redemption.past.event.kind == EventKind::kRedeem || redemption.past.event.kind == EventKind::kCommit;
  const auto got = std::find_if(all.begin(), all.end(), [](const Posting& one) { return one.why == PostingWhy::kRedemption && one.from.kind == AccountKind::kIssued; });
  return !redeems || got == all.end() ? nullptr : &*got;
}

}  // namespace

Redeemed vouchers_of(const Case& redemption) {
  const Posting* const got = voucher_in(redemption);
  if (got == nullptr) return {};
  const auto voided = std::count_if(redemption.returns.begin(), redemption.returns.end(), [](const PastEvent& later) { return later.event.kind == EventKind::kVoid; });
  return {got->lot_entered, std::int64_t{got->amount_micro} / kOneVoucher, voided};
}

// A voucher that must not be used any more. One that was given is gone; of one that was redeemed its share of the price comes back, too.
void Booking::take_voucher_away(Cases cases) {
  if (!admit_known_member()) return;
  const std::string* const name = text_in(event_.more, "voucher");
  const Reward* const reward = name == nullptr ? nullptr : reward_named(program_, *name);
  if (reward == nullptr)
    return refuse(RefusalReason::kMalformed, "voucher", "The event does not name a reward of the program.", "Write the reward's name, as in \"voucher\": \"Free coffee\".");
  list_members();
  book_what_fell_due();
  const Holding* const holding = find_holding(member(), program_.units[reward->voucher.index()].key);
  if (holding == nullptr || holding->available_micro < kOneVoucher)
    return refuse(RefusalReason::kBalance, "voucher", "The member has no reward " + in_quotes(*name) + ".", "Nothing is left to be done.");
  const LotNumber lot = holding->lots.front().number;
  book_from_now_on();
  take_from_lots({reward->voucher, kOneVoucher}, AccountKind::kForfeited, PostingWhy::kForfeit, {});
  const auto redemption = std::find_if(cases.begin(), cases.end(), [&](const Case& one) { return vouchers_of(one).lot == lot; });
  if (redemption != cases.end()) give_share_back(*redemption);
}

// As a return does [R8]: the price by shares, and what rules gave for the redemption is judged again with what is left of the price. With
// the last of its vouchers nothing of the redemption is kept.
void Booking::give_share_back(const Case& redemption) {
  const Redeemed vouchers = vouchers_of(redemption);
  const ReturnedShare before{vouchers.voided, vouchers.got}, now{vouchers.voided + 1, vouchers.got};
  Kept kept(redemption.past.event);
  if (now.returned == now.whole) kept.take_off(Event{});  // names nothing, and so all of it
  note_return(redemption.past.sequence, 0);
  free_limits_of_rewards(redemption, now, before);
  const Posting& voucher = *voucher_in(redemption);
  if (voucher.version == redemption.past.facts.version) room_.bought = voucher.unit;
  judge_again_and_post(redemption, kept, now, now_, Recorded::kBefore);
  review_levels();
}

}  // namespace setia::engine
