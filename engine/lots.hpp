// Lots of one member and unit: kept in spending order, so that spending and returns take from the front [U1].
#pragma once

#include "engine/ensure.hpp"
#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// Adds without ever wrapping round.
inline void add_exactly(std::int64_t& total, std::int64_t amount) { ENSURE(!__builtin_add_overflow(total, amount, &total)); }
inline void add_exactly(Units& balance, std::int64_t amount) {
  std::int64_t sum = balance;
  add_exactly(sum, amount);
  balance = sum;
}

// The holding of a unit; made when the member has none.
Holding& holding_of(MemberState& member, std::uint32_t unit_key);
// Null when the member never had any.
const Holding* find_holding(const MemberState& member, std::uint32_t unit_key);

// Puts a new lot where the order wants it, alone and with what it adds to the sum; the third adds to it when it is there already.
void insert_lot(Holding& holding, const Lot& lot, UseOrder order);
void open_lot(Holding& holding, const Lot& lot, UseOrder order);
void add_to_lot(Holding& holding, const Lot& lot, UseOrder order);
// Which of two lots is spent first.
bool is_spent_before(const Lot& a, const Lot& b, UseOrder order);
// Puts lots in another order.
void order_lots(std::vector<Lot>& lots, UseOrder order);
// `amount_micro` must be there; a lot with nothing left is forgotten.
void take_from_lot(Holding& holding, LotNumber number, std::int64_t amount_micro);
void take_from_pending(Seldom<PendingLot>& lots, LotNumber number, std::int64_t amount_micro);
void take_from_held(Seldom<HeldLot>& lots, PostingNumber held_by, std::int64_t amount_micro);

// The lots, or parts of them, that come to `amount_micro` in spending order; all there are when that is more.
std::vector<Lot> first_of(const std::vector<Lot>& lots, std::int64_t amount_micro);

// ENSUREs available = open lots - debt, and that nothing is negative that may not be.
void check_holding(const Holding& holding);

}  // namespace setia::engine
