// Buffers of one judging thread, reused from event to event so that judging allocates nothing in the steady state.
#pragma once

#include <cstdint>
#include <deque>
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

// What a matched rule may use of its base, and what it did use.
struct RuleWork {
  RuleId rule;
  Wide spend_room = 0, spend_used = 0;      // minor units; caps "of spend" cut the base
  Wide pieces_room = 0, pieces_used = 0;    // millionths; caps on items
};

class Scratch {
 public:
  std::vector<SlotReading> slots;
  std::deque<SpendLines> spends;   // stable addresses: several ways of counting are in use at once
  std::size_t spends_used = 0;
  std::vector<RuleId> candidates;
  std::vector<RuleWork> matched;
  std::deque<Tenders> tenders;       // of table rows by payment method
  std::vector<Portion> portions;
  std::vector<Wide> weights, shares, taken;
  std::vector<Portion*> chosen;
  BookingRoom booking;               // of apply
};

}  // namespace setia::engine
