// Buffers of one judging thread, reused from event to event so that judging allocates nothing in the steady state.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/basket.hpp"
#include "engine/booking_room.hpp"
#include "engine/day_book.hpp"
#include "engine/event.hpp"
#include "engine/multiplier.hpp"
#include "engine/program.hpp"
#include "engine/windows.hpp"

namespace setia::engine {

struct PlainRule;  // engine/plain_rules.hpp

// A piece of what one rule gives: a whole give, or one line's share of it. Phases pass these on, cut and drop them.
struct Portion {
  RuleId rule;
  std::uint16_t give = 0;
  UnitId unit;
  Receiver to = Receiver::kMember;
  std::int32_t line = -1;      // index into Event::lines; -1: the event as a whole
  std::int32_t lines = -1;     // what each line adds to the base, into Scratch::line_shares; -1: the base is not of lines
  RuleId base_rule;            // of an extra: whose give it multiplies
  bool extra = false;
  bool is_base = false;        // multipliers reach it
  Wide exact = 0;              // numerator over Unit::denominator, in millionths
  Wide amount_micro = 0;       // after rounding
};

enum class SlotStatus : std::uint8_t { kAbsent, kPresent };
struct SlotReading {
  std::uint64_t reader = 0;    // who read it; another's is as good as none
  SlotStatus status = SlotStatus::kAbsent;
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

// What each line adds to a base; worked out when first asked for where the filter alone decides.
struct LineShares {
  std::vector<std::int64_t> amounts;
  bool made = false;
  BaseKind kind = BaseKind::kSpend;
  FilterId filter;
  const Tenders* tenders = nullptr;  // who paid it; null: all
};

// How much of its base a rule may count, line by line, where caps on spend or on items cut it.
struct BaseCap {
  bool any = false;                   // some cap counts now
  bool cut = false;                   // it leaves less than the rule wanted
  LimitId limit;                      // the smallest
  Wide used = 0;                      // minor units or millionths
  std::vector<std::int64_t> wanted;   // per line, before any cap
  std::vector<std::int64_t> allowed;  // per line
  std::int64_t whole = 0;             // of money that is of no line; counts as one more line after the last
};

// What of a limit was used before this event.
struct UsedBefore {
  std::uint64_t reader = 0;           // who asked
  std::uint64_t room_reader = 0;      // who asked for the room, before the event used anything
  std::uint64_t noted = 0;            // whose event has the room among its facts
  Wide used = 0, room = 0;
};
// What a limit on money or a share of the basket has left, while one unit of a rule after the other is cut.
struct RoomLeft {
  LimitId limit;
  Wide room = 0;
};

// A give of a matched rule, under the phase that it belongs to [J1].
enum class Phase : std::uint8_t { kBase, kBaseFlat, kDerived, kExtra, kFlat };
inline constexpr std::size_t kPhases = 5;
struct Act {
  std::uint32_t work = 0;             // into matched
  std::uint16_t give = 0;
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

// A rule that matched, before it is known which way its round goes.
struct FoundRule {
  RuleId rule;
  std::int64_t marks = 1;             // as RuleWork has them
};
// What a plain rule gives, on its way through a plain round.
struct PlainWish {
  const PlainRule* row = nullptr;
  RuleId rule;
  std::int64_t marks = 1;
  std::int64_t exact = 0;             // numerator over Unit::denominator, in millionths
  std::int64_t micro = 0;             // after rounding
};
struct PlainBound {                   // a limit and one of the rules that it binds
  LimitId limit;
  std::uint32_t wish = 0;             // into Scratch::wishes
};

// What an event adds to a sum that is rounded per cycle.
struct CycleAdd {
  UnitId unit;
  std::optional<RuleId> rule;        // that rounds by itself
  Wide exact = 0;
  Receiver to = Receiver::kMember;
};

class Scratch {
 public:
  // One reader at a time, or one inside another: each has a number of its own, counted over the scratch's life.
  struct Desk {
    Basket basket;
    DayBook days;
  };
  Desk& open_desk() {
    if (open_desks_ == desks_.size()) desks_.emplace_back();
    return desks_[open_desks_++];
  }
  void close_desk() { --open_desks_; }
  std::uint64_t readers = 0;         // how many there have been
  std::vector<CycleAdd> cycle_adds;
  std::vector<SlotReading> slots;
  std::vector<OwnPart> own;          // of the metric asked last
  std::deque<SpendLines> spends;   // stable addresses: several ways of counting are in use at once
  std::size_t spends_used = 0;
  std::vector<RuleId> candidates;
  std::span<FoundRule> found() { return {found_.data(), found_count_}; }  // ascending
  FoundRule* open_found(std::size_t most);      // room for so many
  void close_found(const FoundRule* last) { found_count_ = static_cast<std::size_t>(last - found_.data()); }
  std::span<PlainWish> open_wishes() {           // of a plain round, one for each rule found; whatever was in them is still there
    if (wishes_.size() < found_count_) wishes_.resize(found_count_);
    return wishes();
  }
  std::span<PlainWish> wishes() { return {wishes_.data(), found_count_}; }
  std::vector<PlainWish*> bases, multiplying;   // of a plain round
  std::vector<PlainBound> bounds;               // of a plain round, ascending by limit, then by wish
  Fraction carried;                             // of the extra at hand in a plain round: as Multiplier::carried
  std::array<std::vector<Act>, kPhases> acts;   // of the matched rules, in their order
  const std::vector<Act>& acts_of(Phase phase) const { return acts[static_cast<std::size_t>(phase)]; }
  std::vector<LimitId> limits;                  // of the matched rules, ascending, each once
  std::vector<UsedBefore> used_before;          // by LimitId
  std::vector<RoomLeft> rooms_left;
  std::span<RuleWork> matched() { return {works_.data(), matched_}; }
  RuleWork& add_matched(RuleId rule);
  void clear();                      // what belongs to one event
  void forget_matched() { matched_ = 0; }
  std::vector<std::pair<LimitId, Wide>> used;  // of limits, by what this event's earlier rounds gave
  std::deque<std::pair<const TableRow*, Tenders>> tenders;  // of rows by payment method; kept while `spends` are, which point here
  std::vector<Portion> portions;
  // The next place; its buffer is reused.
  LineShares& add_line_shares(std::int32_t& index);
  LineShares& line_shares(std::int32_t index) { return line_shares_[static_cast<std::size_t>(index)]; }
  std::vector<Multiplier> multipliers;
  std::vector<Portion> extras;
  void clear_portions();
  std::vector<Wide> weights, shares;
  std::vector<Portion*> chosen, group;
  BookingRoom booking;               // of apply

 private:
  std::vector<FoundRule> found_;
  std::vector<PlainWish> wishes_;
  std::size_t found_count_ = 0;
  std::deque<Desk> desks_;           // stable addresses
  std::size_t open_desks_ = 0;
  std::vector<RuleWork> works_;
  std::size_t matched_ = 0;
  std::deque<LineShares> line_shares_;
  std::size_t line_shares_used_ = 0;
};

}  // namespace setia::engine
