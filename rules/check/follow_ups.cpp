// Rules that wait for marks of what rules give: none that goes on for ever may feed itself [J10].
#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"
#include "rules/follow_ups.hpp"

namespace setia::rules {
namespace {

// Marks without an end; a rule with one mark pays once in an event, whatever feeds it.
std::vector<Watch> endless(const Plan& plan, const RulePlan& rule) {
  std::vector<Watch> all = watches_of(plan, rule);
  std::erase_if(all, [](const Watch& watch) { return watch.every == 0; });
  return all;
}

class Endless {
 public:
  explicit Endless(Context& context) : context_(context), plan_(context.plan) {
    for (const RulePlan& rule : plan_.rules) watches_.push_back(endless(plan_, rule));
  }

  void check() {
    for (std::size_t rule = 0; rule < plan_.rules.size(); ++rule) {
      if (watches_[rule].empty()) continue;
      if (feeds_itself(rule) || is_fed_by_others(rule)) say(plan_.rules[rule]);
    }
  }

 private:
  bool feeds_itself(std::size_t rule) const {
    for (const Watch& watch : watches_[rule])
      for (const GivePlan& give : plan_.rules[rule].gives)
        if (feeds(give, rule, watch) && !dies_out(give, watch)) return true;
    return false;
  }

  bool feeds_other(std::size_t from, std::size_t to) const {
    for (const Watch& watch : watches_[to])
      for (const GivePlan& give : plan_.rules[from].gives)
        if (feeds(give, from, watch)) return true;
    return false;
  }

  // Through at least one other rule without an end.
  bool is_fed_by_others(std::size_t start) const {
    std::vector<bool> reached(plan_.rules.size(), false);
    std::vector<std::size_t> open{start};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      for (std::size_t next = 0; next < plan_.rules.size(); ++next) {
        if (next == at || watches_[next].empty() || reached[next] || !feeds_other(at, next)) continue;
        if (next == start) return true;
        reached[next] = true;
        open.push_back(next);
      }
    }
    return false;
  }

  void say(const RulePlan& rule) {
    context_.messages.error({.code = "S056",
                             .at = rule.span,
                             .title = in_quotes(rule.name) + " would pay itself for ever",
                             .label = "what it gives crosses the marks that it waits for",
                             .help = "Let it wait for what other rules give:  reaches … from \"…\", or leave out  and every … after"});
  }

  Context& context_;
  const Plan& plan_;
  std::vector<std::vector<Watch>> watches_;
};

}  // namespace

void check_follow_ups(Context& context) { Endless(context).check(); }

}  // namespace setia::rules
