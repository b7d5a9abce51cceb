// Returns: the kept part of the receipt is judged again, and the difference is posted under the same rules [R1].
#include <algorithm>
#include <tuple>

#include "engine/again.hpp"
#include "engine/booking.hpp"
#include "engine/cycles.hpp"
#include "engine/due.hpp"
#include "engine/event_day.hpp"
#include "engine/gather_beside.hpp"
#include "engine/levels.hpp"
#include "engine/lots.hpp"
#include "engine/marks.hpp"
#include "engine/member_changes.hpp"
#include "engine/purchase_numbers.hpp"
#include "engine/referrals.hpp"
#include "engine/scratch.hpp"
#include "engine/settle_payments.hpp"
#include "engine/take_back.hpp"
#include "engine/undone.hpp"

namespace setia::engine {
namespace {

// A limit goes on counting what a return does not take back.
bool keeps_use(const Program& program, const Change& change) {
  if (change.kind != ChangeKind::kUsed) return false;
  const LimitId limit{std::size_t{change.index}};
  return std::any_of(program.rules.begin(), program.rules.end(), [&](const Rule& rule) {
    const auto binds = [&](const std::vector<LimitId>& limits) { return std::find(limits.begin(), limits.end(), limit) != limits.end(); };
    const bool nothing = std::any_of(rule.gives.begin(), rule.gives.end(), [&](const Give& give) {
      return rule.returns_take_nothing || program.units[give.unit.index()].returns_take_nothing;
    });
    return (nothing || (rule.returns_take_nothing && !rule.discounts.empty())) && (binds(rule.own) || binds(rule.shared));
  });
}

std::int64_t purchase_number(const std::vector<Change>& changes) {
  const auto kept = std::find_if(changes.begin(), changes.end(), [](const Change& change) { return change.kind == ChangeKind::kPurchases; });
  return kept == changes.end() ? 0 : kept->window;
}

std::optional<Refusal> unfit(const Case& found, const Event& returned) {
  const Event& event = found.past.event;
  if (event.kind == EventKind::kReturn)
    return Refusal{RefusalReason::kMalformed, "receipt", "\"" + returned.receipt + "\" is itself a return.", "Name the receipt that is returned."};
  if (!can_be_returned(event.kind))
    return Refusal{RefusalReason::kMalformed, "receipt", "\"" + returned.receipt + "\" is nothing that can be returned.",
                   "Name a receipt, or another event that gave or took something."};
  if (returned.member != MemberIndex{} && event.member != returned.member)
    return Refusal{RefusalReason::kMalformed, "member", "The receipt \"" + returned.receipt + "\" is not this member's.",
                   "Name the member who bought, or none."};
  return std::nullopt;
}

}  // namespace

void Booking::take_return(Cases cases) {
  name_members();
  if (event_.receipt.empty()) return return_without_receipt();
  if (cases.empty()) return wait_for_receipt();
  if (cases.size() > 1 && cases[1].kind == CaseKind::kNamed)
    return refuse(RefusalReason::kMalformed, "receipt", "Several sources have an event \"" + event_.receipt + "\".",
                  "Give the return the source of its receipt.");
  if (const auto refusal = unfit(cases.front(), event_)) return refuse(*refusal);
  Case settled;
  const bool by_units = has_unit_payments(cases.front().past.event);
  if (by_units) {
    settled = cases.front();
    settled.past.event = with_payments_settled(settled.past.event, settled.past.outcome.postings, versions_, settled.past.facts.version);
  }
  const Case& receipt = by_units ? settled : cases.front();
  Kept kept(receipt.past.event);
  for (const PastEvent& before : receipt.returns)
    if (before.event.kind == EventKind::kReturn) kept.take_off(before.event);
  if (const auto refusal = kept.take_off(event_)) return refuse(*refusal);
  stand_for(receipt.past.event.member);
  list_members();
  if (is_known()) book_what_fell_due();
  note_return(receipt.past.sequence, 0);
  give_back(receipt, kept, now_, Recorded::kBefore);
  for (const Case& completed : cases.subspan(1))
    if (!out_.refused) reconsider(completed);
  review_levels();
}

// Where a level lives only while its counts hold, what a return takes off them ends it at once [S1].
void Booking::review_levels() {
  const auto ends_at_once = [](const Ladder& ladder) { return ladder.keeps_while_counted && !ladder.never_down && !ladder.down_at && !ladder.down_every; };
  if (out_.refused || !is_known() || std::none_of(program_.ladders.begin(), program_.ladders.end(), ends_at_once)) return;
  book_from_now_on();
  take_own_changes();
  const Moment now = latest(member());
  run_clock(due_world(), subject_, {version_, now, DueStep::kStatusBegins, now.program, {}, Review::kNow}, working(), next_, out_);
}

// What the record has changed so far is what is known from here on.
void Booking::take_own_changes() {
  for (; known_changes_ < out_.changes.size(); ++known_changes_)
    if (out_.changes[known_changes_].member == subject_) take_change(versions_, out_.changes[known_changes_], now_.second, working());
}

void Booking::return_without_receipt() {
  list_members();
  if (!is_known()) {
    out_.without_member = event_.member == MemberIndex{} || member_ == nullptr || member().standing == Standing::kUnknown;
    return explain_nothing_given();
  }
  book_what_fell_due();
  Event basket = event_;
  if (basket.lines.empty() && basket.has_amount) {  // an amount is a line of its own
    Line& line = basket.lines.emplace_back();
    line.number = 1;
    line.amount_minor = basket.amount_minor;
  }
  judge_and_post(basket);
}

void Booking::wait_for_receipt() {
  list_members();
  if (is_known()) book_what_fell_due();
  out_.waits = true;
  Change waits = change(ChangeKind::kWaits);
  waits.member = {};
  waits.text = event_.receipt_symbol;
  out_.changes.push_back(waits);
}

void Booking::note_return(Sequence receipt, Sequence returned) {
  Change noted = change(ChangeKind::kReturned);
  noted.member = {};
  noted.window = static_cast<std::int64_t>(receipt);
  noted.count = static_cast<std::int64_t>(returned);
  out_.changes.push_back(noted);
}

// Returns that came before this event are judged now [L2].
void Booking::answer_waiting(Cases cases) {
  if (cases.empty()) return;
  if (is_known()) pass_to_now();
  Case mine;
  mine.past.event = *judged_;
  Kept kept(*judged_);
  for (const Case& waiting : cases) {
    if (waiting.kind != CaseKind::kWaits) continue;
    const Event& returned = waiting.past.event;
    auto refusal = unfit(mine, returned);
    if (!refusal) refusal = kept.take_off(returned);
    if (refusal) {
      out_.messages.push_back("The return " + returned.stamp.source + "/" + returned.id + " was not booked: " + refusal->what);
      Change ended = change(ChangeKind::kWaitEnded);
      ended.member = {};
      ended.count = static_cast<std::int64_t>(waiting.past.sequence);
      out_.changes.push_back(ended);
      continue;
    }
    mine.past.facts = out_.facts;
    mine.past.outcome = out_;
    note_return(0, waiting.past.sequence);
    const Moment at{std::max(now_.second, returned.stamp.instant_second), std::max(now_.program, returned.stamp.program)};
    give_back(mine, kept, at, Recorded::kNow);
    if (out_.refused) return;
  }
}

// What fell due before the receipt is booked: days that are over find nothing of what the receipt has reached.
void Booking::pass_to_now() {
  if (now_.second < member().last_second) return;
  MemberState& mine = working();
  mine.last_second = now_.second;
  mine.last_program = now_.program;
  mine.last_step = DueStep::kAll;
}

void Booking::give_back(const Case& receipt, const Kept& kept, const Moment& at, Recorded recorded, const Part& mine) {
  if (!is_known() || receipt.past.outcome.without_member) return;
  book_from_now_on();
  if (take_back_bought(receipt, at) && take_back_gift(receipt, at)) judge_again_and_post(receipt, kept, {}, at, recorded, mine);
}

void Booking::judge_again_and_post(const Case& receipt, const Kept& kept, std::optional<ReturnedShare> paid, const Moment& at, Recorded recorded, const Part& mine) {
  const MemberIndex referrer = referrer_at(member(), receipt.past.event.stamp.instant_second);
  if (referrer != MemberIndex{}) others_.bring(due_world(), referrer, {at, DueStep::kAll}, next_, out_);
  if (!give_back_gifts(receipt, kept, {paid, recorded, at, Round::kFirst}, referrer)) return;
  Case again = receipt;
  again.returns.emplace_back().event = event_;
  Outcome& so_far = again.returns.back().outcome;
  do {
    so_far = out_;
    so_far.postings.erase(so_far.postings.begin(), so_far.postings.begin() + static_cast<std::ptrdiff_t>(mine.postings));
    so_far.changes.erase(so_far.changes.begin(), so_far.changes.begin() + static_cast<std::ptrdiff_t>(mine.changes));
  } while (give_back_gifts(again, kept, {paid, recorded, at, Round::kFurther}, referrer));
}

// A level that the receipt reached may stay because closes still gave enough, which are corrected only then: what is kept is judged once
// more: true. So it is again only where that took one of these levels, and there are no more rounds than levels.
bool Booking::give_back_gifts(const Case& receipt, const Kept& kept, const GivingBack& back, MemberIndex referrer) {
  const auto& [paid, recorded, at, round] = back;
  const std::vector<GivenSoFar> given = given_so_far(receipt, recorded == Recorded::kNow ? std::span<const Posting>{} : out_.postings, versions_);
  const std::vector<Bought> bought = bought_by(receipt, given, out_.postings, subject_);
  const std::vector<Change> changed = changed_so_far(receipt, versions_);
  take_own_changes();
  if (round == Round::kFirst) give_back_payments(receipt, kept, paid, at, recorded);
  {
    const std::optional<MemberState> then = referrer_without(referrer, receipt, given, changed);
    if (then) others_.look_at(referrer, &*then);
    judge_kept(receipt, kept, given, changed, recorded);
    others_.look_at({}, nullptr);
  }
  Judgement& judgement = room_.judgement;
  if (judgement.overflow) {
    refuse(RefusalReason::kOverflow, "lines", "The amounts are larger than can be counted.", "Split the return.");
    return false;
  }
  const VersionOrdinal version = receipt.past.facts.version;
  const Stamp& sold = receipt.past.event.stamp;
  const Giving giving{versions_, version, {sold.instant_second, sold.program}, at,
                      earned_day(versions_.at(version).program.calendar, receipt.past.event), subject_, nullptr, &receipt.past.event};
  std::vector<Accrual> mine, theirs;
  for (const Accrual& accrual : judgement.accruals) (accrual.to == Receiver::kMember ? mine : theirs).push_back(accrual);
  post_difference(given, mine, bought, giving, working());
  if (out_.refused) return false;
  give_back_to(referrer, receipt, {given, changed, theirs}, giving);
  const std::size_t first = out_.changes.size();
  change_by_difference(version, changed);
  undo_levels(version, subject_, member(), at);
  take_by_others(first, version, at);
  if (round == Round::kFirst) move_back(receipt, {recorded, at, !kept.anything(), gives_nothing_now(given, versions_.at(version).program)});
  take_back_marks(receipt, at);
  const std::size_t known = out_.postings.size() + out_.changes.size();
  if (recorded == Recorded::kBefore) correct_closes(receipt, at);
  const bool corrected = out_.postings.size() + out_.changes.size() > known;
  unbuy(giving, given, bought, working(), working(), next_, out_.postings);  // for marks and closes, too
  const auto reached = [&](const Change& change) { return change.kind == ChangeKind::kReached && change.member == subject_; };
  const auto lost = [&](const Change& change) { return reached(change) && change.amount < 0; };
  const bool any_stays = std::any_of(judgement.changes.begin(), judgement.changes.end(), [&](const Change& change) { return reached(change) && change.amount > 0; });
  return corrected && any_stays && (round == Round::kFirst || std::any_of(out_.changes.begin() + static_cast<std::ptrdiff_t>(first), out_.changes.end(), lost));
}

bool Booking::gives_nothing_now(const std::vector<GivenSoFar>& given, const Program& program) const {
  const auto stays = [&](const GivenSoFar& entry) { return entry.amount_micro > 0 && takes_nothing(program, entry.rule, entry.unit); };
  return room_.judgement.accruals.empty() && std::none_of(given.begin(), given.end(), stays);
}

void Booking::explain_taken_back(const std::vector<GivenSoFar>& given) {
  if (trace_ == nullptr) return;
  trace_->rules.clear();
  for (const GivenSoFar& entry : given) {
    if (!trace_->rules.empty() && trace_->rules.back().rule == entry.rule) continue;
    trace_->rules.emplace_back().rule = entry.rule;
    trace_->rules.back().why = Why::kTakenBack;
  }
}

// Fills the judgement of the kept part; of a receipt returned whole it is empty.
void Booking::judge_kept(const Case& receipt, const Kept& kept, const std::vector<GivenSoFar>& given, const std::vector<Change>& changed, Recorded recorded) {
  Judgement& judgement = room_.judgement;
  judgement = Judgement{};
  const auto reached = [](const Change& change) { return change.kind == ChangeKind::kReached && change.amount > 0; };
  const auto lasts = [&](const Change& change) { return reached(change) || change.kind == ChangeKind::kFriendDone; };
  if (!kept.anything() && std::none_of(changed.begin(), changed.end(), lasts)) return explain_taken_back(given);
  const Facts& facts = receipt.past.facts;
  const Program& program = versions_.at(facts.version).program;
  const Event event = kept.event(program);
  const MemberState then = without(receipt, given, changed, versions_, subject_, member());
  Again again{&facts, own_use(changed, recorded == Recorded::kBefore), purchase_number(receipt.past.outcome.changes),
              MarkWatch(receipt, versions_, out_).left(), !kept.anything(), {}, {}, completed_by(changed, subject_), &given};
  std::copy_if(changed.begin(), changed.end(), std::back_inserter(again.reached), reached);
  if (!again.reached.empty()) again.looked = moment_at(versions_.offsets(), again.reached.front().count, now_);
  judge_again(program, facts.version, versions_.index(facts.version), *shared_, then, event, scratch_, judgement, trace_, again);
  if (!versions_.foreign(facts.version).empty()) gather_beside(versions_, facts.version, *shared_, then, event, scratch_, judgement);
}

void Booking::post_difference(const std::vector<GivenSoFar>& given, std::vector<Accrual> accruals, const std::vector<Bought>& bought, const Giving& giving, MemberState& receiver) {
  const Program& program = versions_.at(giving.version).program;
  std::vector<std::pair<const GivenSoFar*, std::int64_t>> back;
  for (const GivenSoFar& entry : given) {
    if (entry.to != giving.to) continue;
    const auto wanted = std::find_if(accruals.begin(), accruals.end(), [&](const Accrual& one) {
      return std::tuple{one.rule, one.unit, one.line} == std::tuple{entry.rule, entry.unit, entry.line};
    });
    const std::int64_t kept = wanted == accruals.end() ? Units{} : wanted->amount_micro;
    if (wanted != accruals.end()) wanted->amount_micro = kept > entry.amount_micro ? kept - entry.amount_micro : 0;
    if (kept < entry.amount_micro && !takes_nothing(program, entry.rule, entry.unit)) back.emplace_back(&entry, entry.amount_micro - kept);
  }
  std::erase_if(accruals, [](const Accrual& one) { return one.amount_micro <= 0; });
  if (giving.to != subject_) others_.post(giving, accruals, receiver, next_, out_);
  for (const Accrual& accrual : accruals)
    if (giving.to == subject_ && !post(accrual, giving)) return;
  const auto take = [&](MemberState& from, PostingNumber& next, std::vector<Posting>& out) {
    TakingBack taking(versions_, giving.version, giving.to, giving.at, from, next, out);
    for (const auto& [entry, amount] : back) taking.take(*entry, amount);
  };
  if (!bought.empty()) {  // what would be owed comes back into the lots that paid, and is taken from there
    MemberState owing = receiver;
    PostingNumber unused = next_;
    std::vector<Posting> foreseen;
    take(owing, unused, foreseen);
    for (const Posting& lost : foreseen)  // what nobody would owe is there, too, while a voucher is unused
      if (lost.from.kind == AccountKind::kWrittenOff) add_exactly(holding_of(owing, program.units[lost.unit.index()].key).debt_micro, lost.amount_micro);
    unbuy(giving, given, bought, owing, receiver, next_, out_.postings);
  }
  take(receiver, next_, out_.postings);
  if (giving.to == subject_) expire_what_came_too_late();
}

// Of a late return, too, levels are looked at as of now [L1].
Moment Booking::latest(const MemberState& member) const {
  return now_.second < member.last_second ? Moment{member.last_second, member.last_program} : now_;
}

// A rise whose cause is returned is undone at once [R5]: what is still reached, or kept by a floor, is the level.
void Booking::undo_levels(VersionOrdinal version, MemberIndex whose, const MemberState& theirs, const Moment& at) {
  const std::span<const Change> made(out_.changes.data() + known_changes_, out_.changes.size() - known_changes_);
  std::vector<std::size_t> lost;
  for (const Change& one : made)
    if (one.member == whose && (one.kind == ChangeKind::kReached || one.kind == ChangeKind::kFloor) && one.amount < 0 && one.version == version) lost.push_back(one.index);
  if (lost.empty()) return;
  const MemberState after = with(made, whose, versions_, theirs);
  const Moment known = latest(theirs);
  const Moment& now = known.second < at.second ? at : known;  // of a return that waited, when it was made
  for (const std::size_t index : lost) {
    const Ladder& ladder = versions_.at(version).program.ladders[index];
    const std::size_t rank = kept_rank(ladder, after, now.program.day, calendar_of(versions_.at(version).program, after));
    if (rank >= rank_now(ladder, after, now.program.day)) continue;
    Change held = change(ChangeKind::kLevel);
    held.member = whose;
    held.version = version;
    held.index = static_cast<std::uint32_t>(index);
    if (rank > 0) held.text = ladder.rungs[rank - 1].level;
    held.window = now.program.day;
    held.count = now.second;
    out_.changes.push_back(held);
  }
}

void Booking::change_by_difference(VersionOrdinal version, const std::vector<Change>& changed) {
  const Program& program = versions_.at(version).program;
  std::vector<Change> wanted = room_.judgement.changes;
  const auto add = [&](Change change, const Change* before) {
    if (before != nullptr) change.amount -= before->amount;
    if (before != nullptr && counts(change)) change.count -= before->count;
    if (change.amount == 0 && (change.count == 0 || !counts(change))) return;
    if (change.amount < 0 && keeps_use(program, change)) return;
    out_.changes.push_back(change);
  };
  for (const Change& before : changed) {
    const auto now = std::find_if(wanted.begin(), wanted.end(), [&](const Change& one) { return same_total(one, before); });
    if (now != wanted.end()) {
      add(*now, &before);
      wanted.erase(now);
    } else {
      Change nothing = before;
      nothing.amount = 0;
      if (counts(nothing)) nothing.count = 0;
      add(nothing, &before);
    }
  }
  for (const Change& change : wanted)
    if (adds_up(change.kind)) add(change, nullptr);
}

}  // namespace setia::engine
