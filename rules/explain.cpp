// Sentences. Each begins with the rule's name; a reason names the line as the marketer wrote it and what was read there.
#include "rules/explain.hpp"

#include <algorithm>

#include "rules/explain_conditions.hpp"
#include "rules/explain_fields.hpp"
#include "rules/explain_gives.hpp"
#include "rules/words.hpp"

namespace setia::rules {
namespace {

using engine::RuleTrace;
using engine::Why;

std::string quoted(const std::string& text) { return '"' + text + '"'; }

std::string in_brackets(const std::string& place) { return place.empty() ? "" : " (" + place + ")"; }

// --- what was given -------------------------------------------------------------------------------------------------

std::int64_t posted_micro(const engine::Outcome& outcome, engine::PostingWhy why, engine::RuleId rule, engine::UnitId unit) {
  std::int64_t sum = 0;
  for (const engine::Posting& posting : outcome.postings) {
    if (posting.why == why && posting.rule == rule && posting.unit == unit) sum += posting.amount_micro;
  }
  return sum;
}

std::string run_in_words(engine::CivilTime from, engine::CivilTime until) {
  if (until.day == engine::kNever) return "it begins on " + time_in_words(from);
  if (from.day == engine::kAlways) return "it ended on " + time_in_words(until);
  return "it runs from " + time_in_words(from) + " until " + time_in_words(until);
}

std::string posted_in_words(const Explained& of, const engine::Outcome& outcome, engine::PostingWhy why, engine::RuleId rule) {
  std::string text;
  for (std::size_t unit = 0; unit < of.program.units.size(); ++unit) {
    const std::int64_t micro = posted_micro(outcome, why, rule, engine::UnitId{unit});
    if (micro > 0) text += (text.empty() ? "" : " and ") + amount_in_words(micro, of.program.units[unit]);
  }
  return text;
}

// --- which line -----------------------------------------------------------------------------------------------------

// A cap per period stands for as many limits as the period has stretches.
std::size_t limits_of(const Plan& plan, const CapPlan& cap) {
  return cap.period ? plan.periods[cap.period->index].stretches.size() : 1;
}

// The cap that the nth limit of its rule or reward comes from.
const CapPlan& cap_at(const Plan& plan, const std::vector<CapPlan>& caps, std::size_t nth) {
  std::size_t at = 0;
  for (std::size_t before = limits_of(plan, caps[0]); before <= nth; before += limits_of(plan, caps[at])) ++at;
  return caps[at];
}

// The line of a reward that the limit comes from, or a shared limit by its name.
std::string shared_limit_in_words(const Explained& of, engine::LimitId limit) {
  const std::string& members = of.program.limits[limit.index()].counts_with;
  for (std::size_t i = 0; !members.empty() && i < of.program.limits.size(); ++i)
    if (of.program.limits[i].text == members) limit = engine::LimitId{i};
  for (std::size_t i = 0; i < of.program.rewards.size(); ++i) {
    const std::vector<engine::LimitId>& limits = of.program.rewards[i].limits;
    const RewardPlan& reward = of.plan.rewards[i];
    std::size_t own = 0;
    for (const CapPlan& cap : reward.caps) own += limits_of(of.plan, cap);
    const auto place = static_cast<std::size_t>(std::find(limits.begin(), limits.end(), limit) - limits.begin());
    if (place >= own) continue;
    const CapPlan& cap = cap_at(of.plan, reward.caps, place);
    return "the reward " + quoted(reward.name) + ", " + cap.text + in_brackets(place_in_words(of, cap.span)) + ",";
  }
  return "limit " + quoted(of.program.limits[limit.index()].name);
}

// The line of a limit of the rule's own, or of one that it shares.
std::string limit_in_words(const Explained& of, engine::RuleId rule, engine::LimitId limit) {
  const engine::Rule& compiled = of.program.rules[rule.index()];
  const auto own = std::find(compiled.own.begin(), compiled.own.end(), limit);
  if (own == compiled.own.end()) return shared_limit_in_words(of, limit);
  const CapPlan& cap = cap_at(of.plan, of.plan.rules[rule.index()].caps, static_cast<std::size_t>(own - compiled.own.begin()));
  return cap.text + in_brackets(place_in_words(of, cap.span));
}

const RewardPlan& reward_of(const Plan& plan, engine::UnitId voucher) {
  return *std::find_if(plan.rewards.begin(), plan.rewards.end(), [&](const RewardPlan& reward) { return reward.voucher.index == voucher.index(); });
}

std::string refused_reward_in_words(const Explained& of, const RuleTrace& trace) {
  const RewardPlan& reward = reward_of(of.plan, trace.unit);
  const std::string name = "the reward " + quoted(reward.name);
  if (trace.why == Why::kRewardDate) return name + " cannot be had then: " + run_in_words(reward.from, reward.until);
  const ConditionPlan& condition = reward.conditions[trace.clause];
  return name + " is not for who would get it, or not now: " + condition.text + in_brackets(place_in_words(of, condition.span)) + " does not hold";
}

std::string held_in_words(const Explained& of, engine::UnitId unit) {
  const engine::Unit& held = of.program.units[unit.index()];
  return "nobody holds more than " + amount_in_words(*held.held_cap_micro, held);
}


// ", 9 beans were wanted": what a limit left nothing of.
std::string wanted_in_words(const Explained& of, const engine::Outcome& outcome, const RuleTrace& trace) {
  for (const engine::Cut& cut : outcome.cuts) {
    if (cut.rule != trace.rule || cut.limit != trace.limit || cut.given_micro != 0 || cut.wanted_micro == 0) continue;
    return ", " + amount_in_words(cut.wanted_micro, of.program.units[cut.unit.index()]) + (cut.wanted_micro == 1'000'000 ? " was" : " were") + " wanted";
  }
  return "";
}

bool only_discounts(const Explained& of, engine::RuleId id) {
  const engine::Rule& rule = of.program.rules[id.index()];
  return !rule.discounts.empty() && rule.gives.empty();
}

bool only_multiplies(const Explained& of, engine::RuleId id) {
  const std::vector<engine::Give>& gives = of.program.rules[id.index()].gives;
  return !gives.empty() && std::all_of(gives.begin(), gives.end(), [](const engine::Give& give) { return give.kind == engine::GiveKind::kMultiply; });
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", and ") + text;
  return all;
}

std::string reason_in_words(const Explained& of, const RuleTrace& trace, const std::string& wanted) {
  switch (trace.why) {
    case Why::kGave: case Why::kOtherEvent: return "";
    case Why::kDate: return run_in_words(of.program.rules[trace.rule.index()].from, of.program.rules[trace.rule.index()].until);
    case Why::kCondition: case Why::kMissing: return condition_in_words(of, trace);
    case Why::kNoRow: return "no row of its table fits";
    case Why::kNothing:
      return only_discounts(of, trace.rule) ? "there was nothing to take it off" : only_multiplies(of, trace.rule) ? "there was nothing to multiply" : "there was nothing to give it for";
    case Why::kFactorOne: return "its factor is 1, which adds nothing";
    case Why::kOwnLimit: case Why::kSharedLimit: return limit_in_words(of, trace.rule, trace.limit) + " leaves no room" + wanted;
    case Why::kBudget: return "its budget is used up: " + limit_in_words(of, trace.rule, trace.limit) + wanted;
    case Why::kStack:
      return quoted(of.plan.rules[trace.winner.index()].name) + " won in stack " + quoted(of.plan.stacks[trace.stack.index()].name);
    case Why::kRounding: return "what it came to was rounded to nothing";
    case Why::kStanding: return "nobody who can be given anything was named";
    case Why::kTakenBack: return "it was taken back";
    case Why::kNoReferrer: return trace.present ? "who referred this member is blocked or has left" : "nobody referred this member";
    case Why::kRewardDate: case Why::kRewardCondition: return refused_reward_in_words(of, trace);
    case Why::kHeld: return held_in_words(of, trace.unit);
    case Why::kNotJoined: return "the member has not joined it, or not early enough";
    case Why::kNotTaken: return "a quote allows " + money_in_words(trace.quoted_minor, of.program) + " off, and the receipt reports none of it";
  }
  return "";
}

// What a limit left of what was wanted, of which something was given.
std::string cuts_in_words(const Explained& of, const engine::Outcome& outcome, engine::RuleId rule) {
  std::string text;
  for (const engine::Cut& cut : outcome.cuts) {
    if (cut.rule != rule || cut.given_micro == 0) continue;
    text += ", cut from " + amount_in_words(cut.wanted_micro, of.program.units[cut.unit.index()]) + " by " +
            limit_in_words(of, rule, cut.limit);
  }
  return text;
}

// What its discounts took; what exceeds a quote is said.
std::string off_in_words(const Explained& of, const RuleTrace& rule) {
  std::string text = money_in_words(rule.off_minor, of.program) + " off";
  if (rule.wanted_minor > 0) text += ", cut from " + money_in_words(rule.wanted_minor, of.program) + " by " + limit_in_words(of, rule.rule, rule.limit);
  if (rule.off_minor > rule.quoted_minor) text += ", and a quote allows " + (rule.quoted_minor == 0 ? std::string("nothing") : money_in_words(rule.quoted_minor, of.program));
  return text;
}

std::string sentence(const Explained& of, const engine::Outcome& outcome, const RuleTrace& rule, const engine::Trace& trace, const std::vector<std::string>& amiss) {
  const RulePlan& plan = of.plan.rules[rule.rule.index()];
  const std::string name = plan.uses ? plan.name : quoted(plan.name);
  const std::string taken = posted_in_words(of, outcome, engine::PostingWhy::kReturn, rule.rule);
  if (!taken.empty()) return name + " took back " + taken;
  if (rule.why == Why::kNothing && !amiss.empty()) return name + " gave nothing: " + joined(amiss);
  if (rule.why != Why::kGave) return name + (only_discounts(of, rule.rule) ? " took nothing off: " : " gave nothing: ") + reason_in_words(of, rule, wanted_in_words(of, outcome, rule));
  const std::string given = posted_in_words(of, outcome, engine::PostingWhy::kRule, rule.rule);
  if (rule.off_minor > 0) return name + " took " + off_in_words(of, rule) + (given.empty() ? "" : " and gave " + given);
  if (given.empty()) return name + " applied" + gives_in_words(of, rule.rule, trace);
  return name + " gave " + given + cuts_in_words(of, outcome, rule.rule) + gives_in_words(of, rule.rule, trace);
}

// Of all the rewards there are, those that a receipt does not use are no answer to anybody's question.
bool is_unused_reward(const RulePlan& plan, const RuleTrace& rule) {
  return plan.uses && rule.why == Why::kMissing && rule.clause == plan.conditions.size();
}

std::vector<std::string> missing(const Explained& of, const RuleTrace& rule, const engine::Trace& trace, const std::vector<std::string>& amiss) {
  if (!amiss.empty()) return amiss;
  if (rule.why == Why::kGave || rule.why == Why::kNothing || rule.why == Why::kRounding) return missing_blocks(of, rule.rule, trace);
  if (rule.why != Why::kCondition && rule.why != Why::kMissing) return {};
  const std::string lack = lack_in_words(of, rule);
  return lack.empty() ? std::vector<std::string>{} : std::vector<std::string>{lack};
}

}  // namespace

