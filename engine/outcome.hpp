// What one event came to: postings, cuts and changes of state, or a refusal. Pure data; State::take applies it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/amount.hpp"
#include "engine/civil.hpp"
#include "engine/event.hpp"
#include "engine/ids.hpp"
#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

enum class AccountKind : std::uint8_t {
  kAvailable = 1, kPending, kHeld,                                     // of a member
  kIssued, kRedeemed, kExpired, kForfeited, kWrittenOff, kAdjusted,    // of the program
  kPartner                                                             // of the one that the posting's rule and line name
};
struct Account {
  AccountKind kind = AccountKind::kAvailable;
  MemberIndex member;                  // nobody for program accounts
  friend bool operator==(const Account&, const Account&) = default;
};

enum class PostingWhy : std::uint8_t { kRule = 1, kRelease, kExpiry, kDebtPaid, kRedemption, kHold, kHoldEnd, kReturn, kAdjust, kForfeit, kBought,
                                        kPartner,  // the share that a rule's partner bears of the posting it reverses
                                        kGift };

// ledger.md, "A posting knows". Moves a positive amount of one unit from one account to another.
struct Posting {
  PostingNumber number = 0;
  PostingWhy why = PostingWhy::kRule;
  std::int64_t effective_second = 0;
  CivilTime effective{};               // in the program's zone
  Account from, to;
  LotNumber lot_left = 0, lot_entered = 0;
  VersionOrdinal version;
  UnitId unit;
  Units amount_micro;
  RuleId rule;                         // when `why` is kRule, kReturn or kPartner
  std::int32_t line = 0;               // kPartner: which partner of the rule, from 1
  Release release;                     // into pending: when it is released
  Day last_valid = kNever;             // of the lot it opens
  Day earned = 0;
  PostingNumber reverses = 0;
};

struct Cut {                           // a limit took something away
  MemberIndex member;
  RuleId rule;
  LimitId limit;
  UnitId unit;
  Units wanted_micro, given_micro;
};

enum class ChangeKind : std::uint8_t {
  kNamed = 1,      // a member is named for the first time; `Outcome::named` has the id
  kJoined,         // joining sequence = amount, local day = window, local minute = count; instant: the record's
  kStanding,       // index = Standing
  kUsed,           // limit `key`, text, window, amount (added)
  kGathered,       // metric `key`, group text, day (or second) = window, amount and count (added)
  kField,          // field `key`, value in amount or text; absent when `count` is 0
  kCounter,        // counter `key`, window, amount (added)
  kHappened,       // Happening `key`, activity text, local day = window, amount: seconds from the record's instant to its own
  kPurchases,      // a receipt is kept (amount 1) or no longer (-1); its number = window [R3]
  kReturned = 10,  // a return of the receipt of record `window` (0: this one) is booked; count: the waiting return's record. Where a rule is
                   // joined: the receipt is judged again; up to the next of these all changes are its, and postings from number `amount`
  kWaits,          // a return waits for the event whose id is `text` [L2]
  kWaitEnded,      // the waiting return of record `count` came to nothing
  kUndone,         // Happening `index`, activity text, of record `window` (0: this one): returned, it has not been
  kLast,           // Happening `index`, activity text: the last one kept was on local day = window (kNever: there is none), amount: seconds
                   // from the record's instant to its own; count: no clause makes anything expire before the end of this day
  kOfAnother,      // the next `count` changes are of what another record gave: record `window`, or (0) the one that posted `amount`
  kHoldOpened = 20,  // id text, unit `index`, first posting number = amount, number of postings = count
  kHoldsReward,    // the hold just opened is of `amount` vouchers `index`
  kHoldReserves,   // of limit `index` it uses what the kUsed change of this text, window and amount says; count 1: the program's
  kHoldOver,       // the hold whose first posting is `amount` ended (index = HoldEnd) at instant = count; said where lots of others are in holds
  kHoldLent,       // the hold just opened has lots of others: it ends by itself on day = window or, not 0, at instant = count
  kRuleJoined = 30,  // rule `index`, local day = window, local minute = count; instant: the record's
  kPeriodOpened,   // of the member's own: name text, local day = window
  kCycleSum,       // unit `index`, first day of the cycle = window, rule of its own plus 1 = count, amount (added, over the unit's denominator)
  kReceiptBegins,  // what stands before it fell due or came with joining, and is not of the event itself; count: the event's first posting
  kReached = 40,   // level text of ladder `index`, last valid day = window, instant in seconds = count; amount -1: no longer
  kFloor,          // the same, by hand or by a rule's `move`
  kLevel,          // level text (none: below the first rung) of ladder `index` is held from local day = window, instant = count
  kForgotten,      // as kReached: time has taken it, and no return gives it back
  kInvited = 60,   // by `other`, through text, local day = window, instant = count
  kReferred,       // the same, of who has joined
  kReferralOpen,   // referral `index` may be completed from local day = window, instant = count
  kNotReferred,    // index = ReferralRefusal; by referral text (none: by all), from instant = count; what is shared = amount, from 1
  kFriendDone,     // referral `index` was completed on local day = window, at instant = count; amount -1: no longer
  kHousehold       // of one household with `other`, from local day = window, instant = count; amount -1: no longer
};
struct Change {
  ChangeKind kind = ChangeKind::kUsed;
  MemberIndex member;                  // nobody: the program's
  MemberIndex other;                   // who refers, where the kind says so
  VersionOrdinal version;              // whose table `index` counts in
  std::uint32_t index = 0;             // limit, metric, field, counter of that version; or Happening, Standing
  SymbolId text;
  std::int64_t window = 0;             // day, or second, as the kind says
  Wide amount = 0;
  std::int64_t count = 0;
};

