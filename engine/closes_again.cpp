#include "engine/closes_again.hpp"

#include <algorithm>
#include <tuple>

#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/event_day.hpp"
#include "engine/limits.hpp"
#include "engine/lots.hpp"
#include "engine/marks.hpp"
#include "engine/member_changes.hpp"
#include "engine/scratch.hpp"
#include "engine/take_back.hpp"

namespace setia::engine {
namespace {

bool counts_as_earned(const Change& change, const Program& program) {
  return change.kind == ChangeKind::kGathered && program.metrics[change.index].kind == MetricKind::kUnitEarned;
}

// What each limit of the close is used in, as the close sees it.
std::vector<Change> uses_of(const ClockDue& due, const Event& event, const Program& program, SlotReader& reader) {
  std::vector<Change> uses;
  for (const RuleId id : due.rules) {
    const Rule& rule = program.rules[id.index()];
    for (const std::vector<LimitId>* limits : {&rule.own, &rule.shared}) {
      for (const LimitId limit : *limits)
        if (is_kept(program.limits[limit.index()]))
          uses.push_back(usage_change(limit, program.limits[limit.index()], due.version, event.member, 0, reader));
    }
  }
  return uses;
}

}  // namespace

bool ClosePayments::is_by_rules(const Posting& posting) const {
  return posting.version == due_.version && std::binary_search(due_.rules.begin(), due_.rules.end(), posting.rule);
}

bool ClosePayments::is_given(const Posting& posting) const {
  return posting.why == PostingWhy::kRule && posting.to.member == member_ && posting.earned == due_.seen.day && is_by_rules(posting);
}

GivenSoFar& ClosePayments::entry_of(const Posting& posting) {
  const auto key = std::tuple{posting.rule, posting.unit, posting.line};
  const auto place = std::lower_bound(paid_.given.begin(), paid_.given.end(), key, [](const GivenSoFar& one, const auto& wanted) {
    return std::tuple{one.rule, one.unit, one.line} < wanted;
  });
  if (place != paid_.given.end() && std::tuple{place->rule, place->unit, place->line} == key) return *place;
  GivenSoFar fresh;
  fresh.rule = posting.rule;
  fresh.unit = posting.unit;
  fresh.line = posting.line;
  return *paid_.given.insert(place, std::move(fresh));
}

bool ClosePayments::take_off(const Posting& posting) {
  bool took = false;
  for (GivenSoFar& entry : paid_.given) {
    for (GivenLot& lot : entry.lots) {
      if (lot.given.number != posting.reverses) continue;
      took = true;
      entry.amount_micro -= posting.amount_micro;
      lot.amount_micro -= posting.amount_micro;
      if (posting.from.kind == AccountKind::kExpired) lot.expired_micro -= posting.amount_micro;
      if (posting.from.kind == AccountKind::kForfeited) lot.forfeited_micro -= posting.amount_micro;
    }
  }
  return took;
}

void ClosePayments::add_lost(const Posting& posting) {
  for (GivenSoFar& entry : paid_.given)
    for (GivenLot& lot : entry.lots)
      if (lot.given.number == posting.lot_left)
        (posting.why == PostingWhy::kExpiry ? lot.expired_micro : lot.forfeited_micro) += posting.amount_micro;
}

void ClosePayments::add(std::span<const Posting> postings, std::span<const Change> changes) {
  const Touched touched = take_postings(postings);
  for (const Change& change : changes)
    if (is_of_close(change, touched)) add(change);
}

ClosePayments::Touched ClosePayments::take_postings(std::span<const Posting> postings) {
  Touched touched;
  for (const Posting& posting : postings) {
    if (is_given(posting)) {
      touched.gave = true;
      GivenSoFar& entry = entry_of(posting);
      entry.amount_micro += posting.amount_micro;
      entry.lots.push_back({posting, posting.amount_micro, 0, 0});
    } else if (posting.why == PostingWhy::kReturn && take_off(posting)) {
      touched.took = true;
    } else if ((posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn) && is_by_rules(posting)) {
      touched.other = true;
    }
    if (posting.why == PostingWhy::kExpiry || posting.why == PostingWhy::kForfeit) add_lost(posting);
  }
  return touched;
}

// Other closes in a limit's window use it too, and so do other rules of a limit that rules share.
bool ClosePayments::is_use_of_close(const Change& change, const Touched& touched) const {
  if (std::none_of(uses_.begin(), uses_.end(), [&](const Change& use) { return same_total(use, change); })) return false;
  if (touched.gave || touched.took) return true;
  const auto is_own = [&](RuleId rule) { return is_use_by(change, program_.rules[rule.index()], due_.version); };
  return !touched.other && std::any_of(due_.rules.begin(), due_.rules.end(), is_own);
}

bool ClosePayments::is_of_close(const Change& change, const Touched& touched) const {
  if (change.version != due_.version) return false;
  if (change.kind == ChangeKind::kUsed) return is_use_of_close(change, touched);
  return (touched.gave || touched.took) && change.member == member_ && change.window == due_.seen.day && counts_as_earned(change, program_);
}

// What counts as earned follows from what was given: a record may say more of the same day that is not the close's.
PaidByClose ClosePayments::paid() const {
  PaidByClose paid = paid_;
  for (Change& change : paid.changed) {
    if (change.kind != ChangeKind::kGathered) continue;
    const Metric& metric = program_.metrics[change.index];
    change.amount = 0;
    for (const GivenSoFar& entry : paid.given)
      if (engine::counts_as_earned(metric, entry.lots.front().given)) change.amount += std::int64_t{entry.amount_micro};
    change.count = change.amount == 0 ? 0 : 1;
  }
  return paid;
}

void ClosePayments::add(const Change& change) {
  const auto known = std::find_if(paid_.changed.begin(), paid_.changed.end(), [&](const Change& one) { return same_total(one, change); });
  if (known == paid_.changed.end()) return paid_.changed.push_back(change);
  known->amount += change.amount;
  known->count += change.count;
}

std::vector<Change> difference_of(const std::vector<Change>& was, const std::vector<Change>& is, const Program& program) {
  std::vector<Change> all;
  const auto add = [&](Change change, int sign) {
    if (change.kind != ChangeKind::kUsed && !counts_as_earned(change, program)) return;
    change.amount *= sign;
    change.count *= sign;
    const auto known = std::find_if(all.begin(), all.end(), [&](const Change& one) { return same_total(one, change); });
    if (known == all.end()) return all.push_back(change);
    known->amount += change.amount;
    known->count += change.count;
  };
  for (const Change& change : is) add(change, 1);
  for (const Change& change : was) add(change, -1);
  std::erase_if(all, [](const Change& change) { return change.amount == 0 && change.count == 0; });
  return all;
}

void Booking::correct_closes(const Case& receipt, const Moment& at) {
  const Day day = effective_day(versions_.at(receipt.past.facts.version).program.calendar, receipt.past.event);
  const std::int64_t own = std::max(now_.second, member().last_second);
  const std::int64_t common = std::max(now_.second, state_.clock_second);
  for (const auto& [rules, last] : {std::pair{&Timetable::own, own}, std::pair{&Timetable::common, common}}) {
    Passed passed{midnight_of(versions_, day, now_), DueStep::kAll};
    while (const auto due = next_correctable_close(versions_, rules, member(), passed)) {
      if (due->at.second > last || out_.refused) break;
      passed = {due->at, due->step};
      correct_close(*due, receipt, at);
    }
  }
}

// A late event: what closed after its day did not see it.
void Booking::reopen(Cases cases) {
  for (const Case& reopened : cases) {
    if (reopened.kind != CaseKind::kReopened || !is_known()) continue;
    book_from_now_on();  // a close sees what the closes before it gave
    Case late = reopened;
    late.past.event = *judged_;
    late.past.facts.version = version_;
    correct_closes(late, now_);
  }
}

void Booking::correct_close(const ClockDue& due, const Case& receipt, const Moment& at) {
  const Program& program = versions_.at(due.version).program;
  const Event event = clock_event(due, subject_);
  MemberState then = member();
  for (std::size_t i = known_changes_; i < out_.changes.size(); ++i)
    if (out_.changes[i].member == subject_) take_change(versions_, out_.changes[i], now_.second, then);
  SlotReader reader(program, versions_.index(due.version), state_, then, event, scratch_);
  ClosePayments payments(due, subject_, uses_of(due, event, program, reader), versions_);
  for (const Outcome& outcome : receipt.earlier) payments.add(outcome.postings, outcome.changes);
  // A receipt that counts on a day that was over corrected the close in its own record.
  payments.add(receipt.past.outcome.postings, receipt.past.outcome.changes);
  for (const Outcome& outcome : receipt.later) payments.add(outcome.postings, outcome.changes);
  payments.add(out_.postings, {out_.changes.data(), known_changes_});
  const PaidByClose paid = payments.paid();
  take_shared_uses();
  State shared;
  shared.usage = shared_->usage;
  for (Change undone : paid.changed) {
    undone.amount = -undone.amount;
    undone.count = -undone.count;
    if (undone.member == MemberIndex{}) take_use(versions_, undone, shared.usage);
    else take_change(versions_, undone, now_.second, then);
  }
  for (const GivenSoFar& entry : paid.given)  // read as a sum with pending and held, and never booked
    add_exactly(holding_of(then, program.units[entry.unit.index()].key).available_micro, -entry.amount_micro);
  Judgement& judgement = room_.own_judgement;
  judge(program, due.version, versions_.index(due.version), shared, then, event, scratch_, judgement, nullptr);
  if (judgement.overflow) return;
  // What a close gave a referrer is final.
  std::erase_if(judgement.accruals, [](const Accrual& one) { return one.to != Receiver::kMember; });
  post_close_difference(due, paid.given, judgement.accruals, at);
  const std::vector<Change> changes = difference_of(paid.changed, judgement.changes, program);
  out_.changes.insert(out_.changes.end(), changes.begin(), changes.end());
}

void Booking::post_close_difference(const ClockDue& due, const std::vector<GivenSoFar>& given, std::vector<Accrual> accruals, const Moment& at) {
  const Program& program = versions_.at(due.version).program;
  TakingBack taking(versions_, due.version, subject_, at, working(), next_, out_.postings);
  for (const GivenSoFar& entry : given) {
    const auto wanted = std::find_if(accruals.begin(), accruals.end(), [&](const Accrual& one) {
      return std::tuple{one.rule, one.unit, one.line} == std::tuple{entry.rule, entry.unit, entry.line};
    });
    const std::int64_t kept = wanted == accruals.end() ? Units{} : wanted->amount_micro;
    if (wanted != accruals.end()) wanted->amount_micro = kept - entry.amount_micro;
    const bool stays = program.rules[entry.rule.index()].returns_take_nothing || program.units[entry.unit.index()].returns_take_nothing;
    if (kept < entry.amount_micro && !stays) taking.take(entry, entry.amount_micro - kept);
  }
  const Giving giving{versions_, due.version, due.at, at, due.seen.day, subject_};
  for (const Accrual& accrual : accruals)
    if (accrual.amount_micro > 0 && !post(accrual, giving)) return;
}

}  // namespace setia::engine
