// Vouchers that somebody takes away.
#pragma once

#include <cstdint>

#include "engine/history.hpp"

namespace setia::engine {

// What a redemption got, and how many of these were taken away since.
struct Redeemed {
  LotNumber lot = 0;
  std::int64_t got = 0, voided = 0;
};
Redeemed vouchers_of(const Case& redemption);

}  // namespace setia::engine
