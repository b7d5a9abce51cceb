#include "tests/oracle/oracle.hpp"

#include <algorithm>
#include <map>

#include "engine/kept.hpp"
#include "tests/oracle/choose.hpp"
#include "tests/oracle/life.hpp"
#include "tests/oracle/redemption.hpp"

namespace setia::oracle {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

bool pays_another_sum(const engine::Event& event) {
  if (event.payments.empty()) return false;
  Exact difference = 0;
  for (const engine::Payment& payment : event.payments) difference += std::int64_t{payment.amount_minor};
  for (const engine::Line& line : event.lines) difference -= std::int64_t{line.amount_minor};
  return difference != 0;
}

bool says_state(const engine::Event& event, const std::string& state) {
  return std::any_of(event.more.begin(), event.more.end(), [&](const engine::Field& field) {
    const auto* text = std::get_if<std::string>(&field.value.held);
    return field.name == "state" && text != nullptr && *text == state;
  });
}

engine::Day earned_day(const rules::Plan& plan, const engine::Event& event) {
  const engine::CivilTime program = event.stamp.program;
  return event.kind == engine::EventKind::kPurchase && program.minute < plan.calendar.day_ends_at ? program.day - 1 : program.day;
}

std::vector<Gift> gifts_of(const Judging& judging, const std::vector<Piece>& pieces) {
  std::map<std::tuple<std::size_t, std::size_t, bool>, Exact> sums;
  for (const Piece& piece : pieces) sums[{piece.rule, piece.unit, piece.to_referrer}] += piece.micro;
  const engine::Day earned = earned_day(judging.history.plan(), judging.event);
  std::vector<Gift> gifts;
  for (const auto& [key, micro] : sums) {
    if (micro == 0) continue;
    const auto& [rule, unit, to_referrer] = key;
    Judging receiving = judging;
    if (to_referrer) receiving.person = judging.history.person(judging.person.referrer);  // who joined on another day
    const LifeOfGift life = life_of(receiving, rule, unit, earned);
    gifts.push_back({rule, unit, to_int64(micro), life.last_valid, life.release_second, life.release_day, to_referrer});
  }
  return gifts;
}

// A receipt of nobody is known by its id alone.
Past unknown(const engine::Event& event) {
  Past past;
  past.event = past.bought = event;
  return past;
}

// What is given anew lives as all of it does.
std::vector<Gift> difference_of(const std::vector<Gift>& before, const std::vector<Gift>& after) {
  std::map<std::pair<std::size_t, std::size_t>, Gift> sums;
  const auto add = [&](const Gift& gift, std::int64_t micro) {
    Gift& sum = sums[{gift.rule, gift.unit}];
    const std::int64_t so_far = sum.amount_micro;
    sum = gift;
    sum.amount_micro = so_far + micro;
  };
  for (const Gift& gift : before) add(gift, -gift.amount_micro);
  for (const Gift& gift : after) add(gift, gift.amount_micro);
  std::vector<Gift> difference;
  for (const auto& [key, gift] : sums)
    if (gift.amount_micro != 0) difference.push_back(gift);
  return difference;
}

std::vector<Piece> within_own_limits(const Judging& judging, std::vector<Applying>& rules) {
  cut_bases(judging, rules);
  std::vector<Piece> pieces = given(judging, rules);
  cut_by_own_limits(judging, pieces);
  return pieces;
}

}  // namespace

engine::Event joining_by(const engine::Event& receipt) {
  engine::Event joining;
  joining.kind = engine::EventKind::kJoin;
  joining.member = receipt.member;
  joining.stamp = receipt.stamp;
  return joining;
}

