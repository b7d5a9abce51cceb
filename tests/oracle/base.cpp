#include "tests/oracle/base.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "tests/oracle/condition.hpp"
#include "tests/oracle/redemption.hpp"
#include "tests/oracle/table.hpp"

namespace setia::oracle {
namespace {

const rules::RulePlan& rule_plan(const Judging& judging, std::size_t rule) { return judging.history.plan().rules[rule]; }

const rules::LinesPlan& lines_of(const rules::PerPlan& per) { return per.of == rules::PerPlan::Of::kQuantity ? per.quantity.lines : per.lines; }

rules::PerPlan per_of_percent(const rules::GivePercentPlan& percent) {
  rules::PerPlan per;
  per.quantity = percent.of;
  return per;
}

bool is_of_reward(const rules::RulePlan& rule, const Judging& judging) {
  const rules::RewardPlan* reward = asked_reward(judging.history.plan(), judging.event);
  return rule.rewards.empty() || std::any_of(rule.rewards.begin(), rule.rewards.end(), [&](rules::UnitRef unit) { return reward != nullptr && unit.index == reward->voucher.index; });
}

bool is_triggered(const rules::RulePlan& rule, const Judging& judging) {
  const engine::EventKind kind = judging.event.kind;
  if (judging.rise != nullptr) return std::find(rule.triggers.begin(), rule.triggers.end(), dsl::TriggerKind::kStatusChange) != rule.triggers.end();
  const auto starts = [&](dsl::TriggerKind wanted) { return std::find(rule.triggers.begin(), rule.triggers.end(), wanted) != rule.triggers.end(); };
  if (judging.referral) return starts(dsl::TriggerKind::kReferral);
  if (kind == engine::EventKind::kRedeem) return starts(dsl::TriggerKind::kRedemption) && is_of_reward(rule, judging);
  if (kind == engine::EventKind::kPurchase) return starts(dsl::TriggerKind::kPurchase);
  return kind == engine::EventKind::kJoin && starts(dsl::TriggerKind::kJoining);
}

bool cuts_base(const rules::CapPlan& cap) { return cap.kind == engine::CapKind::kSpend || cap.kind == engine::CapKind::kPieces; }

std::optional<Exact>& room_in(Applying& applying, engine::CapKind kind) {
  return kind == engine::CapKind::kSpend ? applying.spend_room : applying.pieces_room;
}

void narrow(std::optional<Exact>& room, const Exact& free) { room = room ? std::min(*room, free) : free; }

Exact sum_of(const std::vector<Exact>& lines) { return std::accumulate(lines.begin(), lines.end(), Exact(0)); }

// What the give counts without a cap, where its base is of that kind. A table counts what finds a row; what bands cut counts whole.
Exact wanted_of_give(const Judging& judging, const Applying& applying, const rules::GivePlan& give, Counts counts) {
  if (const auto* per = std::get_if<rules::GivePerPlan>(&give.kind))
    return counts_of(per->per) == counts ? sum_of(base_of_lines(judging, applying, per->unit.index, per->per, nullptr)) : Exact(0);
  if (const auto* percent = std::get_if<rules::GivePercentPlan>(&give.kind)) {
    const rules::PerPlan per = per_of_percent(*percent);
    return counts_of(per) == counts ? sum_of(base_of_lines(judging, applying, percent->unit.index, per, nullptr)) : Exact(0);
  }
  if (const auto* multiply = std::get_if<rules::MultiplyPlan>(&give.kind))
    return counts == Counts::kSpend ? sum_of(multiplied_spend(judging, applying, *multiply)) : Exact(0);
  const auto* by = std::get_if<rules::GiveByPlan>(&give.kind);
  if (by == nullptr || !by->per || counts_of(*by->per) != counts) return 0;
  const std::size_t unit = by->units.front().index;
  if (is_by_part(by->table)) return sum_of(base_of_lines(judging, applying, unit, *by->per, nullptr));
  Exact sum = 0;
  for (const rules::RowPlan& row : by->table.rows) sum += sum_of(base_of_row(judging, applying, unit, *by, row));
  return sum;
}

Exact wanted_of(const Judging& judging, const Applying& applying, engine::CapKind kind) {
  Exact most = 0;
  for (const rules::GivePlan& give : rule_plan(judging, applying.rule).gives)
    most = std::max(most, wanted_of_give(judging, applying, give, kind == engine::CapKind::kSpend ? Counts::kSpend : Counts::kPieces));
  const auto& room = kind == engine::CapKind::kSpend ? applying.spend_room : applying.pieces_room;
  return room ? std::min(most, *room) : most;
}

void cut_by_shared(const Judging& judging, std::size_t limit, const rules::CapPlan& cap, std::vector<Applying>& rules) {
  std::vector<Applying*> bound;
  std::vector<Exact> wants;
  for (Applying& applying : rules) {
    const auto& limits = rule_plan(judging, applying.rule).limits;
    if (std::none_of(limits.begin(), limits.end(), [&](rules::LimitRef ref) { return ref.index == limit; })) continue;
    bound.push_back(&applying);
    wants.push_back(wanted_of(judging, applying, cap.kind));
  }
  const Exact wanted = sum_of(wants);
  const Exact free = free_of(judging, cap);
  if (wanted <= free) return;
  const bool whole = judging.history.plan().limits[limit].all_or_nothing;
  const std::vector<Exact> shares = shared(whole ? Exact(0) : free, wants, 1);
  for (std::size_t i = 0; i < bound.size(); ++i) {
    const bool nothing = rule_plan(judging, bound[i]->rule).all_or_nothing && shares[i] < wants[i];
    narrow(room_in(*bound[i], cap.kind), nothing ? Exact(0) : shares[i]);
  }
}

}  // namespace

namespace {

// A return reaches no mark anew: of those that were paid, no more than are still.
std::optional<std::int64_t> marks_left(const Judging& judging, std::size_t rule) {
  if (judging.marks_left == nullptr) return std::nullopt;
  const auto left = judging.marks_left->find(rule);
  return left == judging.marks_left->end() ? std::nullopt : std::optional{left->second};
}

// Each mark is one time; a rule without room for any is cut by its limits as a whole.
Exact marks_of(const Judging& judging, const rules::RulePlan& rule) {
  Exact marks = marks_crossed(judging, rule.conditions);
  const auto within = [&](const std::vector<rules::CapPlan>& caps) {
    for (const rules::CapPlan& cap : caps)
      if (cap.kind == engine::CapKind::kTimes) marks = std::min(marks, free_of(judging, cap));
  };
  within(rule.caps);
  for (const rules::LimitRef ref : rule.limits) {
    const rules::LimitPlan& limit = judging.history.plan().limits[ref.index];
    if (counts_now(judging, limit.from, limit.until)) within(limit.caps);
  }
  return std::max(marks, Exact(1));
}

}  // namespace

std::vector<Applying> applying_rules(const Judging& judging) {
  std::vector<Applying> rules;
  if (judging.person.standing != engine::Standing::kActive || !judging.history.plan().runs.contains(judging.day)) return rules;
  for (std::size_t i = 0; i < judging.history.plan().rules.size(); ++i) {
    const rules::RulePlan& rule = rule_plan(judging, i);
    if (!is_triggered(rule, judging) || !counts_now(judging, rule.from, rule.until)) continue;
    const std::optional<std::int64_t> left = marks_left(judging, i);
    if (left == 0 || !all_hold(judging, rule.conditions)) continue;
    const Exact marks = marks_of(judging, rule);
    rules.push_back({i, std::nullopt, std::nullopt, 0, 0, {}, left ? std::min(marks, Exact(*left)) : marks});
  }
  return rules;
}

void cut_bases(const Judging& judging, std::vector<Applying>& rules) {
  for (Applying& applying : rules) {
    applying.spend_room = applying.pieces_room = std::nullopt;
    applying.spend_used = applying.pieces_used = 0;
    const rules::RulePlan& rule = rule_plan(judging, applying.rule);
    for (const rules::CapPlan& cap : rule.caps) {
      if (!cuts_base(cap)) continue;
      const Exact free = free_of(judging, cap);
      const bool whole = rule.all_or_nothing && wanted_of(judging, applying, cap.kind) > free;
      narrow(room_in(applying, cap.kind), whole ? Exact(0) : free);
    }
  }
  const auto& limits = judging.history.plan().limits;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (!counts_now(judging, limits[i].from, limits[i].until)) continue;
    for (const rules::CapPlan& cap : limits[i].caps)
      if (cuts_base(cap)) cut_by_shared(judging, i, cap, rules);
  }
}

