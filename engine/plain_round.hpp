// One round of plain rules (engine/plain_rules.hpp), from what matched to what is given: the phases of [J1] for rules that ask
// for nothing special, without portions. It comes to the same as the phases of engine/payout.hpp and what follows them.
#pragma once

#include <vector>

#include "engine/index.hpp"
#include "engine/judge.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

class PlainRound {
 public:
  PlainRound(const Index& index, SlotReader& reader) : rules_(index.plain()), reader_(reader), scratch_(reader.scratch()) {}

  // What the rules found come to, in `round` and `cuts`, which are empty, and which of them say something; false when they ask for
  // more than plain rules do, and then what is in the first two means nothing.
  bool settle(std::vector<Accrual>& round, std::vector<Cut>& cuts, std::vector<RuleId>& said);
  // What was settled uses of limits: to be asked right after it.
  void count_usage(VersionOrdinal version, std::vector<Change>& changes);

 private:
  bool find_wishes();
  std::int64_t marks_within(const PlainRule& row, std::int64_t marks);
  bool wish_for(const PlainRule& row, PlainWish& wish);
  bool add_extras();
  bool add_extra(const PlainWish& base, PlainWish& extra, bool several);
  std::int64_t named_minor(const PlainRule& base, const PlainRule& extra) const;
  bool names(const PlainWish& base, const PlainWish& extra) const;
  void cut_by_own(PlainWish& wish, std::vector<Cut>& cuts);
  Wide exact_within(const PlainWish& wish, LimitId id);
  void list_bounds();
  bool cut_by_bounds(std::vector<Cut>& cuts);
  bool cut_by(LimitId id, std::size_t first, std::size_t last, std::vector<Cut>& cuts);
  bool share(LimitId id, Wide room, std::size_t first, std::size_t last, std::vector<Cut>& cuts);
  Wide used_now(const Limit& limit, std::size_t first, std::size_t last) const;
  PlainWish& wish_of(std::size_t bound) const { return scratch_.wishes()[scratch_.bounds[bound].wish]; }

  const PlainRules& rules_;
  SlotReader& reader_;
  Scratch& scratch_;
  bool bounded_ = false;
  bool alone_ = false;  // an extra must be the only one that multiplies
};

}  // namespace setia::engine
