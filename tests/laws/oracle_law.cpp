// [Law] The slow evaluator and the engine agree on every event and on every balance.
#include <catch2/catch.hpp>

#include "tests/laws/agreement.hpp"
#include "tests/laws/run_length.hpp"

namespace setia::laws {
namespace {

constexpr std::int64_t kOracleEvents = 24;

constexpr std::int64_t kPairs = 5'000;

}  // namespace

TEST_CASE("the oracle agrees with the engine on random programs and histories", "[law]") {
  const std::uint64_t first = first_seed();
  const std::int64_t pairs = how_many(kPairs);
  std::int64_t tries = 0, differing = 0;
  for (std::int64_t i = 0; i < pairs; ++i) {
    const Pair pair = make_pair(first + static_cast<std::uint64_t>(i), kOracleEvents, tries);
    if (!difference(pair)) continue;
    ++differing;
    FAIL_CHECK(report(shrunk(pair)));
    if (differing == 3) break;
  }
  INFO("first seed " << first << ", " << pairs << " pairs, " << tries << " programs tried");
  CHECK(differing == 0);
  CHECK(tries < 3 * pairs);  // the generator mostly says what the check accepts
}

}  // namespace setia::laws
