// Multipliers post the extra, (factor - 1) x the exact base, under their own rule [J2].
#include <algorithm>

#include "engine/filters.hpp"
#include "engine/payout.hpp"
#include "engine/rounding.hpp"
#include "engine/tables.hpp"

namespace setia::engine {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

// A factor is above 1; a row that fits nothing is x1.
Ratio factor_of(const Give& give, std::int32_t line, SlotReader& reader) {
  if (give.factor_slot) {
    const SlotReading& slot = reader.read(*give.factor_slot);
    return slot.status == SlotStatus::kPresent ? Ratio{slot.value, kMillion} : Ratio{1, 1};
  }
  if (!give.table) return give.rate;
  const TableRow* row = find_row(reader.program().tables[give.table->index()], line, reader, give.column);
  return row == nullptr ? Ratio{1, 1} : row->values[give.column];
}

bool reaches(const Give& give, const Portion& base, SlotReader& reader) {
  if (!base.is_base || base.unit != give.unit || base.to != Receiver::kMember) return false;
  if (!give.from.empty() && std::find(give.from.begin(), give.from.end(), base.rule) == give.from.end()) return false;
  if (give.lines == FilterId{}) return true;
  return base.line >= 0 && fits(reader.program(), give.lines, reader.event().lines[static_cast<std::size_t>(base.line)]);
}

bool is_above(Ratio a, Ratio b) { return Wide{a.num} * b.den > Wide{b.num} * a.den; }

struct Multiplier {
  RuleId rule;
  std::uint16_t number = 0;
  const Give* give = nullptr;
};

// The extras of one base part, by the way its unit lets multipliers meet.
void multiply(const Portion& base, const std::vector<Multiplier>& multipliers, Meeting meeting, SlotReader& reader, std::vector<Portion>& out) {
  Wide so_far = base.exact;
  Ratio highest{1, 1};
  for (const Multiplier& one : multipliers) {
    if (!reaches(*one.give, base, reader)) continue;
    const Ratio factor = factor_of(*one.give, base.line, reader);
    if (!is_above(factor, {1, 1}) || (meeting == Meeting::kKeepTheHighest && !is_above(factor, highest))) continue;
    if (meeting == Meeting::kKeepTheHighest && is_above(highest, {1, 1})) out.pop_back();
    highest = factor;
    Portion extra = base;
    extra.rule = one.rule;
    extra.give = one.number;
    extra.base_rule = base.rule;
    extra.extra = true;
    extra.is_base = false;
    bool overflow = false;
    extra.exact = scaled(meeting == Meeting::kCompound ? so_far : base.exact, Wide{factor.num} - factor.den, factor.den, overflow);
    if (overflow) reader.mark_overflow();
    so_far += extra.exact;
    out.push_back(extra);
  }
}

}  // namespace

void give_extras(SlotReader& reader) {
  std::vector<Multiplier> multipliers;
  for (const RuleWork& work : reader.scratch().matched) {
    const Rule& rule = reader.program().rules[work.rule.index()];
    for (std::size_t i = 0; i < rule.gives.size(); ++i) {
      if (rule.gives[i].kind == GiveKind::kMultiply) multipliers.push_back({work.rule, static_cast<std::uint16_t>(i), &rule.gives[i]});
    }
  }
  if (multipliers.empty()) return;
  std::vector<Portion>& portions = reader.scratch().portions;
  std::vector<Portion> extras;
  for (const Portion& base : portions) multiply(base, multipliers, reader.program().units[base.unit.index()].meeting, reader, extras);
  portions.insert(portions.end(), extras.begin(), extras.end());
}

}  // namespace setia::engine
