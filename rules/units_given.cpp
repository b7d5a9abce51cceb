// Which units a give of a plan posts.
#include "rules/units_given.hpp"

namespace setia::rules {

std::vector<UnitRef> units_given(const GivePlan& give) {
  if (const auto* flat = std::get_if<GiveFlatPlan>(&give.kind)) return {flat->unit};
  if (const auto* per = std::get_if<GivePerPlan>(&give.kind)) return {per->unit};
  if (const auto* percent = std::get_if<GivePercentPlan>(&give.kind)) return {percent->unit};
  if (const auto* percent = std::get_if<GivePercentByPlan>(&give.kind)) return {percent->unit};
  if (const auto* by = std::get_if<GiveByPlan>(&give.kind)) return by->units;
  if (const auto* multiply = std::get_if<MultiplyPlan>(&give.kind)) return {multiply->unit};
  return {};
}

}  // namespace setia::rules
