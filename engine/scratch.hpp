// Buffers of one judging thread, reused from event to event so that judging allocates nothing in the steady state.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/booking_room.hpp"
#include "engine/event.hpp"
#include "engine/program.hpp"

namespace setia::engine {

// A piece of what one rule gives: a whole give, or one line's share of it. Phases pass these on, cut and drop them.
struct Portion {
  RuleId rule;
  std::uint16_t give = 0;
  UnitId unit;
  Receiver to = Receiver::kMember;
  std::int32_t line = -1;      // index into Event::lines; -1: the event as a whole
  std::int32_t lines = -1;     // of a whole event: what each line adds to the base, into Scratch::line_bases; -1: not by lines
  RuleId base_rule;            // of an extra: whose give it multiplies
  bool extra = false;
  bool is_base = false;        // multipliers reach it
  Wide exact = 0;              // numerator over Unit::denominator, in millionths
  Wide amount_micro = 0;       // after rounding
};

enum class SlotStatus : std::uint8_t { kUnread, kAbsent, kPresent };
struct SlotReading {
  SlotStatus status = SlotStatus::kUnread;
  std::int64_t before = 0;     // without this event's own part [J9]
  std::int64_t value = 0;
};

// Spend line by line, for one way of counting it.
struct SpendKey {
  bool without_tax = false;
  std::uint64_t earning_units = 0;   // bit per UnitId: what is paid with it stays in
  const Tenders* tenders = nullptr;  // null: all
  friend bool operator==(const SpendKey&, const SpendKey&) = default;
};
struct SpendLines {
  SpendKey key;
  std::vector<std::int64_t> minor;   // per line
};

// How much of its base a rule may count, line by line, where caps on spend or on items cut it.
struct BaseCap {
  bool any = false;                   // some cap counts now
  bool cut = false;                   // it leaves less than the rule wanted
  LimitId limit;                      // the smallest
  Wide used = 0;                      // minor units or millionths
  std::vector<std::int64_t> allowed;  // per line
};

// A rule whose conditions hold, on its way through the phases.
struct RuleWork {
  RuleId rule;
  BaseCap spend, pieces;
  std::vector<char> lost;             // per line: given up to another rule of its stack; empty: none
  bool lost_whole = false;            // what it gives on the event as a whole, likewise
  bool handed = false;                // its stack has given out the spend: `spend.allowed` is what the rule has of it
  std::int64_t marks = 1;             // of `reaches`: how many were crossed; flat gives pay once for each
};

// What an event adds to a sum that is rounded per cycle.
struct CycleAdd {
  UnitId unit;
  std::optional<RuleId> rule;        // that rounds by itself
  Wide exact = 0;
};

class Scratch {
 public:
  std::vector<CycleAdd> cycle_adds;
  std::vector<SlotReading> slots;
  std::deque<SpendLines> spends;   // stable addresses: several ways of counting are in use at once
  std::size_t spends_used = 0;
  std::vector<RuleId> candidates;
  std::span<RuleWork> matched() { return {works_.data(), matched_}; }
  RuleWork& add_matched(RuleId rule);
  void clear();                      // what belongs to one event
  void forget_matched() { matched_ = 0; }
  std::vector<std::pair<LimitId, Wide>> used;  // of limits, by what this event's earlier rounds gave
  std::deque<std::pair<const TableRow*, Tenders>> tenders;  // of rows by payment method; kept while `spends` are, which point here
  std::vector<Portion> portions;
  std::vector<std::int64_t>& add_line_base(std::size_t lines, std::int32_t& index);
  const std::vector<std::int64_t>& line_base(std::int32_t index) const { return line_bases_[static_cast<std::size_t>(index)]; }
  void clear_portions();
  std::vector<Wide> weights, shares;
  std::vector<Portion*> chosen;
  BookingRoom booking;               // of apply

 private:
  std::vector<RuleWork> works_;
  std::size_t matched_ = 0;
  std::deque<std::vector<std::int64_t>> line_bases_;
  std::size_t line_bases_used_ = 0;
};

}  // namespace setia::engine
