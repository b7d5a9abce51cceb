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

// What one receipt was paid for marks, with the window that they lie in.
struct Paid {
  std::size_t place = 0;
  engine::DayRange days;
  std::int64_t marks = 1;
};

// Of the receipt at `place`, so many of its marks are lost.
struct Lost {
  std::size_t place = 0;
  std::int64_t marks = 1, of = 1;
};

// Where a rule gives flat amounts alone, each mark paid them once.
std::int64_t marks_paid(const rules::RulePlan& rule, const Past& past, std::size_t index) {
  const auto is_flat = [](const rules::GivePlan& give) { return std::holds_alternative<rules::GiveFlatPlan>(give.kind); };
  if (rule.gives.empty() || !std::all_of(rule.gives.begin(), rule.gives.end(), is_flat)) return 1;
  const auto& flat = std::get<rules::GiveFlatPlan>(rule.gives.front().kind);
  std::int64_t paid = 0;
  for (const Gift& gift : past.gifts)
    if (gift.rule == index && gift.unit == flat.unit.index) paid += gift.amount_micro;
  return std::max<std::int64_t>(1, paid / flat.amount_micro);
}

bool same_window(const Paid& a, const Paid& b) { return a.days.first == b.days.first && a.days.last == b.days.last; }

// The receipts, the one at `first` and later ones, that lose what the rule paid them, and how much of it. Earlier ones only count.
std::vector<Lost> unreached(const History& history, std::size_t first, std::size_t rule, const rules::QuantityReaches& mark) {
  std::vector<Paid> paid;
  std::size_t earlier = 0;
  for (std::size_t i = 0; i < history.past().size(); ++i) {
    const Past& past = history.past()[i];
    if (past.event.member != history.past()[first].event.member || !gave(past, rule)) continue;
    const auto days = days_of(judging_of(history, past), window_of(history.plan(), mark.quantity)).value_or(engine::DayRange{});
    if (i < first && mark.every == 0) continue;
    if (i < first) ++earlier;
    paid.push_back({i, days, marks_paid(history.plan().rules[rule], past, rule)});
  }
  std::vector<Lost> lost;
  for (; paid.size() > earlier; paid.pop_back()) {
    const Past& past = history.past()[paid.back().place];
    const History others = history.without(past);
    const auto amounts = amounts_of(judging_of(others, past), mark.quantity);
    Integer count = 0;
    for (const Paid& one : paid)
      if (same_window(one, paid.back())) count += one.marks;
    const Integer too_many = amounts ? count - marks_below(amounts->now, mark.mark, mark.every) : Integer(0);
    if (too_many > 0) lost.push_back({paid.back().place, std::min<Integer>(too_many, paid.back().marks).convert_to<std::int64_t>(), paid.back().marks});
  }
  return lost;
}

}  // namespace

std::map<std::size_t, std::int64_t> marks_still_paid(const History& history, const Past& receipt) {
  std::map<std::size_t, std::int64_t> left;
  for (const std::size_t rule : receipt.paid_by) {
    const rules::RulePlan& plan = history.plan().rules[rule];
    const auto waits = [](const rules::ConditionPlan& condition) {
      const auto* mark = std::get_if<rules::QuantityReaches>(&condition.kind);
      return mark != nullptr && is_windowed(mark->quantity);
    };
    if (std::none_of(plan.conditions.begin(), plan.conditions.end(), waits)) continue;
    const auto is_flat = [](const rules::GivePlan& give) { return std::holds_alternative<rules::GiveFlatPlan>(give.kind); };
    const bool by_marks = std::all_of(plan.gives.begin(), plan.gives.end(), is_flat);
    left[rule] = !gave(receipt, rule) ? 0 : by_marks ? marks_paid(plan, receipt, rule) : INT64_MAX;
  }
  return left;
}

std::vector<Gift> Oracle::lose_marks(const Past& receipt) {
  const auto first = static_cast<std::size_t>(&receipt - history_.past().data());
  const rules::Plan& plan = history_.plan();
  std::vector<Gift> back;
  for (std::size_t rule = 0; rule < plan.rules.size(); ++rule) {
    for (const rules::ConditionPlan& condition : plan.rules[rule].conditions) {
      const auto* mark = std::get_if<rules::QuantityReaches>(&condition.kind);
      if (mark == nullptr || !is_windowed(mark->quantity)) continue;
      for (const Lost& lost : unreached(history_, first, rule, *mark))
        take_back(history_.past()[lost.place], rule, {lost.marks, lost.of}, back);
    }
  }
  return back;
}

void Oracle::take_back(Past& past, std::size_t rule, engine::Ratio share, std::vector<Gift>& back) {
  for (Gift& gift : past.gifts) {
    if (gift.rule != rule) continue;
    const std::int64_t taken = take(past.event.member, past.bought.id, gift, gift.amount_micro * share.num / share.den);
    back.push_back({gift.rule, gift.unit, -taken});
    gift.amount_micro -= taken;
  }
  std::erase_if(past.gifts, [&](const Gift& gift) { return gift.rule == rule && gift.amount_micro == 0; });
  const auto& caps = history_.plan().rules[rule].caps;
  for (Use& use : past.uses)
    if (std::any_of(caps.begin(), caps.end(), [&](const rules::CapPlan& cap) { return &cap == use.cap; })) use.amount = use.amount * (share.den - share.num) / share.den;
}

}  // namespace setia::oracle
