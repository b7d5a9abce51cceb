// Rules that an event's own postings start: those with `reaches` over a unit, a counter, or a measure of units [J9] [J10].
//
// Breadth first: each round compares what was before it with what the postings so far have come to, and judges together all
// rules whose marks lie between; what these give may cross further marks in the next round. A mark is crossed upwards once in
// an event, and the checker proves that no rule which goes on for ever feeds itself.
#pragma once

#include <vector>

#include "engine/index.hpp"
#include "engine/judge.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

class FollowUps {
 public:
  FollowUps(const Index& index, SlotReader& reader) : index_(index), reader_(reader) {}

  // A rule that waits for marks to be crossed: all else that it asks for holds.
  void add(RuleId rule);
  void clear() { waiting_.clear(); }
  bool is_empty() const { return waiting_.empty(); }

  // Matches, in the scratch, the rules whose marks the postings so far have newly crossed; false when there are none.
  bool next(const std::vector<Accrual>& accruals, const std::vector<Change>& changes);

  // What a slot that is known after its event comes to with these.
  std::int64_t value_after(SlotId slot, const std::vector<Accrual>& accruals, const std::vector<Change>& changes);

 private:
  struct Mark {
    SlotId crossing;
    std::int64_t reached = 0;  // so far
  };
  struct Waiting {
    RuleId rule;
    std::vector<Mark> marks;
  };
  std::int64_t crossed(Waiting& waiting, const std::vector<Accrual>& accruals, const std::vector<Change>& changes);

  const Index& index_;
  SlotReader& reader_;
  std::vector<Waiting> waiting_;
  int rounds_ = 0;
};

// True when the slot counts what an event's own postings or steps change only after it was judged.
bool is_known_after(const Program& program, SlotId slot);

}  // namespace setia::engine
