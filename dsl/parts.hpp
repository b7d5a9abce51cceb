// The parts that clauses are made of, as written: no name is looked up, no unit known (clauses.md, section 2).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/small_parts.hpp"

namespace setia::dsl {

// "category "coffee" or "tea"", "items "Gift cards"": lines of a basket.
enum class WhatKind { kItems, kCategory, kBrand, kTag, kSku };
struct What {
  WhatKind kind = WhatKind::kItems;
  Names names;
  Span span;
};

// "[on|of <what>] [except <what>]": both empty means every line.
struct Lines {
  std::optional<What> on;
  std::optional<What> except;
  Span span;
};

enum class HappeningKind { kPurchase, kEarning, kRedemption, kActivity, kStatusChange };
struct Happening {
  HappeningKind kind = HappeningKind::kPurchase;
  Names activities;  // kActivity; empty is any
  Span span;
};

enum class WindowKind {
  kThis,            // this <calendar>
  kLast,            // last <calendar>
  kInLast,          // in the last <length>
  kInLastFull,      // in the last <n> full weeks|months|…
  kAfterJoining,    // in the first <length> after joining [club …]
  kSince,           // since <date>
  kSinceJoining,
  kUntil,           // until <date>
  kFromUntil,       // from <date> until <date>
  kEver
};
struct Window {
  WindowKind kind = WindowKind::kEver;
  Calendar calendar;            // kThis, kLast, kInLastFull
  Length length;                // kInLast, kAfterJoining; of kInLastFull its count
  std::optional<Name> club;     // kAfterJoining
  std::optional<Date> from;     // kSince, kFromUntil
  std::optional<Date> until;    // kUntil, kFromUntil
  Span span;
};

enum class Owner { kEvent, kMember, kReferrer };  // what stands before a field; kEvent when nothing does

enum class QuantityKind {
  kBasketTotal,     // basket total [before discounts] [without tax]
  kSpend,           // spend [without tax] <lines> [(paid by|not paid by) …] [<window>]
  kItems,           // items <pieces> [<window>]
  kPurchases,       // purchases [of at least <money>] [<window>]
  kPurchaseNumber,  // purchase number
  kActivity,        // activity <texts> [<window>]
  kDifferent,       // different <field> <pieces> [<window>]
  kFriends,         // [referrer] friends [<window>]
  kUnitEarned, kUnitSpent, kUnitReceived, kUnitExpiring,  // <unit> earned … [from <texts>] [<window>]
  kUnitFrom,        // <unit> from <texts>: what those rules give in this event
  kUnitHeld,        // <unit> held
  kDiscountFrom,    // discount from <texts> [<window>]
  kMeasure, kCounter, kStreak,  // measure "…"
  kStampsOn,        // stamps on "…"
  kField,           // [member|referrer] <field>; also a bare ladder name: rules/ decides
  kActivityField    // <field> of activity <texts> [<window>]
};
struct Quantity {
  QuantityKind kind = QuantityKind::kField;
  bool before_discounts = false;
  bool without_tax = false;
  Lines lines;
  Names paid_by;                 // tenders of kSpend
  bool not_paid_by = false;
  std::optional<Amount> at_least;  // kPurchases
  Owner owner = Owner::kEvent;   // kField, kFriends
  Name name;                     // the field, unit, measure, counter, streak or card
  Names texts;                   // activities, or the rules after "from"
  std::optional<Window> window;
  Span span;
};

using Bound = std::variant<Decimal, Amount, Percent, Date, Quantity>;
enum class CompareKind { kEqual, kAtLeast, kAtMost, kMoreThan, kLessThan, kFromTo };
struct Compare {
  CompareKind kind = CompareKind::kEqual;
  bool negated = false;  // "is not 3"
  Bound bound;
  std::optional<Bound> upper;  // kFromTo
  Span span;
};

// A value of a text or yes-or-no field, a tier, or another field ("category is member bonus_category").
struct Yes { Span span; };
struct No { Span span; };
struct FieldRef {
  Owner owner = Owner::kEvent;
  Name name;
};
using Value = std::variant<Name, Yes, No, FieldRef>;  // Name: quoted text, or a bare word (a tier or a field)
Span span_of(const Value& value);

enum class Rank { kExactly, kOrHigher, kOrLower };
struct Values {
  bool negated = false;
  std::vector<Value> any_of;
  Rank rank = Rank::kExactly;  // after a ladder's levels
  Span span;
};

// --- conditions -----------------------------------------------------------------------------------------------------

// The generic `operand is …`: rules/ decides whether the operand is a field, a ladder or a quantity.
struct Is {
  Quantity operand;
  std::variant<Compare, Values> what;
};
struct Reaches {
  Quantity operand;
  Bound mark;
  std::optional<Bound> every;  // "and every <bound> after"
};
struct InList {           // "store is in list "City""
  FieldRef field;
  bool negated = false;
  Names lists;
};
enum class GroupKind { kClub, kSegment, kList };
struct Belongs {          // "member is in segment "…""
  Owner who = Owner::kMember;
  bool negated = false;
  GroupKind kind = GroupKind::kSegment;
  Names names;
};
struct Blocked {
  Owner who = Owner::kMember;
  bool negated = false;
};
struct WasReferred {
  bool negated = false;
};
enum class ThingKind { kBadge, kReward, kOffer };
struct HasThing {         // "member has no badge "…""
  bool negated = false;
  ThingKind kind = ThingKind::kBadge;
  Names names;
};
struct BasketHas {
  bool negated = false;
  What what;
};
enum class MoveKind { kRisesTo, kFallsTo, kBecomes };
struct LadderMoves {      // "status rises to gold"
  Name ladder;
  MoveKind kind = MoveKind::kRisesTo;
  Name level;
};
struct WeekdayIs {        // "day is saturday or sunday", "day is from friday to sunday"
  bool negated = false;
  bool range = false;
  std::vector<Weekday> days;  // two when range
};
struct DayOfMonthIs {
  std::vector<std::int64_t> days;
  Span span;
};
enum class TimeKind { kFromTo, kBefore, kAfter };
struct TimeIs {
  TimeKind kind = TimeKind::kFromTo;
  TimeOfDay from;         // also the one bound of kBefore and kAfter
  TimeOfDay to;
};
enum class DateKind { kFromTo, kBefore, kAfter, kOn, kInList };
struct DateIs {           // "date is from … to …"; also a date field by name
  std::optional<Name> field;  // empty: the event's own day
  bool negated = false;
  DateKind kind = DateKind::kOn;
  std::optional<Date> from;
  std::optional<Date> to;
  std::optional<Name> list;
};
enum class FeastKind { kBirthday, kJoiningAnniversary };
enum class FeastWhen { kToday, kThisWeek, kThisMonth };
struct Feast {            // "birthday is this month"
  FeastKind kind = FeastKind::kBirthday;
  FeastWhen when = FeastWhen::kToday;
};
enum class AgoKind { kAtLeast, kAtMost, kFromTo };
struct Ago {              // "last purchase was at least 90 days ago"; no happening: joining
  std::optional<Happening> happening;
  AgoKind kind = AgoKind::kAtLeast;
  std::int64_t from = 0;  // kFromTo, in the unit of `length`
  Length length;
};

using ConditionKind = std::variant<Is, Reaches, InList, Belongs, Blocked, WasReferred, HasThing, BasketHas, LadderMoves,
                                   WeekdayIs, DayOfMonthIs, TimeIs, DateIs, Feast, Ago>;
struct Condition {
  ConditionKind kind;
  Span span;
};

// --- how much, how often, until when --------------------------------------------------------------------------------

enum class BlockKind { kExact, kFull, kStarted };
enum class Apart { kTogether, kPerLine, kPerItem };
struct PerStep {          // "per [full|started] (<money>|<n>) of <quantity> [per line|item]"
  BlockKind block = BlockKind::kExact;
  std::variant<Decimal, Amount> step;
  Quantity of;
  Apart apart = Apart::kTogether;
};
struct PerItem {          // "per item [of <what>] [except <what>]"
  Lines lines;
};
struct PerField {         // "per litre of category "fuel""
  Name field;
  What what;
};
using PerKind = std::variant<PerStep, PerItem, PerField>;
struct Per {
  PerKind kind;
  Span span;
};

enum class KeyKind { kSegment, kPartOf, kQuantity };
struct Key {              // "by category", "by part of spend this year"
  KeyKind kind = KeyKind::kQuantity;
  Quantity quantity;      // kPartOf, kQuantity
  Span span;
};

struct ByColumn {         // "by status beans": the ladder's column
  Name ladder;
  Name column;
};
using Factor = std::variant<Decimal, ByColumn, std::vector<Key>>;

enum class CountedKind { kTimes, kItems, kStamps, kTickets, kFriends, kChanges, kMembers };
struct Counted {
  std::int64_t number = 0;
  CountedKind kind = CountedKind::kTimes;
};
struct OfSpend { Amount money; };
using Capped = std::variant<Counted, Amount, OfSpend, Percent>;  // Percent: "20% of basket total"
enum class ScopeKind { kReceipt, kLine, kItem, kMember, kHousehold, kReferrer, kStore, kPaymentCard, kField, kTotal };
struct Ever {};
using CapWindow = std::variant<Ever, Calendar, Length>;  // Length: "in any <length>"
struct Cap {
  Capped most;
  ScopeKind scope = ScopeKind::kReceipt;
  Name field;             // kField
  CapWindow window;
  Span scope_span;        // the word after "per"
  Span span;
};

enum class YearShift { kNone, kNextYear, kYearAfterNext };
using Day = std::variant<Date, std::pair<DayMonth, YearShift>>;
struct EndOfCalendar {    // "the end of [the next] month"
  Calendar calendar;
  bool next = false;
};
struct EndOfMonth {       // "the end of March of the next year"
  int month = 0;
  YearShift shift = YearShift::kNone;
};
using End = std::variant<EndOfCalendar, EndOfMonth>;
using Edge = std::variant<Calendar, DayMonth>;  // ", at the end of the <calendar>" / ", at the next <day month>"

enum class MomentKind { kEarning, kRelease, kJoining, kLast };
struct Moment {
  MomentKind kind = MomentKind::kEarning;
  std::vector<Happening> happenings;  // kLast
};
struct ExpiryAfter {
  Length length;
  Moment moment;
  std::optional<Edge> edge;
};
struct OnField { Name field; };
using Expiry = std::variant<ExpiryAfter, Day, End, OnField>;

struct SpanLength {       // "14 days [, at the end of the month]"; `happenings`: "after the last …"
  Length length;
  std::vector<Happening> happenings;
  std::optional<Edge> edge;
};
using LifeSpan = std::variant<SpanLength, Day, End>;

enum class ScheduleKind { kDaily, kWeekly, kMonthly, kYearly, kOnce, kAfterJoining, kAtEndOf, kAtEndOfCampaign };
struct Schedule {
  ScheduleKind kind = ScheduleKind::kDaily;
  TimeOfDay at;
  Weekday weekday = Weekday::kMonday;   // kWeekly
  std::int64_t day_of_month = 0;        // kMonthly
  std::vector<DayMonth> days;           // kYearly
  std::optional<Date> date;             // kOnce
  Length length;                        // kAfterJoining
  Calendar calendar;                    // kAtEndOf
  Span span;
};

enum class TriggerKind {
  kPurchase, kReturn, kActivity, kJoining, kJoiningClub, kJoiningChallenge, kLeaving, kLeavingClub, kRenewal, kReferral,
  kBirthday, kJoiningAnniversary, kStatusChange, kBadge, kRedemption, kExchange
};
struct Trigger {
  TriggerKind kind = TriggerKind::kPurchase;
  Names names;            // activities, the club, the reward, the unit …
  Span span;
};

enum class ReceiverKind { kMember, kReferrer, kHousehold };

// --- discounts ------------------------------------------------------------------------------------------------------

using Off = std::variant<Percent, Amount>;
enum class TargetKind { kLines, kBasket, kFirst, kCheapest, kDearest, kPieces, kEachFurther };
struct Target {           // "basket except items "Tobacco"", "the cheapest item of category "wine""
  TargetKind kind = TargetKind::kLines;
  std::int64_t pieces = 0;  // kPieces
  Lines lines;            // of kBasket only `except`
  Span span;
};
struct FreeFor {          // "for every 3 items of category "coffee""
  std::int64_t items = 0;
  What what;
  Span span;
};

// --- goals ----------------------------------------------------------------------------------------------------------

enum class GoalKind {
  kBuy,            // buy [<n> times] [for at least <money>]
  kBuyItems,       // buy <n> items <pieces> <within>
  kBuyDifferent,   // buy <n> different <field> <pieces> <within>
  kBuyOnDays,      // buy on <n> different days
  kSpend,          // spend <money> <lines> <within>
  kEarn,           // earn <n> <unit>
  kDo,             // do <texts> [<n> times]
  kReachActivity,  // reach <n> <name> in activity <texts>
  kReachLevel,     // reach <name> <name>
  kReachStreak     // reach <n> on streak <text>
};
enum class OneOfThem { kReceipt, kDay, kWeekend, kWeek };  // "in one receipt"
struct Goal {
  GoalKind kind = GoalKind::kBuy;
  std::int64_t count = 1;
  std::optional<Amount> money;   // kSpend; the least of kBuy
  Amount units;                  // kEarn
  Lines lines;
  Name name;                     // the field, the ladder, or the streak
  Name level;                    // kReachLevel
  Names activities;
  std::optional<OneOfThem> within;
  Span span;
};

}  // namespace setia::dsl
