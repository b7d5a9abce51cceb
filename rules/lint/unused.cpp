// Declarations that nothing uses.
#include "rules/lint/lint.hpp"

namespace setia::rules {
namespace {

void warn(Context& context, dsl::Span at, const std::string& what, const std::string& name) {
  context.messages.warning({.code = "S101",
                            .at = at,
                            .title = "Nothing uses the " + what + ' ' + in_quotes(name),
                            .label = "declared here",
                            .help = "Use it, or leave it out"});
}

}  // namespace

void warn_unused(Context& context) {
  for (const NameKind kind :
       {NameKind::kUnit, NameKind::kItems, NameKind::kSegment, NameKind::kMeasure, NameKind::kCounter,
        NameKind::kPeriod, NameKind::kStack, NameKind::kLimit, NameKind::kReferral})
    for (const auto& [name, entry] : context.catalog.table(kind))
      if (!entry.used && entry.span.line > 0) warn(context, entry.span, in_words(kind), name);
  for (const RewardPlan& reward : context.plan.rewards) {
    const bool bought = !reward.prices.empty() || reward.quoted_in || reward.tabled_in;
    if (!bought && !context.catalog.peek(NameKind::kReward, reward.name)->used) warn(context, reward.span, "reward", reward.name);
  }
  for (std::size_t i = 0; i < context.plan.fields.size(); ++i)
    if (!context.field_used[i]) warn(context, context.plan.fields[i].span, "field", context.plan.fields[i].name);
}

}  // namespace setia::rules
