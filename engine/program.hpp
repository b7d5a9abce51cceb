// A compiled program: plain data, built by rules/lower, immutable afterwards, read by everything here.
//
// Invariants: units, rules, limits, counters, metrics, fields and slots are sorted bytewise by their canonical text, so
// the order of files and declarations decides nothing; badges and vouchers stand behind points and wallets; filters refer only to filters
// with a smaller id; every slot that a slot refers to has a smaller id.
//
// Scales: units, quantities and number fields in millionths; money in minor units; days as engine::Day; minutes of the
// day; texts as SymbolId. Exact amounts are 128-bit numerators over `Unit::denominator`: value in millionths =
// numerator / denominator.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/civil.hpp"
#include "engine/clauses.hpp"
#include "engine/discount.hpp"
#include "engine/event.hpp"
#include "engine/happening.hpp"
#include "engine/household.hpp"
#include "engine/ids.hpp"
#include "engine/ladder.hpp"
#include "engine/length.hpp"
#include "engine/pay_with.hpp"
#include "engine/referral.hpp"
#include "engine/reward.hpp"
#include "engine/schedule.hpp"
#include "engine/text_source.hpp"

namespace setia::engine {

__extension__ using Wide = __int128;

enum class ValueType : std::uint8_t { kText = 1, kNumber, kMoney, kDate, kYesNo, kCount };

// --- what can be read -----------------------------------------------------------------------------------------------

enum class FieldOwner : std::uint8_t { kMember, kReceipt, kLine, kActivity };
struct FieldOf {               // a field that the program declares, or a built-in member field (birthday)
  std::string name;
  FieldOwner owner = FieldOwner::kMember;
  ValueType type = ValueType::kText;
  SymbolId activity;           // kActivity: which one; 0 is all
  bool personal = false;       // sealed per member
  std::uint32_t key = 0;       // ledger-wide, given by Versions::adopt
};

enum class LineField : std::uint8_t { kCategory, kBrand, kTag, kSku, kPrice, kQuantity, kDeclared, kFilter };
struct LineTest {
  LineField field = LineField::kCategory;
  SetId set;                   // texts
  FieldId declared;            // kDeclared
  FilterId filter;             // kFilter
  std::int64_t low = 0;        // kPrice (minor), numeric kDeclared: low <= value <= high
  std::int64_t high = 0;
  bool negated = false;        // a missing field makes both false [J9]
};
// A line fits when one of `any` fits (or `any` is empty), all of `all` and none of `except`.
struct LineFilter {
  std::vector<LineTest> any, all, except;
};

// Which tenders count: all when `methods` is empty.
struct Tenders {
  SymbolSet methods;
  bool excluded = false;       // "not paid by"
};

// What one event adds to a member's history, by local day. Windows over it are readings.
enum class MetricKind : std::uint8_t {
  kSpend, kItems, kPurchases, kActivities, kActivityField, kDifferent, kUnitEarned, kUnitSpent, kUnitReceived, kEvents,
  kUnitExpiring, // nothing gathers it: it is read from the lots there are
  kDiscount,     // minor units that rules took off, as reported
  kFriends,      // friends who completed a referral: gathered for the referrer
  kTowards,      // what is taken off a ladder's count; gathered by reviews of levels alone, as is …
  kStatusPeriod  // … the day on which a level was given; its value: 1 where what is counted begins anew
};
inline bool is_of_levels(MetricKind kind) { return kind == MetricKind::kTowards || kind == MetricKind::kStatusPeriod; }
struct Metric {
  std::string text;            // canonical, unique: names the metric across versions
  MetricKind kind = MetricKind::kSpend;
  FilterId filter;
  Tenders tenders;
  bool without_tax = false;
  std::int64_t at_least_minor = 0;    // kPurchases
  SymbolSet activities;               // kActivities, kActivityField; empty is any
  FieldId field;                      // kActivityField
  TextSource texts = TextSource::kLines;  // kDifferent and `grouped`: which texts are told apart …
  LineField different = LineField::kSku;  // … of lines …
  FieldId different_field;                // … of a declared field, of lines or of the event
  bool grouped = false;               // gathered apart by those texts, for readings by field
  bool by_instant = false;            // gathered by the instant in seconds, for windows of hours
  UnitId unit;                        // kUnit…
  std::vector<RuleId> from;           // kUnitEarned, kDiscount: of these rules; empty is all
  LadderId ladder;                    // kTowards, kStatusPeriod
  std::string counted;                // kTowards: what the ladder counts, canonical
  std::vector<Check> checks;          // `when` lines of the measure; over slots of the event being counted
  std::uint32_t key = 0;
};

// An average that is compared or paid is read exactly, as the total of its groups and their number; kAverage is rounded down,
// which is enough for marks and levels.
enum class Statistic : std::uint8_t { kSum, kLargest, kSmallest, kAverage, kPeriodsMet, kTotal, kGroups };
enum class Grouping : std::uint8_t { kNone, kDay, kWeek, kMonth, kCycle, kField, kWeekend };
struct Reading {               // a metric over a window
  MetricId metric;
  Window window;
  Statistic statistic = Statistic::kSum;
  Grouping grouping = Grouping::kNone;
  std::int64_t met_at_least = 0;  // kPeriodsMet: what makes a group count
  Statistic within = Statistic::kSum;  // of a measure that is a statistic itself: what each group's own history comes to …
  Grouping within_grouping = Grouping::kNone;  // … kSum: what it adds up to
  std::int64_t within_met = 0;
  std::int64_t scale = 1;         // averages of whole numbers, and their totals, are kept in millionths
  std::optional<MetricId> towards;  // kSum: added, over the same window
};

enum class SlotKind : std::uint8_t {
  // from the body and the stamp
  kStore, kChannel, kCurrency,
  kAnyPayment, kAnyCard, kAnyCode,     // 1 when one of the event's values is in `set`, else 0; absent when it has none
  kEventField,                         // `field` of the receipt or activity
  kDay, kWeekday, kDayOfMonth, kMinute,
  kBasketTotal, kSpend, kItems, kDifferent, kBasketHas,
  kUses,                               // how many vouchers of `unit` the receipt uses; absent when it uses none
  kRisesTo, kFallsTo,                  // the rank of `ladder` that this change of level passes; absent in all else
  // from the member's state: recorded as facts
  kPurchaseNumber, kMemberField, kMemberInSet, kBlocked, kElapsed, kFeast, kReading, kHeld, kCounter, kRank, kReferred,
  // from other slots
  kDifference,                         // sign of left - right, compared in 128 bit
  kCrossing,                           // marks of `left` crossed in this event (before < mark <= after)
  kAllOf,                              // 1 when all `checks` hold, else 0
  kQuotient,                           // left / right, where nothing is by nothing; rounded, but compared and paid exactly
  kConstant                            // `mark`
};

// Pieces are read in millionths; purchases, different texts, purchase numbers and lengths of time as whole numbers.
struct Slot {
  std::string text;                    // canonical: what adopt records and traces print
  SlotKind kind = SlotKind::kStore;
  ValueType type = ValueType::kText;
  bool from_body = true;               // false: recorded as a fact
  bool of_referrer = false;            // what is the member's is read from who referred them
  SetId set;
  FieldId field;
  FilterId filter;
  Tenders tenders;
  bool before_discounts = false, without_tax = false;
  TextSource texts = TextSource::kLines;  // kDifferent
  LineField different = LineField::kSku;
  std::uint32_t reading = 0;           // into Program::readings
  UnitId unit;
  CounterId counter;
  LadderId ladder;
  SlotId left, right;
  std::int64_t mark = 0, every = 0;    // kCrossing; every 0: the one mark
  bool up = false;                     // kQuotient: rounded up, else down
  Happening happening = Happening::kJoining;
  SymbolSet activities;                // kElapsed since an activity
  LengthUnit elapsed = LengthUnit::kDays;
  bool elapsed_up = false;             // begun ones count ("at most … ago")
  Feast feast = Feast::kBirthday;
  FeastWhen feast_when = FeastWhen::kToday;
  std::vector<Check> checks;           // kAllOf
};

// --- what is given --------------------------------------------------------------------------------------------------

enum class RoundMode : std::uint8_t { kDown, kUp, kHalfUp, kHalfDown, kHalfEven };
enum class RoundStage : std::uint8_t { kItem, kLine, kRule, kReceipt, kCycle };
struct Rounding {
  RoundMode mode = RoundMode::kDown;
  std::int64_t step = 1'000'000;       // millionths of the unit; of `round spend` minor units
  RoundStage stage = RoundStage::kRule;
  bool spend = false;
};

enum class UnitKind : std::uint8_t { kPoints = 1, kWallet, kVoucher, kBadge, kStamp, kTicket };
enum class UseOrder : std::uint8_t { kSoonestExpiring, kOldest, kNewest };
enum class Meeting : std::uint8_t { kAddUp, kCompound, kKeepTheHighest };
struct Unit {
  UnitKind kind = UnitKind::kPoints;
  std::string name, singular;
  std::string currency;                // wallets: one whole unit is one of it …
  int currency_decimals = 0;           // … and no amount is finer than its coin
  std::optional<std::int64_t> worth;   // millionths of a minor unit of the program's currency, for one whole unit
  Wide denominator = 1;                // of exact amounts; at most 10^15, checked by rules/
  std::vector<Rounding> stages;        // in the order item, line, rule, receipt, cycle; never empty
  Life life;
  UseOrder use = UseOrder::kSoonestExpiring;
  Meeting meeting = Meeting::kAddUp;
  Sharing shared = Sharing::kOwn;
  bool multipliers_reach_flat = false, can_be_spent = true, written_off = false, returns_take_nothing = false;
  bool may_go_below = false;
  std::optional<std::int64_t> floor_micro, held_cap_micro;
  std::optional<Length> grace;
  std::vector<UnitId> paid_with_earns;  // what is paid with these stays in `spend`
  std::vector<std::string> says;       // of a badge: when it is awarded
  std::vector<UnitId> choices;         // of a voucher that stands for one of these
  std::uint32_t key = 0;
};

// What a give is counted on.
enum class BaseKind : std::uint8_t {
  kNone,      // a flat give
  kSpend,     // minor units of this event's spend, line by line
  kPieces,    // millionths of pieces, line by line
  kField,     // millionths of a numeric line field
  kSlot       // any other quantity, whole
};
struct Base {
  BaseKind kind = BaseKind::kNone;
  FilterId filter;
  Tenders tenders;
  bool without_tax = false;
  FieldId field;
  bool field_is_quantity = false;      // kField: the built-in quantity of a line, in whatever it is measured
  SlotId slot;
};

enum class Block : std::uint8_t { kExact, kFull, kStarted };
enum class Apart : std::uint8_t { kTogether, kPerLine, kPerItem };
enum class Receiver : std::uint8_t { kMember, kReferrer, kHousehold };

enum class KeySource : std::uint8_t { kLineField, kSlot, kTender, kPart, kSegment };
struct TableKey {
  KeySource source = KeySource::kSlot;
  LineField line_field = LineField::kCategory;
  FieldId field;                       // LineField::kDeclared
  SlotId slot;                         // kSlot; kPart: the quantity that bands cut
  Base part;                           // kPart: what of this event is cut
  bool band = false;                   // cells hold low and high; else texts or exact numbers
};
struct KeyCell {
  bool any = false;                    // "otherwise" or "-"
  SymbolSet texts;                     // of a ladder's level: ranks
  // Included both, in the key's scale; `above` and `from` are made so by lower. KeySource::kPart: the two ends of the band.
  std::int64_t low = 0, high = 0;
  std::vector<Check> segment;          // kSegment
};
struct TableRow {
  std::vector<KeyCell> keys;
  DayRange days;                       // since … until
  std::vector<Ratio> values;           // one per value column: as Give::rate is for that column's unit, a factor, a percent
  bool otherwise = false;
};
struct Table {
  std::vector<TableKey> keys;
  std::vector<TableRow> rows;          // in file order
};

enum class GiveKind : std::uint8_t { kFlat, kRate, kDerived, kMultiply, kAddToCounter, kTakeFromCounter };
struct Give {
  GiveKind kind = GiveKind::kFlat;
  UnitId unit;
  Receiver to = Receiver::kMember;
  Base base;                           // kRate; counters: kSlot
  Block block = Block::kExact;
  Apart apart = Apart::kTogether;
  std::int64_t step = 1;               // blocks: base units in one block
  Ratio rate;                          // millionths of `unit` per base unit; with blocks per block; kFlat: den 1, in all
  std::optional<TableId> table;        // replaces `rate`, row by row …
  std::uint16_t column = 0;            // … from this value column
  // kDerived: a rate on what other rules' base gives of `source` come to [J3].
  // kMultiply: the extra on the base gives of `unit` to the member.
  UnitId source;
  std::vector<RuleId> from;            // these rules alone; empty is all
  FilterId lines;                      // kMultiply … on/except: these lines' share
  std::optional<SlotId> factor_slot;   // the factor is a field, in millionths …
  std::optional<LadderId> factor_ladder;  // … or stands in `column` of the level held
  CounterId counter;
};

enum class CapKind : std::uint8_t { kTimes, kPieces, kUnits, kMoney, kSpend, kShareOfBasket };
enum class CapScope : std::uint8_t { kReceipt, kLine, kItem, kMember, kStore, kPaymentCard, kField, kTotal, kReferrer, kHousehold };
enum class CapWindow : std::uint8_t { kEvent, kCalendar, kAny, kEver, kPersonal };
struct Limit {
  std::string text;                    // canonical: limit name, or rule name and the clause; unique; the key across versions
  std::string name;                    // what people call it: the shared limit's or the rule's name
  std::string counts_with;             // text of another limit, of the member's own: who is given something as a referrer has used both
  bool shared = false;
  CapKind kind = CapKind::kTimes;
  std::int64_t most = 0;               // times; millionths of pieces or of `unit`; minor units; kShareOfBasket millionths of the whole
  UnitId unit;                         // kUnits
  CapScope scope = CapScope::kMember;
  SlotId field;                        // kField: the text slot of the scope
  CapWindow window = CapWindow::kEvent;
  Window own;                          // kPersonal: a period that each member has for themselves
  CalendarUnit calendar = CalendarUnit::kDay;
  Length any;                          // kAny, half open [T2]
  CivilTime from{kAlways, 0}, until{kNever, 1439};  // when it counts, both included
  bool all_or_nothing = false;
  bool head_room_recorded = false;     // ledger.md, "facts"
  std::uint32_t key = 0;
};

enum class KeepKind : std::uint8_t { kBest, kFirst, kLowest, kAll };
struct Stack {
  std::string name;
  KeepKind keep = KeepKind::kBest;
  Apart apart = Apart::kTogether;
  std::vector<RuleId> order;           // `first`, `then`; the rest follow by name
  bool cut_goes_to_next = false;
};

// `move`: lifts a member to a level at least until a day.
struct LevelMove {
  LadderId ladder;
  std::uint32_t rank = 1;
  Expiry until;
};

struct Rule {
  std::string name;
  std::uint32_t triggers = 0;          // bit (EventKind - 1)
  std::vector<Schedule> schedules;
  std::vector<Feast> feasts;           // that start it
  std::optional<OptIn> opt_in;         // empty: everybody takes part
  std::uint32_t key = 0;
  SymbolSet activities;                // which activities, when kActivity triggers
  CivilTime from{kAlways, 0}, until{kNever, 1439};
  std::vector<Check> checks;
  std::vector<Give> gives;
  std::vector<Discount> discounts;     // by their text
  std::vector<LevelMove> moves;
  std::vector<UnitId> badges;          // kBadge triggers: which; empty is any
  std::vector<UnitId> rewards;         // kRedeem triggers: getting which; empty is any redemption
  std::vector<ReferralId> referrals;   // kReferral triggers: which; empty is any
  std::vector<LimitId> own;            // in file order
  std::vector<LimitId> shared;
  std::optional<StackId> stack;
  std::vector<Rounding> stages;        // of its own; empty: the unit's
  std::optional<Life> life;            // of its own
  bool all_or_nothing = false, returns_take_nothing = false, final = false;
  bool at_status_reached = false;      // judged at the level that its own receipt reaches [J7]
  std::vector<UnitId> paid_with_earns;
  std::vector<std::string> says;
  std::vector<PartnerShare> paid_by;   // by partner; the rest is ours
};

struct Counter {
  std::string name;
  ValueType type = ValueType::kNumber;
  UnitId unit;                         // `of_unit`
  bool of_unit = false;
  std::optional<CalendarUnit> starts_again;  // or with …
  std::optional<Window> own;           // … each period, or status period
  bool never_below_zero = false;
  std::uint32_t key = 0;
};

struct DiscountRounding {
  RoundMode mode = RoundMode::kHalfUp;
  std::int64_t step_minor = 1;
  RoundStage stage = RoundStage::kLine;  // kItem, kLine, or kReceipt: what a rule takes off the receipt
};

struct Program {
  std::string name;
  std::int64_t version = 0;
  Hash hash{};                         // over the files as formatted when adopted (interfaces.md, program.yaml)
  std::string currency;
  SymbolId currency_symbol;            // the same, interned: what an event's currency must be
  int currency_decimals = 2;
  std::string zone;
  CalendarRules calendar;
  bool days_are_the_members = false;
  DayRange runs;
  bool members_join_by_buying = false;
  Length holds_end_after{15, LengthUnit::kMinutes};
  DiscountRounding discounts;

  std::vector<FieldOf> fields;
  std::optional<FieldId> birthday;     // the member field of that name
  std::optional<FieldId> cycle_field;  // on which day of the month a member's cycles start
  std::vector<SymbolSet> sets;
  std::vector<std::vector<MemberId>> member_sets;  // lists of members, each ascending
  std::vector<LineFilter> filters;     // 0: every line
  std::vector<Metric> metrics;
  std::vector<Reading> readings;
  std::vector<Slot> slots;
  std::vector<Unit> units;
  std::vector<Counter> counters;
  std::vector<Ladder> ladders;
  std::vector<OwnPeriod> own_periods;
  std::vector<Window> periods;         // all, by name
  std::vector<Table> tables;
  std::vector<Limit> limits;
  std::vector<Stack> stacks;
  std::vector<Rule> rules;
  std::vector<PayWith> pay_with;
  std::vector<Reward> rewards;
  std::vector<Referral> referrals;
  HouseholdRules household;
  bool meets_referrers = false;        // something is read of, or given to, who referred a member
};

}  // namespace setia::engine
