// Marks that a measure or a counter no longer reaches after a return: what was paid for them is reversed, the last first, and they pay again
// when they are reached again [J9].
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/history.hpp"
#include "engine/program.hpp"
#include "engine/state.hpp"
#include "engine/versions.hpp"
#include "engine/windows.hpp"

namespace setia::engine {

// `mark`, `mark` + `every`, … at or below `value`; `every` 0: the one mark.
inline std::int64_t marks_reached(std::int64_t value, std::int64_t mark, std::int64_t every) {
  if (value < mark) return 0;
  return every > 0 ? (value - mark) / every + 1 : 1;
}

// True when what this posting gave is counted by the metric [U2]; it is of the metric's version.
bool counts_as_earned(const Metric& metric, const Posting& given);

// What one rule was paid in one event for marks of which some are reached no longer.
struct LostMark {
  Case paid;                    // that rule's postings and its use of its own limits
  std::vector<Change> earned;   // what measures of units counted of it
  std::int64_t marks = 1, of = 1;  // so many are lost of so many

  Wide share(Wide whole) const;
};

// True when some rule pays for every so many: what earlier receipts were paid counts, too.
bool pays_many_marks(const Versions& versions);

// Watches a receipt and the records after it for what rules paid there.
class MarkWatch {
 public:
  // `now`: what the record at hand has taken back already.
  MarkWatch(const Case& receipt, const Versions& versions, const Outcome& now);

  // What is reached no longer by `member`, with all that was taken so far taken into its measures. A payment does not keep its own
  // mark reached. Each mark is told once: taking it may leave further ones unreached, which the next call tells.
  std::vector<LostMark> unreached(const MemberState& member);

  // How many marks the receipt itself is still paid for, of each rule that paid it any.
  std::vector<std::pair<RuleId, std::int64_t>> left() const;

 private:
  std::int64_t net_micro(const Posting& given) const;
  bool is_watched(const Slot& crossing) const;
  bool is_by(const Posting& posting, RuleId rule) const;
  // When the rule was paid in this record; nothing when it was not, or no longer is.
  std::optional<TimeOfReading> paid_at(const Outcome& outcome, RuleId rule) const;
  Wide paid_into(const Metric& metric, const Outcome& outcome, RuleId rule) const;
  // What a crossing counts at some time: in which span, and what it comes to now.
  struct Counted {
    Span days;
    std::int64_t value = 0;
  };
  std::optional<Counted> counted(const Slot& left, TimeOfReading time, const MemberState& member) const;
  Wide paid_into_own(const Slot& left, const Outcome& outcome, RuleId rule) const;
  struct Paid {
    const Outcome* outcome;
    Counted now;
    std::int64_t all, marks;  // all, and without those told to be lost
  };
  void find_paid(const Outcome& outcome, RuleId rule, const Slot& left, const MemberState& member, std::vector<Paid>& paid) const;
  void ask(RuleId rule, const Slot& crossing, const MemberState& member, std::vector<LostMark>& lost);
  std::vector<Change> uses_of(const Outcome& outcome, RuleId rule) const;
  std::vector<Change> earned_by(const Outcome& outcome, RuleId rule) const;
  const Give* by_marks(RuleId rule) const;
  std::int64_t marks_paid(const Outcome& outcome, RuleId rule) const;
  std::int64_t marks_told(const Outcome& outcome, RuleId rule) const;
  void tell(const Outcome& outcome, RuleId rule, std::int64_t marks);
  LostMark lose(const Outcome& outcome, RuleId rule, std::int64_t marks, std::int64_t of);

  const Case& receipt_;
  VersionOrdinal version_;
  const Program& program_;
  Outcome now_;
  struct Told {
    const Outcome* outcome = nullptr;
    RuleId rule;
    std::int64_t marks = 0;
  };
  std::vector<Told> told_;
};

}  // namespace setia::engine
