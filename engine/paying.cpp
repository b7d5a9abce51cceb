// Payments in units on a receipt: judged, and taken from holds and lots before the receipt earns [X3] [J7].
#include <algorithm>

#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/lots.hpp"
#include "engine/scratch.hpp"
#include "engine/settle_payments.hpp"

namespace setia::engine {
namespace {

// What all payments by one `pay with` come to: they are judged together.
struct Tendered {
  const PayWith* with = nullptr;
  Paid paid;
};

std::vector<Tendered> tendered_in(const Program& program, const Event& event) {
  std::vector<Tendered> all;
  for (const Payment& payment : event.payments) {
    if (payment.unit.empty()) continue;
    const PayWith* with = pay_with_of(program, event, payment);
    auto known = std::find_if(all.begin(), all.end(), [with](const Tendered& one) { return one.with == with; });
    if (known == all.end()) known = all.insert(known, {with, {}});
    const Wide micro = Wide{known->paid.micro} + payment.points_micro;
    known->paid.micro = static_cast<std::int64_t>(std::min<Wide>(micro, INT64_MAX));
    known->paid.minor += payment.amount_minor;
  }
  return all;
}

}  // namespace

bool Booking::pay_with_units() {
  if (!admit_spender()) return false;
  bring_household();
  Event& event = room_.event;
  event = event_;
  judged_ = &event;
  if (!say_what_holds_pay(event)) return false;
  if (auto refusal = settle_payments(program_, event)) {
    refuse(refusal->reason, refusal->field, std::move(refusal->what), std::move(refusal->remedy));
    return false;
  }
  return admit_payments(event) && take_payments(event);
}

// A payment that names no open hold is judged as one without [X1].
bool Booking::say_what_holds_pay(Event& event) {
  for (std::size_t index = 0; index < event.payments.size(); ++index) {
    Payment& payment = event.payments[index];
    if (payment.hold.empty()) continue;
    const std::string place = "payments[" + std::to_string(index) + "].hold";
    const Hold* hold = find_hold(payment.hold_name);
    if (hold != nullptr && !held_by(*hold).empty()) {
      if (!say_what_hold_pays(*hold, payment, place)) return false;
      continue;
    }
    payment.hold_name = SymbolId{};
    if (payment.has_points && !payment.unit.empty()) continue;
    refuse(RefusalReason::kTooLate, place, "The member has no open hold \"" + payment.hold + "\".",
           "Hold anew, or say unit and points and pay without a hold.");
    return false;
  }
  return true;
}

// All that is held, unless the payment says how much.
bool Booking::say_what_hold_pays(const Hold& hold, Payment& payment, const std::string& place) {
  if (hold.reward_key != 0) {
    refuse(RefusalReason::kMalformed, place, "The hold \"" + payment.hold + "\" is to buy a reward.", "Confirm it, or name a hold of units.");
    return false;
  }
  const UnitThen held = unit_as_of(versions_, hold.unit_key, version_);
  const std::string& unit = versions_.at(held.version).program.units[held.unit.index()].name;
  const auto twice = std::count_if(event_.payments.begin(), event_.payments.end(),
                                   [&](const Payment& other) { return other.hold_name == payment.hold_name; });
  if (twice > 1 || (!payment.unit.empty() && payment.unit != unit)) {
    refuse(RefusalReason::kMalformed, place, twice > 1 ? "Two payments name the same hold." : "The hold \"" + payment.hold + "\" holds " + unit + ".",
           "Let one payment in the unit of the hold name it.");
    return false;
  }
  payment.unit = unit;
  if (payment.has_points) return true;
  for (const HeldLot& lot : held_by(hold)) payment.points_micro += lot.lot.left_micro;
  payment.has_points = true;
  return true;
}

bool Booking::take_payments(const Event& event) {
  begin_moving();
  SlotReader reader(program_, versions_.index(version_), *shared_, *before_, event, scratch_);
  for (const Tendered& one : tendered_in(program_, event))
    if (!take_payments_by(*one.with, one.paid, event, reader)) return false;
  for (const Payment& payment : event.payments)
    if (payment.hold_name != SymbolId{}) end_hold(Hold{*find_hold(payment.hold_name)}, subject_, HoldEnd::kCommitted);
  return true;
}

// Held lots first, then lots in spending order.
bool Booking::take_payments_by(const PayWith& with, Paid paid, const Event& event, SlotReader& reader) {
  PayDesk desk(with, spendable(with, event), reader);
  if (auto refusal = desk.refusal_of(paid)) {
    refuse(refusal->reason, refusal->field, std::move(refusal->what), std::move(refusal->remedy));
    return false;
  }
  std::int64_t left = paid.micro;
  for (const Hold& hold : holds_of(with, event)) left -= take_from_hold(hold, left);
  spend({with.unit, left}, AccountKind::kRedeemed, PostingWhy::kRedemption, {});
  desk.count_usage(paid, version_, out_.changes);
  count_move(MoveKind::kSpent, {with.unit, paid.micro});
  return true;
}

std::vector<Hold> Booking::holds_of(const PayWith& with, const Event& event) const {
  std::vector<Hold> holds;
  for (const Payment& payment : event.payments)
    if (payment.hold_name != SymbolId{} && pay_with_of(program_, event, payment) == &with) holds.push_back(*find_hold(payment.hold_name));
  return holds;
}

// What is available, and what is in the holds that its payments name.
std::int64_t Booking::spendable(const PayWith& with, const Event& event) const {
  std::int64_t micro = spendable_of(with.unit);
  for (const Hold& hold : holds_of(with, event))
    for (const HeldLot& lot : held_by(hold)) micro += lot.lot.left_micro;
  return micro;
}

}  // namespace setia::engine
