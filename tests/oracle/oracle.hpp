// The slow, obvious evaluator: for each event it asks every rule of the plan and works out every window from the whole
// history; a return takes its receipt out of it and judges what is kept anew. It shares with the engine only the calendar and
// what is kept of the lines of a receipt (engine/kept.hpp, which has tests of its own).
#pragma once

#include <string>
#include <vector>

#include "tests/oracle/history.hpp"

namespace setia::oracle {

struct Answer {
  bool refused = false;
  bool without_member = false;             // [P1]
  std::vector<Gift> gifts;                 // by rule, then unit; none of amount zero; below zero: taken back
};

class Oracle {
 public:
  // `program` says which fields of a line shrink with it.
  Oracle(const rules::Plan& plan, const engine::Program& program, const engine::Symbols& symbols) : program_(program), history_(plan, symbols) {}

  // Judges and books; a refused event leaves nothing behind.
  Answer judge(const engine::Event& event);

  // What a member can use of a unit at an instant: released and not expired.
  std::int64_t available_micro(engine::MemberIndex member, std::size_t unit, std::int64_t second, engine::Day day) const;

 private:
  bool is_refused(const engine::Event& event, const Person& person) const;
  Past judged(const engine::Event& event, const Person& person) const;
  void judge_rules(const Judging& judging, Past& past) const;
  Answer give_back(const engine::Event& returned);
  void judge_kept(const engine::Event& kept, Past& receipt) const;
  std::vector<Gift> lose_marks(const Past& receipt);
  void take_back(Past& past, std::size_t rule, engine::Ratio share, std::vector<Gift>& back) const;

  const engine::Program& program_;
  History history_;
};

}  // namespace setia::oracle
