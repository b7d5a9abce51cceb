// How long what is given lives, and what a unit is.
#pragma once

#include "rules/lowering.hpp"

namespace setia::rules {

engine::Life lower_life(Lowering& lowering, const LifePlan& life);
engine::Expiry lower_expiry(Lowering& lowering, engine::Expiry expiry);
engine::Unit lower_unit(const Plan& plan, const UnitPlan& unit);  // without its life, which may read other units

}  // namespace setia::rules