std::string place_in_words(const Explained& of, dsl::Span span) {
  if (span.line <= 0) return "";
  if (of.sources == nullptr) return "line " + std::to_string(span.line);
  return (*of.sources)[static_cast<std::size_t>(span.file)].name() + ":" + std::to_string(span.line);
}

std::vector<RuleAnswer> explain_rules(const Explained& of, const engine::Outcome& outcome, const engine::Trace& trace) {
  std::vector<RuleAnswer> answers;
  for (const RuleTrace& rule : trace.rules) {
    // What fell due under another version is told by its entries.
    if (rule.why == Why::kOtherEvent || rule.rule.index() >= of.plan.rules.size()) continue;
    const RulePlan& plan = of.plan.rules[rule.rule.index()];
    if (is_unused_reward(plan, rule)) continue;
    const bool counted = rule.why == Why::kGave || rule.why == Why::kNothing;
    const std::vector<std::string> amiss = counted ? fields_amiss(of, rule.rule, trace) : std::vector<std::string>{};
    const Why why = rule.why == Why::kNothing && !amiss.empty() ? Why::kMissing : rule.why;
    answers.push_back({plan.name, why, place_in_words(of, plan.span), sentence(of, outcome, rule, trace, amiss), missing(of, rule, trace, amiss), plan.lines});
  }
  return answers;
}

std::vector<std::string> explain(const Explained& of, const engine::Outcome& outcome, const engine::Trace& trace) {
  std::vector<std::string> sentences;
  for (const RuleAnswer& answer : explain_rules(of, outcome, trace)) {
    const bool adds = answer.why != Why::kGave && answer.why != Why::kMissing && !answer.missing.empty();
    sentences.push_back(answer.sentence + (adds ? "; " + answer.missing.front() : ""));
  }
  return sentences;
}

}  // namespace setia::rules
