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

// Sums of lines while they are walked over. Where a line differs from the usual one it touches a sum of its own; the sums of usual
// places are what is left of all.
struct Walking {
  Marks some = 0, summed = 0;
  std::uint64_t goods = 0, discounts = 0;  // without their signs
  std::int64_t pieces = 0;
  bool wrapped = false, pieces_wrapped = false;
};

template <class MarksOf>
Walking walk_lines(const Event& event, Marks usual, MarksOf marks_of, Basket& basket) {
  Walking walking;
  Marks* place = basket.lines.data();
  Basket::Sums* const sums = basket.sums.data();
  for (const Line& line : event.lines) {
    const std::int64_t minor = line.amount_minor;
    if (minor < 0) {
      *place++ = 1;
      walking.some |= 1;
      walking.wrapped |= __builtin_add_overflow(walking.discounts, 0 - static_cast<std::uint64_t>(minor), &walking.discounts);
      continue;
    }
    const Marks own = *place++ = marks_of(line);
    const std::int64_t pieces = line.quantity_micro;
    walking.some |= own;
    walking.wrapped |= __builtin_add_overflow(walking.goods, static_cast<std::uint64_t>(minor), &walking.goods);
    walking.pieces_wrapped |= __builtin_add_overflow(walking.pieces, pieces, &walking.pieces);
    const Marks differs = own ^ usual;
    walking.summed |= differs;
    for (Marks left = differs; left != 0; left &= left - 1) {
      Basket::Sums& sum = sums[std::countr_zero(left)];
      add(sum.minor, minor);
      add(sum.pieces_micro, pieces);
    }
  }
  return walking;
}

}  // namespace

void walk(const Event& event, const FilterMarks& marks, Basket& basket) {
  const Marks usual = marks.usual();
  for (Marks left = basket.summed; left != 0; left &= left - 1) basket.sums[static_cast<std::size_t>(std::countr_zero(left))] = {};
  if (basket.lines.size() < event.lines.size()) basket.lines.resize(event.lines.size());
  const auto by_category = [rows = marks.categories(), usual](const Line& line) { return rows.of(line.category) | (usual & ~rows.others); };
  const Walking walked = marks.by_category() ? walk_lines(event, usual, by_category, basket) : walk_lines(event, usual, [&](const Line& line) { return marks.of(line); }, basket);
  basket.some = walked.some;
  basket.summed = walked.summed | usual;
  for (Marks left = usual; left != 0; left &= left - 1) {
    Basket::Sums& sums = basket.sums[static_cast<std::size_t>(std::countr_zero(left))];
    sums.minor = less(static_cast<std::int64_t>(walked.goods), sums.minor);
    sums.pieces_micro = less(walked.pieces, sums.pieces_micro);
  }
  std::uint64_t largest = 0;
  const bool wrapped = __builtin_add_overflow(walked.goods, walked.discounts, &largest) || walked.wrapped;
  basket.total_minor = walked.goods > walked.discounts ? static_cast<std::int64_t>(walked.goods - walked.discounts) : 0;
  basket.pieces_fit = !walked.pieces_wrapped;
  basket.too_large = wrapped || largest > static_cast<std::uint64_t>(INT64_MAX);
  basket.plain = walked.discounts == 0 && is_paid_plainly(event);
}

}  // namespace setia::engine
