// What one member has of one unit, lot by lot in order of booking [U1] [R7].
#pragma once

#include <string>
#include <vector>

#include "tests/oracle/history.hpp"

namespace setia::oracle {

struct Lot {
  std::string cause;                   // the event that brought it
  Gift gift;
  std::int64_t left_micro = 0;
  std::int64_t expired_micro = 0;
  bool released = false;
};

class Purse {
 public:
  // Releases, the earlier first, then what has lived.
  void pass(const When& now);
  // Says which lot it is.
  std::size_t give(const std::string& cause, const Gift& gift, const When& now);
  // In spending order; as much is there. Says of which lots.
  struct Part {
    std::size_t lot = 0;
    std::int64_t micro = 0;
  };
  std::vector<Part> spend(std::int64_t micro);
  // What was spent comes back to its lot, which lives as before.
  void put_back(const Part& part, const When& now);
  // What is left of it, no more.
  std::int64_t take_unused(std::size_t lot, std::int64_t micro);
  // Of vouchers one that is used stays [R4]; says how much was taken, or lost to expiry before.
  std::int64_t take_unused(const std::string& cause, std::size_t rule, std::int64_t micro);
  // What the lot has lost to expiry counts as taken back, then the rest of it, then other lots in spending order, then debt.
  void take_back(const std::string& cause, std::size_t rule, std::int64_t micro);

  std::int64_t available_micro() const;
  std::int64_t held_micro() const;      // pending, too

 private:
  void release(Lot& lot);

  std::vector<Lot> lots_;
  std::int64_t debt_micro_ = 0;
};

}  // namespace setia::oracle
