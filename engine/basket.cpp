#include "engine/basket.hpp"

#include <algorithm>
#include <bit>

namespace setia::engine {
namespace {

// Wraps round where sums do not fit, as no answer reads them then.
void add(std::int64_t& sum, std::int64_t amount) { sum = static_cast<std::int64_t>(static_cast<std::uint64_t>(sum) + static_cast<std::uint64_t>(amount)); }
std::int64_t less(std::int64_t sum, std::int64_t part) { return static_cast<std::int64_t>(static_cast<std::uint64_t>(sum) - static_cast<std::uint64_t>(part)); }

bool is_paid_plainly(const Event& event) {
  return std::all_of(event.payments.begin(), event.payments.end(), [](const Payment& payment) { return payment.unit.empty(); });
}

}  // namespace

// Only where a line differs from the usual one does it touch a sum of its own; the sums of usual places are what is left of all.
void walk(const Event& event, const FilterMarks& marks, Basket& basket) {
  const std::size_t count = event.lines.size();
  const Marks usual = marks.usual();
  for (Marks left = basket.summed; left != 0; left &= left - 1) basket.sums[static_cast<std::size_t>(std::countr_zero(left))] = {};
  basket.summed = usual;
  basket.lines.resize(count);
  basket.some = 0;
  std::uint64_t largest = 0;
  std::int64_t pieces = 0;
  Basket::Sums all;
  bool discounts = false, wrapped = false, pieces_wrapped = false;
  std::int64_t total = 0;
  Marks* is = basket.lines.data();
  for (const Line& line : event.lines) {
    const Marks own = *is++ = marks.of(line);
    basket.some |= own;
    const std::int64_t minor = line.amount_minor;
    add(total, minor);
    if (minor < 0) {
      wrapped |= __builtin_add_overflow(largest, 0 - static_cast<std::uint64_t>(minor), &largest);
      discounts = true;
      continue;
    }
    wrapped |= __builtin_add_overflow(largest, static_cast<std::uint64_t>(minor), &largest);
    pieces_wrapped |= __builtin_add_overflow(pieces, line.quantity_micro, &pieces);
    add(all.minor, minor);
    add(all.pieces_micro, line.quantity_micro);
    basket.summed |= own ^ usual;
    for (Marks left = own ^ usual; left != 0; left &= left - 1) {
      Basket::Sums& sums = basket.sums[static_cast<std::size_t>(std::countr_zero(left))];
      add(sums.minor, minor);
      add(sums.pieces_micro, line.quantity_micro);
    }
  }
  for (Marks left = usual; left != 0; left &= left - 1) {
    Basket::Sums& sums = basket.sums[static_cast<std::size_t>(std::countr_zero(left))];
    sums.minor = less(all.minor, sums.minor);
    sums.pieces_micro = less(all.pieces_micro, sums.pieces_micro);
  }
  basket.total_minor = std::max<std::int64_t>(total, 0);
  basket.pieces_fit = !pieces_wrapped;
  basket.too_large = wrapped || largest > static_cast<std::uint64_t>(INT64_MAX);
  basket.plain = !discounts && is_paid_plainly(event);
}

}  // namespace setia::engine
