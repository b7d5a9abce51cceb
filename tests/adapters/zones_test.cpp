#include "adapters/zones.hpp"

#include <catch2/catch.hpp>

using namespace setia::adapters;
using setia::engine::CivilTime;

namespace {
constexpr setia::engine::Day kSpring = 20'541;  // 2026-03-29: Europe/Paris skips 02:00 to 03:00
constexpr setia::engine::Day kAutumn = 20'751;  // 2026-10-24's next day, 2026-10-25: 02:00 to 03:00 comes twice
CivilTime at(setia::engine::Day day, int hour, int minute) { return {day, static_cast<setia::engine::Minute>(hour * 60 + minute)}; }
}  // namespace

TEST_CASE("[T1] a local time that does not exist moves forward") {
  const SystemZones zones;
  const std::int64_t second = zones.instant("Europe/Paris", at(kSpring, 2, 30), 0);
  CHECK(zones.local("Europe/Paris", second) == at(kSpring, 3, 0));
  CHECK(how_often("Europe/Paris", at(kSpring, 2, 30), 0) == Happens::kNever);
}

TEST_CASE("[T1] a local time that comes twice is the first") {
  const SystemZones zones;
  const std::int64_t second = zones.instant("Europe/Paris", at(kAutumn, 2, 30), 15);
  CHECK(zones.offset_seconds("Europe/Paris", second) == 7200);
  CHECK(zones.offset_seconds("Europe/Paris", second + 3600) == 3600);
  CHECK(zones.local("Europe/Paris", second + 3600) == at(kAutumn, 2, 30));
  CHECK(how_often("Europe/Paris", at(kAutumn, 2, 30), 15) == Happens::kTwice);
}

TEST_CASE("an instant and its local time are inverse, whichever zone was asked before") {
  const SystemZones zones;
  for (const char* zone : {"Asia/Jakarta", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"}) {
    for (int month = 0; month < 24; ++month) {
      const CivilTime civil = at(20'000 + month * 31, 12, 34);
      CAPTURE(zone, civil.day);
      CHECK(zones.local(zone, zones.instant(zone, civil, 0)) == civil);
    }
  }
}

TEST_CASE("days before 1970 are cut towards the past") { CHECK(civil_time(-1) == CivilTime{-1, 1439}); }

TEST_CASE("a zone that does not exist is not known") {
  const SystemZones zones;
  CHECK(zones.known("Asia/Jakarta"));
  CHECK_FALSE(zones.known("Asia/Jakarte"));
  CHECK_FALSE(zones.known(""));
  CHECK_FALSE(zones.known("tzdata.zi"));
  CHECK_FALSE(zones.known("../../../etc/passwd"));
}

TEST_CASE("[T1] a zone's offsets as data answer as the zone does, around every change") {
  const SystemZones zones;
  for (const char* name : {"Europe/Paris", "Asia/Jakarta", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Beirut", "Africa/Casablanca"}) {
    const setia::engine::Offsets offsets = zones.offsets(name);
    for (const setia::engine::OffsetChange& change : offsets) {
      if (change.second == 0) continue;
      for (std::int64_t second = change.second - 90'000; second <= change.second + 90'000; second += 1'800) {
        const setia::engine::Moment moment = moment_at(offsets, second, {});
        CAPTURE(name, second);
        REQUIRE(moment.program == zones.local(name, second));
        REQUIRE(moment_of(offsets, moment.program, {}).second == zones.instant(name, moment.program, 0));
      }
    }
  }
}
