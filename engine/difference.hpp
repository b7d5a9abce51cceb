// Says in a sentence what differs between a record as stored and as worked out anew.
#pragma once

#include <string>

#include "engine/record.hpp"

namespace setia::engine {

// "record 12, outcome: posting 3 …"; empty when all four parts are the same bytes.
std::string first_difference(const StoredRecord& stored, const StoredRecord& anew, const RecordStamp& stamp, MemberIndex member,
                             const RecordWorld& world);

}  // namespace setia::engine
