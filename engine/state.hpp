// What is known now: a cache of the ledger, one flat record per member, rebuilt by replay and never written per event.
//
// Everything is keyed by ledger-wide keys (Unit::key, Limit::key, Metric::key, Field::key, Counter::key) which
// Versions::adopt gives by name, so that several versions of a program share what has the same name.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/amount.hpp"
#include "engine/civil.hpp"
#include "engine/ids.hpp"
#include "engine/moment.hpp"
#include "engine/offsets.hpp"
#include "engine/program.hpp"
#include "engine/seldom.hpp"

namespace setia::engine {

// An amount given, or what is left of it. Rule, event and amount given stand in the posting named `number`.
struct Lot {
  LotNumber number = 0;
  Units left_micro;
  Day earned = 0;
  Day last_valid = kNever;
};
// When a pending lot is released: at 00:00 of `day` in the program's zone, or, when `second` is not 0, at that instant.
struct Release {
  std::int64_t second = 0;           // UTC
  Day day = 0;
  friend bool operator==(const Release&, const Release&) = default;
};
struct PendingLot {
  Lot lot;
  Release release;
};

// A lot, or a part of one, in an open hold: it keeps its life, and does not expire before the hold has ended.
struct HeldLot {
  Lot lot;
  PostingNumber held_by = 0;         // the posting that put it there
  Release until;                     // when the hold ends by itself
};

struct Holding {                     // one unit of one member
  std::uint32_t unit_key = 0;
  Units available_micro;             // = open lots - debt
  Units pending_micro;
  Units held_micro;
  Units debt_micro;
  Units lots_micro;                  // of open lots, kept beside them so that the equation above is asked cheaply
  std::vector<Lot> lots;             // available ones, in spending order of the unit
  Seldom<PendingLot> pending;   // by number
  Seldom<HeldLot> held;         // by held_by
  Day lapsed = kAlways;              // of vouchers: the last valid day of the latest that expired
};

// What a limit has used in one of its windows: key (limit, scope text, window). `window` is the first day of a calendar
// window, 0 for ever, or the instant in seconds for "in any …". `used`: times, millionths, minor units; money limits
// used through points: millionths of a minor unit.
struct Usage {
  std::uint32_t limit_key = 0;
  SymbolId scope;
  std::int64_t window = 0;
  Wide used = 0;
};
// What a metric gathered on one local day, or at one instant; `group` is the text that kDifferent counts, or kField groups by.
struct Gathered {
  std::uint32_t metric_key = 0;
  SymbolId group;
  std::int64_t at = 0;               // the local day; of metrics kept by instant the second, UTC
  std::int64_t value = 0;            // in the metric's scale
  std::int64_t count = 0;            // events
};
// What the rows of a metric come to that lie in a window, kept beside them and moved with them: a cache of the cache, of members
// who have many rows.
inline constexpr std::uint8_t kForEver = 7;
struct WindowSum {
  std::uint32_t metric_key = 0;
  std::uint8_t unit = kForEver;      // what the window is one of: a CalendarUnit
  Day first = kAlways, last = kNever;
  std::int64_t value = 0;
};
struct FieldValue {
  std::uint32_t field_key = 0;
  std::int64_t value = 0;            // as the field's type says; texts as SymbolId
};
struct CounterValue {
  std::uint32_t counter_key = 0;
  Day window = 0;                    // first day of the window it counts in
  std::int64_t value = 0;
};
struct LastHappening {
  Happening happening = Happening::kPurchase;
  SymbolId activity;
  std::int64_t second = 0;
  Day day = 0;
  Day keeps_until = kAlways;         // a return moved it back: nothing expires by it before the end of this day [U1]
};

// What a hold has used of a limit until it ends [X4].
struct Reserved {
  Usage usage;
  bool of_program = false;           // else of the member
};
enum class HoldEnd : std::uint8_t { kOpen = 0, kCommitted, kCancelled, kByItself };
// What a hold of a member was called and which postings made it; its lots stand in the holding of its unit.
struct Hold {
  SymbolId id;                       // of the event that opened it
  std::uint32_t unit_key = 0;
  PostingNumber first = 0, last = 0;
  Release until;                     // when it ends by itself
  HoldEnd end = HoldEnd::kOpen;
  std::int64_t end_second = 0;       // when it ended
  std::uint32_t reward_key = 0;      // of the voucher that it is to buy, plus 1; 0: units alone …
  std::int64_t rewards = 0;          // … and how many
  std::vector<Reserved> reserved;
};

// Has joined a rule that members join.
struct Joined {
  std::uint32_t rule_key = 0;
  std::int64_t second = 0;
  CivilTime local{};
};

// A period of the member's own that was opened on `first`.
struct OpenPeriod {
  SymbolId name;
  Day first = 0;
};
// What came to be given of a unit in a cycle, before rounding per cycle: a numerator over `denominator` in millionths.
struct CycleSum {
  std::uint32_t unit_key = 0;
  std::uint32_t rule_key = 0;        // of a rule that rounds by itself, plus 1; 0: all others together
  Day first = 0;                     // of the cycle
  Wide exact = 0;
  Wide denominator = 1;
};

// A lot that lives as the rule that gave it says: what keeps it, or what its member last did.
struct OwnLife {
  LotNumber lot = 0;
  VersionOrdinal version;
  RuleId rule;
};

// A level that was reached, or set as a floor, and its last valid day.
struct Reached {
  std::uint32_t ladder_key = 0;
  SymbolId level;
  std::int64_t second = 0;           // when, UTC
  Day until = kNever;
  bool floor = false;                // by hand or by a rule: while it holds, a fall of the counts waits for its end [S4]
  Sequence record = 0;               // that says so
};
// A level held from an instant on; no text: below the first rung.
struct LevelHeld {
  std::uint32_t ladder_key = 0;
  SymbolId level;
  std::int64_t second = 0;
  Day since = 0;
};

enum class ReferralState : std::uint8_t {
  kInvited = 1,  // before joining
  kReferred,     // by one member, once and for all
  kOpen,         // one of the program's referrals may be completed …
  kComplete      // … and has been
};
struct ReferralMark {
  ReferralState state = ReferralState::kReferred;
  MemberIndex by;                    // kInvited, kReferred
  SymbolId through;                  // likewise: what the event said
  std::uint32_t referral_key = 0;    // kOpen, kComplete
  std::int64_t second = 0;           // since when, UTC
  Day day = 0;
  std::int64_t ended = 0;            // when it ended, UTC; 0: it has not
  Sequence record = 0;               // kComplete: of the event that did the last step
};

enum class Standing : std::uint8_t { kUnknown = 0, kActive, kBlocked, kClosed, kLeft };  // kUnknown: named, never joined

struct MemberState {
  MemberId id{};
  Standing standing = Standing::kUnknown;
  std::uint32_t joining = 0;         // joining sequence, 1, 2, …; 0: not joined
  CivilTime joined{};                // local
  std::int64_t joined_second = 0;
  std::int64_t last_second = 0;      // latest instant booked for this member [L1]
  CivilTime last_program{};          // the same, in the program's zone
  DueStep last_step = DueStep::kAll; // what of that instant is booked
  Day next_due = kNever;             // nothing falls due before this day of the program's zone
  Sequence last_record = 0;          // link of the member's history
  std::int64_t last_number = 0;      // the highest number that a kept receipt holds [R3] …
  Seldom<std::int64_t> free_numbers;  // … and those below it that none does, ascending
  std::vector<Holding> holdings;     // by unit_key
  std::vector<Usage> usage;          // by (limit_key, scope, window)
  std::int64_t newest_use = INT64_MIN;  // no window of `usage` is later
  std::vector<Gathered> gathered;    // by (metric_key, at, group)
  Seldom<WindowSum> sums;       // in no order
  std::vector<FieldValue> fields;    // by field_key
  std::vector<CounterValue> counters;
  std::vector<LastHappening> last;
  Seldom<Hold> holds;           // in order of opening; ended ones are kept for a month
  Seldom<Joined> joined_rules;  // by rule_key
  Seldom<OpenPeriod> periods;   // in order of opening
  Seldom<CycleSum> cycle_sums;
  Seldom<Reached> reached;      // in order of booking
  Seldom<LevelHeld> levels;     // likewise: the latest of a ladder is held now [S3]
  Seldom<OwnLife> own_lives;    // by lot
  Seldom<ReferralMark> referrals;  // in order of booking
  Seldom<MemberIndex> household;  // the others of it, ascending; each of them has this member in theirs
};

// Finds members by their ids: cells that hold numbers alone, as a node for each member would weigh more than what it says.
class MemberNumbers {
 public:
  // Nobody when no record has named the id. `members` are those that were added.
  MemberIndex find(const MemberId& id, const std::vector<MemberState>& members) const;
  // The last of `members`, who was not added before.
  void add_last(const std::vector<MemberState>& members);

