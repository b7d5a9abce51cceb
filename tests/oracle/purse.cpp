#include "tests/oracle/purse.hpp"

#include <algorithm>

namespace setia::oracle {
namespace {

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

std::size_t Purse::give(const std::string& cause, const Gift& gift, const When& now) {
  lots_.push_back({cause, gift, gift.amount_micro, 0, false});
  pass(now);
  return lots_.size() - 1;
}

std::vector<Purse::Part> Purse::spend(std::int64_t micro) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < lots_.size(); ++i)
    if (lots_[i].released && lots_[i].left_micro > 0) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lots_[a].gift.last_valid < lots_[b].gift.last_valid; });
  std::vector<Part> parts;
  for (const std::size_t lot : order) {
    parts.push_back({lot, take(lots_[lot].left_micro, micro)});
    micro -= parts.back().micro;
  }
  return parts;
}

void Purse::put_back(const Part& part, const When& now) {
  lots_[part.lot].left_micro += part.micro;
  release(lots_[part.lot]);
  pass(now);
}

std::int64_t Purse::take_unused(std::size_t lot, std::int64_t micro) { return take(lots_[lot].left_micro, micro); }

std::int64_t Purse::take_unused(const std::string& cause, std::size_t rule, std::int64_t micro) {
  std::int64_t taken = 0;
  for (Lot& lot : lots_) {
    if (lot.cause != cause || lot.gift.rule != rule) continue;
    taken += take(lot.expired_micro, micro - taken);
    taken += take(lot.left_micro, micro - taken);
  }
  return taken;
}

void Purse::take_back(const std::string& cause, std::size_t rule, std::int64_t micro) {
  for (Lot& lot : lots_)
    if (lot.cause == cause && lot.gift.rule == rule) micro -= take(lot.expired_micro, micro);
  for (Lot& lot : lots_)
    if (lot.cause == cause && lot.gift.rule == rule) micro -= take(lot.left_micro, micro);
  for (const Part& part : spend(micro)) micro -= part.micro;
  debt_micro_ += micro;
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
