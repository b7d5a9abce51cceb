#include "engine/settle_payments.hpp"

#include <algorithm>

#include "engine/amount_text.hpp"
#include "engine/filters.hpp"
#include "engine/limits.hpp"
#include "engine/pay_rate.hpp"

namespace setia::engine {
namespace {

std::int64_t narrow(Wide amount) { return static_cast<std::int64_t>(std::clamp<Wide>(amount, 0, INT64_MAX)); }

std::optional<Refusal> settle(const Program& program, const Event& event, const std::string& place, Payment& payment) {
  const std::optional<UnitId> id = unit_named(program, payment.unit);
  if (!id)
    return Refusal{RefusalReason::kMalformed, place + ".unit", "The program has no unit \"" + payment.unit + "\".",
                   "Name a unit that the program declares."};
  const Unit& unit = program.units[id->index()];
  const PayWith* with = pay_with_of(program, event, payment);
  if (with == nullptr)
    return Refusal{RefusalReason::kCondition, place + ".unit", "Nothing is paid with " + unit.name + " in this program.",
                   "Declare  pay with " + unit.name + "  or let something else pay."};
  if (payment.amount_minor < 0 || payment.points_micro < 0)
    return Refusal{RefusalReason::kAmount, place, "A payment in " + unit.name + " is above zero.", "Write what is paid."};
  const ExactRate rate(program, event, with->rate);
  if (!payment.has_points) {
    payment.points_micro = narrow(rate.units_for(payment.amount_minor, with->step_micro));
    return std::nullopt;
  }
  const Wide minor = rate.money_for(payment.points_micro);
  if (payment.has_amount && minor != payment.amount_minor)
    return Refusal{RefusalReason::kAmount, place + ".amount",
                   "The rate makes " + units_in_words(payment.points_micro, unit) + " worth " + money_in_words(minor, program) + ", not " +
                       money_in_words(payment.amount_minor, program) + ".",
                   "Let the amount be what the units pay, or leave it out."};
  payment.amount_minor = narrow(minor);
  return std::nullopt;
}

// Left open by complete() where it could not know what units pay.
void pay_rest(Event& event) {
  Wide rest = 0;
  Payment* open = nullptr;
  for (const Line& line : event.lines) rest += line.amount_minor;
  for (Payment& payment : event.payments) {
    if (payment.unit.empty() && !payment.has_amount) open = &payment;
    else rest -= payment.amount_minor;
  }
  if (open != nullptr) open->amount_minor = narrow(rest);
}

}  // namespace

bool has_unit_payments(const Event& event) {
  return std::any_of(event.payments.begin(), event.payments.end(),
                     [](const Payment& payment) { return !payment.unit.empty() || !payment.hold.empty(); });
}

std::optional<UnitId> unit_named(const Program& program, std::string_view name) {
  for (std::size_t unit = 0; unit < program.units.size(); ++unit)
    if (program.units[unit].name == name && program.units[unit].kind <= UnitKind::kWallet) return UnitId{unit};
  return std::nullopt;
}

const PayWith* pay_with_of(const Program& program, const Event& event, const Payment& payment) {
  const std::optional<UnitId> unit = unit_named(program, payment.unit);
  const PayWith* first = nullptr;
  const PayWith* fitting = nullptr;
  for (const PayWith& with : program.pay_with) {
    if (unit != with.unit) continue;
    if (with.method != SymbolId{} && payment.method == with.method) return &with;
    if (first == nullptr) first = &with;
    const bool lines = std::any_of(event.lines.begin(), event.lines.end(), [&](const Line& line) { return fits(program, with.lines, line); });
    const bool both = payment.has_points && payment.has_amount;
    const bool amounts = !both || ExactRate(program, event, with.rate).money_for(payment.points_micro) == payment.amount_minor;
    if (fitting == nullptr && lines && amounts) fitting = &with;
  }
  return fitting != nullptr ? fitting : first;
}

std::optional<Refusal> settle_payments(const Program& program, Event& event) {
  for (std::size_t index = 0; index < event.payments.size(); ++index) {
    Payment& payment = event.payments[index];
    if (payment.unit.empty()) continue;
    if (auto refusal = settle(program, event, "payments[" + std::to_string(index) + "]", payment)) return refusal;
  }
  pay_rest(event);
  return std::nullopt;
}

}  // namespace setia::engine
