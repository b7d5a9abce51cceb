// [T1] Civil times and instants by a table of offsets: spring and autumn, before the first change, and no table at all.
#include <catch2/catch.hpp>

#include "engine/offsets.hpp"

namespace setia::engine {
namespace {

constexpr std::int64_t kSpring = 1'806'195'600;  // 2027-03-28 01:00 UTC: 02:00 becomes 03:00 in Paris
constexpr std::int64_t kAutumn = 1'824'944'400;  // 2027-10-31 01:00 UTC: 03:00 becomes 02:00 in Paris
const Offsets kParis{{0, 3'600}, {kSpring, 7'200}, {kAutumn, 3'600}};
const Day kSpringDay = day_from({2027, 3, 28});
const Day kAutumnDay = day_from({2027, 10, 31});

Moment at(Day day, int minute) { return moment_of(kParis, {day, static_cast<Minute>(minute)}, {}); }

TEST_CASE("[T1] a civil time is an instant, whatever the season one looks from") {
  CHECK(at(kSpringDay, 0).second == kSpring - 7'200);
  CHECK(at(kSpringDay + 1, 0).second == kSpring + 75'600);
  CHECK(at(kAutumnDay, 0).second == kAutumn - 10'800);
  CHECK(at(kAutumnDay + 1, 0).second == kAutumn + 79'200);
}

TEST_CASE("[T1] a time that does not exist moves forward, one that comes twice is the first") {
  CHECK(at(kSpringDay, 150).second == kSpring);
  CHECK(at(kSpringDay, 150).program == CivilTime{kSpringDay, 180});
  CHECK(at(kAutumnDay, 150).second == kAutumn - 1'800);
}

TEST_CASE("[T1] an instant is a civil time") {
  CHECK(moment_at(kParis, kSpring - 60, {}).program == CivilTime{kSpringDay, 119});
  CHECK(moment_at(kParis, kSpring, {}).program == CivilTime{kSpringDay, 180});
  CHECK(moment_at(kParis, -60, {}).program == CivilTime{0, 59});
}

TEST_CASE("[T1] without a table the distance is that of the moment one looks from") {
  const Moment now{kSpring, {kSpringDay, 8 * 60 + 60}};  // eight hours east
  CHECK(moment_of({}, {kSpringDay, 0}, now).second == kSpring - 9 * 3'600);
  CHECK(moment_at({}, kSpring + 3'600, now).program == CivilTime{kSpringDay, 600});
}

}  // namespace
}  // namespace setia::engine
