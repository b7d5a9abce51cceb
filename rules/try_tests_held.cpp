#include "rules/try_tests_held.hpp"

#include "engine/lapse.hpp"

namespace setia::rules {

std::int64_t held_until(const TestWorld& world, engine::MemberIndex member, const engine::Holding& holding, HeldUntil until) {
  const engine::Stamp now = world.event_at(engine::EventKind::kMember, world.time(), member).stamp;
  const auto ends = [&](const engine::Lot& lot) {
    return engine::last_day(world.versions(), holding, lot, world.member(member), {now.instant_second, now.program}) == until.day;
  };
  std::int64_t sum = 0;
  if (until.how == dsl::HeldHow::kHeld) {
    for (const engine::HeldLot& held : holding.held) sum += ends(held.lot) ? held.lot.left_micro : engine::Units{};
  } else if (until.how == dsl::HeldHow::kPending) {
    for (const engine::PendingLot& pending : holding.pending) sum += pending.release.day == until.day ? pending.lot.left_micro : engine::Units{};
  } else {
    for (const engine::Lot& lot : holding.lots) sum += ends(lot) ? lot.left_micro : engine::Units{};
  }
  return sum;
}

}  // namespace setia::rules