 private:
  std::vector<std::uint32_t> cells_;  // a power of two of them, at most two thirds taken; 0: free. Looked up, never iterated
};

// All accounts of one unit added up. Their sum is zero after every record.
struct Books {
  Wide members_micro = 0;            // available, pending and held of all members
  Wide issued_micro = 0, redeemed_micro = 0, expired_micro = 0, forfeited_micro = 0, written_off_micro = 0, adjusted_micro = 0;
  Wide partners_micro = 0;
};

// A return whose receipt has not come yet [L2].
struct WaitingReturn {
  Sequence sequence = 0;             // of its record
  SymbolId receipt;                  // the id it names
  std::int64_t second = 0;           // when it happened
};

struct State {
  std::vector<MemberState> members = std::vector<MemberState>(1);  // [0] is nobody; order of first naming
  MemberNumbers numbers;             // of all of them, by id
  std::vector<MemberIndex> joiners;  // by joining sequence - 1
  std::vector<Usage> usage;          // of the program: store, total … by (limit_key, scope, window)
  std::int64_t clock_second = 0;     // latest judged instant
  CivilTime clock_program{};         // the same, in the program's zone
  DueStep clock_step = DueStep::kAll;  // what of that instant has passed for everybody
  std::uint32_t joined = 0;          // last joining sequence given: joiners.size()
  Sequence sequence = 0;             // last record
  PostingNumber postings = 0;        // last posting
  std::vector<Books> books;          // by unit_key: checks that sums are zero
  std::map<Sequence, std::vector<Sequence>> returns;  // of a receipt's record: the records of its returns, ascending
  std::vector<WaitingReturn> waiting;  // by sequence

  // Nobody when no record has named the id.
  MemberIndex find(const MemberId& id) const { return numbers.find(id, members); }
};

// Program versions in force, oldest first: version i holds from `from` to the day before the next one's.
struct Version {
  Program program;
  Day from = kAlways;
  std::string text;                  // canonical files as adopted
  Offsets offsets;                   // of the program's zone
};

}  // namespace setia::engine
