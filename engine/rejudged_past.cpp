#include "engine/rejudged_past.hpp"

#include <algorithm>

#include "engine/ensure.hpp"

namespace setia::engine {

PastEvent& RejudgedPast::add(Sequence sequence, const Outcome& outcome) {
  ENSURE(sequence == records_.size() + 1);
  PastEvent& past = records_.emplace_back();
  past.sequence = sequence;
  past.outcome = outcome;
  past.facts = outcome.facts;
  return past;
}

void RejudgedPast::add(Sequence sequence, std::int64_t second, const Outcome& outcome) { add(sequence, outcome).event.stamp.instant_second = second; }

void RejudgedPast::add(Sequence sequence, const Event& event, const Outcome& outcome) {
  add(sequence, outcome).event = event;
  ids_[event.id].push_back({event.stamp.source, sequence});
}

Result<std::vector<History::Found>> RejudgedPast::find(std::string_view source, std::string_view id) {
  const auto found = ids_.find(id);
  if (found == ids_.end()) return std::vector<Found>{};
  std::vector<Found> all = found->second;
  for (const Found& one : all)
    if (one.source == source) return std::vector<Found>{one};
  std::sort(all.begin(), all.end(), [](const Found& a, const Found& b) { return a.source < b.source; });
  return all;
}

Result<PastEvent> RejudgedPast::event(Sequence sequence) {
  if (sequence == 0 || sequence > records_.size()) return Failure{Reason::kDiffers, "Record " + std::to_string(sequence) + " is missing.", ""};
  return records_[sequence - 1];
}

Status RejudgedPast::each_after(MemberIndex member, Sequence sequence, const RecordVisit& visit) {
  for (std::size_t at = sequence; at < records_.size(); ++at) {
    const std::vector<MemberIndex>& members = records_[at].outcome.members;
    if (std::find(members.begin(), members.end(), member) != members.end()) visit(records_[at].sequence, records_[at].event.stamp.instant_second, records_[at].outcome);
  }
  return Done{};
}

}  // namespace setia::engine
