#include "engine/marks.hpp"

#include <algorithm>

#include "engine/posting.hpp"
#include "engine/windows.hpp"

namespace setia::engine {
namespace {

class Marks {
 public:
  Marks(const Case& receipt, const Versions& versions, const MemberState& member)
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
    return posting.version == version_ && posting.rule == rule && (posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn);
  }

  // The day on which the rule was paid in this record; nothing when it was not, or no longer is.
  std::optional<Day> paid_on(const Outcome& outcome, RuleId rule) const {
    for (const Posting& posting : outcome.postings)
      if (is_by(posting, rule) && posting.why == PostingWhy::kRule && net_micro(posting) > 0) return posting.earned;
    return std::nullopt;
  }

  DayRange window(const Reading& reading, Day day) const { return window_days(program_.calendar, reading.window, day, member_); }

  void ask(RuleId rule, const Slot& crossing, const Reading& reading) {
    std::vector<std::pair<const Outcome*, DayRange>> paid;
    for (const Outcome& outcome : receipt_.later)
      if (const auto day = paid_on(outcome, rule)) paid.emplace_back(&outcome, window(reading, *day));
    while (!paid.empty()) {
      const auto [outcome, days] = paid.back();
      const auto same = [&](const auto& one) { return one.second.first == days.first && one.second.last == days.last; };
      std::int64_t value = 0;
      const Day day = *paid_on(*outcome, rule);
      if (read_window(program_, reading, {day, 0}, member_, {}, value) &&
          std::count_if(paid.begin(), paid.end(), same) > marks_reached(value, crossing.mark, crossing.every))
        lose(*outcome, rule);
      paid.pop_back();
    }
  }

  void lose(const Outcome& outcome, RuleId rule) {
    Case lost;
    lost.past.event.kind = receipt_.past.event.kind;
    lost.past.event.member = receipt_.past.event.member;
    lost.past.facts.version = version_;
    std::vector<Posting>& postings = lost.past.outcome.postings;
    for (const Posting& posting : outcome.postings)
      if (is_by(posting, rule) && posting.why == PostingWhy::kRule) postings.push_back(posting);
    const auto reversed = [&](const Posting& back) {
      return std::any_of(postings.begin(), postings.end(), [&](const Posting& given) { return given.number == back.reverses; });
    };
    for (const Outcome& later : receipt_.later)
      for (const Posting& posting : later.postings)
        if (posting.why == PostingWhy::kReturn && reversed(posting)) postings.push_back(posting);
    const std::vector<LimitId>& own = program_.rules[rule.index()].own;
    for (const Change& change : outcome.changes)
      if (change.kind == ChangeKind::kUsed && std::find(own.begin(), own.end(), LimitId{std::size_t{change.index}}) != own.end())
        lost.past.outcome.changes.push_back(change);
    lost.later = receipt_.later;
    lost_.push_back(std::move(lost));
  }

  const Case& receipt_;
  VersionOrdinal version_;
  const Program& program_;
  const MemberState& member_;
  std::vector<Case> lost_;
};

}  // namespace

std::int64_t marks_reached(std::int64_t value, std::int64_t mark, std::int64_t every) {
  if (value < mark) return 0;
  return every > 0 ? (value - mark) / every + 1 : 1;
}

std::vector<Case> unreached(const Case& receipt, const Versions& versions, const MemberState& member) {
  return Marks(receipt, versions, member).unreached();
}

}  // namespace setia::engine
