// One reward and one request for it: what it costs, and why it cannot be had [X2] [X4] [X5].
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/outcome.hpp"
#include "engine/reward.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

// Null when the program has none of that name.
const Reward* reward_named(const Program& program, std::string_view name);
// Who may get it, asked of the one it is given to.
inline const std::vector<Check>& checks_of(const Reward& reward, Receiver to) { return to == Receiver::kReferrer ? reward.referrer_checks : reward.checks; }
// Null when no reward has this voucher.
const Reward* reward_of(const Program& program, UnitId voucher);

// Everything must outlive it.
class RewardDesk {
 public:
  RewardDesk(const Reward& reward, SlotReader& reader)
      : reward_(reward), reader_(reader), voucher_(reader.program().units[reward.voucher.index()]) {}

  // Why nobody may have `count` of them now, or this member may not; nothing when they may.
  std::optional<Refusal> refusal_of(std::int64_t count);

  // What `count` of them cost, in millionths of each unit; a refusal when it is not bought, or nothing says its price.
  using Amounts = std::vector<std::pair<UnitId, std::int64_t>>;
  std::optional<Refusal> find_price(std::int64_t count, Amounts& price);

  // What having `count` of them uses of the limits.
  void count_usage(std::int64_t count, VersionOrdinal version, std::vector<Change>& changes);

 private:
  std::optional<Refusal> refusal_by_limits(std::int64_t count);
  std::optional<Refusal> find_one(Amounts& price);

  const Reward& reward_;
  SlotReader& reader_;
  const Unit& voucher_;
};

}  // namespace setia::engine
