// Limits. The text of a limit names its owner and what it counts, not how much: a version that changes the number goes on
// counting where the one before it stopped.
#include "rules/lower_limits.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "rules/canonical.hpp"
#include "rules/lower_quantities.hpp"

namespace setia::rules {
namespace {

constexpr std::array<std::string_view, 6> kCounted{"times", "items", "", "money", "spend", "share of basket total"};
constexpr std::array<std::string_view, 10> kScopes{"receipt", "line", "item", "member", "store", "payment card", "", "all", "referrer", "household"};

std::string counted_text(const Plan& plan, const CapPlan& cap) {
  return cap.kind == engine::CapKind::kUnits ? plan.units[cap.unit.index].name
                                             : std::string{kCounted.at(static_cast<std::size_t>(cap.kind))};
}

std::string scope_text(const Plan& plan, const CapPlan& cap) {
  if (cap.scope != engine::CapScope::kField) return std::string{kScopes.at(static_cast<std::size_t>(cap.scope))};
  const FieldRef* const declared = std::get_if<FieldRef>(&cap.field);
  return declared != nullptr ? plan.fields[declared->index].name : "channel";
}

std::string window_text(const CapPlan& cap) {
  switch (cap.window) {
    case engine::CapWindow::kEvent: return "";
    case engine::CapWindow::kCalendar: return cap.period || cap.status_of ? "" : " per " + text_of(cap.calendar);
    case engine::CapWindow::kAny: return " in any " + text_of(cap.any);
    case engine::CapWindow::kEver: return " ever";
    case engine::CapWindow::kPersonal: return "";
  }
  return "";
}

// What bounds one event alone, its body says.
bool outlives_an_event(const CapPlan& cap) {
  return cap.scope != engine::CapScope::kReceipt && cap.scope != engine::CapScope::kLine && cap.scope != engine::CapScope::kItem &&
         cap.kind != engine::CapKind::kShareOfBasket;
}

struct Owner {
  std::string kind;  // "rule", "limit", "reward" or "pay with beans"
  std::string name;
};

std::string limit_text(const Plan& plan, const Owner& owner, const CapPlan& cap) {
  return owner.kind + " \"" + owner.name + "\": " + counted_text(plan, cap) + " per " + scope_text(plan, cap) + window_text(cap);
}

class LimitLowering {
 public:
  explicit LimitLowering(Lowering& lowering) : lowering_(lowering) {}

  std::vector<engine::LimitId> own(const RulePlan& rule) {
    std::vector<engine::LimitId> ids;
    for (const CapPlan& cap : rule.caps) add(cap, limit_of(cap, {"rule", rule.name}), ids);
    return ids;
  }

  std::vector<engine::LimitId> of(const ReferralPlan& plan) {
    std::vector<engine::LimitId> ids;
    for (const CapPlan& cap : plan.caps) add(cap, limit_of(cap, {"referral", plan.name}), ids);
    return ids;
  }

  std::vector<engine::LimitId> of(const HouseholdPlan& plan) {
    std::vector<engine::LimitId> ids;
    for (const CapPlan& cap : plan.changes) add(cap, limit_of(cap, {"household", "household"}), ids);
    return ids;
  }

  std::vector<engine::LimitId> of(const PayWithPlan& plan) {
    const std::string name = "pay with " + lowering_.plan.units[plan.unit.index].name;
    std::vector<engine::LimitId> ids;
    for (const CapPlan& cap : plan.caps) {
      engine::Limit limit = limit_of(cap, {name, plan.name});
      if (plan.name.empty()) limit.name = name;
      add(cap, limit, ids);
    }
    return ids;
  }

  // Of getting it: rules that give it share them with those who buy it.
  std::vector<engine::LimitId> of(const RewardPlan& plan) {
    std::vector<engine::LimitId> ids;
    for (const CapPlan& cap : plan.caps) {
      engine::Limit limit = limit_of(cap, {"reward", plan.name});
      limit.shared = true;
      add(cap, limit, ids);
    }
    return ids;
  }

  std::vector<engine::LimitId> shared(const LimitPlan& plan) {
    std::vector<engine::LimitId> ids;
    for (const CapPlan& cap : plan.caps) {
      engine::Limit limit = limit_of(cap, {"limit", plan.name});
      limit.shared = true;
      limit.from = plan.from;
      limit.until = plan.until;
      limit.all_or_nothing = plan.all_or_nothing;
      add(cap, limit, ids);
    }
    return ids;
  }

 private:
  engine::Limit limit_of(const CapPlan& cap, const Owner& owner) {
    engine::Limit limit;
    limit.text = limit_text(lowering_.plan, owner, cap);
    limit.name = owner.name;
    limit.kind = cap.kind;
    limit.most = cap.most;
    limit.unit = engine::UnitId{cap.unit.index};
    limit.scope = cap.scope;
    if (cap.scope == engine::CapScope::kField) limit.field = lower_field(lowering_, cap.field);
    limit.window = cap.window;
    limit.calendar = cap.calendar;
    limit.any = cap.any;
    limit.head_room_recorded = outlives_an_event(cap);
    return limit;
  }

