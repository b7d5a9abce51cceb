// Why each rule gave or did not, for traces: worked out after the fact from what the phases left behind.
#pragma once

#include <optional>
#include <vector>

#include "engine/cuts.hpp"
#include "engine/slot_reader.hpp"
#include "engine/stacks.hpp"
#include "engine/trace.hpp"

namespace setia::engine {

class Reasons {
 public:
  Reasons(const Program& program, Trace* trace) : program_(program), trace_(trace) {}
  bool wanted() const { return trace_ != nullptr; }

  // One entry per rule of the program, in rule order: it gave, or the first thing that kept it from giving.
  void fill(SlotReader& reader, const std::vector<Accrual>& accruals, const std::vector<Hit>& hits, const std::vector<Loss>& losses);
  // After a round of follow-ups: what became of the rules that it matched.
  void follow(SlotReader& reader, const std::vector<Accrual>& accruals, const std::vector<Hit>& hits, const std::vector<Loss>& losses);
  // After a change of level, a badge or a referral came about: what kept the rules that it could have started.
  void miss(EventKind kind, SlotReader& reader);
  // The first thing that kept a rule from giving.
  RuleTrace reason(RuleId id, SlotReader& reader, const std::vector<Hit>& hits, const std::vector<Loss>& losses) const;

 private:
  void add_gives(SlotReader& reader);
  std::optional<RuleTrace> unmet(const Rule& rule, SlotReader& reader) const;
  RuleTrace reason_when_held(RuleId id, SlotReader& reader, const std::vector<Hit>& hits, const std::vector<Loss>& losses) const;

  const Program& program_;
  Trace* trace_;
};

}  // namespace setia::engine
