// Limits over several rules and budgets: what is free is shared by largest remainder of what was wanted [J5].
#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "tests/oracle/choose.hpp"
#include "tests/oracle/step.hpp"

namespace setia::oracle {
namespace {

// A cap with the rules bound by it.
struct Binding {
  const rules::CapPlan* cap = nullptr;
  std::vector<std::size_t> rules;
  bool all_or_nothing = false;
  bool shared = false;
};

std::vector<Binding> bindings(const Judging& judging) {
  const rules::Plan& plan = judging.history.plan();
  std::vector<Binding> all;
  for (std::size_t limit = 0; limit < plan.limits.size(); ++limit) {
    if (!counts_now(judging, plan.limits[limit].from, plan.limits[limit].until)) continue;
    Binding binding{nullptr, {}, plan.limits[limit].all_or_nothing, true};
    for (std::size_t rule = 0; rule < plan.rules.size(); ++rule) {
      const auto& limits = plan.rules[rule].limits;
      if (std::any_of(limits.begin(), limits.end(), [&](rules::LimitRef ref) { return ref.index == limit; })) binding.rules.push_back(rule);
    }
    for (const rules::CapPlan& cap : plan.limits[limit].caps) binding.cap = &cap, all.push_back(binding);
  }
  for (std::size_t rule = 0; rule < plan.rules.size(); ++rule)
    for (const rules::CapPlan& cap : plan.rules[rule].caps) all.push_back({&cap, {rule}, plan.rules[rule].all_or_nothing, false});
  std::vector<std::size_t> every(plan.rules.size());
  std::iota(every.begin(), every.end(), std::size_t{0});
  for (const rules::RewardPlan& reward : plan.rewards)
    for (const rules::CapPlan& cap : reward.caps) all.push_back({&cap, every, false, true});
  return all;
}

class SharedLimit {
 public:
  SharedLimit(const Judging& judging, const Binding& binding, std::vector<Piece>& pieces)
      : judging_(judging), plan_(judging.history.plan()), binding_(binding), cap_(*binding.cap) {
    for (Piece& piece : pieces) {
      const bool bound = std::find(binding.rules.begin(), binding.rules.end(), piece.rule) != binding.rules.end();
      if (!bound || piece.micro == 0 || (cap_.kind == engine::CapKind::kUnits && piece.unit != cap_.unit.index)) continue;
      by_rule_[{piece.rule, piece.unit}].push_back(&piece);
    }
    for (auto& [key, group] : by_rule_)
      std::stable_sort(group.begin(), group.end(), [](const Piece* a, const Piece* b) { return a->line < b->line; });
  }

  void cut() {
    if (by_rule_.empty()) return;
    if (cap_.kind == engine::CapKind::kTimes) {
      if (free_of(judging_, cap_) < 1) keep(std::vector<Exact>(by_rule_.size(), 0));
      return;
    }
    const auto first = *by_rule_.begin();
    const bool one_unit = std::all_of(by_rule_.begin(), by_rule_.end(), [&](const auto& one) { return one.first.second == first.first.second; });
    one_unit ? cut_units(first.first.second) : cut_money();
  }

 private:
  bool whole() const {
    return binding_.all_or_nothing || std::any_of(by_rule_.begin(), by_rule_.end(), [&](const auto& one) { return plan_.rules[one.first.first].all_or_nothing; });
  }

  static Exact sum(const std::vector<Piece*>& group) {
    Exact total = 0;
    for (const Piece* piece : group) total += piece->micro;
    return total;
  }

  // In the finest of the rules' steps; each then goes down to its own.
  void cut_units(std::size_t unit) {
    std::vector<Exact> wants;
    Exact step = step_of(plan_, by_rule_.begin()->first.first, unit);
    for (const auto& [key, group] : by_rule_) wants.push_back(sum(group)), step = std::min(step, step_of(plan_, key.first, unit));
    const Exact free = units_for(judging_, cap_, free_of(judging_, cap_), unit);
    if (std::accumulate(wants.begin(), wants.end(), Exact(0)) <= free) return;
    std::vector<Exact> shares = shared(whole() ? Exact(0) : down_to(free, step), wants, step);
    std::size_t i = 0;
    for (const auto& [key, group] : by_rule_) shares[i] = down_to(shares[i], step_of(plan_, key.first, unit)), ++i;
    keep(shares);
  }

  // Several units share one limit in money, each at its worth.
  void cut_money() {
    std::vector<Exact> wants;
    for (const auto& [key, group] : by_rule_) wants.push_back(money(sum(group), key.second));
    const Exact free = cap_.kind == engine::CapKind::kShareOfBasket ? free_of(judging_, cap_) * basket_total(judging_.event, false, false) : free_of(judging_, cap_);
    if (std::accumulate(wants.begin(), wants.end(), Exact(0)) <= free) return;
    std::vector<Exact> shares = shared(whole() ? Exact(0) : down_to(free, 1), wants, 1);
    std::size_t i = 0;
    for (const auto& [key, group] : by_rule_) {
      const Exact units = shares[i] * 1'000'000 / *plan_.units[key.second].worth;
      shares[i++] = std::min(sum(group), down_to(units, step_of(plan_, key.first, key.second)));
    }
    keep(shares);
  }

