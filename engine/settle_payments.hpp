// Tenders in units of a member: by what they go, and what they come to in money [X3].
#pragma once

#include <optional>
#include <string_view>

#include "engine/event.hpp"
#include "engine/outcome.hpp"
#include "engine/program.hpp"

namespace setia::engine {

bool has_unit_payments(const Event& event);

// Nothing when the program has no unit of that name.
std::optional<UnitId> unit_named(const Program& program, std::string_view name);

// The `pay with` whose name is the payment's method, else the first of its unit that the receipt's lines and the amounts
// fit. Decided by the event alone, so that a return decides the same. Null when nothing takes the unit.
const PayWith* pay_with_of(const Program& program, const Event& event, const Payment& payment);

// Works out by the rates what payments in units left out, units or money, and lets the one payment that says nothing pay
// the rest. Refuses what a rate contradicts. A payment by a hold must say its units already.
std::optional<Refusal> settle_payments(const Program& program, Event& event);

}  // namespace setia::engine
