#include "engine/reward_desk.hpp"

#include <algorithm>

#include "engine/amount_text.hpp"
#include "engine/event_fields.hpp"
#include "engine/limits.hpp"
#include "engine/tables.hpp"

namespace setia::engine {
namespace {

constexpr std::int64_t kOneVoucherMicro = 1'000'000;  // one voucher

}  // namespace

const Reward* reward_named(const Program& program, std::string_view name) {
  const auto found = std::find_if(program.rewards.begin(), program.rewards.end(), [&](const Reward& one) { return one.name == name; });
  return found == program.rewards.end() ? nullptr : &*found;
}

const Reward* reward_of(const Program& program, UnitId voucher) {
  const auto found = std::find_if(program.rewards.begin(), program.rewards.end(), [&](const Reward& one) { return one.voucher == voucher; });
  return found == program.rewards.end() ? nullptr : &*found;
}

std::optional<Refusal> RewardDesk::refusal_of(std::int64_t count) {
  const std::string name = "The reward " + in_quotes(reward_.name);
  if (!reader_.is_between(reward_.from, reward_.until))
    return Refusal{RefusalReason::kDate, "reward", name + (reader_.when() < reward_.from ? " cannot be had before " + day_in_words(reward_.from.day) : " could be had until " + day_in_words(reward_.until.day)) + ".",
                   "Ask for another reward."};
  if (!reader_.holds_all(reward_.checks))
    return Refusal{RefusalReason::kCondition, "reward", name + " is not for this member, or not now.", "Read the lines  only when  below the reward."};
  const Wide held = held_micro(reader_.member(), voucher_.key);
  if (voucher_.held_cap_micro && held + Wide{count} * kOneVoucherMicro > *voucher_.held_cap_micro)
    return Refusal{RefusalReason::kLimit, "reward", "Nobody holds more than " + std::to_string(*voucher_.held_cap_micro / kOneVoucherMicro) + " of " + in_quotes(reward_.name) + ", and the member holds " + std::to_string(static_cast<std::int64_t>(held / kOneVoucherMicro)) + ".",
                   "Use one first."};
  return refusal_by_limits(count);
}

// The smallest room is the one named [J5].
std::optional<Refusal> RewardDesk::refusal_by_limits(std::int64_t count) {
  const Limit* smallest = nullptr;
  Wide least = Wide{count} * kOneVoucherMicro;
  for (const LimitId id : reward_.limits) {
    const Limit& limit = reader_.program().limits[id.index()];
    if (!counts_now(limit, reader_)) continue;
    const Wide room = units_within(limit, room_of(limit, reader_), voucher_, kOneVoucherMicro);
    if (room >= least) continue;
    least = room;
    smallest = &limit;
  }
  if (smallest == nullptr) return std::nullopt;
  const bool stock = smallest->scope == CapScope::kTotal;
  const std::string left = least == 0 ? "none" : std::to_string(static_cast<std::int64_t>(least / kOneVoucherMicro));
  return Refusal{stock ? RefusalReason::kBudget : RefusalReason::kLimit, "reward",
                 (stock ? "Of " + in_quotes(reward_.name) + " there is " : "A limit of " + in_quotes(reward_.name) + " leaves ") + left + (stock ? " left." : " for this member."),
                 "Ask for no more than that, or for another reward."};
}

std::optional<Refusal> RewardDesk::find_price(std::int64_t count, Amounts& price) {
  price.clear();
  if (auto refusal = find_one(price)) return refusal;
  for (auto& [unit, micro] : price)
    if (__builtin_mul_overflow(micro, count, &micro))
      return Refusal{RefusalReason::kOverflow, "count", "So many rewards cost more than can be counted.", "Ask for fewer."};
  return std::nullopt;
}

std::optional<Refusal> RewardDesk::find_one(Amounts& price) {
  const Program& program = reader_.program();
  if (reward_.quoted_in) {
    const auto quoted = micro_in(reader_.event().more, "price");
    if (!quoted || *quoted <= 0)
      return Refusal{RefusalReason::kAmount, "price", "The price of " + in_quotes(reward_.name) + " is quoted, and the request names none.",
                     "Write it in " + program.units[reward_.quoted_in->index()].name + ", as in \"price\": 500."};
    price.emplace_back(*reward_.quoted_in, *quoted);
    return std::nullopt;
  }
  if (reward_.table) {
    const TableRow* row = find_row(program.tables[reward_.table->index()], -1, reader_);
    if (row == nullptr || row->values.front().num <= 0)
      return Refusal{RefusalReason::kCondition, "reward", "No row of the prices of " + in_quotes(reward_.name) + " fits this request.", "Say with the request what the table asks for."};
    price.emplace_back(*reward_.tabled_in, row->values.front().num / row->values.front().den);
    return std::nullopt;
  }
  for (auto one = reward_.prices.rbegin(); one != reward_.prices.rend(); ++one) {
    if (!one->days.contains(reader_.day())) continue;
    price = one->amounts;
    return std::nullopt;
  }
  return Refusal{RefusalReason::kCondition, "reward", "The reward " + in_quotes(reward_.name) + (reward_.prices.empty() ? " is given by rules and not bought." : " has no price yet."),
                 "Ask for a reward that has a price."};
}

void RewardDesk::count_usage(std::int64_t count, VersionOrdinal version, std::vector<Change>& changes) {
  for (const LimitId id : reward_.limits) {
    const Limit& limit = reader_.program().limits[id.index()];
    if (!is_kept(limit) || !counts_now(limit, reader_)) continue;
    const Wide used = limit.kind == CapKind::kTimes ? Wide{1} : use_of(limit, Wide{count} * kOneVoucherMicro, voucher_);
    changes.push_back(usage_change(id, limit, version, reader_.event().member, used, reader_));
  }
}

}  // namespace setia::engine
