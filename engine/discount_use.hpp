// What the discounts that a purchase reports use of limits and budgets [D1]: counted as taken, whatever a quote would allow.
#pragma once

#include <vector>

#include "engine/outcome.hpp"
#include "engine/reported_discounts.hpp"
#include "engine/slot_reader.hpp"
#include "engine/stacks.hpp"

namespace setia::engine {

class DiscountUse {
 public:
  // Money, pieces and spend leave less room for what the event's rules give.
  void count(SlotReader& reader);
  // Adds to the uses that the event's rules made: one event is one time.
  void record(VersionOrdinal version, SlotReader& reader, std::vector<Change>& changes) const;
  // A discount that was taken has won its stack, and of several the largest [D1] [J6]: what other rules of it would give there they give
  // up. Adds their losses, and says whether there are any.
  bool win_stacks(SlotReader& reader, std::vector<Loss>& losses) const;
  bool took(RuleId rule) const;
  const std::vector<TakenOff>& taken() const { return taken_; }

 private:
  struct Use {
    LimitId limit;
    Wide used = 0;
  };
  Wide used(LimitId id, SlotReader& reader) const;
  std::optional<RuleId> winner(StackId stack, std::int32_t line, const Program& program) const;

  std::vector<TakenOff> taken_;
  std::vector<Use> uses_;
};

}  // namespace setia::engine
