// What came of the records that were judged anew, kept in memory: a return judged anew takes back what its receipt was given
// then, not what the journal says that it was given.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/history.hpp"

namespace setia::engine {

class RejudgedPast final : public History {
 public:
  // Records come in order of their sequence. Of an event as it was judged; of what is no event, by its instant.
  void add(Sequence sequence, const Event& event, const Outcome& outcome);
  void add(Sequence sequence, std::int64_t second, const Outcome& outcome);

  Result<std::vector<Found>> find(std::string_view source, std::string_view id) override;
  Result<PastEvent> event(Sequence sequence) override;
  Status each_after(MemberIndex member, Sequence sequence, const RecordVisit& visit) override;

 private:
  PastEvent& add(Sequence sequence, const Outcome& outcome);

  std::vector<PastEvent> records_;                           // by sequence, from 1
  std::map<std::string, std::vector<Found>, std::less<>> ids_;
};

}  // namespace setia::engine
