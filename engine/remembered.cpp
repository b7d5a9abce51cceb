#include "engine/remembered.hpp"

#include <algorithm>

namespace setia::engine {

Result<std::vector<History::Found>> Remembered::find(std::string_view source, std::string_view id) {
  std::vector<Found> anywhere;
  for (const PastEvent& past : past_) {
    if (past.event.kind == EventKind{} || past.event.id != id) continue;
    if (past.event.stamp.source == source) return std::vector<Found>{{past.event.stamp.source, past.sequence}};
    anywhere.push_back({past.event.stamp.source, past.sequence});
  }
  return anywhere;
}

Result<PastEvent> Remembered::event(Sequence sequence) {
  const auto place = std::find_if(past_.begin(), past_.end(), [&](const PastEvent& past) { return past.sequence == sequence; });
  if (place == past_.end()) return Failure{Reason::kNotFound, "Record " + std::to_string(sequence) + " is missing.", ""};
  return *place;
}

Status Remembered::each_after(MemberIndex member, Sequence sequence, const RecordVisit& visit) {
  for (const PastEvent& past : past_) {
    const auto& members = past.outcome.members;
    if (past.sequence > sequence && std::find(members.begin(), members.end(), member) != members.end()) visit(past.sequence, past.event.stamp.instant_second, past.outcome);
  }
  return Done{};
}

}  // namespace setia::engine
