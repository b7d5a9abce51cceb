#include "tests/oracle/purse.hpp"

#include <algorithm>

namespace setia::oracle {
namespace {

constexpr std::int64_t kOneVoucher = 1'000'000;

bool is_due(const Gift& gift, const When& now) { return gift.release_second > 0 ? gift.release_second <= now.second : gift.release_day <= now.day; }

// A day begins at this second of the zone of the laws, which changes no clock.
std::int64_t release_of(const Gift& gift, const When& now) {
  return gift.release_second > 0 ? gift.release_second : now.second + (std::int64_t{gift.release_day} - now.day) * 86'400;
}

std::int64_t take(std::int64_t& from, std::int64_t micro) {
  const std::int64_t taken = std::min(from, micro);
  from -= taken;
  return taken;
}

}  // namespace

// A new lot pays debt first.
void Purse::release(Lot& lot) {
  lot.released = true;
  debt_micro_ -= take(lot.left_micro, debt_micro_);
}

void Purse::pass(const When& now) {
  std::vector<Lot*> due;
  for (Lot& lot : lots_)
    if (!lot.released && is_due(lot.gift, now)) due.push_back(&lot);
  std::stable_sort(due.begin(), due.end(), [&](const Lot* a, const Lot* b) { return release_of(a->gift, now) < release_of(b->gift, now); });
  for (Lot* lot : due) release(*lot);
  for (Lot& lot : lots_)
    if (lot.released && lot.gift.last_valid < now.day) lot.expired_micro += take(lot.left_micro, lot.left_micro);
}

void Purse::give(const std::string& cause, const Gift& gift, const When& now) {
  lots_.push_back({cause, gift, gift.amount_micro, 0, false});
  pass(now);
}

void Purse::spend(std::int64_t micro) { spend_from_lots(micro); }

std::size_t Purse::use_one() {
  std::vector<std::int64_t> before;
  for (const Lot& lot : lots_) before.push_back(lot.left_micro);
  spend(kOneVoucher);
  std::size_t place = 0;
  while (lots_[place].left_micro == before[place]) ++place;
  return place;
}

void Purse::put_back_one(std::size_t lot, const When& now) {
  lots_[lot].left_micro += kOneVoucher;
  pass(now);
}

std::int64_t Purse::take_unused(const std::string& cause, std::size_t rule, std::int64_t micro) {
  std::int64_t taken = 0;
  for (Lot& lot : lots_) {
    if (lot.cause != cause || lot.gift.rule != rule) continue;
    taken += take(lot.expired_micro, micro - taken);
    taken += take(lot.left_micro, micro - taken);
  }
  return taken;
}

std::int64_t Purse::spend_from_lots(std::int64_t micro) {
  std::vector<Lot*> order;
  for (Lot& lot : lots_)
    if (lot.released && lot.left_micro > 0) order.push_back(&lot);
  std::stable_sort(order.begin(), order.end(), [](const Lot* a, const Lot* b) { return a->gift.last_valid < b->gift.last_valid; });
  for (Lot* lot : order) micro -= take(lot->left_micro, micro);
  return micro;
}

void Purse::take_back(const std::string& cause, std::size_t rule, std::int64_t micro) {
  for (Lot& lot : lots_)
    if (lot.cause == cause && lot.gift.rule == rule) micro -= take(lot.expired_micro, micro);
  for (Lot& lot : lots_)
    if (lot.cause == cause && lot.gift.rule == rule) micro -= take(lot.left_micro, micro);
  debt_micro_ += spend_from_lots(micro);
}

std::int64_t Purse::available_micro() const {
  std::int64_t sum = -debt_micro_;
  for (const Lot& lot : lots_) sum += lot.released ? lot.left_micro : 0;
  return sum;
}

std::int64_t Purse::held_micro() const {
  std::int64_t sum = -debt_micro_;
  for (const Lot& lot : lots_) sum += lot.left_micro;
  return sum;
}

}  // namespace setia::oracle
