#include "engine/spend.hpp"

#include <algorithm>
#include <numeric>

#include "engine/filters.hpp"
#include "engine/rounding.hpp"

namespace setia::engine {
namespace {

// Takes `total` off the lines in proportion to what they hold, never below zero.
void take_off(std::int64_t total, std::vector<std::int64_t>& lines, Scratch& scratch) {
  if (total <= 0) return;
  scratch.weights.assign(lines.begin(), lines.end());
  scratch.shares.assign(lines.size(), 0);
  const std::int64_t sum = std::accumulate(lines.begin(), lines.end(), std::int64_t{0});
  allot(std::min(total, sum), scratch.weights, scratch.shares);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i] -= static_cast<std::int64_t>(scratch.shares[i]);
}

std::int64_t paid_with_units(const Program& program, const Event& event, std::uint64_t earning_units) {
  std::int64_t paid = 0;
  for (const Payment& payment : event.payments) {
    if (!payment.unit.empty() && !earns(program, payment, earning_units)) paid += payment.amount_minor;
  }
  return paid;
}

// Keeps what the tenders asked for paid: all lines are paid in proportion. A unit whose payments earn is a tender of no name, and what
// it leaves was paid by the others as they share it. No payments are one unknown tender.
void keep_tenders(const Program& program, const Event& event, const SpendKey& key, std::vector<std::int64_t>& lines, Scratch& scratch) {
  const Tenders& tenders = *key.tenders;
  std::int64_t kept = 0, all = 0, with_units = 0;
  for (const Payment& payment : event.payments) {
    if (!payment.unit.empty()) {
      with_units += earns(program, payment, key.earning_units) ? payment.amount_minor : Money{};
      continue;
    }
    all += payment.amount_minor;
    if (contains(tenders.methods, payment.method) != tenders.excluded) kept += payment.amount_minor;
  }
  const std::int64_t sum = std::accumulate(lines.begin(), lines.end(), std::int64_t{0});
  with_units = std::min(with_units, sum);
  bool overflow = false;
  if (all > 0) take_off(sum - (tenders.excluded ? with_units : 0) - static_cast<std::int64_t>(scaled(sum - with_units, kept, all, overflow)), lines, scratch);
  else if (!tenders.excluded) std::fill(lines.begin(), lines.end(), 0);
}

void work_out(const Program& program, const Event& event, const SpendKey& key, std::vector<std::int64_t>& lines, Scratch& scratch) {
  std::int64_t off = 0;
  lines.resize(event.lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = event.lines[i];
    const std::int64_t amount = line.amount_minor - (key.without_tax ? line.tax_minor : Money{});
    lines[i] = std::max<std::int64_t>(amount, 0);
    off += std::max<std::int64_t>(-amount, 0);
  }
  take_off(off, lines, scratch);
  if (event.payments.empty() && key.tenders == nullptr) return;
  take_off(paid_with_units(program, event, key.earning_units), lines, scratch);
  if (key.tenders != nullptr) keep_tenders(program, event, key, lines, scratch);
}

}  // namespace

bool earns(const Program& program, const Payment& payment, std::uint64_t earning_units) {
  for (std::size_t i = 0; i < program.units.size() && i < 64; ++i) {
    if (program.units[i].name == payment.unit) return (earning_units >> i & 1) != 0;
  }
  return false;
}

const std::vector<std::int64_t>& spend_by_line(const Program& program, const Event& event, const SpendKey& key, Scratch& scratch) {
  for (std::size_t i = 0; i < scratch.spends_used; ++i) {
    if (scratch.spends[i].key == key) return scratch.spends[i].minor;
  }
  if (scratch.spends_used == scratch.spends.size()) scratch.spends.emplace_back();
  SpendLines& made = scratch.spends[scratch.spends_used++];
  made.key = key;
  work_out(program, event, key, made.minor, scratch);
  return made.minor;
}

std::int64_t basket_total(const Event& event, const Slot& slot) {
  std::int64_t total = 0;
  for (const Line& line : event.lines) {
    if (slot.before_discounts && line.amount_minor < 0) continue;  // a negative line is a discount
    total += line.amount_minor;
    if (slot.before_discounts) total += line.discount_minor;
    if (slot.without_tax) total -= line.tax_minor;
  }
  return std::max<std::int64_t>(total, 0);
}

}  // namespace setia::engine
