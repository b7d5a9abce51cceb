// What events, lines and members say under a name: texts and exact numbers in the scales of the plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/history.hpp"

namespace setia::oracle {

using Texts = std::vector<std::string>;

// A value as a number in the scale of its type: money in minor units, numbers in millionths, dates as days, yes as 1.
std::optional<Exact> number_of(const rules::Plan& plan, const engine::Value& value, engine::ValueType type);

// A category with all the categories above it.
Texts with_parents(const rules::Plan& plan, const std::string& category);

// Empty when the line, event or member says nothing. Yes-or-no fields say "yes" or "no".
Texts texts_of_line(const Judging& judging, const engine::Line& line, const rules::AnyField& field);
Texts texts_of_event(const Judging& judging, const rules::AnyField& field);

std::optional<Exact> number_of_line(const Judging& judging, const engine::Line& line, rules::FieldRef field);
std::optional<Exact> number_of_event(const Judging& judging, const rules::AnyField& field);

bool is_of_lines(const rules::Plan& plan, const rules::AnyField& field);

// All texts of the folder's lists of these names.
Texts texts_of_lists(const rules::Plan& plan, const Texts& names);

}  // namespace setia::oracle
