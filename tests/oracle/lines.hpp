// Which lines of a basket fit, and what each line is worth as spend, pieces or a field.
#pragma once

#include <vector>

#include "tests/oracle/fields.hpp"

namespace setia::oracle {

// A discount line (negative) fits nothing that names lines.
bool fits(const Judging& judging, const engine::Line& line, const rules::WhatPlan& what);
bool fits(const Judging& judging, const engine::Line& line, const rules::LinesPlan& lines);

// Whose tenders count; empty is all of them.
struct Payers {
  Texts methods;
  bool excluded = false;
};

bool earns(const rules::Plan& plan, const std::string& unit, const std::vector<rules::UnitRef>& earning);

// Spend of each line in minor units [J8]: after discounts, less what was paid with units not in `earning`.
std::vector<Exact> spend_of_lines(const Judging& judging, const Payers& payers, bool without_tax,
                                  const std::vector<rules::UnitRef>& earning);

Exact basket_total(const engine::Event& event, bool before_discounts, bool without_tax);

}  // namespace setia::oracle
