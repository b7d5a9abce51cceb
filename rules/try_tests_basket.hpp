// A basket of a test as the receipt that a till would send, and an activity as its event.
#pragma once

#include "dsl/clause.hpp"
#include "engine/event.hpp"
#include "rules/try_tests_world.hpp"

namespace setia::rules {

// An activity of that name and those facts.
void fill_activity(TestWorld& world, const std::string& name, const std::vector<dsl::Fact>& facts, engine::Event& event);

void fill_receipt(TestWorld& world, const dsl::Basket& basket, engine::Event& event);

// One line of goods, for what a test says was spent.
engine::Line goods_line(TestWorld& world, std::int64_t minor, const std::string& category);

}  // namespace setia::rules
