// How long the laws run and where they begin: `SETIA_LAWS_SEED` names the first seed, `SETIA_LAWS_TIMES` multiplies the
// number of cases (`tests/run --long` sets it).
#pragma once

#include <cstdint>

namespace setia::laws {

std::uint64_t first_seed();
std::int64_t how_many(std::int64_t normally);

}  // namespace setia::laws
