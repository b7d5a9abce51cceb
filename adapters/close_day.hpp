// Lets time pass for every member up to 00:00 after a day, through time records of at most kMembersPerTimeRecord members.
#pragma once

#include "adapters/time_records.hpp"

namespace setia::adapters {

// `day` is of the program's zone; kInvalid when it is not over. Closing a day again writes nothing.
engine::Result<TimeRecords> close_day(Ledger& ledger, engine::Day day);

}  // namespace setia::adapters
