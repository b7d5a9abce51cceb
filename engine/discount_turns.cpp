#include "engine/discount_turns.hpp"

#include <algorithm>
#include <tuple>

#include "engine/discount_contests.hpp"

namespace setia::engine {
namespace {

bool is_amount(const Discount& discount) { return discount.kind != DiscountKind::kFree && !discount.percent; }

void order_within(const Program& program, StackId stack, std::vector<DiscountTurn>& turns) {
  const auto is_in = [&](const DiscountTurn& turn) { return program.rules[turn.rule.index()].stack == stack; };
  std::vector<DiscountTurn> own;
  for (const DiscountTurn& turn : turns)
    if (is_in(turn)) own.push_back(turn);
  std::stable_sort(own.begin(), own.end(), [&](const DiscountTurn& a, const DiscountTurn& b) {
    return place_in_stack(program, stack, a.rule) < place_in_stack(program, stack, b.rule);
  });
  auto next = own.begin();
  for (DiscountTurn& turn : turns)
    if (is_in(turn)) turn = *next++;
}

}  // namespace

void sort_turns(const Program& program, std::vector<DiscountTurn>& turns) {
  const auto discount = [&](const DiscountTurn& turn) -> const Discount& { return program.rules[turn.rule.index()].discounts[turn.discount]; };
  std::stable_sort(turns.begin(), turns.end(), [&](const DiscountTurn& a, const DiscountTurn& b) {
    return std::tuple{is_amount(discount(a)), a.rule, a.discount} < std::tuple{is_amount(discount(b)), b.rule, b.discount};
  });
}

void order_by_stacks(const Program& program, std::vector<DiscountTurn>& turns) {
  for (std::size_t stack = 0; stack < program.stacks.size(); ++stack)
    if (!program.stacks[stack].order.empty()) order_within(program, StackId{stack}, turns);
}

}  // namespace setia::engine
