#include "engine/lots.hpp"

#include <algorithm>

#include "engine/ensure.hpp"

namespace setia::engine {
namespace {

inline bool spent_before(const Lot& a, const Lot& b, UseOrder order) {
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

void insert_lot(Holding& holding, const Lot& lot, UseOrder order) {
  const auto before = [order](const Lot& a, const Lot& b) { return spent_before(a, b, order); };
  if (holding.lots.empty() || !spent_before(lot, holding.lots.back(), order)) holding.lots.push_back(lot);
  else holding.lots.insert(std::upper_bound(holding.lots.begin(), holding.lots.end(), lot, before), lot);
}

void open_lot(Holding& holding, const Lot& lot, UseOrder order) {
  insert_lot(holding, lot, order);
  add_exactly(holding.lots_micro, lot.left_micro);
}

void add_to_lot(Holding& holding, const Lot& lot, UseOrder order) {
  for (Lot& open : holding.lots)
    if (open.number == lot.number) {
      add_exactly(open.left_micro, lot.left_micro);
      return add_exactly(holding.lots_micro, lot.left_micro);
    }
  open_lot(holding, lot, order);
}

bool is_spent_before(const Lot& a, const Lot& b, UseOrder order) { return spent_before(a, b, order); }

void order_lots(std::vector<Lot>& lots, UseOrder order) {
  std::sort(lots.begin(), lots.end(), [order](const Lot& a, const Lot& b) { return spent_before(a, b, order); });
}

void take_from_lot(Holding& holding, LotNumber number, std::int64_t amount_micro) {
  const auto lot = std::find_if(holding.lots.begin(), holding.lots.end(), [number](const Lot& open) { return open.number == number; });
  ENSURE(lot != holding.lots.end() && lot->left_micro >= amount_micro);
  lot->left_micro -= amount_micro;
  holding.lots_micro -= amount_micro;
  if (lot->left_micro == 0) holding.lots.erase(lot);
}

void take_from_pending(Seldom<PendingLot>& lots, LotNumber number, std::int64_t amount_micro) {
  const auto lot = std::find_if(lots.begin(), lots.end(), [number](const PendingLot& open) { return open.lot.number == number; });
  ENSURE(lot != lots.end() && lot->lot.left_micro >= amount_micro);
  lot->lot.left_micro -= amount_micro;
  if (lot->lot.left_micro == 0) lots.erase(lot);
}

void take_from_held(Seldom<HeldLot>& lots, PostingNumber held_by, std::int64_t amount_micro) {
  const auto lot = std::find_if(lots.begin(), lots.end(), [held_by](const HeldLot& held) { return held.held_by == held_by; });
  ENSURE(lot != lots.end() && lot->lot.left_micro >= amount_micro);
  lot->lot.left_micro -= amount_micro;
  if (lot->lot.left_micro == 0) lots.erase(lot);
}

std::vector<Lot> first_of(const std::vector<Lot>& lots, std::int64_t amount_micro) {
  std::vector<Lot> taken;
  for (const Lot& lot : lots) {
    if (amount_micro <= 0) break;
    taken.push_back(lot);
    taken.back().left_micro = std::min<std::int64_t>(lot.left_micro, amount_micro);
    amount_micro -= taken.back().left_micro;
  }
  return taken;
}

void check_holding(const Holding& holding) {
  Wide open = 0, waiting = 0, held = 0;
  for (const Lot& lot : holding.lots) {
    ENSURE(lot.left_micro > 0);
    open += lot.left_micro;
  }
  for (const PendingLot& lot : holding.pending) {
    ENSURE(lot.lot.left_micro > 0);
    waiting += lot.lot.left_micro;
  }
  for (const HeldLot& lot : holding.held) {
    ENSURE(lot.lot.left_micro > 0);
    held += lot.lot.left_micro;
  }
  ENSURE(holding.debt_micro >= 0 && holding.held_micro == held);
  ENSURE(open == holding.lots_micro && open - holding.debt_micro == holding.available_micro);
  ENSURE(waiting == holding.pending_micro);
}

}  // namespace setia::engine
