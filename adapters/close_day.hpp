// Lets time pass for every member up to 00:00 after a day, through time records of at most kMembersPerTimeRecord members.
#pragma once

#include "adapters/ledger.hpp"

namespace setia::adapters {

inline constexpr std::uint32_t kMembersPerTimeRecord = 1'000;

struct DayClosed {
  std::uint64_t records = 0;
  std::uint64_t postings = 0;
};

// `day` is of the program's zone; kInvalid when it is not over. Closing a day again writes nothing.
engine::Result<DayClosed> close_day(Ledger& ledger, engine::Day day);

}  // namespace setia::adapters