  void add(const CapPlan& cap, const engine::Limit& limit, std::vector<engine::LimitId>& ids) {
    if (cap.status_of) return add(within_status(limit, *cap.status_of), ids);
    if (!cap.period) return add(limit, ids);
    const PeriodPlan& period = lowering_.plan.periods[cap.period->index];
    if (period.lasts) return add(within_own(limit, *cap.period), ids);
    for (const auto& [from, until] : period.stretches) add(within(limit, period.name, from, until), ids);
  }

  void add(engine::Limit limit, std::vector<engine::LimitId>& ids) {
    limit.text = unique(limit.text);
    ids.push_back(engine::LimitId{lowering_.program.limits.size()});
    lowering_.program.limits.push_back(std::move(limit));
  }

  engine::Limit within_own(engine::Limit limit, PeriodRef period) {
    limit.text += " per period \"" + lowering_.plan.periods[period.index].name + "\"";
    limit.window = engine::CapWindow::kPersonal;
    limit.own = lower_own_period(lowering_, period);
    return limit;
  }

  engine::Limit within_status(engine::Limit limit, LadderRef ladder) {
    limit.text += " per status period of \"" + lowering_.plan.ladders[ladder.index].name + "\"";
    limit.window = engine::CapWindow::kPersonal;
    limit.own = status_period(lowering_, ladder);
    return limit;
  }

  // A limit per period is one for each of its stretches, which counts for ever but only there.
  static engine::Limit within(engine::Limit limit, const std::string& period, engine::CivilTime from, engine::CivilTime until) {
    limit.text += " per period \"" + period + "\" from day " + std::to_string(from.day);
    limit.window = engine::CapWindow::kEver;
    limit.from = std::max(limit.from, from);
    limit.until = std::min(limit.until, until);
    return limit;
  }

  // Two caps of one owner that count alike.
  std::string unique(const std::string& text) {
    std::string candidate = text;
    for (int nth = 2; !texts_.insert(candidate).second; ++nth) candidate = text + ", " + std::to_string(nth);
    return candidate;
  }

  Lowering& lowering_;
  std::set<std::string> texts_;
};

}  // namespace

namespace {

bool gives_to(const engine::Rule& rule, engine::UnitId unit, engine::Receiver to) {
  return std::any_of(rule.gives.begin(), rule.gives.end(), [&](const engine::Give& give) { return give.unit == unit && give.to == to; });
}

// The limit as it binds a member who is given something as a referrer: what is left is theirs, whatever they got it for.
engine::LimitId of_referrer(engine::Program& program, engine::LimitId id) {
  engine::Limit limit = program.limits[id.index()];
  limit.counts_with = limit.text;
  limit.text += ", as a referrer";
  limit.scope = engine::CapScope::kReferrer;
  const auto known = std::find_if(program.limits.begin(), program.limits.end(), [&](const engine::Limit& one) { return one.text == limit.text; });
  const engine::LimitId twin{static_cast<std::size_t>(known - program.limits.begin())};
  if (known == program.limits.end()) program.limits.push_back(std::move(limit));
  return twin;
}

// What gives a reward is bound by its limits.
void bind_to_rewards(Lowering& lowering, engine::Rule& rule) {
  for (const engine::Reward& reward : lowering.program.rewards) {
    const bool to_member = gives_to(rule, reward.voucher, engine::Receiver::kMember), to_referrer = gives_to(rule, reward.voucher, engine::Receiver::kReferrer);
    for (const engine::LimitId limit : reward.limits) {
      const bool of_member = lowering.program.limits[limit.index()].scope == engine::CapScope::kMember;
      if (to_member || (to_referrer && !of_member)) rule.shared.push_back(limit);
      if (to_referrer && of_member) rule.shared.push_back(of_referrer(lowering.program, limit));
    }
  }
}

}  // namespace

void lower_limits(Lowering& lowering) {
  LimitLowering limits(lowering);
  for (std::size_t i = 0; i < lowering.plan.pay_with.size(); ++i) lowering.program.pay_with[i].limits = limits.of(lowering.plan.pay_with[i]);
  for (std::size_t i = 0; i < lowering.plan.referrals.size(); ++i) lowering.program.referrals[i].limits = limits.of(lowering.plan.referrals[i]);
  lowering.program.household = {lowering.plan.household.any, lowering.plan.household.size, limits.of(lowering.plan.household),
                                lowering.plan.household.leave_any_time, false};
  std::vector<std::vector<engine::LimitId>> shared;
  for (const LimitPlan& plan : lowering.plan.limits) shared.push_back(limits.shared(plan));
  for (std::size_t i = 0; i < lowering.plan.rewards.size(); ++i) {
    std::vector<engine::LimitId>& own = lowering.program.rewards[i].limits;
    own = limits.of(lowering.plan.rewards[i]);
    for (const LimitRef limit : lowering.plan.rewards[i].limits) own.insert(own.end(), shared[limit.index].begin(), shared[limit.index].end());
  }
  for (std::size_t i = 0; i < lowering.plan.rules.size(); ++i) {
    engine::Rule& rule = lowering.program.rules[i];
    rule.own = limits.own(lowering.plan.rules[i]);
    for (const LimitRef limit : lowering.plan.rules[i].limits) {
      rule.shared.insert(rule.shared.end(), shared[limit.index].begin(), shared[limit.index].end());
    }
    bind_to_rewards(lowering, rule);
  }
}

}  // namespace setia::rules
