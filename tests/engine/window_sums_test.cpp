#include "engine/windows.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "engine/state.hpp"

namespace setia::engine {
namespace {

constexpr std::uint32_t kSpent = 4;
constexpr std::uint8_t kMonthAndEver = 1U << static_cast<unsigned>(CalendarUnit::kMonth) | 1U << kForEver;

// As taking a change does: the row first, then the sums.
void gather(MemberState& member, Day day, std::int64_t amount) {
  const auto place = std::find_if(member.gathered.begin(), member.gathered.end(), [&](const Gathered& row) { return row.at >= day; });
  if (place != member.gathered.end() && place->at == day) place->value += amount;
  else member.gathered.insert(place, {kSpent, SymbolId{}, day, amount, 1});
  move_sums(CalendarRules{}, kSpent, kMonthAndEver, day, amount, member);
}

std::int64_t added_up(const MemberState& member, DayRange days) {
  std::int64_t sum = 0;
  for (const Gathered& row : member.gathered) sum += days.contains(static_cast<Day>(row.at)) ? row.value : 0;
  return sum;
}

}  // namespace

TEST_CASE("sums of windows are those of their rows, whatever the order of days") {
  MemberState member;
  const Day begin = day_from({2027, 1, 1});
  std::uint32_t dice = 7;
  for (int i = 0; i < 400; ++i) {
    dice = dice * 1'664'525 + 1'013'904'223;
    const Day late = i % 5 == 0 ? static_cast<Day>(dice >> 27) : 0;
    gather(member, begin + i / 2 - late, i % 7 == 3 ? -40 : 100 + i);
    for (const Day day : {begin + i / 2, begin + i / 2 - 40, begin + i / 2 + 40}) {
      const DayRange month = calendar_window(CalendarRules{}, CalendarUnit::kMonth, day);
      REQUIRE(gathered_in(member, kSpent, month) == added_up(member, month));
    }
    REQUIRE(gathered_in(member, kSpent, {}) == added_up(member, {}));
    REQUIRE(gathered_in(member, kSpent + 1, {}) == 0);
  }
  CHECK(member.sums.size() == 2);  // one month, the latest, and all
}

TEST_CASE("a sum that does not fit is not kept, and the rows are added up") {
  MemberState member;
  for (Day day = 0; day < 20; ++day) gather(member, day, 1);
  REQUIRE(member.sums.size() == 2);
  gather(member, 20, INT64_MAX - 25);
  gather(member, 21, 100);
  CHECK(gathered_in(member, kSpent, {}) == Wide{INT64_MAX} + 95);
}

}  // namespace setia::engine
