// What a program's discounts take off a basket, worked out before anything is judged: items, then basket, then tenders, each seeing
// what the former left [D1] [D2]. Pure: reads the program, the state and the event, and changes none of them.
//
// In a stage the conditions of rules, their tables and filters see the basket as the stage found it; each discount acts on what the
// one before it left. Percentages come before amounts, then rules go by name, and each rule's discounts by their text; a stack's own order
// is that of its rules among themselves. Who wins in a stack is decided when the first of its rules would act, by what each alone would
// take off the basket as it then stands, within its own limits [J6]; what rules of it would give is asked as if that basket were posted. Who
// gives and wins lets the discounts go; the purchase then gives. A stack that hands on shares out each line's spend before anybody acts.
#pragma once

#include <vector>

#include "engine/event.hpp"
#include "engine/reasons.hpp"
#include "engine/reported_discounts.hpp"
#include "engine/stacks.hpp"
#include "engine/trace.hpp"

namespace setia::engine {

struct DiscountCut {                   // a limit left less than was wanted
  RuleId rule;
  LimitId limit;
  std::int64_t wanted_minor = 0, given_minor = 0;
};

struct DiscountQuote {
  std::vector<TakenOff> taken;         // ascending by rule and line, each once; lines by index, none without
  std::vector<DiscountCut> cuts;
  std::vector<RuleTrace> reasons;      // why a rule with discounts takes nothing, ascending; filled when asked for
  bool overflow = false;               // a number did not fit: nothing is taken
};

enum class WithReasons : std::uint8_t { kNo, kYes };

// `member`: as of this event, as judge() wants it. `out` is cleared first.
void quote_discounts(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member, const Event& event,
                     Scratch& scratch, WithReasons reasons, DiscountQuote& out);

}  // namespace setia::engine