std::vector<rules::UnitRef> earning_units(const Judging& judging, std::size_t rule, std::size_t unit) {
  std::vector<rules::UnitRef> units = rule_plan(judging, rule).paid_with_earns;
  const auto& more = judging.history.plan().units[unit].paid_with_earns;
  units.insert(units.end(), more.begin(), more.end());
  return units;
}

Payers payers_of(const rules::TablePlan& table, const rules::RowPlan& row) {
  if (!row.keys.back().any) return {row.keys.back().texts, false};
  Payers others{{}, true};
  for (const rules::RowPlan& other : table.rows)
    others.methods.insert(others.methods.end(), other.keys.back().texts.begin(), other.keys.back().texts.end());
  return others;
}

Counts counts_of(const rules::PerPlan& per) {
  if (per.of == rules::PerPlan::Of::kPieces) return Counts::kPieces;
  if (per.of == rules::PerPlan::Of::kField) return Counts::kField;
  if (per.quantity.window) return Counts::kWhole;
  if (per.quantity.kind == dsl::QuantityKind::kSpend) return Counts::kSpend;
  return per.quantity.kind == dsl::QuantityKind::kItems ? Counts::kPieces : Counts::kWhole;
}

std::vector<Exact> base_of_lines(const Judging& judging, const Applying& applying, std::size_t unit, const rules::PerPlan& per, const Payers* payer) {
  std::vector<Exact> base(judging.event.lines.size(), 0);
  const Counts counts = counts_of(per);
  if (counts == Counts::kSpend) {
    const Payers own{per.quantity.paid_by, per.quantity.not_paid_by};
    base = spend_of_lines(judging, payer != nullptr ? *payer : own, per.quantity.without_tax, earning_units(judging, applying.rule, unit));
  }
  for (std::size_t i = 0; i < base.size(); ++i) {
    const engine::Line& line = judging.event.lines[i];
    const bool lost = applying.lost.contains(static_cast<int>(i));
    if (lost || line.amount_minor < 0 || !fits(judging, line, lines_of(per))) base[i] = 0;
    else if (counts == Counts::kPieces || (counts == Counts::kField && per.built_in_quantity)) base[i] = line.quantity_micro;
    else if (counts == Counts::kField) base[i] = number_of_line(judging, line, per.field).value_or(0);
  }
  return base;
}

