#include "engine/plain_rules.hpp"

#include <algorithm>
#include <optional>

#include "engine/base.hpp"
#include "engine/index.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

// Scopes by name, so that a new one is not plain until somebody says so.
bool is_plain_scope(CapScope scope) {
  switch (scope) {
    case CapScope::kReceipt:
    case CapScope::kMember:
    case CapScope::kStore:
    case CapScope::kPaymentCard:
    case CapScope::kField:
    case CapScope::kTotal: return true;
    default: return false;
  }
}

bool is_plain_limit(const Limit& limit) {
  const bool amounts = limit.kind == CapKind::kTimes || limit.kind == CapKind::kUnits || limit.kind == CapKind::kMoney;
  return amounts && !limit.all_or_nothing && is_plain_scope(limit.scope);
}

bool is_plain_rule(const Program& program, const Index& index, RuleId id) {
  const Rule& rule = program.rules[id.index()];
  const auto bounds_plainly = [&](LimitId limit) { return is_plain_limit(program.limits[limit.index()]); };
  if (rule.gives.size() != 1 || !rule.discounts.empty() || !rule.moves.empty() || rule.stack || rule.all_or_nothing || index.by_line(id)) return false;
  return std::all_of(rule.own.begin(), rule.own.end(), bounds_plainly) && std::all_of(rule.shared.begin(), rule.shared.end(), bounds_plainly);
}

bool is_plain_unit(const Unit& unit) {
  const bool balance = unit.kind == UnitKind::kPoints || unit.kind == UnitKind::kWallet;
  return balance && !unit.held_cap_micro && is_short(unit.denominator);
}

// The one stage that rounds what a rule gives: of each rule by itself.
const Rounding* only_stage(const Rule& rule, const Unit& unit) {
  const std::vector<Rounding>& stages = rule.stages.empty() ? unit.stages : rule.stages;
  const bool alone = stages.size() == 1 && !stages.front().spend && stages.front().stage == RoundStage::kRule;
  return alone ? &stages.front() : nullptr;
}

PlainKind plain_kind(const Program& program, const Give& give, const Index& index) {
  if (give.to != Receiver::kMember || give.table || give.apart != Apart::kTogether) return PlainKind::kNone;
  if (give.kind == GiveKind::kFlat) return PlainKind::kFlat;
  if (give.kind == GiveKind::kMultiply) return give.factor_slot || give.factor_ladder || index.marks().place(give.lines) == kPlaces ? PlainKind::kNone : PlainKind::kExtra;
  if (give.kind != GiveKind::kRate) return PlainKind::kNone;
  const Base& base = give.base;
  if (base.kind == BaseKind::kSlot) return program.slots[base.slot.index()].kind <= SlotKind::kRank ? PlainKind::kQuantity : PlainKind::kNone;
  if (index.marks().place(base.filter) == kPlaces) return PlainKind::kNone;
  if (base.kind == BaseKind::kPieces) return PlainKind::kPieces;
  const bool all_spend = base.kind == BaseKind::kSpend && !base.without_tax && base.tenders.methods.members.empty() && !index.rounds_spend();
  return all_spend ? PlainKind::kSpend : PlainKind::kNone;
}

bool fits_times(std::int64_t a, std::int64_t b, std::int64_t& result) { return !__builtin_mul_overflow(a, b, &result); }

std::optional<PlainRule> plain_row(const Program& program, const Index& index, RuleId id) {
  if (!is_plain_rule(program, index, id)) return std::nullopt;
  const Rule& rule = program.rules[id.index()];
  const Give& give = rule.gives.front();
  PlainRule row;
  row.kind = plain_kind(program, give, index);
  if (row.kind == PlainKind::kNone) return std::nullopt;
  const Unit& unit = program.units[give.unit.index()];
  const Rounding* const stage = only_stage(rule, unit);
  if (!is_plain_unit(unit) || stage == nullptr) return std::nullopt;
  row.is_base = row.kind == PlainKind::kFlat ? unit.multipliers_reach_flat : row.kind != PlainKind::kExtra;
  row.says = !rule.says.empty();
  row.block = give.block;
  row.mode = stage->mode;
  row.place = static_cast<std::uint8_t>(index.marks().place(row.kind == PlainKind::kExtra ? give.lines : give.base.filter) % kPlaces);
  row.meeting_alone = unit.meeting == Meeting::kAddUp ? 0 : 1;
  row.unit = give.unit;
  row.slot = give.base.slot;
  row.block_step = give.step;
  row.denominator = static_cast<std::int64_t>(unit.denominator);
  row.step_micro = stage->step;
  if (!fits_times(row.denominator, stage->step, row.round_step) || give.rate.den <= 0 || give.rate.num < 0 || row.block_step <= 0 || row.round_step <= 0) return std::nullopt;
  if (row.kind == PlainKind::kExtra) row.more = {give.rate.num - give.rate.den, give.rate.den};
  else if (!fits_times(give.rate.num, row.denominator / give.rate.den, row.per)) return std::nullopt;
  return row;
}

}  // namespace

PlainRules::PlainRules(const Program& program, const Index& index) : rows_(program.rules.size()) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const std::optional<PlainRule> row = plain_row(program, index, RuleId{i});
    if (!row) continue;
    rows_[i] = *row;
    const Rule& rule = program.rules[i];
    const auto put = [&](const std::vector<LimitId>& list) {
      limits_.insert(limits_.end(), list.begin(), list.end());
      return static_cast<std::uint32_t>(limits_.size());
    };
    rows_[i].first = static_cast<std::uint32_t>(limits_.size());
    rows_[i].own = put(rule.own);
    put(rule.own);
    put(rule.shared);
    const auto bounds = limits_.begin() + rows_[i].own;
    std::sort(bounds, limits_.end());
    limits_.erase(std::unique(bounds, limits_.end()), limits_.end());
    rows_[i].last = static_cast<std::uint32_t>(limits_.size());
    const std::vector<RuleId>& from = rule.gives.front().from;
    rows_[i].from = static_cast<std::uint32_t>(from_.size());
    from_.insert(from_.end(), from.begin(), from.end());
    rows_[i].from_last = static_cast<std::uint32_t>(from_.size());
  }
}

}  // namespace setia::engine
