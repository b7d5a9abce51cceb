// Durable posting through the door, and raw SQLite writing the same bytes or the same facts as plain rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/workload.hpp"

namespace setia::bench {

struct Pace {
  std::uint64_t events = 0;
  std::int64_t nanoseconds = 0;
};

// Posts every line of JSON, committing every `per_commit` events. The ledger is left at `path`.
Pace post_durably(const std::string& path, const std::string& program, const std::vector<std::string>& joins, const std::vector<std::string>& receipts,
                  std::size_t per_commit);

// Writes the records of the ledger at `path` for its last `events` events into another file, row by row as they stand there.
Pace write_same_bytes(const std::string& path, const std::string& copy, std::uint64_t events, std::size_t per_commit);

// Writes each receipt as an event row, a row for each of its postings, and its member's row of state.
Pace write_plain_rows(const std::string& path, const std::vector<std::string>& receipts, const Workload& workload, std::size_t rows_per_event, std::size_t per_commit);

}  // namespace setia::bench
