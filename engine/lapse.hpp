// When an available lot lapses: the day after its last, put off while something keeps it [U1].
#pragma once

#include <optional>

#include "engine/giving.hpp"
#include "engine/moment.hpp"
#include "engine/state.hpp"

namespace setia::engine {

// A unit as the youngest version up to `version` says it.
struct UnitThen {
  VersionOrdinal version;
  UnitId unit;
};
UnitThen unit_as_of(const Versions& versions, std::uint32_t key, VersionOrdinal version);

// The last day on which it is valid, by its own life and by what the member last did, as of now; kNever where none is known.
Day last_day(const Versions& versions, const Holding& holding, const Lot& lot, const MemberState& member, const Moment& now);

// The first day on which the lot would be gone, whatever keeps it; kNever where no day is known.
Day gone_on(const Versions& versions, const Holding& holding, const Lot& lot, const MemberState& member, const Moment& now);

// The instant up to `until` at which it lapses, with all that the member is now. What keeps it is asked at 00:00 of each day,
// and at once for a day that is past.
std::optional<Moment> lapse_of(const DueWorld& world, const Holding& holding, const Lot& lot, MemberIndex index, const MemberState& member,
                               const Moment& until);

}  // namespace setia::engine
