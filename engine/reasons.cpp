#include "engine/reasons.hpp"

#include <algorithm>

#include "engine/base.hpp"
#include "engine/counter_steps.hpp"
#include "engine/multiplier.hpp"
#include "engine/opt_in.hpp"
#include "engine/reward_desk.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

bool is_triggered(const Rule& rule, EventKind kind) { return (rule.triggers >> (static_cast<unsigned>(kind) - 1) & 1) != 0; }

bool is_answered(RuleId id, const Rule& rule, SlotReader& reader) {
  const std::vector<RuleId>& started = reader.event().clock_rules;
  if (reader.event().kind == EventKind::kClock) return std::binary_search(started.begin(), started.end(), id);
  return is_triggered(rule, reader.event().kind) || (spends(reader.scratch().booking) && is_triggered(rule, EventKind::kRedeem));
}

bool has_portions(SlotReader& reader, RuleId id) {
  const std::vector<Portion>& portions = reader.scratch().portions;
  return std::any_of(portions.begin(), portions.end(), [&](const Portion& part) { return part.rule == id; });
}

bool gives_by_table(const Rule& rule) {
  return std::any_of(rule.gives.begin(), rule.gives.end(), [](const Give& give) { return give.table.has_value(); });
}

bool is_reached(const Give& give, const Portion& base) {
  return base.is_base && base.unit == give.unit && base.to == Receiver::kMember && (give.from.empty() || std::find(give.from.begin(), give.from.end(), base.rule) != give.from.end());
}

// It multiplies alone, and nothing that it would multiply was given.
bool lacks_bases(const Rule& rule, SlotReader& reader) {
  const std::vector<Portion>& portions = reader.scratch().portions;
  return !rule.gives.empty() && std::all_of(rule.gives.begin(), rule.gives.end(), [&](const Give& give) {
    return give.kind == GiveKind::kMultiply && std::none_of(portions.begin(), portions.end(), [&](const Portion& base) { return is_reached(give, base); });
  });
}

bool multiplies_by_one(const Give& give, const Rule& rule, SlotReader& reader) {
  if (give.factor_ladder) {
    const Ratio factor = factor_of_level(give, rule, reader);
    return factor.num <= factor.den;
  }
  if (!give.factor_slot) return false;
  const SlotReading& field = reader.read(*give.factor_slot);
  return field.status == SlotStatus::kPresent && field.value <= kMillion;
}

// It multiplies alone, something by a level or a field, and that says 1.
bool has_factor_one(const Rule& rule, SlotReader& reader) {
  const auto by_one = [&](const Give& give) { return give.kind == GiveKind::kMultiply && multiplies_by_one(give, rule, reader); };
  return !rule.gives.empty() && std::all_of(rule.gives.begin(), rule.gives.end(), by_one) && !lacks_bases(rule, reader);
}

// The check that failed, followed into the conditions that it is made of while they are all needed.
void say_what_failed(const Check& failed, SlotReader& reader, RuleTrace& trace) {
  const Slot& slot = reader.program().slots[failed.slot.index()];
  const bool wants_all = slot.kind == SlotKind::kAllOf && !failed.negated && failed.low == 1;
  for (const Check& inner : slot.checks) {
    if (wants_all && !reader.holds(inner)) return say_what_failed(inner, reader, trace);
  }
  const SlotReading reading = reader.read(failed.slot);
  trace.check = failed;
  trace.slot = failed.slot;
  trace.present = reading.status == SlotStatus::kPresent;
  trace.value = reading.value;
  if (slot.kind != SlotKind::kDifference) return;
  trace.left = reader.read(slot.left).value;
  trace.right = reader.read(slot.right).value;
}

// What a give is counted on, all lines together.
Wide base_of(const RuleWork& work, const Give& give, SlotReader& reader) {
  if (!is_by_lines(give.base)) return reader.read(give.base.slot).value;
  const LineBase lines(work, reader.program().units[give.unit.index()], give.base, nullptr, Caps::kKept, reader);
  Wide sum = 0;
  for (std::size_t line = 0; line < reader.event().lines.size(); ++line) sum += lines[line];
  return sum;
}

// Whether the quantity or the field that it counts or multiplies by has a value.
bool is_known(const Give& give, SlotReader& reader) {
  if (give.factor_slot) return reader.read(*give.factor_slot).status == SlotStatus::kPresent;
  return give.base.kind != BaseKind::kSlot || reader.read(give.base.slot).status == SlotStatus::kPresent;
}

// All that it gives goes to a referrer, and there is none who can be given anything.
bool lacks_referrer(const Rule& rule, SlotReader& reader) {
  const auto to_referrer = [](const Give& give) { return give.to == Receiver::kReferrer; };
  return !reader.can_be_given(Receiver::kReferrer) && !rule.gives.empty() && std::all_of(rule.gives.begin(), rule.gives.end(), to_referrer);
}

// A reward that the rule would give, and that cannot be got now.
bool say_refused_reward(const Rule& rule, SlotReader& reader, RuleTrace& trace) {
  for (const Give& give : rule.gives) {
    const Reward* const reward = reader.program().units[give.unit.index()].kind == UnitKind::kVoucher ? reward_of(reader.program(), give.unit) : nullptr;
    if (reward == nullptr) continue;
    trace.unit = reward->voucher;
    trace.why = Why::kRewardDate;
    if (!reader.is_between(reward->from, reward->until)) return true;
    trace.why = Why::kRewardCondition;
    for (const Check& check : checks_of(*reward, give.to)) {
      trace.clause = check.clause;
      if (!reader.holds(check)) return true;
    }
  }
  return false;
}

