// Levels by the sentences of [S1]-[S3]: every day of every member is looked at in turn, and every count is worked out anew.
#pragma once

#include <map>

#include "tests/oracle/history.hpp"

namespace setia::oracle {

class Ladders {
 public:
  explicit Ladders(const rules::Plan& plan) : plan_(plan) {}

  // By ladder, as held at an instant.
  std::vector<std::size_t> ranks_at(engine::MemberIndex member, std::int64_t second, engine::Day day) const;

  // Ends and beginnings of days up to `day`.
  void pass(const History& history, engine::MemberIndex member, engine::Day day);

  // One event while it is judged: what it has reached so far.
  struct Climbing {
    const History* before = nullptr;     // what was known when it came …
    const History* beside = nullptr;     // … and, of a receipt judged again, all else that is kept now; else null
    const Past* past = nullptr;          // the event, with what it gives so far
    bool is_kept = true;                 // nothing of it may be
    engine::Day day = 0;                 // on which levels are looked at
    std::vector<std::size_t> held;       // by ladder
    std::vector<std::vector<std::size_t>> reached;  // by ladder: ranks
  };
  Climbing begin(const History& before, const History* beside, const Past& past, engine::Day day) const;
  // Of a receipt judged again: it can reach no more than it did.
  Climbing begin_again(const History& then, const History& now, const Past& receipt, bool is_kept) const;
  // What it reaches with what it gives so far, and has not been told before.
  std::vector<Rise> climb(Climbing& climbing) const;
  // Books what was reached; `second`: from when on.
  void book(const History& before, const Climbing& climbing, std::int64_t second);
  using When = oracle::When;
  // Of a receipt judged again: what is no longer reached is not held any more [R5]. `today`: what is booked of the member.
  void book_again(const History& now, const Climbing& climbing, const When& returned, const When& today);
  // Whether a level stands that this event reached.
  bool stands_by(engine::MemberIndex member, const std::string& event) const;

 private:
  struct Reached {
    std::size_t rank = 0;
    engine::Day until = engine::kNever;
    std::string by;                      // the event; empty: a review
  };
  struct HeldFrom {
    std::int64_t second = 0;
    std::size_t rank = 0;
  };
  struct Life {
    std::vector<Reached> reached;
    std::vector<HeldFrom> held;
  };
  using Key = std::pair<engine::MemberIndex, std::size_t>;

  std::vector<Exact> counts_on(const History& history, engine::MemberIndex member, const rules::LadderPlan& ladder, engine::Day day) const;
  std::size_t base_rank(const rules::LadderPlan& ladder) const;
  std::size_t held_now(const Key& key) const;
  void hold(const Key& key, std::size_t rank, std::int64_t second);
  void review_end(const History& history, const Key& key, engine::Day day);
  void review_beginning(const History& history, const Key& key, engine::Day day, std::int64_t second);
  void fall(const std::vector<Exact>& counts, const Key& key, engine::Day day, engine::Day next, std::int64_t second);
  bool was_reached_since(const Climbing& climbing, const rules::LadderPlan& ladder, std::size_t rank) const;
  engine::Day last_of(const rules::LadderPlan& ladder, const Reached& reached) const;

  const rules::Plan& plan_;
  std::map<Key, Life> lives_;
  std::map<engine::MemberIndex, engine::Day> passed_;
};

}  // namespace setia::oracle
