// What a purchase reports as taken off: `discounts[line rule amount spend]`, kept in the event's fields as written [D1].
#pragma once

#include <optional>
#include <vector>

#include "engine/event.hpp"
#include "engine/outcome.hpp"
#include "engine/program.hpp"

namespace setia::engine {

struct TakenOff {
  RuleId rule;
  std::int32_t line = -1;              // index into Event::lines; -1: of the receipt as a whole
  std::int64_t minor = 0;
  std::optional<std::int64_t> spend_minor = std::nullopt;  // of the line as it stood, what a limit on spend counts; empty: the line whole
  friend bool operator==(const TakenOff&, const TakenOff&) = default;
};

bool reports_discounts(const Event& event);

// Why the report cannot be read: an entry without rule or amount, or of a line that there is not.
std::optional<Refusal> unfit_report(const Event& event, int currency_decimals);

// What rules of the program took, ascending by rule and line. Of an event whose report is fit.
std::vector<TakenOff> reported_discounts(const Program& program, const Event& event);

// Names in the report that no rule of the program takes discounts by, as written.
std::vector<std::string> unknown_discounts(const Program& program, const Event& event);

// Minor units that the rules took.
std::int64_t discount_from(const Program& program, const Event& event, const std::vector<RuleId>& rules);

// The receipt as it was before its rules' discounts; reports nothing.
Event without_discounts(const Program& program, const Event& event);

// Takes off what a quote allows and reports it, as a till does.
void take_off(const std::vector<TakenOff>& taken, const Program& program, Event& event);

// Lets the tenders that say how much they pay pay so much less, the last one first: what a till asked with was the price before.
void lower_payments(std::int64_t minor, Event& event);

// The part of the report that belongs to the kept part of a receipt [D4].
void keep_discounts(const Program& program, const Event& receipt, Event& kept);

}  // namespace setia::engine