Answer Oracle::judge(const engine::Event& event) {
  if (event.kind == engine::EventKind::kReturn) return give_back(event, Arrival::kNow);
  Answer answer;
  answer.refused = is_refused(event, history_.person(event.member));  // time does not pass with what is refused
  if (answer.refused) return answer;
  if (event.kind != engine::EventKind::kPurchase && event.kind != engine::EventKind::kRedeem) not_receipts_.insert(event.id);
  const Person person = found(event);
  const bool joins_by_buying = history_.plan().members_join_by_buying && event.member != engine::MemberIndex{};
  const bool buys_unknown = event.kind == engine::EventKind::kPurchase && person.standing == engine::Standing::kUnknown;
  answer.without_member = buys_unknown && !joins_by_buying;
  if (answer.without_member) {
    history_.add(unknown(event));
    answer_waiting(event.id, answer);
    return answer;
  }
  if (buys_unknown) answer.gifts = judge(joining_by(event)).gifts;  // joining comes first, with its rules [P1]
  Person finding = buys_unknown ? found(event) : person;
  for (const rules::RewardPlan* reward : used_rewards(history_.plan(), event)) finding.freed_micro[reward->voucher.index] += kOneVoucher;
  Past past = judged(event, finding);
  climb(event, past);
  note(event.member, event.stamp);
  if (past.referrer != engine::MemberIndex{}) complete_referral(past, answer);
  if (event.kind == engine::EventKind::kRedeem) redeem(event, past, answer);
  use(event, past, answer);
  give(event.member, event.id, past.gifts);
  answer.gifts.insert(answer.gifts.end(), past.gifts.begin(), past.gifts.end());
  history_.add(std::move(past));
  answer_waiting(event.id, answer);
  return answer;
}

// Returns that came before their receipt are judged with it, in their order; what is too large comes to nothing [L2].
void Oracle::answer_waiting(const std::string& receipt, Answer& answer) {
  std::vector<engine::Event> answered;
  std::copy_if(waiting_.begin(), waiting_.end(), std::back_inserter(answered), [&](const engine::Event& returned) { return returned.receipt == receipt; });
  std::erase_if(waiting_, [&](const engine::Event& returned) { return returned.receipt == receipt; });
  for (const engine::Event& returned : answered) {
    const Answer back = give_back(returned, Arrival::kBefore);
    answer.gifts.insert(answer.gifts.end(), back.gifts.begin(), back.gifts.end());
    for (const auto& [unit, micro] : back.redeemed_micro) answer.redeemed_micro[unit] += micro;
  }
}

// The member as the event finds them: what a day brought before it is known.
Person Oracle::found(const engine::Event& event) {
  Person person = history_.person(event.member);
  if (person.standing != engine::Standing::kUnknown && event.stamp.instant_second >= latest_[event.member].second)
    ladders_.pass(history_, event.member, event.stamp.program.day);
  person.ranks = ladders_.ranks_at(event.member, event.stamp.instant_second, event.stamp.program.day);
  find_things(event, person);
  return person;
}

void Oracle::note(engine::MemberIndex member, const engine::Stamp& stamp) {
  Ladders::When& latest = latest_[member];
  if (stamp.instant_second < latest.second) return;
  latest = {stamp.instant_second, stamp.program.day};
}

// Levels are looked at with what the event gives, and again with what they give; of a late event as of now, not then [L1].
void Oracle::climb(const engine::Event& event, Past& past) {
  const Ladders::When& latest = latest_[event.member];
  const bool late = event.stamp.instant_second < latest.second;
  past.looked = late ? std::max(past.day, latest.day) : past.day;
  if (history_.plan().ladders.empty() || event.kind == engine::EventKind::kMember || past.person.standing != engine::Standing::kActive) return;
  Ladders::Climbing climbing = ladders_.begin(history_, nullptr, past, past.looked);
  climbing.held = ladders_.ranks_at(event.member, INT64_MAX, past.looked);  // a return that waited may have ended one later than this
  past.climbed_from = climbing.held;
  rise(history_, {}, past, climbing);
  ladders_.book(history_, climbing, std::max(event.stamp.instant_second, latest.second));
  past.reached = climbing.reached;
}

