#include "engine/marks.hpp"

#include <algorithm>
#include <utility>

#include "engine/given_so_far.hpp"
#include "engine/posting.hpp"

namespace setia::engine {
namespace {

const Slot* crossing_of(const Program& program, const Check& check) {
  const Slot& slot = program.slots[check.slot.index()];
  return slot.kind == SlotKind::kCrossing && program.slots[slot.left.index()].kind == SlotKind::kReading ? &slot : nullptr;
}

}  // namespace

MarkWatch::MarkWatch(const Case& receipt, const Versions& versions)
    : receipt_(receipt), version_(receipt.past.facts.version), program_(versions.at(version_).program) {}

std::vector<LostMark> MarkWatch::unreached(const MemberState& member) {
  std::vector<LostMark> lost;
  for (std::size_t rule = 0; rule < program_.rules.size(); ++rule)
    for (const Check& check : program_.rules[rule].checks)
      if (const Slot* crossing = crossing_of(program_, check)) ask(RuleId{rule}, *crossing, member, lost);
  return lost;
}

std::int64_t MarkWatch::net_micro(const Posting& given) const {
  std::int64_t micro = given.amount_micro;
  for (const Outcome& outcome : receipt_.later)
    for (const Posting& posting : outcome.postings)
      if (posting.why == PostingWhy::kReturn && posting.reverses == given.number) micro -= posting.amount_micro;
  return micro;
}

bool MarkWatch::is_by(const Posting& posting, RuleId rule) const {
  return posting.version == version_ && posting.rule == rule && (posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn);
}

std::optional<TimeOfReading> MarkWatch::paid_at(const Outcome& outcome, RuleId rule) const {
  for (const Posting& posting : outcome.postings)
    if (is_by(posting, rule) && posting.why == PostingWhy::kRule && net_micro(posting) > 0) return TimeOfReading{posting.earned, posting.effective_second};
  return std::nullopt;
}

Wide MarkWatch::paid_into(const Metric& metric, const Outcome& outcome, RuleId rule) const {
  Wide sum = 0;
  for (const Posting& posting : outcome.postings)
    if (is_by(posting, rule) && posting.why == PostingWhy::kRule && counts_as_earned(metric, posting)) sum += net_micro(posting);
  return sum;
}

// The last paid first: each is asked whether what all but itself come to still reaches as many marks as were paid.
void MarkWatch::ask(RuleId rule, const Slot& crossing, const MemberState& member, std::vector<LostMark>& lost) {
  const Reading& reading = program_.readings[program_.slots[crossing.left.index()].reading];
  std::vector<std::pair<const Outcome*, Span>> paid;
  for (const Outcome& outcome : receipt_.later)
    if (const auto time = paid_at(outcome, rule); time && !is_lost(outcome, rule)) paid.emplace_back(&outcome, span_of(program_.calendar, reading.window, *time, member));
  for (; !paid.empty(); paid.pop_back()) {
    const Outcome& outcome = *paid.back().first;
    const Span days = paid.back().second;
    const auto same = [&](const auto& one) { return one.second.first == days.first && one.second.last == days.last; };
    std::int64_t value = 0;
    if (!read_window(program_, reading, *paid_at(outcome, rule), member, {}, value)) continue;
    value -= static_cast<std::int64_t>(paid_into(program_.metrics[reading.metric.index()], outcome, rule));
    if (std::count_if(paid.begin(), paid.end(), same) > marks_reached(value, crossing.mark, crossing.every)) lost.push_back(lose(outcome, rule));
  }
}

std::vector<Change> MarkWatch::uses_of(const Outcome& outcome, RuleId rule) const {
  std::vector<Change> uses;
  for (const Change& change : outcome.changes)
    if (is_use_by(change, program_.rules[rule.index()], version_)) uses.push_back(change);
  return uses;
}

bool MarkWatch::is_lost(const Outcome& outcome, RuleId rule) const {
  return std::find(lost_.begin(), lost_.end(), std::pair{&outcome, rule}) != lost_.end();
}

// What measures of units have counted of the payment.
std::vector<Change> MarkWatch::earned_by(const Outcome& outcome, RuleId rule) const {
  std::vector<Change> earned;
  for (const Change& change : outcome.changes) {
    if (change.kind != ChangeKind::kGathered || change.version != version_ || program_.metrics[change.index].kind != MetricKind::kUnitEarned) continue;
    const Wide amount = paid_into(program_.metrics[change.index], outcome, rule);
    const auto known = [&](const Change& one) { return same_total(one, change); };
    if (amount == 0 || std::any_of(earned.begin(), earned.end(), known)) continue;
    earned.push_back(change);
    earned.back().amount = amount;
    earned.back().count = 0;  // the event itself is still counted
  }
  return earned;
}

LostMark MarkWatch::lose(const Outcome& outcome, RuleId rule) {
  lost_.emplace_back(&outcome, rule);
  LostMark lost;
  lost.earned = earned_by(outcome, rule);
  lost.paid.past.event.kind = receipt_.past.event.kind;
  lost.paid.past.event.member = receipt_.past.event.member;
  lost.paid.past.facts.version = version_;
  std::vector<Posting>& postings = lost.paid.past.outcome.postings;
  for (const Posting& posting : outcome.postings)
    if (is_by(posting, rule) && posting.why == PostingWhy::kRule) postings.push_back(posting);
  lost.paid.past.outcome.changes = uses_of(outcome, rule);
  for (const Outcome& later : receipt_.later) {
    const bool took = std::any_of(later.postings.begin(), later.postings.end(), [&](const Posting& back) {
      return back.why == PostingWhy::kReturn && std::any_of(postings.begin(), postings.end(), [&](const Posting& given) { return given.number == back.reverses; });
    });
    if (!took) continue;
    const std::vector<Change> freed = uses_of(later, rule);
    lost.paid.past.outcome.changes.insert(lost.paid.past.outcome.changes.end(), freed.begin(), freed.end());
  }
  lost.paid.later = receipt_.later;
  return lost;
}

bool counts_as_earned(const Metric& metric, const Posting& given) {
  if (metric.kind != MetricKind::kUnitEarned || metric.unit != given.unit) return false;
  return metric.from.empty() || std::find(metric.from.begin(), metric.from.end(), given.rule) != metric.from.end();
}

std::int64_t marks_reached(std::int64_t value, std::int64_t mark, std::int64_t every) {
  if (value < mark) return 0;
  return every > 0 ? (value - mark) / every + 1 : 1;
}

}  // namespace setia::engine
