// Clauses that several kinds of declaration have: conditions, exact fractions, and how long something lives.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/civil.hpp"
#include "engine/happening.hpp"
#include "engine/ids.hpp"
#include "engine/length.hpp"

namespace setia::engine {

// A condition of a rule: one unsigned compare, or a set. `negated` inverts after the presence bit.
struct Check {
  SlotId slot;
  bool negated = false;
  bool by_set = false;
  SetId set;
  std::int64_t low = 0;
  std::uint64_t width = 0;     // holds when value - low <= width, unsigned
  std::uint16_t clause = 0;    // which condition line of the rule, from 0, for traces
};

struct Ratio {                         // in lowest terms, den > 0
  std::int64_t num = 0;
  std::int64_t den = 1;
  friend bool operator==(const Ratio&, const Ratio&) = default;
};

// Who else bears the cost of what a rule gives.
struct PartnerShare {
  std::string partner;
  std::int64_t share_micro = 0;        // of the whole
};

enum class Edge : std::uint8_t { kNone, kCalendarEnd, kNextYearly, kPeriodEnd };
enum class ExpiryKind : std::uint8_t { kAfter, kOnDate, kYearly, kEndOfCalendar, kEndOfMonth, kOnField, kEndOfPeriod };
enum class Since : std::uint8_t { kEarning, kRelease, kJoining, kLast };
struct Expiry {
  ExpiryKind kind = ExpiryKind::kAfter;
  Length length;                       // kAfter
  Since since = Since::kEarning;
  std::vector<Happening> last;         // Since::kLast
  std::vector<std::string> named;      // which activities; empty is any. Of a plan …
  SymbolSet activities;                // … and of a program
  Day date = 0;                        // kOnDate
  int month = 0, day = 0;              // kYearly, kEndOfMonth (month), Edge::kNextYearly
  int year_shift = 0;                  // 0 none, 1 of the next year, 2 of the year after next
  CalendarUnit calendar = CalendarUnit::kMonth;  // kEndOfCalendar, Edge::kCalendarEnd
  std::uint32_t period = 0;            // kEndOfPeriod, Edge::kPeriodEnd: into Program::periods
  bool next = false;                   // the end of the next <calendar>, or period
  FieldId field;                       // kOnField
  Edge edge = Edge::kNone;
  friend bool operator==(const Expiry&, const Expiry&) = default;
};
struct Pending {
  bool any = false;
  bool until_day = false;              // `when` names the release day; else `when` is a length after the giving
  Expiry when;
};
struct Life {
  std::vector<Expiry> expiries;        // the earliest wins; empty is never
  std::vector<Check> never_while;
  bool never = false;
  Pending pending;
};

}  // namespace setia::engine
