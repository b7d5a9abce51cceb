// How long what was given lives: release and last valid day, by the sentences of [T2] and [T4].
#pragma once

#include "tests/oracle/history.hpp"

namespace setia::oracle {

// The day after that many days, weeks, months or years.
engine::Day add_length(engine::Day day, const engine::Length& length);

struct LifeOfGift {
  std::int64_t release_second = 0;        // 0: by day
  engine::Day release_day = engine::kAlways;
  engine::Day last_valid = engine::kNever;
};

// `earned` is the day of the program's zone that the event counts on.
LifeOfGift life_of_unit(const Judging& judging, std::size_t unit, engine::Day earned);  // without a rule
LifeOfGift life_of(const Judging& judging, std::size_t rule, std::size_t unit, engine::Day earned);

}  // namespace setia::oracle
