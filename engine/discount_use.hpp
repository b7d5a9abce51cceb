// What the discounts that a purchase reports use of limits and budgets [D1]: counted as taken, whatever a quote would allow.
#pragma once

#include <vector>

#include "engine/outcome.hpp"
#include "engine/reported_discounts.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

class DiscountUse {
 public:
  // Money, pieces and spend leave less room for what the event's rules give.
  void count(SlotReader& reader);
  // Adds to the uses that the event's rules made: one event is one time.
  void record(VersionOrdinal version, SlotReader& reader, std::vector<Change>& changes) const;
  bool took(RuleId rule) const;
  const std::vector<TakenOff>& taken() const { return taken_; }

 private:
  struct Use {
    LimitId limit;
    Wide used = 0;
  };
  Wide used(LimitId id, SlotReader& reader) const;

  std::vector<TakenOff> taken_;
  std::vector<Use> uses_;
};

}  // namespace setia::engine
