// The base of a give: spend, pieces or a field, line by line, or one quantity as a whole.
#pragma once

#include <optional>

#include "engine/program.hpp"
#include "engine/scratch.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

// A bit per unit whose tenders stay in the spend of this rule and unit.
std::uint64_t earning_units(const Rule& rule, const Unit& unit);

// What the amounts of a give are rounded and denominated by; steps of counters know nothing of that.
const Unit& unit_of(const Program& program, const Give& give);

enum class Caps : std::uint8_t { kKept, kIgnored };

// What a base comes to on one line: minor units or millionths; 0 for lines that the filter does not mean, that the rule lost
// to another of its stack, or that its caps leave nothing of.
class LineBase {
 public:
  LineBase(const RuleWork& work, const Unit& unit, const Base& base, const Tenders* tenders, Caps caps, SlotReader& reader);
  std::int64_t operator[](std::size_t line) const;

 private:
  std::int64_t uncut(std::size_t line) const;

  const RuleWork& work_;
  const Base& base_;
  const BaseCap* cap_ = nullptr;
  SlotReader& reader_;
  const std::vector<std::int64_t>* spend_ = nullptr;
  std::vector<std::int64_t> rounded_;  // where `round spend` says so
};

inline bool is_by_lines(const Base& base) { return base.kind == BaseKind::kSpend || base.kind == BaseKind::kPieces || base.kind == BaseKind::kField; }

// The sum of a base that nothing but its filter decides: no cap, no loss in a stack, no tender, no tax, no rounding of spend.
std::optional<std::int64_t> plain_sum(const RuleWork& work, const Base& base, Caps caps, SlotReader& reader);

// What each line adds to the base at a place of Scratch::line_shares.
const std::vector<std::int64_t>& lines_of(std::int32_t place, SlotReader& reader);

// Money that is not of lines, such as a measure or the basket's total: a cap on spend cuts it as a whole.
bool is_whole_money(const Base& base, const Program& program);

// The cap that cuts a base of this kind; null when none can.
const BaseCap* cap_of(const RuleWork& work, const Base& base, const Program& program);

}  // namespace setia::engine
