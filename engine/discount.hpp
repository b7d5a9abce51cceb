// Discount lines of rules as plain data: what is taken off which pieces of a basket. They act in a quote alone [D1].
//
// Units: money in minor units; pieces in millionths; shares of 1.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/clauses.hpp"
#include "engine/ids.hpp"

namespace setia::engine {

// Each stage sees what the former left [D2].
enum class DiscountStage : std::uint8_t { kItems, kBasket, kTenders };
inline constexpr DiscountStage kDiscountStages[] = {DiscountStage::kItems, DiscountStage::kBasket, DiscountStage::kTenders};

enum class DiscountKind : std::uint8_t {
  kOff,       // a share, or an amount that is shared over the lines
  kPerPiece,  // an amount for each piece
  kPerField,  // an amount for each one of a numeric line field
  kGroups,    // a share or an amount for each complete group of `pieces`, in line order
  kCharge,    // what a piece costs at most
  kFree       // the cheapest pieces cost nothing
};
enum class DiscountPick : std::uint8_t { kAll, kFirst, kCheapest, kDearest, kPieces, kEachFurther };

struct Discount {
  DiscountKind kind = DiscountKind::kOff;
  DiscountStage stage = DiscountStage::kItems;
  DiscountPick pick = DiscountPick::kAll;
  FilterId filter;                     // of the lines it is taken off
  bool percent = false;                // `value` is a share; else minor units
  Ratio value;
  std::optional<TableId> table;        // replaces `value`, row by row; of kCharge a value below zero is no price
  std::int64_t pieces = 0;             // whole ones: DiscountPick::kPieces, in a group, free
  FieldId field;                       // kPerField
  FilterId counted;                    // kFree: `pieces` are free …
  std::int64_t for_every = 0;          // … for every so many paid ones of these; 0: of each receipt
};

}  // namespace setia::engine
