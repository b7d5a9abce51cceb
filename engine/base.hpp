// The base of a give: spend, pieces or a field, line by line, or one quantity as a whole.
#pragma once

#include "engine/program.hpp"
#include "engine/slot_reader.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {

// A bit per unit whose tenders stay in the spend of this rule and unit.
std::uint64_t earning_units(const Rule& rule, const Unit& unit);

// What a base comes to on one line: minor units or millionths; 0 for lines that the filter does not mean.
class LineBase {
 public:
  LineBase(const Rule& rule, const Unit& unit, const Base& base, const Tenders* tenders, SlotReader& reader);
  std::int64_t operator[](std::size_t line) const;

 private:
  const Base& base_;
  SlotReader& reader_;
  const std::vector<std::int64_t>* spend_ = nullptr;
};

inline bool is_by_lines(const Base& base) { return base.kind == BaseKind::kSpend || base.kind == BaseKind::kPieces || base.kind == BaseKind::kField; }

// How much of `wanted` the rule's caps leave; counts it as used.
class BaseRoom {
 public:
  BaseRoom(RuleWork& work, BaseKind kind) : work_(work), kind_(kind), left_(kind == BaseKind::kSpend ? work.spend_room : work.pieces_room) {}
  ~BaseRoom();
  Wide take(Wide wanted);

 private:
  RuleWork& work_;
  BaseKind kind_;
  Wide left_;
  Wide used_ = 0;
};

}  // namespace setia::engine
