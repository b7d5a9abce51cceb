// One test's world.
#include "rules/try_tests_world.hpp"

#include "engine/completion.hpp"
#include "engine/ensure.hpp"
#include "engine/take.hpp"
#include "rules/compile.hpp"

namespace setia::rules {
namespace {

// People of tests are known by their number: random ids would make no two runs alike.
engine::MemberId id_of(std::size_t number) {
  engine::MemberId id{};
  for (std::size_t i = 0; i < sizeof number; ++i) id[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

engine::Program without_triggers(engine::Program program) {
  for (engine::Rule& rule : program.rules) rule.triggers = 0;
  return program;
}

}  // namespace

TestProgram::TestProgram(const Plan& first, const std::vector<LaterProgram>& later) {
  adopt(first, engine::kAlways);
  for (const LaterProgram& one : later) adopt(one.plan, one.from);
}

void TestProgram::adopt(const Plan& plan, engine::Day from) {
  plans.push_back(plan);
  engine::Program compiled = lower(plans.back(), symbols);
  past.adopt({without_triggers(compiled), from, ""});
  now.adopt({std::move(compiled), from, ""});
}

void TestWorld::add_person(const std::string& name) {
  if (persons_.contains(name)) return;
  const engine::MemberIndex index{state_.members.size()};
  persons_.emplace(name, index);
  engine::Outcome outcome;
  outcome.named.push_back({index, id_of(index.index()), {}});
  engine::Change named;
  named.kind = engine::ChangeKind::kNamed;
  named.member = index;
  outcome.changes.push_back(named);
  engine::take(program_.past, outcome, state_.sequence + 1, 0, {}, state_);
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
  if (!outcome.refused) take(program_.past, outcome, event);
}

void TestWorld::remember(engine::Outcome outcome, TestTime time) {
  take(program_.past, outcome, event_at(engine::EventKind{}, time, engine::MemberIndex{}));
}

void TestWorld::begin_line(TestTime time) {
  last_.clear();
  time_ = time;
  let_fall_due();
}

void TestWorld::let_fall_due() {
  for (const auto& [name, index] : persons_) {
    const engine::Event nothing = event_at(engine::EventKind{}, time_, index);
    const engine::Stamp& stamp = nothing.stamp;
    Happened due;
    due.member = index;
    engine::apply_due(program_.now, state_, index, stamp.instant_second, stamp.program, due.outcome);
    if (due.outcome.postings.empty()) continue;
    take(program_.now, due.outcome, nothing);
    last_.push_back(std::move(due));
  }
}

engine::Payable TestWorld::payable(const engine::Event& event, engine::UnitId unit) {
  return engine::most_payable(program(), state_, member(event.member), event, unit, scratch_);
}

Happened TestWorld::judged(engine::Event event) {
  ENSURE(engine::complete(event, program().currency_decimals, symbols()).ok());
  Happened happened;
  happened.member = event.member;
  for (std::size_t unit = 0; unit < program().units.size() && event.kind == engine::EventKind::kPurchase; ++unit)
    happened.payable_minor.push_back(payable(event, engine::UnitId{unit}).paid.minor);
  const engine::Result<std::vector<engine::Case>> cases = engine::find_cases(event, state_, symbols(), past_);
  ENSURE(cases.ok());
  engine::apply(program_.now, state_, event, cases.value(), scratch_, happened.outcome, &happened.trace);
  happened.event = std::move(event);
  return happened;
}

void TestWorld::quote(engine::Event event) { last_.push_back(judged(std::move(event))); }

void TestWorld::judge(engine::Event event) {
  Happened happened = judged(std::move(event));
  if (!happened.outcome.refused) take(program_.now, happened.outcome, happened.event);
  receipts_[happened.event.id] = happened;
  last_.push_back(std::move(happened));
}

void TestWorld::begin_program() { engine::take_adoption(program_.now, state_); }

const Happened* TestWorld::receipt(const std::string& name) const {
  const auto found = receipts_.find(name);
  return found == receipts_.end() ? nullptr : &found->second;
}

void TestWorld::take(const engine::Versions& versions, const engine::Outcome& outcome, const engine::Event& event) {
  const engine::Stamp& stamp = event.stamp;
  past_.add({state_.sequence + 1, event, outcome.facts, outcome});
  engine::take(versions, outcome, state_.sequence + 1, stamp.instant_second, stamp.program, state_);
}

}  // namespace setia::rules
