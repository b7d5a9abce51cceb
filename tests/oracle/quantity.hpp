// What a quantity comes to, worked out from the whole history each time.
#pragma once

#include <optional>

#include "tests/oracle/lines.hpp"

namespace setia::oracle {

struct Amounts {
  Exact before;                        // without the event being judged [J9]
  Exact now;
};

// In the scale of the quantity's type (plan.hpp); pieces in millionths. Empty when a field is missing.
std::optional<Amounts> amounts_of(const Judging& judging, const rules::QuantityPlan& quantity);
std::optional<Exact> amount_of(const Judging& judging, const rules::QuantityPlan& quantity);

// The days of a window around the event's own day [T2]; empty when the member never joined and the window asks for it.
std::optional<engine::DayRange> days_of(const Judging& judging, const rules::WindowPlan& window);

// The latest instant of a happening of the member before this event, with its day.
struct LastTime {
  engine::Day day = 0;
  std::int64_t second = 0;
};
std::optional<LastTime> last_time(const Judging& judging, dsl::HappeningKind happening);

// The event as it was judged, seen again.
Judging judging_of(const History& history, const Past& past);

}  // namespace setia::oracle