std::vector<Exact> multiplied_spend(const Judging& judging, const Applying& applying, const rules::MultiplyPlan& plan) {
  rules::PerPlan per;
  per.quantity.kind = dsl::QuantityKind::kSpend;
  per.quantity.lines = plan.lines;
  return base_of_lines(judging, applying, plan.unit.index, per, nullptr);
}

std::vector<Exact> base_of_row(const Judging& judging, const Applying& applying, std::size_t unit, const rules::GiveByPlan& by, const rules::RowPlan& row) {
  const bool by_tender = is_by_tender(by.table);
  const Payers payers = by_tender ? payers_of(by.table, row) : Payers{};
  std::vector<Exact> base = base_of_lines(judging, applying, unit, *by.per, by_tender ? &payers : nullptr);
  const std::string method = row.keys.back().texts.empty() ? std::string() : row.keys.back().texts.front();
  for (std::size_t i = 0; i < base.size(); ++i) {
    const engine::Line* line = is_by_line(judging.history.plan(), by.table) ? &judging.event.lines[i] : nullptr;
    if (row_of(judging, by.table, line, by_tender ? &method : nullptr) != &row) base[i] = 0;
  }
  return base;
}

Room::Room(Applying& applying, Counts counts) {
  if (counts == Counts::kSpend) left_ = applying.spend_room, used_ = &applying.spend_used;
  if (counts == Counts::kPieces) left_ = applying.pieces_room, used_ = &applying.pieces_used;
}

Exact Room::take(const Exact& wanted) {
  const Exact amount = left_ ? std::min(wanted, *left_) : wanted;
  if (left_) *left_ -= amount;
  taken_ += amount;
  if (used_ != nullptr) *used_ = std::max(*used_, taken_);
  return amount;
}

}  // namespace setia::oracle
