#include "engine/lots.hpp"

#include <algorithm>

#include "engine/ensure.hpp"

namespace setia::engine {
namespace {

bool spent_before(const Lot& a, const Lot& b, UseOrder order) {
  switch (order) {
    case UseOrder::kSoonestExpiring:
      if (a.last_valid != b.last_valid) return a.last_valid < b.last_valid;
      break;
    case UseOrder::kOldest:
      if (a.earned != b.earned) return a.earned < b.earned;
      break;
    case UseOrder::kNewest:
      if (a.earned != b.earned) return a.earned > b.earned;
      return a.number > b.number;
  }
  return a.number < b.number;
}

}  // namespace

Holding& holding_of(MemberState& member, std::uint32_t unit_key) {
  const auto place = std::lower_bound(member.holdings.begin(), member.holdings.end(), unit_key,
                                      [](const Holding& holding, std::uint32_t key) { return holding.unit_key < key; });
  if (place != member.holdings.end() && place->unit_key == unit_key) return *place;
  Holding fresh;
  fresh.unit_key = unit_key;
  return *member.holdings.insert(place, std::move(fresh));
}

const Holding* find_holding(const MemberState& member, std::uint32_t unit_key) {
  for (const Holding& holding : member.holdings)
    if (holding.unit_key == unit_key) return &holding;
  return nullptr;
}

void add_lot(std::vector<Lot>& lots, const Lot& lot, UseOrder order) {
  for (Lot& open : lots)
    if (open.number == lot.number) {
      ENSURE(!__builtin_add_overflow(open.left_micro, lot.left_micro, &open.left_micro));
      return;
    }
  const auto place = std::upper_bound(lots.begin(), lots.end(), lot, [order](const Lot& a, const Lot& b) { return spent_before(a, b, order); });
  lots.insert(place, lot);
}

void take_from_lot(std::vector<Lot>& lots, LotNumber number, std::int64_t amount_micro) {
  const auto lot = std::find_if(lots.begin(), lots.end(), [number](const Lot& open) { return open.number == number; });
  ENSURE(lot != lots.end() && lot->left_micro >= amount_micro);
  lot->left_micro -= amount_micro;
  if (lot->left_micro == 0) lots.erase(lot);
}

void take_from_pending(std::vector<PendingLot>& lots, LotNumber number, std::int64_t amount_micro) {
  const auto lot = std::find_if(lots.begin(), lots.end(), [number](const PendingLot& open) { return open.lot.number == number; });
  ENSURE(lot != lots.end() && lot->lot.left_micro >= amount_micro);
  lot->lot.left_micro -= amount_micro;
  if (lot->lot.left_micro == 0) lots.erase(lot);
}

void check_holding(const Holding& holding) {
  Wide open = 0, waiting = 0;
  for (const Lot& lot : holding.lots) {
    ENSURE(lot.left_micro > 0);
    open += lot.left_micro;
  }
  for (const PendingLot& lot : holding.pending) {
    ENSURE(lot.lot.left_micro > 0);
    waiting += lot.lot.left_micro;
  }
  ENSURE(holding.debt_micro >= 0 && holding.held_micro >= 0);
  ENSURE(open - holding.debt_micro == holding.available_micro);
  ENSURE(waiting == holding.pending_micro);
}

}  // namespace setia::engine
