// What requests to spend have in common: who may ask, what is asked, and how lots move.
#include "engine/amount_text.hpp"
#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/event_fields.hpp"
#include "engine/lots.hpp"
#include "engine/scratch.hpp"
#include "engine/settle_payments.hpp"

namespace setia::engine {
namespace {

bool is_whole_coins(std::int64_t micro, const Unit& unit) {
  if (unit.kind != UnitKind::kWallet) return true;
  std::int64_t coin = 1'000'000;
  for (int i = 0; i < unit.currency_decimals; ++i) coin /= 10;
  return micro % coin == 0;
}

}  // namespace

bool Booking::admit_known_member() {
  if (event_.member == MemberIndex{}) {
    refuse(RefusalReason::kMalformed, "member", "The event says nobody whose balance it is about.", "Name the member.");
    return false;
  }
  if (member_ == nullptr || member().standing == Standing::kUnknown) {
    refuse(RefusalReason::kStanding, "member", "Nobody has joined under this name.", "Send a join event first.");
    return false;
  }
  return true;
}

bool Booking::admit_spender() {
  if (!admit_known_member()) return false;
  switch (member().standing) {
    case Standing::kActive: return true;
    case Standing::kBlocked:
      refuse(RefusalReason::kStanding, "member", "The member is blocked and spends nothing.", "Make the member active first.");
      return false;
    default:
      refuse(RefusalReason::kStanding, "member", "The member has left, and nothing is there to be spent.", "Name a member who takes part.");
      return false;
  }
}

std::optional<Booking::Asked> Booking::signed_units() {
  const std::string* name = text_in(event_.more, "unit");
  if (name == nullptr) {
    refuse(RefusalReason::kMalformed, "unit", "The event does not say of which unit.", "Write the unit's name, as in \"unit\": \"beans\".");
    return std::nullopt;
  }
  const std::optional<UnitId> unit = unit_named(program_, *name);
  if (!unit) {
    refuse(RefusalReason::kMalformed, "unit", "The program has no unit \"" + *name + "\".", "Name a unit that the program declares.");
    return std::nullopt;
  }
  const auto micro = micro_in(event_.more, "amount");
  if (micro && !is_whole_coins(*micro, program_.units[unit->index()])) {
    refuse(RefusalReason::kAmount, "amount", "A wallet holds money, and " + program_.currency + " has no smaller coin than this amount needs.",
           "Write an amount that can be paid in " + program_.currency + ".");
    return std::nullopt;
  }
  if (micro && *micro != 0) return Asked{*unit, *micro};
  refuse(RefusalReason::kAmount, "amount", micro ? "An amount of nothing changes nothing." : "The event does not say how many.",
         "Write a number with at most six decimals, as in \"amount\": 500.");
  return std::nullopt;
}

std::optional<Booking::Asked> Booking::asked_units() {
  const std::optional<Asked> asked = signed_units();
  if (!asked) return std::nullopt;
  const Unit& unit = program_.units[asked->unit.index()];
  if (asked->micro < 0) {
    refuse(RefusalReason::kAmount, "amount", "Nobody spends less than nothing.", "Write an amount above zero.");
    return std::nullopt;
  }
  if (!unit.can_be_spent) {
    refuse(RefusalReason::kCondition, "unit", "The program says that " + unit.name + " cannot be spent.", "Name a unit that can.");
    return std::nullopt;
  }
  return asked;
}

std::string Booking::since_expiry(UnitId unit) const {
  const auto expired = [&](const Posting& posting) {
    const Unit& of = versions_.at(posting.version).program.units[posting.unit.index()];
    return posting.why == PostingWhy::kExpiry && of.key == program_.units[unit.index()].key;
  };
  if (std::none_of(out_.postings.begin(), out_.postings.end(), expired)) return "";
  return " as of " + day_in_words(now_.program.day);
}

bool Booking::has_enough(const Asked& asked) {
  const Unit& unit = program_.units[asked.unit.index()];
  const std::int64_t balance = spendable_of(asked.unit);
  if (asked.micro <= balance) return true;
  refuse(RefusalReason::kBalance, "amount",
         "The balance is " + units_in_words(balance, unit) + since_expiry(asked.unit) + ", and the request is for " + units_in_words(asked.micro, unit) + ".",
         "Ask for no more than the balance.");
  return false;
}

void Booking::begin_moving() {
  if (before_ != nullptr) return;
  room_.before = member();
  before_ = &room_.before;
  book_from_now_on();
}

Posting Booking::posting_of(PostingWhy why, UnitId unit) const {
  Posting posting;
  posting.why = why;
  posting.effective_second = now_.second;
  posting.effective = now_.program;
  posting.version = version_;
  posting.unit = unit;
  return posting;
}

void Booking::move(Posting posting) {
  begin_moving();
  const Unit& unit = versions_.at(posting.version).program.units[posting.unit.index()];
  posting.number = next_++;
  if (is_members(posting.from.kind)) book_from(posting, unit, accounts_of(posting.from.member));
  if (is_members(posting.to.kind)) book_to(posting, unit, accounts_of(posting.to.member));
  out_.postings.push_back(posting);
}

void Booking::take_lot(const LentLot& lent, UnitId unit, AccountKind to, PostingWhy why, const Release& until) {
  Posting posting = posting_of(why, unit);
  posting.from = {AccountKind::kAvailable, lent.of};
  posting.to = {to, is_members(to) ? lent.of : MemberIndex{}};
  posting.lot_left = lent.lot.number;
  posting.lot_entered = is_members(to) ? lent.lot.number : 0;
  posting.amount_micro = lent.lot.left_micro;
  posting.earned = lent.lot.earned;
  posting.last_valid = lent.lot.last_valid;
  posting.release = until;
  move(posting);
}

void Booking::take_from_lots(const Asked& asked, AccountKind to, PostingWhy why, const Release& until) {
  const Holding* holding = find_holding(member(), program_.units[asked.unit.index()].key);
  if (holding == nullptr) return;
  for (const Lot& lot : first_of(holding->lots, asked.micro)) take_lot({subject_, lot}, asked.unit, to, why, until);
}

void Booking::count_move(MoveKind kind, const Asked& asked) { room_.moves.push_back({kind, asked.unit, asked.micro}); }

void Booking::redeem() {
  if (!admit_spender()) return;
  if (asks_for_reward()) return redeem_reward();
  const std::optional<Asked> asked = asked_units();
  if (!asked) return;
  list_members();
  book_what_fell_due();
  bring_household();
  if (!has_enough(*asked)) return;
  spend(*asked, AccountKind::kRedeemed, PostingWhy::kRedemption, {});
  count_move(MoveKind::kSpent, *asked);
  judge_and_post(event_);
}

}  // namespace setia::engine
