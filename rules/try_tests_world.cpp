// One test's world.
#include "rules/try_tests_world.hpp"

#include <algorithm>

#include "engine/chain.hpp"
#include "engine/clock_dues.hpp"
#include "engine/completion.hpp"
#include "engine/discount_quote.hpp"
#include "engine/ensure.hpp"
#include "engine/giving.hpp"
#include "engine/take.hpp"
#include "rules/compile.hpp"
#include "rules/listed_members.hpp"

namespace setia::rules {
namespace {

// People of tests are known by their names: random ids would make no two runs alike, and lists hold names.
engine::MemberId id_of(const std::string& name) {
  const engine::Hash hash = engine::Hasher{}.of({reinterpret_cast<const std::uint8_t*>(name.data()), name.size()});
  engine::MemberId id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

// A list of members holds them by id; what else a list may hold is no id, and stays.
Plan with_listed_members(Plan plan) {
  for (ListPlan& list : plan.lists) {
    const std::vector<std::string> names = list.texts;
    for (const std::string& name : names) list.texts.push_back(member_id_text(id_of(name)));
  }
  return plan;
}

engine::Program without_triggers(engine::Program program) {
  for (engine::Rule& rule : program.rules) {
    rule.triggers = 0;
    rule.schedules.clear();
    rule.feasts.clear();
  }
  return program;
}

}  // namespace

TestProgram::TestProgram(const Plan& first, const engine::Zones& zones, const std::vector<LaterProgram>& later) {
  adopt(first, engine::kAlways, zones);
  for (const LaterProgram& one : later) adopt(one.plan, one.from, zones);
}

void TestProgram::adopt(const Plan& plan, engine::Day from, const engine::Zones& zones) {
  plans.push_back(with_listed_members(plan));
  engine::Program compiled = lower(plans.back(), symbols);
  const engine::Offsets offsets = zones.offsets(compiled.zone);
  past.adopt({without_triggers(compiled), from, "", offsets});
  now.adopt({std::move(compiled), from, "", offsets});
}

void TestWorld::add_person(const std::string& name) {
  if (persons_.contains(name)) return;
  const engine::MemberIndex index{state_.members.size()};
  persons_.emplace(name, index);
  engine::Outcome outcome;
  outcome.named.push_back({index, id_of(name), {}});
  engine::Change named;
  named.kind = engine::ChangeKind::kNamed;
  named.member = index;
  outcome.changes.push_back(named);
  take(program_.past, outcome, event_at(engine::EventKind{}, {}, index), {{}, engine::DueStep::kBefore});
}

engine::Event TestWorld::event_at(engine::EventKind kind, TestTime time, engine::MemberIndex member) const {
  const std::string& zone = plan().zone;
  engine::Event event;
  event.kind = kind;
  event.member = member;
  engine::Stamp& stamp = event.stamp;
  stamp.source = "test";
  stamp.instant_second = zones_.instant(zone, {time.day, static_cast<engine::Minute>(time.second / 60)}, time.second % 60);
  stamp.received_second = stamp.instant_second;
  stamp.offset_second = zones_.offset_seconds(zone, stamp.instant_second);
  stamp.local = zones_.local(zone, stamp.instant_second);
  stamp.program = stamp.local;
  event.id = "test-" + std::to_string(state_.sequence + 1);
  return event;
}

void TestWorld::remember(engine::Event event) {
  ENSURE(engine::complete(event, program().currency_decimals, symbols()).ok());
  engine::Outcome outcome;
  engine::apply(program_.past, state_, event, {}, scratch_, outcome, nullptr);
  outcome.barred = true;  // nor does it give anything when it is judged again
  if (!outcome.refused) take(program_.past, outcome, event, engine::passed_with(event.stamp));
}

void TestWorld::remember(engine::Outcome outcome, TestTime time) {
  const engine::Event nothing = event_at(engine::EventKind{}, time, engine::MemberIndex{});
  take(program_.past, outcome, nothing, engine::passed_with(nothing.stamp));
}

void TestWorld::review_levels(engine::MemberIndex index, TestTime time) {
  if (program().ladders.empty()) return;
  const engine::Event event = event_at(engine::EventKind::kClock, time, index);
  const engine::Moment now{event.stamp.instant_second, event.stamp.program};
  const engine::VersionOrdinal version = program_.past.in_force(time.day);
  engine::Outcome outcome;
  engine::MemberState working = member(index);
  engine::PostingNumber next = state_.postings + 1;
  const engine::DueWorld world{program_.past, state_, scratch_, now.second, nullptr};
  engine::give_at_once(world, event, {program_.past, version, now, now, time.day, index}, working, next, outcome);
  outcome.members.push_back(index);
  remember(std::move(outcome), time);
}

void TestWorld::begin_line(TestTime time) {
  last_.clear();
  time_ = time;
  let_fall_due();
}

void TestWorld::start_clock(engine::Day first_day) {
  const engine::Stamp stamp = event_at(engine::EventKind::kMember, {first_day, 0}, {}).stamp;
  const engine::Passed start{engine::passed_with(stamp).at, engine::DueStep::kBefore};
  state_.clock_second = start.at.second;
  state_.clock_program = start.at.program;
  state_.clock_step = start.step;
  for (engine::MemberState& member : state_.members) {
    member.last_second = start.at.second;
    member.last_program = start.at.program;
    member.last_step = start.step;
    member.next_due = engine::kAlways;
  }
}

void TestWorld::let_fall_due() {
  const engine::Passed until = engine::passed_with(event_at(engine::EventKind::kMember, time_, {}).stamp);
  engine::Passed passed{{state_.clock_second, state_.clock_program}, state_.clock_step};
  while (const auto due = engine::next_common_due(program_.now, state_, passed)) {
    if (until < engine::Passed{due->at, due->step}) break;
    passed = {due->at, due->step};
    pass_for_everybody(passed);
  }
  pass_for_everybody(until);
}

void TestWorld::pass_for_everybody(const engine::Passed& until) {
  const engine::Event nothing = event_at(engine::EventKind{}, time_, {});
  for (std::uint32_t joining = 1; joining <= state_.joined; ++joining) {
    Happened due;
    due.member = state_.joiners[joining - 1];
    engine::apply_time(program_.now, state_, {joining, joining}, until, scratch_, due.outcome, &due.trace);
    if (due.outcome.members.empty() && due.trace.rules.empty()) continue;
    if (!due.outcome.members.empty()) take(program_.now, due.outcome, nothing, until);
    last_.push_back(std::move(due));
  }
  // The clock of all moves though nothing is booked, as it does with the next record of a ledger.
  if (state_.clock_second >= until.at.second) return;
  state_.clock_second = until.at.second;
  state_.clock_program = until.at.program;
  state_.clock_step = until.step;
}

engine::Payable TestWorld::payable(const engine::Event& event, engine::UnitId unit) {
  return engine::most_payable(program(), index(), state_, member(event.member), event, unit, scratch_);
}

void TestWorld::take_discounts(engine::Event& event) {
  ENSURE(engine::complete(event, program().currency_decimals, symbols()).ok());
  engine::DiscountQuote quote;
  engine::apply_discounts(program_.now, state_, event, scratch_, quote);
  engine::take_off(quote.taken, program(), event);
}

Happened TestWorld::judged(engine::Event event) {
  ENSURE(engine::complete(event, program().currency_decimals, symbols()).ok());
  Happened happened;
  happened.member = event.member;
  for (std::size_t unit = 0; unit < program().units.size() && event.kind == engine::EventKind::kPurchase; ++unit)
    happened.payable_minor.push_back(payable(event, engine::UnitId{unit}).paid.minor);
  const engine::Result<std::vector<engine::Case>> cases = engine::find_cases(event, program_.now, state_, symbols(), past_);
  ENSURE(cases.ok());
  engine::apply(program_.now, state_, event, cases.value(), scratch_, happened.outcome, &happened.trace);
  happened.event = std::move(event);
  return happened;
}

void TestWorld::quote(engine::Event event) { last_.push_back(judged(std::move(event))); }

void TestWorld::judge(engine::Event event) {
  Happened happened = judged(std::move(event));
  if (!happened.outcome.refused) take(program_.now, happened.outcome, happened.event, engine::passed_with(happened.event.stamp));
  receipts_[happened.event.id] = happened;
  last_.push_back(std::move(happened));
}

void TestWorld::begin_program() { engine::take_adoption(program_.now, state_); }

const Happened* TestWorld::receipt(const std::string& name) const {
  const auto found = receipts_.find(name);
  return found == receipts_.end() ? nullptr : &found->second;
}

void TestWorld::take(const engine::Versions& versions, const engine::Outcome& outcome, const engine::Event& event, const engine::Passed& passed) {
  past_.add({state_.sequence + 1, event, outcome.facts, outcome});
  engine::take(versions, outcome, state_.sequence + 1, passed, state_);
}

}  // namespace setia::rules