// What its gives came to was cut by what is held already.
bool say_held(RuleId id, SlotReader& reader, RuleTrace& trace) {
  for (const Portion& part : reader.scratch().portions) {
    if (part.rule != id || part.exact <= 0 || part.amount_micro != 0 || !reader.program().units[part.unit.index()].held_cap_micro) continue;
    trace.unit = part.unit;
    return true;
  }
  return false;
}

Why why_of(const Limit& limit) { return limit.scope == CapScope::kTotal ? Why::kBudget : limit.shared ? Why::kSharedLimit : Why::kOwnLimit; }

}  // namespace

void Reasons::fill(SlotReader& reader, const std::vector<Accrual>& accruals, const std::vector<Hit>& hits, const std::vector<Loss>& losses) {
  trace_->rules.clear();
  for (std::size_t i = 0; i < program_.rules.size(); ++i) {
    const RuleId id{i};
    const bool gave = std::any_of(accruals.begin(), accruals.end(), [&](const Accrual& one) { return one.rule == id; });
    RuleTrace trace = gave ? RuleTrace{} : reason(id, reader, hits, losses);
    trace.rule = id;
    trace_->rules.push_back(trace);
  }
  trace_->gives.clear();
  add_gives(reader);
}

void Reasons::add_gives(SlotReader& reader) {
  for (const RuleWork& work : reader.scratch().matched()) {
    const std::vector<Give>& gives = program_.rules[work.rule.index()].gives;
    for (std::size_t i = 0; i < gives.size(); ++i) {
      const bool present = is_known(gives[i], reader);
      const Wide base = gives[i].kind == GiveKind::kRate ? base_of(work, gives[i], reader) : 0;
      if (gives[i].kind == GiveKind::kRate || !present) trace_->gives.push_back({work.rule, static_cast<std::uint16_t>(i), base, present});
    }
  }
}

void Reasons::follow(SlotReader& reader, const std::vector<Accrual>& accruals, const std::vector<Hit>& hits, const std::vector<Loss>& losses) {
  for (const RuleWork& work : reader.scratch().matched()) {
    const bool gave = std::any_of(accruals.begin(), accruals.end(), [&](const Accrual& one) { return one.rule == work.rule; });
    RuleTrace trace = gave ? RuleTrace{} : reason_when_held(work.rule, reader, hits, losses);
    trace.rule = work.rule;
    trace_->rules[work.rule.index()] = trace;
  }
  add_gives(reader);
}

void Reasons::miss(EventKind kind, SlotReader& reader) {
  for (RuleTrace& known : trace_->rules) {
    const Rule& rule = program_.rules[known.rule.index()];
    if (known.why != Why::kOtherEvent || !is_triggered(rule, kind)) continue;
    std::optional<RuleTrace> trace = unmet(rule, reader);
    if (!trace) continue;
    trace->rule = known.rule;
    known = *trace;
  }
}

RuleTrace Reasons::reason(RuleId id, SlotReader& reader, const std::vector<Hit>& hits, const std::vector<Loss>& losses) const {
  const Rule& rule = program_.rules[id.index()];
  RuleTrace trace;
  trace.why = Why::kOtherEvent;
  if (!is_answered(id, rule, reader)) return trace;
  const std::optional<RuleTrace> kept = unmet(rule, reader);
  return kept ? *kept : reason_when_held(id, reader, hits, losses);
}

// The first thing asked of the event that is not so.
std::optional<RuleTrace> Reasons::unmet(const Rule& rule, SlotReader& reader) const {
  RuleTrace trace;
  const auto because = [&](Why why) { return trace.why = why, trace; };
  if (reader.member().joining == 0 || reader.member().standing != Standing::kActive) return because(Why::kStanding);
  if (!program_.runs.contains(reader.day()) || !reader.is_between(rule.from, rule.until)) return because(Why::kDate);
  if (!has_joined(rule, reader)) return because(Why::kNotJoined);
  for (const Check& check : rule.checks) {
    if (reader.holds(check)) continue;
    trace.clause = check.clause;
    say_what_failed(check, reader, trace);
    return because(trace.present ? Why::kCondition : Why::kMissing);
  }
  return std::nullopt;
}

RuleTrace Reasons::reason_when_held(RuleId id, SlotReader& reader, const std::vector<Hit>& hits, const std::vector<Loss>& losses) const {
  const Rule& rule = program_.rules[id.index()];
  RuleTrace trace;
  const auto because = [&](Why why) { return trace.why = why, trace; };
  for (const Hit& hit : hits) {
    if (hit.rule != id) continue;
    trace.limit = hit.limit;
    return because(why_of(program_.limits[hit.limit.index()]));
  }
  for (const Loss& loss : losses) {
    if (loss.rule != id) continue;
    trace.stack = loss.stack;
    trace.winner = loss.winner;
    return because(Why::kStack);
  }
  for (const RuleWork& work : reader.scratch().matched()) {
    if (work.rule == id && acts_without_giving(work, reader)) return because(Why::kGave);
  }
  trace.present = reader.referrer() != nullptr;
  if (lacks_referrer(rule, reader)) return because(Why::kNoReferrer);
  if (say_held(id, reader, trace)) return because(Why::kHeld);
  if (has_portions(reader, id)) return because(Why::kRounding);
  if (RuleTrace refused; say_refused_reward(rule, reader, refused)) return refused;
  if (has_factor_one(rule, reader)) return because(Why::kFactorOne);
  return because(gives_by_table(rule) && !lacks_bases(rule, reader) ? Why::kNoRow : Why::kNothing);
}

}  // namespace setia::engine
