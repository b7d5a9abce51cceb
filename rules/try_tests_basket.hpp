// A basket of a test as the receipt that a till would send.
#pragma once

#include "dsl/clause.hpp"
#include "engine/event.hpp"
#include "rules/try_tests_world.hpp"

namespace setia::rules {

void fill_receipt(TestWorld& world, const dsl::Basket& basket, engine::Event& event);

// What a return names of its receipt: an amount, pieces, or a sku.
void fill_return(TestWorld& world, const std::variant<dsl::Amount, std::int64_t, dsl::Name>& what, engine::Event& event);

// A fact of an event that is no basket: where it has a place, else by its name.
void set_fact(TestWorld& world, const dsl::Fact& fact, engine::Event& event);

// One line of goods, for what a test says was spent.
engine::Line goods_line(TestWorld& world, std::int64_t minor, const std::string& category);

}  // namespace setia::rules
