// The past of a ledger that lives in memory: what tests of programs and quotes post, kept as it was judged.
#pragma once

#include <vector>

#include "engine/history.hpp"

namespace setia::engine {

class Remembered final : public History {
 public:
  // One entry per record, ascending; `past.event` of a record that is no event has no kind.
  void add(PastEvent past) { past_.push_back(std::move(past)); }

  Result<std::vector<Found>> find(std::string_view source, std::string_view id) override;
  Result<PastEvent> event(Sequence sequence) override;
  Status each_after(MemberIndex member, Sequence sequence, const RecordVisit& visit) override;

 private:
  std::vector<PastEvent> past_;
};

}  // namespace setia::engine
