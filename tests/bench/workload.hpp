// The reference workload: receipts of one year, the same on every machine for the same seed.
//
// Members are Zipf-distributed (events / 20 of them), baskets hold 1 to 15 lines of 5,000 products in 40 categories, sold in
// 200 stores.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/event.hpp"
#include "engine/symbols.hpp"

namespace setia::bench {

struct Person {
  engine::Day birthday = 0;
  bool is_gold = false;
};

struct Workload {
  std::vector<Person> persons;           // by member index; [0] is nobody
  std::vector<engine::Event> receipts;   // in order of time
};

Workload make_workload(std::uint64_t seed, std::size_t receipts, engine::Symbols& symbols);

// The event with which a person joins, before the year begins.
engine::Event joining(const Workload& workload, std::size_t person);

}  // namespace setia::bench
