// What a purchase reports against what a quote allows: marked, never changed [D1] [D3].
#pragma once

#include <string>
#include <vector>

#include "engine/discount_quote.hpp"

namespace setia::engine {

// One sentence for each rule that took more than `quote` allows, and for each name in the report that takes no discounts.
void mark_excess(const Program& program, const Event& event, const DiscountQuote& quote, std::vector<std::string>& messages);

// One for each code of the event that no line of the program asks for: by its place, since what it is called stands in the event.
void mark_unknown_codes(const Program& program, const Event& event, std::vector<std::string>& messages);

// What rules with discounts took, or why they took nothing.
void trace_discounts(const Program& program, const Event& event, const DiscountQuote& quote, std::vector<RuleTrace>& rules);

}  // namespace setia::engine
