// Everything that happened, kept whole: the oracle knows nothing else and works out every window from it anew.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/event.hpp"
#include "engine/state.hpp"
#include "engine/symbols.hpp"
#include "rules/plan.hpp"
#include "tests/oracle/exact.hpp"

namespace setia::oracle {

inline constexpr std::size_t kNoRule = SIZE_MAX;
inline constexpr std::int64_t kOneVoucher = 1'000'000;

inline bool is_badge(const rules::Plan& plan, std::size_t unit) { return plan.units[unit].kind == engine::UnitKind::kBadge; }
inline bool is_voucher(const rules::Plan& plan, std::size_t unit) { return plan.units[unit].kind == engine::UnitKind::kVoucher; }

// What one rule, or no rule, gave one member of one unit in one event.
struct Gift {
  std::size_t rule = 0, unit = 0;
  std::int64_t amount_micro = 0;
  engine::Day last_valid = engine::kNever;
  std::int64_t release_second = 0;    // 0: released by day
  engine::Day release_day = engine::kAlways;
  bool to_referrer = false;
};

// What a cap counted: `cap` names the rule's or limit's cap, `amount` is times, millionths of pieces or units, minor
// units of spend, or millionths of a minor unit for money.
struct Use {
  const rules::CapPlan* cap = nullptr;
  std::string scope;
  Exact amount;
};

struct When {
  std::int64_t second = 0;
  engine::Day day = 0;                // of the program's zone
};

struct Person {
  engine::Standing standing = engine::Standing::kUnknown;
  engine::CivilTime joined;
  std::int64_t joined_second = 0;
  engine::MemberIndex referrer;
  std::map<std::string, engine::Value> fields;
  std::vector<std::int64_t> available_micro, held_micro;  // by unit; a late event sees today's balance [L1]
  std::vector<std::int64_t> freed_micro;  // what the event itself takes of them, which makes room
  std::vector<std::size_t> ranks;     // by ladder: the level held
  std::set<std::size_t> has;          // badges had, and rewards of which a voucher is open; by unit
};

class History;

// So much of one lot of a purse.
struct OfLot {
  std::size_t unit = 0, lot = 0;
  std::int64_t micro = 0;
};

struct Past {
  engine::Event event;                // what is kept of it
  Person person;                      // as the event found them
  engine::Day day = 0;                // effective [T1]
  std::vector<Gift> gifts;
  std::set<std::size_t> paid_by;      // the rules that gave it something when it came
  std::vector<Use> uses;
  std::vector<OfLot> taken;           // what it used or paid with
  std::optional<OfLot> bought_voucher;
  bool joins = false;                 // the member joined with it …
  engine::MemberIndex referrer;       // … referred by them [P2]
  bool counted = false;               // a purchase that windows count: some of it is kept
  std::int64_t number = 0;            // of a purchase [R3]
  engine::Event bought;               // the event as it came …
  std::vector<engine::Event> returns; // … and what was returned of it
  std::shared_ptr<const History> then;  // all that was known when it was judged
  engine::Day looked = 0;             // on which levels were looked at with it: of a late event, the day it came
  std::vector<std::size_t> climbed_from;  // by ladder: the rank held when it came
  std::vector<std::vector<std::size_t>> reached;  // by ladder: the ranks that it reached
};

class History {
 public:
  explicit History(const rules::Plan& plan, const engine::Symbols& symbols) : plan_(plan), symbols_(symbols) {}

  const rules::Plan& plan() const { return plan_; }
  std::string text(engine::SymbolId symbol) const { return std::string(symbols_.text(symbol)); }
  const std::vector<Past>& past() const { return past_; }
  void add(Past past) { past_.push_back(std::move(past)); }
  // The purchase or redemption with this id; null when there is none.
  Past* returnable(const std::string& id);
  std::vector<Past>& past() { return past_; }
  // All but one.
  History without(const Past& one) const;
  // The smallest number that no kept purchase of the member holds [R3].
  std::int64_t next_number(engine::MemberIndex member) const;

  // As booked so far, in order of booking.
  Person person(engine::MemberIndex member) const;

 private:
  const rules::Plan& plan_;
  const engine::Symbols& symbols_;
  std::vector<Past> past_;
};

// What an event itself says of its member: joining, fields, standing.
void take_event(const Past& past, Person& person);

// A rung that an event passed on the way up.
struct Rise {
  std::size_t ladder = 0, rank = 0;
};

// One event on its way through the phases.
struct Judging {
  const History& history;
  const engine::Event& event;
  engine::Day day = 0;
  engine::Minute minute = 0;
  Person person;
  const History* now = nullptr;       // of a receipt judged again: all else that is kept now, while `history` is what was known then …
  const std::vector<std::int64_t>* room = nullptr;  // … and, by unit, what a balance with an upper end has room for
  const Rise* rise = nullptr;         // rules that a change of level starts are judged
  bool referral = false;              // rules that a completed referral starts are judged
  const std::map<std::size_t, std::int64_t>* marks_left = nullptr;  // of a receipt judged again: by rule, the marks it is still paid for
};

// The day the event counts on: `day ends at` shifts receipts alone [T1].
engine::Day effective_day(const rules::Plan& plan, const engine::Event& event);

}  // namespace setia::oracle
