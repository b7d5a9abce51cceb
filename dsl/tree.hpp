// A program as written: declarations with their clauses, in file order. No names are looked up and nothing is checked
// beyond the form of each line.
#pragma once

#include <string>
#include <vector>

#include "dsl/clause.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace setia::dsl {

// The kinds of clauses.md, section 6, that this build answers. Other headings get the message "not yet" and no node.
enum class DeclarationKind {
  kProgram, kMemberFields, kReceiptFields, kLineFields, kActivityFields, kPoints, kWallet, kItems, kSegment, kMeasure,
  kCounter, kPeriod, kRule, kStack, kLimit, kTiers, kBadge, kReward, kRewards, kReferral, kHousehold, kPayWith, kTest
};

struct Declaration {
  DeclarationKind kind = DeclarationKind::kProgram;
  Names names;               // the declared name; several only for `activity "a" or "b"`; `pay with`: the unit, then its name if any
  std::int64_t version = 0;  // of kProgram
  Span span;                 // the heading
  std::vector<Clause> clauses;
  bool whole = true;         // false when a mistake left something out: then nothing in it may be called missing
};

struct Tree {
  std::vector<Declaration> declarations;
};

// Reads all files of a program. Every line is judged by itself: a mistake in one never hides or invents one elsewhere.
// Lines that hold a mistake are left out of the tree and reported. Never throws.
Tree parse(const Sources& sources, Diagnostics& diagnostics);

// Canonical text of one file (interfaces.md, `fmt`): spacing, indentation, table padding, one blank line between
// declarations and the final newline; never words, numbers or order. Comments stay in order. Idempotent. Works on any
// text, also on one that does not parse.
std::string format(const Source& source);

}  // namespace setia::dsl
