#include "rules/test_things.hpp"

#include "rules/scales.hpp"

namespace setia::rules {

std::int64_t things_got(const std::vector<const Happened*>& happenings, engine::MemberIndex member, UnitRef unit, std::optional<engine::Day> until) {
  std::int64_t sum = 0;
  for (const Happened* const happened : happenings)
    for (const engine::Posting& posting : happened->outcome.postings) {
      const bool opens = posting.to.member == member && posting.from.kind == engine::AccountKind::kIssued;
      if (opens && posting.unit.index() == unit.index && (!until || posting.last_valid == *until)) sum += posting.amount_micro;
    }
  return sum;
}

bool agrees_with(const dsl::ExpectThing& expect, std::int64_t got_micro) {
  if (expect.none) return got_micro == 0;
  return expect.count ? got_micro == *expect.count * kMicro : got_micro > 0;
}

std::string things_in_words(const dsl::ExpectThing& expect, std::int64_t got_micro) {
  const std::string many = got_micro == 0 ? "no" : std::to_string(got_micro / kMicro);
  const std::string thing = expect.kind == dsl::ThingKind::kBadge ? " badge" : " reward";
  return many + thing + (got_micro > kMicro ? "s" : "") + (expect.until ? " until that day" : "");
}

bool is_called(const Plan& plan, engine::RuleId id, const std::string& name) {
  const RulePlan& rule = plan.rules[id.index()];
  return rule.name == name || (rule.uses && plan.units[rule.uses->index].name == name);
}

}  // namespace setia::rules
