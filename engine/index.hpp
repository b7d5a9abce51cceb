// Facts -> candidate rules: each rule stands under its most selective equality, so that cost follows candidates, not rules.
//
// Invariant: the candidates hold every rule whose conditions hold; order is that of the rules. Also keeps what is known
// of each rule before any event, so that no event works it out again.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/program.hpp"

namespace setia::engine {

class SlotReader;

class Index {
 public:
  explicit Index(const Program& program);

  // Rules that `kind` triggers and whose key the event has, ascending.
  void collect(EventKind kind, SlotReader& reader, std::vector<RuleId>& out) const;

  // True when the rule's parts must be kept line by line (rounding, stacks or limits look at lines).
  bool by_line(RuleId rule) const { return by_line_[rule.index()]; }
  // True when its postings say which line they are for (ledger.md, "A posting knows").
  bool names_lines(RuleId rule) const { return names_lines_[rule.index()]; }
  // The slot asks for marks that this event's own postings cross; the rule waits for them [J9].
  bool is_followed(SlotId slot) const { return followed_[slot.index()]; }
  bool follows(RuleId rule) const { return follows_[rule.index()]; }
  bool has_stacks() const { return has_stacks_; }
  const std::vector<SlotId>& facts() const { return facts_; }                     // slots with from_body false
  // The check reads lines or amounts, which a return may change (ledger.md, "facts").
  bool reads_amounts(const Check& check) const { return reads_amounts_[check.slot.index()]; }

 private:
  struct Shelf {                                                                   // one kind of event
    std::vector<RuleId> always;
    std::unordered_map<std::uint64_t, std::vector<RuleId>> by_key;                 // (slot, value) -> rules; looked up only
    std::vector<SlotId> slots;                                                     // that keys are about
  };
  void shelve(const Program& program, RuleId id);
  void mark_by_line(const Program& program);
  void mark_amounts(const Program& program);
  void mark_followed(const Program& program);

  std::vector<Shelf> shelves_;                                                     // by EventKind - 1
  std::vector<char> by_line_;
  std::vector<char> names_lines_;
  std::vector<char> reads_amounts_;
  std::vector<char> followed_, follows_;                                           // by slot, by rule
  std::vector<SlotId> facts_;
  bool has_stacks_ = false;
};

}  // namespace setia::engine
