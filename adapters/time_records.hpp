// Lets time pass for everybody: what closes and schedules start, as `time` records per due instant and step, members in
// joining order (ledger.md, "Time in the journal").
#pragma once

#include "adapters/ledger.hpp"

namespace setia::adapters {

inline constexpr std::uint32_t kMembersPerTimeRecord = 1'000;

struct TimeRecords {
  std::uint64_t records = 0;
  std::uint64_t postings = 0;
};

// Appends what runs for everybody up to and including `until`. Writes nothing when that is nothing.
engine::Result<TimeRecords> append_common_dues(Ledger& ledger, const engine::Moment& until);

// Appends one step of one instant for all members who have joined.
engine::Result<TimeRecords> append_step(Ledger& ledger, const engine::Passed& step);

}  // namespace setia::adapters
