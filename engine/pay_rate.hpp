// The rate of a `pay with` at one receipt: units into money and back, exactly.
#pragma once

#include "engine/event.hpp"
#include "engine/program.hpp"

namespace setia::engine {

class ExactRate {
 public:
  ExactRate(const Program& program, const Event& event, const PayRate& rate);

  // Minor units that `micro` pay, rounded down; 0 where the rate's lines hold nothing.
  Wide money_for(Wide micro) const { return micro_ == 0 ? 0 : micro * minor_ / micro_; }
  // The most that pays no more than `minor`, to the millionth.
  Wide units_within(Wide minor) const { return minor_ == 0 ? 0 : minor * micro_ / minor_; }
  // The fewest units, in whole steps, that pay `minor`.
  Wide units_for(Wide minor, Wide step) const;

 private:
  Wide minor_ = 0, micro_ = 0;  // in lowest terms, below 2^63: `micro_` pay `minor_`
};

}  // namespace setia::engine
