// One line below a heading: which form of clauses.md it is, with its parts. Several kinds of declaration share forms.
#pragma once

#include "dsl/parts.hpp"

namespace setia::dsl {

// --- program --------------------------------------------------------------------------------------------------------
struct CurrencyIs { Name currency; };
struct TimezoneIs { Name zone; };
struct DaysAreTheMembers {};
struct DayEndsAt { TimeOfDay time; };
struct WeekStartsOn { Weekday day = Weekday::kMonday; };
struct YearStartsOn { DayMonth day; };
struct CycleStartsOn { std::int64_t day = 0; std::optional<Name> member_field; };
struct RunsFromUntil { Date from; Date until; };
struct MembersJoinByBuying {};
struct HoldsEndAfter { Length length; };
struct DiscountsRound { RoundMode mode = RoundMode::kHalfUp; std::optional<Amount> step; RoundStage stage = RoundStage::kLine; };

// --- fields ---------------------------------------------------------------------------------------------------------
enum class FieldType { kText, kNumber, kMoney, kDate, kYesNo };
struct HasField { Name field; FieldType type = FieldType::kText; };

// --- points, wallet ---------------------------------------------------------------------------------------------------------
struct OneIs { Name singular; };                              // of points
struct InCurrency { Name currency; };                         // of a wallet
struct WorthEach { Amount money; };
struct CannotBeSpent {};
enum class Meeting { kAddUp, kCompound, kKeepTheHighest };
struct MultipliersMeet { Meeting how = Meeting::kAddUp; };
struct MultipliersReachFlat {};
enum class UseOrder { kSoonestExpiring, kOldest, kNewest };
struct UseLots { UseOrder order = UseOrder::kSoonestExpiring; };
struct NeverBelowZero { bool written_off = false; };          // of a unit
struct MayGoBelowZero { std::optional<Amount> to; };
struct AtMostHeld { Amount amount; };
struct GraceForReturned { Length length; };
struct SharedByHousehold { bool in_proportion = false; };     // of a ladder, too

// --- rounding and life ----------------------------------------------------------------------------------------------
struct Round {
  bool spend = false;                       // "round spend …"
  RoundMode mode = RoundMode::kDown;
  std::optional<std::variant<Decimal, Amount>> step;
  RoundStage stage = RoundStage::kRule;
};
struct PaidWithEarnsToo { Name unit; };
struct ReturnsTakeNothingBack {};
struct Expire { Expiry expiry; };
struct NeverExpire { std::optional<Condition> while_; };
struct Pending { LifeSpan span; };
struct RunFrom { Instant from; std::optional<Instant> until; };
struct RunUntil { Instant until; };
struct MembersJoin { std::optional<Length> before; std::optional<Date> until; bool from_the_start = false; };
enum class ComesBackHow { kWhole, kInPart, kNever };
struct ComesBack { ComesBackHow how = ComesBackHow::kWhole; };

// --- conditions -----------------------------------------------------------------------------------------------------
struct When { Condition condition; };
struct OnlyWhen { Condition condition; };
struct And { Condition condition; };

// --- gives ----------------------------------------------------------------------------------------------------------
struct GiveFlat { Amount amount; ReceiverKind to = ReceiverKind::kMember; };
struct GivePer { Amount amount; Per per; ReceiverKind to = ReceiverKind::kMember; };
struct GivePercent { Percent percent; Quantity of; Name unit; ReceiverKind to = ReceiverKind::kMember; };
struct GiveBy {  // "give beans [and …] [per …] by <keys>": the table below holds a column per unit
  Names columns;
  std::optional<Per> per;
  std::vector<Key> keys;
  ReceiverKind to = ReceiverKind::kMember;
};
struct GivePercentBy { Quantity of; std::vector<Key> keys; Name unit; ReceiverKind to = ReceiverKind::kMember; };
struct Multiply {
  Name unit;
  Names from;      // rules
  Factor factor;
  Lines lines;
};
struct AddToCounter { Quantity quantity; Name counter; };
struct TakeFromCounter { Quantity quantity; Name counter; };
struct Say { Name text; };
struct EarnAtStatusReached {};
struct PaidBy { Name partner; Percent share; };
struct AwardBadge { Name badge; ReceiverKind to = ReceiverKind::kMember; };
struct GiveReward { Names rewards; ReceiverKind to = ReceiverKind::kMember; };  // several: the member chooses
struct GiveRewardBy { std::vector<Key> keys; ReceiverKind to = ReceiverKind::kMember; };  // the table below holds a column reward
struct MoveLevel { Name ladder; Name level; std::variant<Length, Day, End> until; };

// --- discounts ------------------------------------------------------------------------------------------------------
struct DiscountOff { Off off; Target target; };
struct DiscountPer { Amount money; std::optional<Name> field; What what; };  // no field: per item
struct DiscountGroups { Off off; std::int64_t items = 0; What what; };       // on every full N items
struct DiscountBy { std::optional<Name> currency; Target target; std::vector<Key> keys; };  // no currency: percent
struct Charge { Amount money; What what; };
struct ChargeBy { Name currency; Key key; };
struct FreeItems { std::int64_t items = 0; What what; std::optional<FreeFor> for_every; };

// --- limits ---------------------------------------------------------------------------------------------------------
struct AtMost { Cap cap; };
struct AllOrNothing {};
struct InStepsOf { Amount amount; };
struct AtLeast { Amount amount; };
struct WithoutLimit {};
struct InLimit { Name limit; };
struct InStack { Name stack; };

// --- items ----------------------------------------------------------------------------------------------------------
struct AllItems {};
enum class SetOp { kFirst, kOr, kAnd, kExcept };
struct ItemsField { SetOp op = SetOp::kFirst; Name field; bool negated = false; std::vector<Value> any_of; };
struct ItemsPrice { SetOp op = SetOp::kFirst; CompareKind compare = CompareKind::kAtLeast; Amount money; };
struct ItemsSet { SetOp op = SetOp::kOr; Names sets; };

// --- measure, counter, period ---------------------------------------------------------------------------------------
struct SumOf { Quantity quantity; };
struct CountOf { Quantity quantity; };
enum class Period { kDays, kWeeks, kMonths };
enum class MetKind { kPurchases, kItems, kEarned, kActivity };
struct Met {
  MetKind kind = MetKind::kPurchases;
  std::int64_t at_least = 1;
  std::optional<Amount> of_at_least;  // purchases of at least <money>
  Lines lines;                        // purchases on …, items of …
  Amount earned;                      // at least <n> <unit> earned
  Names activities;
};
struct CountOfPeriods { Period period = Period::kDays; Met met; Window window; };
enum class Statistic { kLargest, kSmallest, kAverage };
enum class Grouping { kByField, kPerDay, kPerWeek, kPerMonth, kPerCycle };
struct StatisticOf {
  Statistic statistic = Statistic::kLargest;
  Quantity quantity;
  Grouping grouping = Grouping::kByField;
  Name field;
  Window window;
};
struct DaysSince { std::optional<Happening> last; };  // empty: joining
struct Counts { Name unit; bool numbers = false; bool money = false; };
struct StartsAgainEach { Calendar calendar; };
struct CounterFloor {};                               // "never below zero" of a counter
struct PeriodStretch { Instant from; Instant until; };
struct PeriodLasts { Length length; std::optional<Happening> first; };  // empty: from joining

// --- rule, stack, pay with ------------------------------------------------------------------------------------------
struct On { std::vector<Trigger> triggers; };
struct By { Schedule schedule; };
struct Final {};
enum class KeepKind { kBest, kFirst, kLowest, kAll };
struct Keep { KeepKind kind = KeepKind::kBest; Apart apart = Apart::kTogether; };
struct First { Name rule; };
struct Then { Name rule; };
struct CutGoesToNext {};
struct PayRate { Amount amount; Amount money; std::optional<PerField> per; };
struct PayOn { What on; std::optional<What> except; };
struct PayExcept { What except; };

// --- tiers ----------------------------------------------------------------------------------------------------------
struct CountTowards { std::vector<Quantity> quantities; std::optional<Window> window; };
struct SetByHand {};
struct MoveUp { std::optional<Calendar> at_end_of; };                          // empty: at once
struct MoveDown { bool one_step = false; std::optional<Calendar> at_end_of; std::optional<Length> every; };  // neither: at once
struct StartFromZero {};
struct CarrySurplus { std::optional<Quantity> of; std::optional<Bound> at_most; };  // `of` empty: of all that is counted
struct NeverMoveDown {};
struct LevelGrace { Length length; };
struct WarnBefore { Length length; };

// --- rewards --------------------------------------------------------------------------------------------------------
struct PriceOf { std::vector<Amount> amounts; };
struct PriceQuoted { Name unit; };
struct PriceBy { Name unit; std::vector<Key> keys; };
struct RewardWorth { Amount money; };
struct ValidFor { LifeSpan span; };
struct BoughtAutomatically {};
struct RewardsHeld { std::int64_t most = 0; };
struct MembersCanGive {};

// --- referral -------------------------------------------------------------------------------------------------------
struct FriendMust { Goal goal; std::optional<Length> within; };  // within: of joining
struct RefuseShared { Names fields; };
struct InvitationValid { Length length; };

// --- household ------------------------------------------------------------------------------------------------------
struct LeaveAnyTime {};

// --- tables ---------------------------------------------------------------------------------------------------------
struct Cell { std::string text; std::vector<Name> words; Span span; };  // words: as written, "or" and quotes resolved by rules/
struct TableRow { std::vector<Cell> cells; };

// --- tests ----------------------------------------------------------------------------------------------------------
struct Person { Name name; };
struct Who {
  std::vector<Person> persons;
  bool everybody = false;
  bool household_of = false;
  Span span;
};
// "<name> <value>": a field of the event or member, or a ladder's level; built-in fields by name ("payment card").
struct Fact {
  Name field;
  std::variant<Name, Yes, No, Decimal, Amount, Date> value;
  Span span;
};
struct Sort { std::optional<Name> category; std::optional<Name> sku; Names tags; };
struct Bought {
  std::int64_t pieces = 1;
  std::optional<Decimal> measured;  // "30.5 litre of …": quantity of the named line field
  Name measured_field;
  Amount money;
  std::optional<Amount> less;
  std::optional<Amount> tax;
  Sort sort;
  Span span;
};
struct Tender {
  std::optional<Amount> amount;     // money, or units; empty: the rest
  std::optional<Name> method;       // with|by "card"
};
struct Used { std::int64_t count = 1; ThingKind kind = ThingKind::kReward; Name name; };
struct Basket {
  std::vector<Bought> bought;
  std::optional<Name> store;
  std::vector<Fact> facts;
  std::vector<Used> used;
  std::vector<Tender> tenders;
  std::optional<Name> all_she_can_with;
  std::int64_t times = 1;
  std::optional<Name> as;
  Span span;
};
enum class CauseKind { kStack, kLimit, kALimit, kMinimum, kDate, kBalance, kCondition, kBudget, kNoRow };
struct Cause { CauseKind kind = CauseKind::kCondition; Name name; Span span; };

struct GivenHas { Who who; Amount holding; bool pending = false; std::optional<Date> until; };
struct GivenThing { Who who; std::int64_t count = 1; ThingKind kind = ThingKind::kBadge; Name name; std::optional<Date> until; };
struct GivenTowards { Who who; Amount holding; Name ladder; };
struct GivenFact { Who who; Fact fact; std::optional<Date> since; std::optional<Date> until; };
enum class NamedKind { kMeasure, kCounter, kLimit, kRule };
struct GivenIn { Who who; std::variant<Decimal, Amount> value; NamedKind kind = NamedKind::kCounter; Name name; };
struct GivenUsed { Who who; std::variant<std::int64_t, Amount> used; NamedKind kind = NamedKind::kLimit; Name name; };
struct GivenEarned { Who who; Amount holding; Names from; Date on; };
struct GivenSpent { Who who; Amount money; std::optional<Name> category; std::optional<Name> store; std::int64_t purchases = 1; Date on; };
struct GivenDid { Who who; Names activities; std::vector<Fact> facts; Date on; };
struct GivenJoined { Who who; std::optional<ThingKind> kind; Name name; Date on; };  // kOffer also stands for a rule
struct GivenReferred { Who who; Person referrer; std::optional<Name> through; std::optional<Date> on; };
struct GivenShares { Who who; Name field; Person referrer; };  // both have the same in that field
struct GivenHousehold { Who who; };
struct GivenBlocked { Who who; };
struct GivenBorn { Who who; Date on; };
struct GivenList { Name list; Names has; };
struct GivenBelongs { Who who; GroupKind kind = GroupKind::kList; Name name; std::optional<Date> from; std::optional<Date> until; };

struct TestMoment { Date date; TimeOfDay time; };
struct OnBuys { TestMoment at; Who who; Basket basket; };
struct OnQuoted { TestMoment at; Who who; Basket basket; };
struct OnReturns { TestMoment at; Who who; std::optional<std::variant<Amount, std::int64_t, Name>> what; Name receipt; };  // Name: a sku
struct OnDoes { TestMoment at; Who who; Name activity; std::vector<Fact> facts; std::int64_t times = 1; std::optional<Name> as; };
struct OnJoins { TestMoment at; Who who; std::optional<ThingKind> kind; Name name; std::optional<Person> referrer; std::optional<Name> through; };
struct OnLeaves { TestMoment at; Who who; bool household = false; };
struct OnAdds { TestMoment at; Who who; Person other; };       // to the household
struct RewardAsked { std::int64_t count = 1; Name reward; std::optional<Amount> price; };  // "2 rewards "A" for 500 miles"
using Asked = std::variant<Amount, RewardAsked>;
struct OnRedeems { TestMoment at; Who who; Asked asked; std::vector<Fact> facts; };
struct OnHolds { TestMoment at; Who who; Asked asked; Name as; };
struct OnChooses { TestMoment at; Who who; Name reward; };
struct OnEndsHold { TestMoment at; Who who; bool confirms = true; Name hold; };
struct OnNowHas { TestMoment at; Who who; Fact fact; std::optional<Date> until; };
struct OnState { TestMoment at; Who who; bool blocked = false; };
struct OnTimePasses { TestMoment at; };
struct OnProgramBegins { TestMoment at; Name file; };

struct ExpectGets { Who who; Amount amount; std::optional<Name> from; std::optional<Name> for_; };
struct ExpectNothing { Who who; std::optional<Name> from; std::optional<Name> for_; std::optional<Cause> cause; };
struct ExpectOff { Who who; Amount money; std::optional<Name> from; };
struct ExpectLoses { Who who; Amount holding; };
struct ExpectPays { Who who; Amount amount; };
struct ExpectCanPay { Who who; Amount money; Name unit; };
enum class HeldHow { kAvailable, kPending, kHeld };
struct ExpectHas { Who who; Amount holding; HeldHow how = HeldHow::kAvailable; std::optional<Date> until; };
struct ExpectThing {  // gets, or has: so many, at least one when no number is said, or none
  Who who;
  bool gets = false, none = false;
  std::optional<std::int64_t> count;
  ThingKind kind = ThingKind::kBadge;
  Name name;
  std::optional<Date> until;
};
struct ExpectNoLevel { Who who; Name ladder; };
struct ExpectTowards { Who who; Amount holding; Name ladder; };
struct ExpectFact { Who who; Fact fact; std::optional<Date> until; };
struct ExpectIn { Who who; std::variant<Decimal, Amount> value; NamedKind kind = NamedKind::kCounter; Name name; };
struct ExpectUsed { Who who; std::variant<std::int64_t, Amount> used; NamedKind kind = NamedKind::kLimit; Name name; };
struct ExpectTold { Who who; Name text; };
struct ExpectRefused { Who who; bool negated = false; std::optional<Cause> cause; std::optional<Name> reason; };

using ClauseKind = std::variant<
    CurrencyIs, TimezoneIs, DaysAreTheMembers, DayEndsAt, WeekStartsOn, YearStartsOn, CycleStartsOn, RunsFromUntil,
    MembersJoinByBuying, HoldsEndAfter, DiscountsRound, HasField, OneIs, InCurrency, WorthEach, CannotBeSpent, MultipliersMeet, MultipliersReachFlat,
    UseLots, NeverBelowZero, MayGoBelowZero, AtMostHeld, GraceForReturned, SharedByHousehold, LeaveAnyTime, Round, PaidWithEarnsToo, ReturnsTakeNothingBack,
    Expire, NeverExpire, Pending, RunFrom, RunUntil, MembersJoin, ComesBack, When, OnlyWhen, And, GiveFlat, GivePer,
    GivePercent, GiveBy, GivePercentBy, Multiply, AddToCounter, TakeFromCounter, Say, EarnAtStatusReached, PaidBy, AwardBadge, GiveReward, GiveRewardBy, MoveLevel, CountTowards, SetByHand, MoveUp, MoveDown, NeverMoveDown, StartFromZero, CarrySurplus, LevelGrace, WarnBefore,
    DiscountOff, DiscountPer, DiscountGroups, DiscountBy, Charge, ChargeBy, FreeItems, FriendMust, RefuseShared, InvitationValid, AtMost,
    AllOrNothing, InStepsOf, AtLeast, WithoutLimit, InLimit, InStack, AllItems, ItemsField, ItemsPrice, ItemsSet, SumOf,
    CountOf, CountOfPeriods, StatisticOf, DaysSince, Counts, StartsAgainEach, CounterFloor, PeriodStretch, PeriodLasts, On,
    By, Final, Keep, First, Then, CutGoesToNext, PayRate, PayOn, PayExcept, PriceOf,
    PriceQuoted, PriceBy, RewardWorth, ValidFor, BoughtAutomatically, RewardsHeld, MembersCanGive, TableRow, GivenHas, GivenThing, GivenTowards, GivenFact, GivenIn,
    GivenUsed, GivenEarned, GivenSpent, GivenDid, GivenJoined, GivenReferred, GivenShares, GivenHousehold, GivenBlocked, GivenBorn, GivenList, GivenBelongs, OnBuys,
    OnQuoted, OnReturns, OnDoes, OnJoins, OnLeaves, OnAdds, OnRedeems, OnHolds, OnChooses, OnEndsHold, OnNowHas, OnState, OnTimePasses,
    OnProgramBegins, ExpectGets, ExpectOff, ExpectNothing, ExpectLoses, ExpectPays, ExpectCanPay, ExpectHas, ExpectThing, ExpectNoLevel, ExpectTowards, ExpectFact, ExpectIn,
    ExpectUsed, ExpectTold, ExpectRefused>;

struct Clause {
  ClauseKind kind;
  Span span;  // the line without its indentation and comment
};

}  // namespace setia::dsl
