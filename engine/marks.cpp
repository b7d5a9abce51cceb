#include "engine/marks.hpp"

#include <algorithm>
#include <utility>

#include "engine/given_so_far.hpp"
#include "engine/posting.hpp"
#include "engine/windows.hpp"

namespace setia::engine {
namespace {

class MarkWatch {
 public:
  MarkWatch(const Case& receipt, const Versions& versions, const MemberState& member)
      : receipt_(receipt), version_(receipt.past.facts.version), program_(versions.at(version_).program), member_(member) {}

  std::vector<Case> unreached() {
    for (std::size_t rule = 0; rule < program_.rules.size(); ++rule)
      for (const Check& check : program_.rules[rule].checks)
        if (const Slot* crossing = crossing_of(check)) ask(RuleId{rule}, *crossing, program_.readings[program_.slots[crossing->left.index()].reading]);
    return std::move(lost_);
  }

 private:
  const Slot* crossing_of(const Check& check) const {
    const Slot& slot = program_.slots[check.slot.index()];
    return slot.kind == SlotKind::kCrossing && program_.slots[slot.left.index()].kind == SlotKind::kReading ? &slot : nullptr;
  }

  std::int64_t net_micro(const Posting& given) const {
    std::int64_t micro = given.amount_micro;
    for (const Outcome& outcome : receipt_.later)
      for (const Posting& posting : outcome.postings)
        if (posting.why == PostingWhy::kReturn && posting.reverses == given.number) micro -= posting.amount_micro;
    return micro;
  }

  bool is_by(const Posting& posting, RuleId rule) const {
    const bool theirs = posting.to.member != MemberIndex{} && posting.to.member != receipt_.past.event.member;
    return !theirs && posting.version == version_ && posting.rule == rule && (posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn);
  }

  // When the rule was paid in this record; nothing when it was not, or no longer is.
  std::optional<TimeOfReading> paid_at(const Outcome& outcome, RuleId rule) const {
    for (const Posting& posting : outcome.postings)
      if (is_by(posting, rule) && posting.why == PostingWhy::kRule && net_micro(posting) > 0) return TimeOfReading{posting.earned, posting.effective_second};
    return std::nullopt;
  }

  Span window(const Reading& reading, TimeOfReading time) const { return span_of(program_.calendar, reading.window, time, member_); }

  void ask(RuleId rule, const Slot& crossing, const Reading& reading) {
    std::vector<std::pair<const Outcome*, Span>> paid;
    for (const Outcome& outcome : receipt_.later)
      if (const auto time = paid_at(outcome, rule); time && !is_lost(outcome, rule)) paid.emplace_back(&outcome, window(reading, *time));
    while (!paid.empty()) {
      const Outcome* const outcome = paid.back().first;
      const Span days = paid.back().second;
      const auto same = [&](const auto& one) { return one.second.first == days.first && one.second.last == days.last; };
      std::int64_t value = 0;
      const TimeOfReading time = *paid_at(*outcome, rule);
      if (read_window(program_, reading, time, member_, {}, value) &&
          std::count_if(paid.begin(), paid.end(), same) > marks_reached(value, crossing.mark, crossing.every))
        lose(*outcome, rule);
      paid.pop_back();
    }
  }

  std::vector<Change> uses_of(const Outcome& outcome, RuleId rule) const {
    std::vector<Change> uses;
    for (const Change& change : outcome.changes)
      if (is_use_by(change, program_.rules[rule.index()], version_)) uses.push_back(change);
    return uses;
  }

  // By another mark of the same rule.
  bool is_lost(const Outcome& outcome, RuleId rule) const {
    return std::find(lost_of_.begin(), lost_of_.end(), std::pair{&outcome, rule}) != lost_of_.end();
  }

  void lose(const Outcome& outcome, RuleId rule) {
    lost_of_.emplace_back(&outcome, rule);
    Case lost;
    lost.past.event.kind = receipt_.past.event.kind;
    lost.past.event.member = receipt_.past.event.member;
    lost.past.facts.version = version_;
    std::vector<Posting>& postings = lost.past.outcome.postings;
    for (const Posting& posting : outcome.postings)
      if (is_by(posting, rule) && posting.why == PostingWhy::kRule) postings.push_back(posting);
    lost.past.outcome.changes = uses_of(outcome, rule);
    for (const Outcome& later : receipt_.later) {
      const bool took = std::any_of(later.postings.begin(), later.postings.end(), [&](const Posting& back) {
        return back.why == PostingWhy::kReturn && std::any_of(postings.begin(), postings.end(), [&](const Posting& given) { return given.number == back.reverses; });
      });
      if (!took) continue;
      const std::vector<Change> freed = uses_of(later, rule);
      lost.past.outcome.changes.insert(lost.past.outcome.changes.end(), freed.begin(), freed.end());
    }
    lost.later = receipt_.later;
    lost_.push_back(std::move(lost));
  }

  const Case& receipt_;
  VersionOrdinal version_;
  const Program& program_;
  const MemberState& member_;
  std::vector<Case> lost_;
  std::vector<std::pair<const Outcome*, RuleId>> lost_of_;
};

}  // namespace

std::int64_t marks_reached(std::int64_t value, std::int64_t mark, std::int64_t every) {
  if (value < mark) return 0;
  return every > 0 ? (value - mark) / every + 1 : 1;
}

std::vector<Case> unreached(const Case& receipt, const Versions& versions, const MemberState& member) {
  return MarkWatch(receipt, versions, member).unreached();
}

}  // namespace setia::engine