// What follows from rungs is one time each, and sees what the event has used before.
void Oracle::rise(const History& before, const Again& again, Past& past, Ladders::Climbing& climbing) const {
  for (std::vector<Rise> rises = ladders_.climb(climbing); !rises.empty(); rises = ladders_.climb(climbing)) {
    for (const Rise& one : rises) {
      Past used;
      used.event = past.event;
      used.event.kind = engine::EventKind::kMember;
      used.day = past.day;
      used.uses = past.uses;
      History then = before, now = again.beside == nullptr ? before : *again.beside;
      then.add(used);
      now.add(used);
      Past follow = past;
      Person holding = past.person;
      for (const Gift& gift : past.gifts) holding.held_micro[gift.unit] += gift.amount_micro;
      judge_rules({then, past.event, past.day, past.event.stamp.local.minute, holding, again.beside == nullptr ? nullptr : &now, again.room, &one}, follow);
      std::erase_if(follow.gifts, [&](const Gift& gift) {  // a badge is had once
        const auto same = [&](const Gift& other) { return other.unit == gift.unit; };
        return is_badge(history_.plan(), gift.unit) && (past.person.has.contains(gift.unit) || std::any_of(past.gifts.begin(), past.gifts.end(), same));
      });
      past.gifts.insert(past.gifts.end(), follow.gifts.begin(), follow.gifts.end());
      past.uses.insert(past.uses.end(), follow.uses.begin(), follow.uses.end());
    }
  }
}

std::vector<std::size_t> Oracle::ranks_on(engine::MemberIndex member, engine::Day day) {
  ladders_.pass(history_, member, day);
  return ladders_.ranks_at(member, INT64_MAX, day);
}

Past Oracle::judged(const engine::Event& event, const Person& before) const {
  Past past;
  past.event = event;
  past.day = effective_day(history_.plan(), event);
  past.joins = event.kind == engine::EventKind::kJoin || before.standing == engine::Standing::kUnknown;
  past.counted = event.kind == engine::EventKind::kPurchase;
  if (event.kind == engine::EventKind::kJoin && counts_as_referred(event)) past.referrer = event.other;
  past.person = before;
  take_event(past, past.person);
  past.bought = event;
  past.number = history_.next_number(event.member);
  past.then = std::make_shared<const History>(history_);
  if (event.kind != engine::EventKind::kMember) judge_rules({history_, past.event, past.day, event.stamp.local.minute, past.person}, past);
  for (const Gift& gift : past.gifts) past.paid_by.insert(gift.rule);
  return past;
}

void Oracle::judge_rules(const Judging& judging, Past& past) const {
  std::vector<Applying> rules = applying_rules(judging);
  std::vector<Piece> pieces = within_own_limits(judging, rules);
  for (const Contests which : {Contests::kByLine, Contests::kWhole, Contests::kWithExtras})
    if (choose(judging, which, pieces, rules)) pieces = within_own_limits(judging, rules);
  round_pieces(judging, pieces);
  cut_by_shared_limits(judging, pieces);
  past.gifts = gifts_of(judging, pieces);
  past.uses = uses_of(judging, rules, pieces);
}

// Time passes with a return that comes to nothing, too.
void Oracle::pass(engine::MemberIndex member, const engine::Stamp& stamp) {
  if (history_.person(member).standing == engine::Standing::kUnknown) return;
  if (stamp.instant_second >= latest_[member].second) ladders_.pass(history_, member, stamp.program.day);
  note(member, stamp);
}

// A return without its receipt waits; one of more than is kept is refused.
Answer Oracle::give_back(const engine::Event& returned, Arrival arrival) {
  Answer answer;
  answer.refused = returned.stamp.instant_second - returned.stamp.received_second > kDaySeconds || not_receipts_.contains(returned.receipt);
  Past* const receipt = answer.refused ? nullptr : history_.returnable(returned.receipt);
  if (receipt == nullptr) {
    if (answer.refused) return answer;
    not_receipts_.insert(returned.id);
    pass(returned.member, returned.stamp);
    waiting_.push_back(returned);
    return answer;
  }
  engine::Kept kept(receipt->bought);
  for (const engine::Event& before : receipt->returns) kept.take_off(before);
  answer.refused = kept.take_off(returned).has_value() || (receipt->bought_voucher && !has_unused_at(*receipt, returned));
  if (answer.refused) return answer;
  receipt->returns.push_back(returned);
  not_receipts_.insert(returned.id);
  if (arrival == Arrival::kNow) pass(receipt->event.member, returned.stamp);
  if (receipt->then == nullptr) return answer;  // of nobody: nothing was given
  const std::vector<Past*> risen = arrival == Arrival::kNow ? risen_beside(*receipt) : std::vector<Past*>{};
  judge_again(*receipt, kept, returned, answer);
  for (Past* const other : risen) {
    engine::Kept of_other(other->bought);
    for (const engine::Event& before : other->returns) of_other.take_off(before);
    if (of_other.anything()) continue;
    judge_again(*other, of_other, returned, answer);
  }
  return answer;
}

