#include "engine/discount_use.hpp"

#include <algorithm>

#include "engine/limits.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

bool binds(const Rule& rule, LimitId id) {
  return std::find(rule.own.begin(), rule.own.end(), id) != rule.own.end() || std::find(rule.shared.begin(), rule.shared.end(), id) != rule.shared.end();
}

}  // namespace

bool DiscountUse::took(RuleId rule) const {
  return std::any_of(taken_.begin(), taken_.end(), [&](const TakenOff& one) { return one.rule == rule; });
}

void DiscountUse::count(SlotReader& reader) {
  taken_ = reported_discounts(reader.program(), reader.event());
  uses_.clear();
  std::vector<LimitId> limits;
  for (const TakenOff& one : taken_) {
    const Rule& rule = reader.program().rules[one.rule.index()];
    limits.insert(limits.end(), rule.own.begin(), rule.own.end());
    limits.insert(limits.end(), rule.shared.begin(), rule.shared.end());
  }
  std::sort(limits.begin(), limits.end());
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
  for (const LimitId id : limits) {
    const Limit& limit = reader.program().limits[id.index()];
    if (!is_kept(limit) || !counts_now(limit, reader) || limit.kind == CapKind::kUnits) continue;
    const Use use{id, used(id, reader)};
    if (use.used <= 0) continue;
    uses_.push_back(use);
    if (limit.kind != CapKind::kTimes) reader.scratch().used.emplace_back(id, use.used);
  }
}

// Pieces and spend of the lines that the report names, as far as the limit left room.
Wide DiscountUse::used(LimitId id, SlotReader& reader) const {
  const Limit& limit = reader.program().limits[id.index()];
  if (limit.kind == CapKind::kTimes) return 1;
  Wide sum = 0;
  for (const TakenOff& one : taken_) {
    if (!binds(reader.program().rules[one.rule.index()], id)) continue;
    if (limit.kind == CapKind::kMoney) sum += Wide{one.minor} * kMillion;
    if (limit.kind == CapKind::kMoney || one.line < 0) continue;
    const Line& line = reader.event().lines[static_cast<std::size_t>(one.line)];
    if (limit.kind == CapKind::kPieces) sum += line.quantity_micro;
    if (limit.kind == CapKind::kSpend) sum += one.spend_minor.value_or(std::int64_t{line.amount_minor} + one.minor);
  }
  return limit.kind == CapKind::kMoney ? sum : std::min(sum, room_of(limit, reader));
}

// `line` kAllOfEvent: of the receipt; else of one line, or -1 for what is of no line. What was taken off the receipt as a whole counts everywhere.
std::optional<RuleId> DiscountUse::winner(StackId stack, std::int32_t line, const Program& program) const {
  std::optional<RuleId> best;
  std::int64_t most = 0;
  for (std::size_t first = 0; first < taken_.size();) {
    const RuleId rule = taken_[first].rule;
    std::int64_t off = 0;
    for (; first < taken_.size() && taken_[first].rule == rule; ++first)
      if (line == kAllOfEvent || taken_[first].line < 0 || taken_[first].line == line) off += taken_[first].minor;
    if (program.rules[rule.index()].stack != stack || off <= most) continue;
    most = off;
    best = rule;
  }
  return best;
}

bool DiscountUse::win_stacks(SlotReader& reader, std::vector<Loss>& losses) const {
  if (taken_.empty()) return false;
  const std::size_t before = losses.size();
  const Program& program = reader.program();
  for (const Portion& portion : reader.scratch().portions) {
    const std::optional<StackId>& id = program.rules[portion.rule.index()].stack;
    if (!id || portion.exact <= 0 || program.stacks[id->index()].keep == KeepKind::kAll) continue;
    const std::int32_t line = program.stacks[id->index()].apart == Apart::kTogether ? kAllOfEvent : portion.line;
    const std::optional<RuleId> best = winner(*id, line, program);
    if (!best || *best == portion.rule) continue;
    give_up(portion.rule, line, reader);
    losses.push_back({portion.rule, *id, *best});
  }
  return losses.size() > before;
}

void DiscountUse::record(VersionOrdinal version, SlotReader& reader, std::vector<Change>& changes) const {
  for (const Use& use : uses_) {
    const Limit& limit = reader.program().limits[use.limit.index()];
    const Change change = usage_change(use.limit, limit, version, reader.event().member, use.used, reader);
    const auto same = std::find_if(changes.begin(), changes.end(), [&](const Change& one) {
      return one.kind == ChangeKind::kUsed && one.index == change.index && one.text == change.text && one.window == change.window && one.member == change.member;
    });
    if (same == changes.end()) changes.push_back(change);
    else if (limit.kind != CapKind::kTimes) same->amount += change.amount;
  }
}

}  // namespace setia::engine
