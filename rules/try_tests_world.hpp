// The world of one test: a fresh state, its people, and what happened in it, driven by the same apply and take as a till.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/apply.hpp"
#include "engine/index.hpp"
#include "engine/outcome.hpp"
#include "engine/remembered.hpp"
#include "engine/pay_desk.hpp"
#include "engine/ports.hpp"
#include "engine/scratch.hpp"
#include "engine/state.hpp"
#include "engine/symbols.hpp"
#include "engine/trace.hpp"
#include "engine/versions.hpp"
#include "rules/plan.hpp"

namespace setia::rules {

// A program that a test brings into force.
struct LaterProgram {
  Plan plan;
  engine::Day from = 0;
};

// A program made ready for tests, with those that follow it. `past` is the same program whose rules answer to nothing: what a test states as given
// counts for measures and gives nothing.
struct TestProgram {
  TestProgram(const Plan& first, const engine::Zones& zones, const std::vector<LaterProgram>& later = {});

  const Plan& plan_on(engine::Day day) const { return plans[now.in_force(day).index()]; }
  const engine::Program& program_on(engine::Day day) const { return now.at(now.in_force(day)).program; }

  std::vector<Plan> plans;  // its own: a test may state what a list holds
  engine::Symbols symbols;
  engine::Versions now;
  engine::Versions past;

 private:
  void adopt(const Plan& plan, engine::Day from, const engine::Zones& zones);
};

// One event of the test, judged.
struct Happened {
  engine::MemberIndex member;
  engine::Event event;
  engine::Outcome outcome;
  engine::Trace trace;
  std::vector<std::int64_t> payable_minor;  // of a basket, before it was judged: what each unit could have paid
};

// A day and a second of it, in the program's zone.
struct TestTime {
  engine::Day day = 0;
  int second = 0;
};

class TestWorld {
 public:
  TestWorld(TestProgram& program, const engine::Zones& zones) : program_(program), zones_(zones) {}

  const Plan& plan() const { return program_.plan_on(time_.day); }  // that is in force now, as is the program
  engine::Symbols& symbols() { return program_.symbols; }
  const engine::Program& program() const { return program_.program_on(time_.day); }
  const engine::State& state() const { return state_; }
  const engine::Versions& versions() const { return program_.now; }
  const engine::Index& index() const { return program_.now.index(engine::VersionOrdinal{0}); }
  engine::Scratch& scratch() { return scratch_; }
  // The most that a unit can pay of a basket now.
  engine::Payable payable(const engine::Event& event, engine::UnitId unit);

  // Takes off a basket what the program's discounts allow, as a till does that asks first.
  void take_discounts(engine::Event& event);

  // People are named before anything happens; who is not joined yet joins by an event.
  void add_person(const std::string& name);
  engine::MemberIndex person(const std::string& name) const { return persons_.at(name); }
  // What is given of somebody who joins in the test is said with the joining.
  engine::Object& said_at_joining(engine::MemberIndex member) { return said_at_joining_[member.index()]; }
  const engine::MemberState& member(engine::MemberIndex index) const { return state_.members[index.index()]; }
  const std::map<std::string, engine::MemberIndex>& persons() const { return persons_; }

  // An event of that time, still empty.
  engine::Event event_at(engine::EventKind kind, TestTime time, engine::MemberIndex member) const;

  // What is given: judged by the program of the past, or taken as it stands.
  void remember(engine::Event event);
  void remember(engine::Outcome outcome, TestTime time);
  // Rungs that what was stated so far reaches are reached, and start nothing.
  void review_levels(engine::MemberIndex member, TestTime time);

  // The test's clock starts at 00:00 of its first day: what was due before has not been, what is due then is.
  void start_clock(engine::Day first_day);
  // One `on` line: forgets what the line before it did, lets everything fall due, then judges.
  void begin_line(TestTime time);
  void judge(engine::Event event);
  // The program that is in force from this day on takes over what is running.
  void begin_program();
  void quote(engine::Event event);  // writes nothing

  TestTime time() const { return time_; }
  // What the last `on` line did, with all that fell due before it.
  const std::vector<Happened>& last() const { return last_; }
  // What became of the receipt of that name; null when there is none.
  const Happened* receipt(const std::string& name) const;

 private:
  Happened judged(engine::Event event);
  void let_fall_due();
  void pass_for_everybody(const engine::Passed& until);
  void take(const engine::Versions& versions, const engine::Outcome& outcome, const engine::Event& event, const engine::Passed& passed);

  TestProgram& program_;
  const engine::Zones& zones_;
  engine::State state_;
  engine::Remembered past_;
  engine::Scratch scratch_;
  std::map<std::string, engine::MemberIndex> persons_;
  std::map<std::size_t, engine::Object> said_at_joining_;
  std::vector<Happened> last_;
  std::map<std::string, Happened> receipts_;
  TestTime time_;
};

}  // namespace setia::rules