void Oracle::judge_again(Past& receipt, const engine::Kept& kept, const engine::Event& returned, Answer& answer) {
  const std::vector<Gift> before = receipt.gifts;
  receipt.counted = receipt.counted && kept.anything();
  const std::map<std::size_t, std::int64_t> left = marks_still_paid(history_, receipt);
  const std::vector<std::int64_t> room = room_again(receipt);
  receipt.gifts.clear();
  receipt.uses.clear();
  judge_kept(kept, returned, receipt, left, room);
  std::vector<Gift> difference = difference_of(before, receipt.gifts);
  book_difference(receipt, difference);
  answer.gifts.insert(answer.gifts.end(), difference.begin(), difference.end());
  if (!kept.anything()) give_taken_back(receipt, answer);
  const std::vector<Gift> lost = lose_marks(receipt);
  answer.gifts.insert(answer.gifts.end(), lost.begin(), lost.end());
}

// What was returned before may have left a level only because what is returned now reached it, too [R5].
std::vector<Past*> Oracle::risen_beside(const Past& receipt) {
  std::vector<Past*> risen;
  for (Past& other : history_.past())
    if (&other != &receipt && !other.returns.empty() && other.event.member == receipt.event.member && ladders_.stands_by(receipt.event.member, other.event.id)) risen.push_back(&other);
  return risen;
}

// With what was known then, and beside what is kept now [R1] [R2].
void Oracle::judge_kept(const engine::Kept& kept, const engine::Event& returned, Past& receipt, const std::map<std::size_t, std::int64_t>& left,
                        const std::vector<std::int64_t>& room) {
  const History now = history_.without(receipt);
  const std::shared_ptr<const History> then = receipt.then;
  if (kept.anything()) {
    receipt.event = kept.event(program_);
    judge_rules({*then, receipt.event, receipt.day, receipt.event.stamp.local.minute, receipt.person, &now, &room, nullptr, false, &left}, receipt);
  }
  if (history_.plan().ladders.empty()) return;
  const engine::MemberIndex member = receipt.event.member;
  Ladders::Climbing climbing = ladders_.begin_again(*then, now, receipt, kept.anything());
  if (receipt.person.standing == engine::Standing::kActive) rise(*then, {&now, &room}, receipt, climbing);
  ladders_.book_again(history_, climbing, {returned.stamp.instant_second, returned.stamp.program.day}, latest_[member]);
  receipt.reached = climbing.reached;
}

bool Oracle::is_refused(const engine::Event& event, const Person& person) const {
  if (event.stamp.instant_second - event.stamp.received_second > kDaySeconds) return true;
  if (event.currency != engine::SymbolId{} && history_.text(event.currency) != history_.plan().currency) return true;
  const bool joined = person.standing != engine::Standing::kUnknown;
  if (event.kind == engine::EventKind::kPurchase) return pays_another_sum(event) || refuses_used(event);
  if (event.kind == engine::EventKind::kJoin) return event.member == engine::MemberIndex{} || joined;
  if (event.kind == engine::EventKind::kRedeem) return !joined || refuses_redemption(event);
  const bool reopens = person.standing == engine::Standing::kClosed && (says_state(event, "active") || says_state(event, "blocked"));
  return !joined || reopens;
}

}  // namespace setia::oracle
