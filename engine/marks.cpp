#include "engine/marks.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/counters.hpp"
#include "engine/given_so_far.hpp"
#include "engine/posting.hpp"

namespace setia::engine {
namespace {

const Slot* crossing_of(const Program& program, const Check& check) {
  const Slot& slot = program.slots[check.slot.index()];
  const SlotKind left = slot.kind == SlotKind::kCrossing ? program.slots[slot.left.index()].kind : SlotKind::kCrossing;
  return left == SlotKind::kReading || left == SlotKind::kCounter ? &slot : nullptr;
}

bool is_taken_from(const Program& program, CounterId counter) {
  return std::any_of(program.rules.begin(), program.rules.end(), [&](const Rule& rule) {
    return std::any_of(rule.gives.begin(), rule.gives.end(), [&](const Give& give) { return give.kind == GiveKind::kTakeFromCounter && give.counter == counter; });
  });
}

}  // namespace

bool pays_many_marks(const Versions& versions) {
  for (std::size_t version = 0; version < versions.size(); ++version) {
    const Program& program = versions.at(VersionOrdinal{version}).program;
    for (const Slot& slot : program.slots)
      if (slot.kind == SlotKind::kCrossing && slot.every > 0) return true;
  }
  return false;
}

MarkWatch::MarkWatch(const Case& receipt, const Versions& versions, const Outcome& now)
    : receipt_(receipt), version_(receipt.past.facts.version), program_(versions.at(version_).program) {
  now_.changes = now.changes;
  // A return that waited for the receipt is booked in its record: what that record took back is known of both.
  const std::vector<Posting>& own = receipt.past.outcome.postings;
  const PostingNumber known = own.empty() ? 0 : own.back().number;
  std::copy_if(now.postings.begin(), now.postings.end(), std::back_inserter(now_.postings),
               [known](const Posting& one) { return one.why == PostingWhy::kReturn && one.number > known; });
}

std::vector<LostMark> MarkWatch::unreached(const MemberState& member) {
  std::vector<LostMark> lost;
  for (std::size_t rule = 0; rule < program_.rules.size(); ++rule)
    for (const Check& check : program_.rules[rule].checks)
      if (const Slot* crossing = crossing_of(program_, check); crossing != nullptr && is_watched(*crossing)) ask(RuleId{rule}, *crossing, member, lost);
  return lost;
}

// A mark of what one event gives is asked for when that event is judged again, and by no other return. Of a counter that rules take from, too,
// nobody can say afterwards what it had reached.
bool MarkWatch::is_watched(const Slot& crossing) const {
  const Slot& left = program_.slots[crossing.left.index()];
  return left.kind == SlotKind::kCounter ? !is_taken_from(program_, left.counter) : program_.readings[left.reading].window.kind != WindowKind::kEvent;
}

std::optional<MarkWatch::Counted> MarkWatch::counted(const Slot& left, TimeOfReading time, const MemberState& member) const {
  Counted counted;
  if (left.kind == SlotKind::kCounter) {
    const std::int64_t first = counter_window(program_, left.counter, time.day, member);
    return Counted{{first, first}, counter_value(program_, left.counter, time.day, member)};
  }
  const Reading& reading = program_.readings[left.reading];
  if (!read_window(program_, reading, time, member, {}, counted.value)) return std::nullopt;
  counted.days = span_of(program_.calendar, reading.window, time, member);
  return counted;
}

// A payment does not keep its own mark reached.
Wide MarkWatch::paid_into_own(const Slot& left, const Outcome& outcome, RuleId rule) const {
  return left.kind == SlotKind::kCounter ? Wide{0} : paid_into(program_.metrics[program_.readings[left.reading].metric.index()], outcome, rule);
}

std::int64_t MarkWatch::net_micro(const Posting& given) const {
  std::int64_t micro = given.amount_micro;
  const auto take_off = [&](const Outcome& outcome) {
    for (const Posting& posting : outcome.postings)
      if (posting.why == PostingWhy::kReturn && posting.reverses == given.number) micro -= posting.amount_micro;
  };
  for (const Outcome& outcome : receipt_.earlier) take_off(outcome);
  take_off(receipt_.past.outcome);
  for (const Outcome& outcome : receipt_.later) take_off(outcome);
  take_off(now_);
  return micro;
}

bool MarkWatch::is_by(const Posting& posting, RuleId rule) const {
  const bool theirs = posting.to.member != MemberIndex{} && posting.to.member != receipt_.past.event.member;
  return !theirs && posting.version == version_ && posting.rule == rule && (posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn);
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

// A flat give pays each mark the same. Where a rule gives something else, too, it gives that once: null, and the marks that one
// event crosses go together.
const Give* MarkWatch::by_marks(RuleId rule) const {
  const std::vector<Give>& gives = program_.rules[rule.index()].gives;
  const auto flat = [](const Give& give) { return give.kind == GiveKind::kFlat && !give.table && give.rate.num > 0; };
  return !gives.empty() && std::all_of(gives.begin(), gives.end(), flat) ? &gives.front() : nullptr;
}

std::int64_t MarkWatch::marks_paid(const Outcome& outcome, RuleId rule) const {
  const Give* const give = by_marks(rule);
  Wide paid = 0;
  for (const Posting& posting : outcome.postings)
    if (give != nullptr && is_by(posting, rule) && posting.why == PostingWhy::kRule && posting.unit == give->unit) paid += net_micro(posting);
  return give == nullptr ? 1 : std::max<std::int64_t>(1, static_cast<std::int64_t>(paid / give->rate.num));
}

std::int64_t MarkWatch::marks_told(const Outcome& outcome, RuleId rule) const {
  for (const Told& told : told_)
    if (told.outcome == &outcome && told.rule == rule) return told.marks;
  return 0;
}

void MarkWatch::find_paid(const Outcome& outcome, RuleId rule, const Slot& left, const MemberState& member, std::vector<Paid>& paid) const {
  const auto time = paid_at(outcome, rule);
  const auto now = time ? counted(left, *time, member) : std::nullopt;
  if (!now) return;
  const std::int64_t all = marks_paid(outcome, rule);
  paid.push_back({&outcome, *now, all, std::max<std::int64_t>(0, all - marks_told(outcome, rule))});
}

// The last paid first: each is asked whether what all but itself come to still reaches as many marks as were paid. What receipts before
// the one at hand were paid, only counts.
void MarkWatch::ask(RuleId rule, const Slot& crossing, const MemberState& member, std::vector<LostMark>& lost) {
  const Slot& left = program_.slots[crossing.left.index()];
  std::vector<Paid> paid;
  if (crossing.every > 0)
    for (const Outcome& outcome : receipt_.earlier) find_paid(outcome, rule, left, member, paid);
  const std::size_t earlier = paid.size();
  find_paid(receipt_.past.outcome, rule, left, member, paid);
  for (const Outcome& outcome : receipt_.later) find_paid(outcome, rule, left, member, paid);
  for (; paid.size() > earlier; paid.pop_back()) {
    const Paid& last = paid.back();
    if (last.marks == 0) continue;
    std::int64_t marks = 0;
    for (const Paid& one : paid)
      if (one.now.days.first == last.now.days.first && one.now.days.last == last.now.days.last) marks += one.marks;
    const Wide value = last.now.value - paid_into_own(left, *last.outcome, rule);
    const std::int64_t too_many = marks - marks_reached(static_cast<std::int64_t>(value), crossing.mark, crossing.every);
    if (too_many > 0) lost.push_back(lose(*last.outcome, rule, std::min(too_many, last.marks), last.all));
  }
}

std::vector<std::pair<RuleId, std::int64_t>> MarkWatch::left() const {
  std::vector<std::pair<RuleId, std::int64_t>> left;
  const Outcome& outcome = receipt_.past.outcome;
  for (std::size_t i = 0; i < program_.rules.size(); ++i) {
    const RuleId rule{i};
    const auto waits = [&](const Check& check) { return crossing_of(program_, check) != nullptr; };
    const auto pays = [&](const Posting& posting) { return is_by(posting, rule) && posting.why == PostingWhy::kRule; };
    if (std::none_of(program_.rules[i].checks.begin(), program_.rules[i].checks.end(), waits)) continue;
    if (std::none_of(outcome.postings.begin(), outcome.postings.end(), pays)) continue;
    const std::int64_t of_flat = by_marks(rule) != nullptr ? marks_paid(outcome, rule) : INT64_MAX;
    left.emplace_back(rule, paid_at(outcome, rule) ? of_flat : 0);
  }
  return left;
}

std::vector<Change> MarkWatch::uses_of(const Outcome& outcome, RuleId rule) const {
  std::vector<Change> uses;
  for (const Change& change : outcome.changes)
    if (is_use_by(change, program_.rules[rule.index()], version_)) uses.push_back(change);
  return uses;
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

void MarkWatch::tell(const Outcome& outcome, RuleId rule, std::int64_t marks) {
  for (Told& told : told_)
    if (told.outcome == &outcome && told.rule == rule) return void(told.marks += marks);
  told_.push_back({&outcome, rule, marks});
}

LostMark MarkWatch::lose(const Outcome& outcome, RuleId rule, std::int64_t marks, std::int64_t of) {
  tell(outcome, rule, marks);
  LostMark lost;
  lost.marks = marks;
  lost.of = of;
  lost.earned = earned_by(outcome, rule);
  lost.paid.past.event.kind = receipt_.past.event.kind;
  lost.paid.past.event.member = receipt_.past.event.member;
  lost.paid.past.facts.version = version_;
  for (const Posting& posting : outcome.postings)
    if (is_by(posting, rule) && posting.why == PostingWhy::kRule) lost.paid.past.outcome.postings.push_back(posting);
  lost.paid.past.outcome.changes = uses_of(outcome, rule);
  lost.paid.later = receipt_.later;
  lost.paid.later.push_back(now_);
  return lost;
}

Wide LostMark::share(Wide whole) const { return marks == of ? whole : whole * marks / of; }

bool counts_as_earned(const Metric& metric, const Posting& given) {
  if (metric.kind != MetricKind::kUnitEarned || metric.unit != given.unit) return false;
  return metric.from.empty() || std::find(metric.from.begin(), metric.from.end(), given.rule) != metric.from.end();
}

}  // namespace setia::engine
