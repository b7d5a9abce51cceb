// Marks that a return leaves unreached: what later receipts were paid for them is reversed, the last first [J9].
#include <algorithm>

#include "tests/oracle/condition.hpp"
#include "tests/oracle/oracle.hpp"
#include "tests/oracle/quantity.hpp"

namespace setia::oracle {
namespace {

bool is_windowed(const rules::QuantityPlan& quantity) { return quantity.window.has_value() || quantity.kind == dsl::QuantityKind::kMeasure; }

const rules::WindowPlan& window_of(const rules::Plan& plan, const rules::QuantityPlan& quantity) {
  if (quantity.kind != dsl::QuantityKind::kMeasure) return *quantity.window;
  const rules::MeasurePlan& measure = plan.measures[quantity.measure.index];
  return measure.quantity.window ? *measure.quantity.window : measure.window;
}

bool gave(const Past& past, std::size_t rule) {
  return std::any_of(past.gifts.begin(), past.gifts.end(), [&](const Gift& gift) { return gift.rule == rule; });
}

// What one receipt was paid for a mark, with the window that it lies in.
struct Paid {
  std::size_t place = 0;
  engine::DayRange days;
};

bool same_window(const Paid& a, const Paid& b) { return a.days.first == b.days.first && a.days.last == b.days.last; }

// The receipts that lose what the rule paid them.
std::vector<std::size_t> unreached(const History& history, std::size_t first, std::size_t rule, const rules::QuantityReaches& mark) {
  std::vector<Paid> paid;
  for (std::size_t i = first; i < history.past().size(); ++i) {
    const Past& past = history.past()[i];
    if (past.event.member != history.past()[first].event.member || !gave(past, rule)) continue;
    paid.push_back({i, days_of(judging_of(history, past), window_of(history.plan(), mark.quantity)).value_or(engine::DayRange{})});
  }
  std::vector<std::size_t> lost;
  for (; !paid.empty(); paid.pop_back()) {
    const Past& past = history.past()[paid.back().place];
    const History others = history.without(past);
    const auto amounts = amounts_of(judging_of(others, past), mark.quantity);
    const auto count = std::count_if(paid.begin(), paid.end(), [&](const Paid& one) { return same_window(one, paid.back()); });
    if (amounts && count > marks_below(amounts->now, mark.mark, mark.every)) lost.push_back(paid.back().place);
  }
  return lost;
}

}  // namespace

std::vector<Gift> Oracle::lose_marks(const Past& receipt) {
  const auto first = static_cast<std::size_t>(&receipt - history_.past().data());
  const rules::Plan& plan = history_.plan();
  std::vector<Gift> back;
  for (std::size_t rule = 0; rule < plan.rules.size(); ++rule) {
    for (const rules::ConditionPlan& condition : plan.rules[rule].conditions) {
      const auto* mark = std::get_if<rules::QuantityReaches>(&condition.kind);
      if (mark == nullptr || !is_windowed(mark->quantity)) continue;
      for (const std::size_t place : unreached(history_, first, rule, *mark))
        if (place != first) take_back(history_.past()[place], rule, back);
    }
  }
  return back;
}

void Oracle::take_back(Past& past, std::size_t rule, std::vector<Gift>& back) const {
  for (const Gift& gift : past.gifts)
    if (gift.rule == rule) back.push_back({gift.rule, gift.unit, -gift.amount_micro});
  std::erase_if(past.gifts, [&](const Gift& gift) { return gift.rule == rule; });
  const auto& caps = history_.plan().rules[rule].caps;
  std::erase_if(past.uses, [&](const Use& use) { return std::any_of(caps.begin(), caps.end(), [&](const rules::CapPlan& cap) { return &cap == use.cap; }); });
}

}  // namespace setia::oracle
