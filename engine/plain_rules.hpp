// Rules that ask for nothing special, as rows of numbers: what they count, what they give for it, how that is rounded and what
// bounds it. What a program says in one clause more than these rows hold is judged by the phases of engine/payout.hpp.
//
// Amounts are 64-bit numerators over the unit's denominator, in millionths; a rule whose numbers do not fit is not plain.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/program.hpp"

namespace setia::engine {

class Index;

enum class PlainKind : std::uint8_t {
  kNone,    // not plain
  kSpend, kPieces, kQuantity,  // so much per base unit or block
  kFlat,
  kExtra    // multiplies what others give
};
struct PlainRule {
  PlainKind kind = PlainKind::kNone;
  bool is_base = false;            // multipliers reach it
  bool says = false;
  Block block = Block::kExact;
  RoundMode mode = RoundMode::kDown;
  std::uint8_t place = 0;          // of the filter of what is counted, or of the lines that an extra is on
  std::uint32_t meeting_alone = 0; // kExtra: 1 where it must be the only one that multiplies
  UnitId unit;
  SlotId slot;                     // kQuantity
  std::int64_t block_step = 1;
  std::int64_t per = 0;            // numerators for one base unit or block; kFlat: in all
  Ratio more;                      // kExtra: the factor less one
  std::int64_t denominator = 1;    // of the unit
  std::int64_t round_step = 1;     // in numerators
  std::int64_t step_micro = 1;     // the same in millionths of the unit
  std::uint32_t first = 0, own = 0, last = 0;  // of its limits: own ones in their order, then all ascending
  std::uint32_t from = 0, from_last = 0;       // kExtra: of the rules whose base it multiplies; none: of all
};

class PlainRules {
 public:
  PlainRules() = default;
  PlainRules(const Program& program, const Index& index);

  const PlainRule& operator[](RuleId rule) const { return rows_[rule.index()]; }
  std::span<const LimitId> own(const PlainRule& row) const { return {limits_.data() + row.first, limits_.data() + row.own}; }
  std::span<const LimitId> bounds(const PlainRule& row) const { return {limits_.data() + row.own, limits_.data() + row.last}; }
  std::span<const RuleId> from(const PlainRule& row) const { return {from_.data() + row.from, from_.data() + row.from_last}; }

 private:
  std::vector<PlainRule> rows_;
  std::vector<RuleId> from_;
  std::vector<LimitId> limits_;
};

}  // namespace setia::engine
