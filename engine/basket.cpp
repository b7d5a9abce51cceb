#include "engine/basket.hpp"

#include <algorithm>
#include <bit>

namespace setia::engine {
namespace {

// Wraps round where sums do not fit, as no answer reads them then.
void add(std::int64_t& sum, std::int64_t amount) { sum = static_cast<std::int64_t>(static_cast<std::uint64_t>(sum) + static_cast<std::uint64_t>(amount)); }

bool is_paid_plainly(const Event& event) {
  return std::all_of(event.payments.begin(), event.payments.end(), [](const Payment& payment) { return payment.unit.empty(); });
}

}  // namespace

void walk(const Event& event, const FilterMarks& marks, Basket& basket) {
  const std::size_t count = event.lines.size();
  std::fill_n(basket.sums.begin(), marks.places(), Basket::Sums{});
  basket.lines.resize(count);
  basket.some = 0;
  std::uint64_t largest = 0;
  std::int64_t pieces = 0;
  bool discounts = false, wrapped = false, pieces_wrapped = false;
  for (std::size_t i = 0; i < count; ++i) {
    const Line& line = event.lines[i];
    const Marks is = basket.lines[i] = marks.of(line);
    basket.some |= is;
    const auto size = static_cast<std::uint64_t>(line.amount_minor);
    wrapped |= __builtin_add_overflow(largest, line.amount_minor < 0 ? 0 - size : size, &largest);
    if (line.amount_minor < 0) {
      discounts = true;
      continue;
    }
    pieces_wrapped |= __builtin_add_overflow(pieces, line.quantity_micro, &pieces);
    for (Marks left = is; left != 0; left &= left - 1) {
      Basket::Sums& sums = basket.sums[static_cast<std::size_t>(std::countr_zero(left))];
      add(sums.minor, line.amount_minor);
      add(sums.pieces_micro, line.quantity_micro);
    }
  }
  basket.pieces_fit = !pieces_wrapped;
  basket.too_large = wrapped || largest > static_cast<std::uint64_t>(INT64_MAX);
  basket.plain = !discounts && is_paid_plainly(event);
}

}  // namespace setia::engine