  Exact money(const Exact& micro, std::size_t unit) const { return Exact(ceiling_of(micro * *plan_.units[unit].worth / 1'000'000)); }

  void keep(const std::vector<Exact>& most) {
    std::size_t i = 0;
    for (const auto& [key, group] : by_rule_) keep_in_order(group, most[i++]);
  }

  const Judging& judging_;
  const rules::Plan& plan_;
  const Binding& binding_;
  const rules::CapPlan& cap_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Piece*>> by_rule_;  // by rule and unit
};

// What there is room for in a balance that has an upper end [U5]; judged again, no more than there was then [R2].
std::optional<Exact> room_of(const Judging& judging, std::size_t unit) {
  const auto most = judging.history.plan().units[unit].held_cap_micro;
  if (!most) return std::nullopt;
  const Exact room = std::max(Exact(0), Exact(*most - judging.person.held_micro[unit] + judging.person.freed_micro[unit]));
  return judging.room == nullptr ? room : std::min(room, Exact((*judging.room)[unit]));
}

// The earlier line comes first, then the rule first by name, each in its own steps; `all or nothing` is decided for the rule's sum.
void cut_by_balance(const Judging& judging, std::size_t unit, std::vector<Piece>& pieces) {
  std::optional<Exact> room = room_of(judging, unit);
  if (!room) return;
  const rules::Plan& plan = judging.history.plan();
  std::vector<Piece*> mine;
  std::map<std::size_t, Exact> wanted;
  for (Piece& piece : pieces)
    if (piece.unit == unit) mine.push_back(&piece), wanted[piece.rule] += piece.micro;
  std::stable_sort(mine.begin(), mine.end(), [](const Piece* a, const Piece* b) { return std::pair(a->line, a->rule) < std::pair(b->line, b->rule); });
  std::set<std::size_t> whole;             // rules that have their room already
  for (Piece* piece : mine) {
    const bool all = plan.rules[piece->rule].all_or_nothing;
    if (whole.contains(piece->rule)) continue;
    if (all && wanted[piece->rule] <= *room) {
      whole.insert(piece->rule);
      *room -= wanted[piece->rule];
      continue;
    }
    piece->micro = all ? Exact(0) : std::min(piece->micro, down_to(*room, step_of(plan, piece->rule, unit)));
    *room -= piece->micro;
  }
}

bool cuts_base(const rules::CapPlan& cap) { return cap.kind == engine::CapKind::kSpend || cap.kind == engine::CapKind::kPieces; }

// What the event uses of one cap.
Exact used_of(const Judging& judging, const Binding& binding, const std::vector<Applying>& rules, const std::vector<Piece>& pieces) {
  const rules::Plan& plan = judging.history.plan();
  Exact units = 0, money = 0, spend = 0, items = 0, times = 0;
  for (const Applying& applying : rules) {
    if (std::find(binding.rules.begin(), binding.rules.end(), applying.rule) == binding.rules.end()) continue;
    bool gave = false;
    for (const Piece& piece : pieces) {
      if (piece.rule != applying.rule || piece.micro == 0) continue;
      gave = true;
      if (piece.unit == binding.cap->unit.index) units += piece.micro;
      money += Exact(ceiling_of(piece.micro * plan.units[piece.unit].worth.value_or(0) / 1'000'000));
    }
    if (gave) spend += applying.spend_used, items += applying.pieces_used;
    if (gave) times = std::max(times, applying.marks);
  }
  switch (binding.cap->kind) {
    case engine::CapKind::kTimes: return times;
    case engine::CapKind::kUnits: return units;
    case engine::CapKind::kSpend: return spend;
    case engine::CapKind::kPieces: return items;
    case engine::CapKind::kMoney: return money;
    default: return 0;
  }
}

}  // namespace

// Own limits are asked once more: rounding up must not pass them [J4].
void cut_by_shared_limits(const Judging& judging, std::vector<Piece>& pieces) {
  for (const Binding& binding : bindings(judging)) {
    const engine::CapScope scope = binding.cap->scope;
    const bool by_line = scope == engine::CapScope::kLine || scope == engine::CapScope::kItem;
    const bool late = binding.shared || (!by_line && binding.cap->kind != engine::CapKind::kShareOfBasket);
    if (late && !cuts_base(*binding.cap)) SharedLimit(judging, binding, pieces).cut();
  }
  for (std::size_t unit = 0; unit < judging.history.plan().units.size(); ++unit) cut_by_balance(judging, unit, pieces);
}

std::vector<Use> uses_of(const Judging& judging, const std::vector<Applying>& rules, const std::vector<Piece>& pieces) {
  std::vector<Use> uses;
  for (const Binding& binding : bindings(judging)) {
    if (!is_kept(*binding.cap)) continue;
    const Exact used = used_of(judging, binding, rules, pieces);
    if (used > 0) uses.push_back({binding.cap, scope_text(judging, *binding.cap), used});
  }
  return uses;
}

}  // namespace setia::oracle