// Why somebody does not count as referred [P2].
enum class ReferralRefusal : std::uint8_t {
  kOneself, kUnknownReferrer, kBarredReferrer, kBarredFriend, kAlreadyReferred, kBoughtBefore, kNoSuchReferral, kOutOfTime, kTooLate, kShares, kCondition,
  kLimit
};
inline constexpr std::size_t kReferralRefusals = static_cast<std::size_t>(ReferralRefusal::kLimit) + 1;

enum class RefusalReason : std::uint8_t {
  kMalformed, kNotYet, kUnknownField, kAmount, kTime, kCurrency, kTooLate, kConflict, kBalance, kLimit, kMinimum, kDate,
  kCondition, kBudget, kStanding, kNothingKept, kOverflow
};
struct Refusal {
  RefusalReason reason = RefusalReason::kMalformed;
  std::string field;                   // where
  std::string what;                    // what was wrong
  std::string remedy;                  // what would be right
};

struct SlotValue {
  SlotId slot;
  bool present = false;
  std::int64_t value = 0;              // before this event's own part, for readings
};
struct HeadRoom {
  LimitId limit;
  Wide free = 0;
};
// What was read from the state: recorded, so that a return is judged again as it was.
struct Facts {
  VersionOrdinal version;
  std::vector<SlotValue> slots;        // every slot with from_body false, in slot order
  std::vector<HeadRoom> head_room;
};

struct Outcome {
  bool refused = false;
  bool waits = false;                  // [L2] a return whose receipt has not come yet
  bool barred = false;                 // the member could be given nothing: blocked, closed or gone
  bool without_member = false;         // [P1] a purchase of nobody, or of somebody who has not joined: nothing posted, counted apart
  Refusal refusal;
  Facts facts;
  std::vector<Posting> postings;
  std::vector<Cut> cuts;
  std::vector<Change> changes;
  std::vector<std::string> messages;
  std::vector<std::pair<MemberIndex, std::string>> told;  // messages to others than the event's member
  std::vector<Naming> named;           // whom kNamed changes add to the state, in order
  std::vector<MemberIndex> members;    // named or changed, in joining order, then order of naming
};

}  // namespace setia::engine
