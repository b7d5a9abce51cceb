// The slow, obvious evaluator: for each event it asks every rule of the plan and works out every window from the whole
// history. It shares only the calendar with the engine, and compares with it in tests.
#pragma once

#include <string>
#include <vector>

#include "tests/oracle/history.hpp"

namespace setia::oracle {

struct Answer {
  bool refused = false;
  bool without_member = false;             // [P1]
  std::vector<Gift> gifts;                 // by rule, then unit; none of amount zero
};

class Oracle {
 public:
  Oracle(const rules::Plan& plan, const engine::Symbols& symbols) : history_(plan, symbols) {}

  // Judges and books; a refused event leaves nothing behind.
  Answer judge(const engine::Event& event);

  // What a member can use of a unit at an instant: released and not expired.
  std::int64_t available_micro(engine::MemberIndex member, std::size_t unit, std::int64_t second, engine::Day day) const;

 private:
  bool is_refused(const engine::Event& event, const Person& person) const;
  Past judged(const engine::Event& event, const Person& person) const;

  History history_;
};

}  // namespace setia::oracle
