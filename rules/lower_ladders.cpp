#include "rules/lower_ladders.hpp"

#include "rules/lower_conditions.hpp"
#include "rules/lower_life.hpp"
#include "rules/lower_quantities.hpp"

namespace setia::rules {

void name_ladders(Lowering& lowering) {
  for (const LadderPlan& from : lowering.plan.ladders) lowering.program.ladders.emplace_back().name = from.name;
}

void lower_ladders(Lowering& lowering) {
  for (std::size_t i = 0; i < lowering.plan.ladders.size(); ++i) {
    const LadderPlan& from = lowering.plan.ladders[i];
    engine::Ladder ladder;
    ladder.name = from.name;
    ladder.rank = rank_slot(lowering, LadderRef{i});
    for (const QuantityPlan& count : from.counts) ladder.counts.push_back(lower_marked(lowering, count));
    for (const RungPlan& rung : from.rungs)
      ladder.rungs.push_back({rung.name, lowering.symbols.intern(rung.name), rung.ways, rung.stay,
                              rung.keeps ? std::optional(lower_expiry(lowering, *rung.keeps)) : std::nullopt, rung.benefits});
    ladder.keeps_while_counted = !from.has_keeps && !from.counts.empty();
    ladder.one_step = from.one_step;
    ladder.never_down = from.never_down;
    ladder.up_at = from.up_at;
    ladder.down_at = from.down_at;
    ladder.grace = from.grace;
    ladder.warn = from.warn;
    ladder.only_when = lower_conditions(lowering, from.conditions);
    lowering.program.ladders[i] = std::move(ladder);
  }
}

}  // namespace setia::rules
