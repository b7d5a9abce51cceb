// The slow, obvious evaluator: for each event it asks every rule of the plan and works out every window from the whole
// history; a return takes its receipt out of it and judges what is kept anew. It shares with the engine only the calendar and
// what is kept of the lines of a receipt (engine/kept.hpp, which has tests of its own).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/kept.hpp"
#include "tests/oracle/ladders.hpp"
#include "tests/oracle/purse.hpp"

namespace setia::oracle {

struct Answer {
  bool refused = false;
  bool without_member = false;             // [P1]
  std::vector<Gift> gifts;                 // by rule, then unit; none of amount zero; below zero: taken back
  std::map<std::size_t, std::int64_t> redeemed_micro;  // by unit: what a redemption brings, below zero what it takes
};

class Oracle {
 public:
  // `program` says which fields of a line shrink with it.
  Oracle(const rules::Plan& plan, const engine::Program& program, const engine::Symbols& symbols) : program_(program), history_(plan, symbols), ladders_(plan) {}

  // Judges and books; a refused event leaves nothing behind.
  Answer judge(const engine::Event& event);

  // What a member can use of a unit at an instant: released and not expired.
  std::int64_t available_micro(engine::MemberIndex member, std::size_t unit, const When& at);

  // Who referred the member; nobody when nobody counts.
  engine::MemberIndex referrer_of(engine::MemberIndex member) const { return history_.person(member).referrer; }

  // By ladder, as held at the end of a day.
  std::vector<std::size_t> ranks_on(engine::MemberIndex member, engine::Day day);

 private:
  Person found(const engine::Event& event);
  void find_things(const engine::Event& event, Person& person);
  bool refuses_redemption(const engine::Event& event) const;
  bool refuses_used(const engine::Event& event) const;
  void use(const engine::Event& event, Past& past, Answer& answer);
  void spend(Past& past, std::size_t unit, std::int64_t micro, Answer& answer);
  void give_taken_back(Past& receipt, Answer& answer);
  bool has_unused_at(const Past& redemption, const engine::Event& returned);
  void book_difference(Past& receipt, std::vector<Gift>& difference);
  std::int64_t take(engine::MemberIndex member, const std::string& cause, const Gift& gift, std::int64_t micro);
  void redeem(const engine::Event& event, Past& past, Answer& answer);
  void give(engine::MemberIndex member, const std::string& cause, const std::vector<Gift>& gifts);
  struct Again {                           // of a receipt judged again: all else that is kept now, and what balances have room for
    const History* beside = nullptr;
    const std::vector<std::int64_t>* room = nullptr;
  };
  void rise(const History& before, const Again& again, Past& past, Ladders::Climbing& climbing) const;
  void climb(const engine::Event& event, Past& past);
  void note(engine::MemberIndex member, const engine::Stamp& stamp);
  bool counts_as_referred(const engine::Event& joining) const;
  void complete_referral(Past& joining, Answer& answer);
  bool is_refused(const engine::Event& event, const Person& person) const;
  Past judged(const engine::Event& event, const Person& person) const;
  void judge_rules(const Judging& judging, Past& past) const;
  enum class Arrival { kNow, kBefore };    // before its receipt: time has passed with it then
  Answer give_back(const engine::Event& returned, Arrival arrival);
  void answer_waiting(const std::string& receipt, Answer& answer);
  void pass(engine::MemberIndex member, const engine::Stamp& stamp);
  void judge_again(Past& receipt, const engine::Kept& kept, const engine::Event& returned, Answer& answer);
  std::vector<Past*> risen_beside(const Past& receipt);
  void judge_kept(const engine::Kept& kept, const engine::Event& returned, Past& receipt, const std::map<std::size_t, std::int64_t>& left,
                  const std::vector<std::int64_t>& room);
  std::vector<std::int64_t> room_again(const Past& receipt);
  std::vector<Gift> lose_marks(const Past& receipt);
  void take_back(Past& past, std::size_t rule, engine::Ratio share, std::vector<Gift>& back);

  const engine::Program& program_;
  History history_;
  Ladders ladders_;
  std::map<std::pair<engine::MemberIndex, std::size_t>, Purse> purses_;  // by member and unit
  std::map<engine::MemberIndex, Ladders::When> latest_;    // the latest instant that was booked for a member, and its day
  std::set<std::string> not_receipts_;     // what was booked and cannot be returned here, by id
  std::vector<engine::Event> waiting_;     // returns whose receipt has not come yet
};

// What a receipt does that makes its member join [P1].
engine::Event joining_by(const engine::Event& receipt);

// Of rules that paid a receipt for marks, how many of these it is still paid for.
std::map<std::size_t, std::int64_t> marks_still_paid(const History& history, const Past& receipt);

}  // namespace setia::oracle
