// A checked program, still in the marketer's terms: names are resolved, amounts typed and scaled, defaults filled in.
//
// Everything downstream reads the plan: lower (to engine::Program), lint, explain, and the slow oracle in tests. The plan
// holds nothing that failed a check: a declaration with an error is left out and reported.
//
// Scales as in engine/program.hpp: money in minor units, units and numbers in millionths, days as engine::Day.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rules/plan_parts.hpp"

namespace setia::rules {

struct GiveFlatPlan { UnitRef unit; std::int64_t amount_micro = 0; };
struct GivePerPlan { UnitRef unit; std::int64_t amount_micro = 0; PerPlan per; };
struct GivePercentPlan { UnitRef unit; engine::Ratio share; QuantityPlan of; };  // share of 1
struct GivePercentByPlan { UnitRef unit; QuantityPlan of; TablePlan table; };                 // column percent: shares of 1
struct GiveByPlan { std::vector<UnitRef> units; std::optional<PerPlan> per; TablePlan table; };
struct LevelColumn { LadderRef ladder; std::size_t column = 0; };
struct MultiplyPlan {
  UnitRef unit;
  std::vector<RuleRef> from;
  std::variant<engine::Ratio, FieldRef, LevelColumn, TablePlan> factor;  // FieldRef: a numeric field, of the member or the receipt
  LinesPlan lines;
};
struct CounterPlanStep { CounterRef counter; QuantityPlan quantity; bool takes = false; };
struct SayPlan { std::string text; };
struct MoveLevelPlan { LadderRef ladder; std::uint32_t rank = 1; engine::Expiry until; };  // field ids count in Plan::fields
using GivePlanKind = std::variant<GiveFlatPlan, GivePerPlan, GivePercentPlan, GivePercentByPlan, GiveByPlan, MultiplyPlan,
                                  CounterPlanStep, SayPlan, MoveLevelPlan>;
struct GivePlan {
  GivePlanKind kind;
  dsl::ReceiverKind to = dsl::ReceiverKind::kMember;
  Span span;
  std::string text;
};

struct DiscountPlan {
  engine::DiscountKind kind = engine::DiscountKind::kOff;
  engine::DiscountStage stage = engine::DiscountStage::kItems;
  engine::DiscountPick pick = engine::DiscountPick::kAll;
  LinesPlan lines;                       // it is taken off
  bool percent = false;
  engine::Ratio value;                   // a share of 1, or minor units
  std::optional<TablePlan> table;        // one column: shares of 1, or whole units of the currency
  std::int64_t pieces = 0;               // as engine::Discount::pieces
  std::optional<FieldRef> field;         // kPerField
  LinesPlan counted;                     // kFree for every …
  std::int64_t for_every = 0;            // … so many of these
  Span span;
  std::string text;
};

struct CapPlan {
  engine::CapKind kind = engine::CapKind::kTimes;
  std::int64_t most = 0;                 // scale of engine::Limit::most
  UnitRef unit;                          // kUnits
  engine::CapScope scope = engine::CapScope::kMember;
  AnyField field = BuiltIn::kStore;      // kField
  engine::CapWindow window = engine::CapWindow::kEvent;
  engine::CalendarUnit calendar = engine::CalendarUnit::kDay;
  std::optional<PeriodRef> period;
  std::optional<LadderRef> status_of;    // per status period: on which ladder
  engine::Length any;
  Span span;
  std::string text;
};

struct LifePlan {
  std::vector<engine::Expiry> expiries;  // field ids in them count in Plan::fields
  std::vector<ConditionPlan> never_while;
  bool never = false;
  engine::Pending pending;
  bool stated = false;                   // the declaration has a line of its own
};

struct UnitPlan {
  std::string name, singular;            // a wallet's singular is its name
  engine::UnitKind kind = engine::UnitKind::kPoints;  // a wallet counts millionths of the program's currency
  std::optional<std::int64_t> worth;     // scale of engine::Unit::worth
  std::vector<engine::Rounding> stages;  // in stage order; never empty (default filled in)
  LifePlan life;
  engine::UseOrder use = engine::UseOrder::kSoonestExpiring;
  engine::Meeting meeting = engine::Meeting::kAddUp;
  engine::Sharing shared = engine::Sharing::kOwn;
  bool multipliers_reach_flat = false, can_be_spent = true, written_off = false, returns_take_nothing = false, may_go_below = false;
  std::optional<std::int64_t> floor_micro, held_cap_micro;
  std::optional<engine::Length> grace;
  std::vector<UnitRef> paid_with_earns;
  std::vector<std::string> says;         // of a badge
  std::vector<UnitRef> choices;          // of a voucher that stands for one of these
  Span span;
};

struct ItemsTest {
  dsl::SetOp op = dsl::SetOp::kFirst;
  std::optional<AnyField> field;         // a text field of lines
  std::vector<std::string> texts;
  bool negated = false;
  std::optional<std::pair<dsl::CompareKind, std::int64_t>> price;  // minor
  std::vector<ItemsRef> sets;
};
struct ItemsPlan { std::string name; bool all_items = false; std::vector<ItemsTest> tests; Span span; };
struct SegmentPlan {
  std::string name;
  std::vector<ConditionPlan> conditions;
  Span span;                             // line 0: a list of the folder
  std::string stated_in;                 // a list of those whom a test puts in it; else empty
};

enum class MeasureKind { kSum, kCount, kPeriods, kStatistic, kDaysSince };
struct MeasurePlan {
  std::string name;
  MeasureKind kind = MeasureKind::kSum;
  QuantityPlan quantity;                 // kSum, kCount, kStatistic
  std::optional<MeasureRef> of;          // kStatistic of a measure that is more than a sum
  dsl::CountOfPeriods periods;           // kPeriods: period and `met` as written …
  QuantityPlan met;                      // … and resolved: what must reach `met_at_least` within a period
  std::int64_t met_at_least = 1;
  dsl::Statistic statistic = dsl::Statistic::kLargest;
  dsl::Grouping grouping = dsl::Grouping::kPerDay;
  AnyField group_field = BuiltIn::kCategory;
  WindowPlan window;
  std::optional<dsl::HappeningKind> since;  // kDaysSince; empty: joining
  std::vector<std::string> activities;
  std::vector<ConditionPlan> conditions;
  QuantityType type = QuantityType::kNumber;
  Span span;
};
struct CounterPlan {
  std::string name;
  QuantityType type = QuantityType::kNumber;
  UnitRef unit;
  std::optional<engine::CalendarUnit> starts_again;  // or with …
  std::optional<PeriodRef> period;       // … each of these …
  std::optional<LadderRef> status_of;    // … or each status period
  bool never_below_zero = false;
  Span span;
};
struct PeriodPlan {
  std::string name;
  std::vector<std::pair<engine::CivilTime, engine::CivilTime>> stretches;
  std::optional<engine::Length> lasts;   // one that each member has for themselves …
  std::optional<dsl::HappeningKind> opened_by;  // … empty: joining opens it
  std::vector<std::string> activities;
  Span span;
};

struct SchedulePlan {
  engine::Schedule schedule;             // kAtMoments: without its moments
  std::optional<LadderRef> status_of;    // the end of its status periods
  std::optional<PeriodRef> period;       // kAtMoments: the stretches' ends; else the rule's own
  bool campaign = false;
  Span span;
};

struct RulePlan {
  std::string name;
  std::vector<dsl::TriggerKind> triggers;
  std::vector<SchedulePlan> schedules;
  std::optional<engine::OptIn> opt_in;
  std::vector<std::string> activities;   // of activity triggers; empty with kActivity: any
  std::vector<UnitRef> badges;           // of badge triggers; empty with kBadge: any
  std::vector<UnitRef> rewards;          // of redemption triggers; empty with kRedemption: any
  std::optional<UnitRef> uses;           // what using a voucher of this does: a rule that its reward holds
  std::vector<ReferralRef> referrals;    // of referral triggers; empty with kReferral: any
  engine::CivilTime from{engine::kAlways, 0}, until{engine::kNever, 1439};
  std::vector<ConditionPlan> conditions;
  std::vector<GivePlan> gives;
  std::vector<DiscountPlan> discounts;
  std::vector<CapPlan> caps;
  std::optional<StackRef> stack;
  std::vector<LimitRef> limits;
  std::vector<engine::Rounding> stages;  // its own; empty: the unit's
  LifePlan life;
  bool all_or_nothing = false, without_limit = false, returns_take_nothing = false, final = false;
  bool at_status_reached = false;
  std::vector<UnitRef> paid_with_earns;
  std::vector<engine::PartnerShare> paid_by;  // by partner
  Span span;
  std::vector<std::string> lines;        // its source lines, for explain
};
struct TermsPlan {
  engine::Day since = engine::kAlways;
  std::vector<engine::Way> ways, stay;   // by count, in the scale of each
  std::optional<engine::Expiry> keeps;   // empty: for ever
  std::vector<std::optional<engine::Ratio>> benefits;  // by column; empty where the cell is no factor
};
struct RungPlan {
  std::string name;
  std::vector<TermsPlan> terms;          // by day
  Span span;
};
// A cell of a benefit that is no factor: for people to read, unless a rule multiplies by its column.
struct BenefitWords {
  std::size_t column = 0;
  std::string text;
  Span span;
};
struct LadderPlan {
  std::string name;
  std::vector<QuantityPlan> counts;      // empty: set by hand
  std::vector<std::string> columns;      // benefits
  std::vector<BenefitWords> words;
  std::vector<RungPlan> rungs;           // from the lowest up
  bool has_keeps = false, one_step = false, never_down = false;
  bool starts_from_zero = false, by_status_period = false, shared = false;
  std::vector<engine::Surplus> carried;
  std::optional<WindowPlan> up_at, down_at;
  std::optional<engine::Length> down_every;
  std::optional<engine::Length> grace, warn;
  std::vector<ConditionPlan> conditions;
  Span span;
};
struct StatusEndPlan { LadderRef ladder; Span span; };
// What a friend must do: a quantity that must reach something, or a level.
struct StepPlan {
  QuantityPlan quantity;                 // its window: `within … of joining`; else ever
  std::optional<dsl::OneOfThem> together;  // the most of one day, weekend or week
  bool days = false;                     // the days on which there is any
  std::optional<LadderRef> ladder;
  std::int64_t at_least = 1;             // in the quantity's scale; a rank
  std::vector<ConditionPlan> conditions;
  Span span;
  std::string text;
};
struct SharedFieldPlan { std::optional<FieldRef> field; std::string name; };  // no field: the cards that members pay with
struct ReferralPlan {
  std::string name;
  std::vector<StepPlan> steps;
  std::vector<SharedFieldPlan> shares;
  std::optional<engine::Length> invitation;
  engine::CivilTime from{engine::kAlways, 0}, until{engine::kNever, 1439};
  std::vector<ConditionPlan> conditions;
  std::vector<CapPlan> caps;
  Span span;
};
struct HouseholdPlan { bool any = false; std::optional<std::int64_t> size; std::vector<CapPlan> changes; bool leave_any_time = false; Span span; };
struct StackPlan { std::string name; dsl::KeepKind keep = dsl::KeepKind::kBest; dsl::Apart apart = dsl::Apart::kTogether; std::vector<RuleRef> order; bool cut_goes_to_next = false; Span span; };
struct LimitPlan { std::string name; std::vector<CapPlan> caps; engine::CivilTime from{engine::kAlways, 0}, until{engine::kNever, 1439}; bool all_or_nothing = false; Span span; };

struct PayWithPlan {
  UnitRef unit;
  std::string name;                      // tells two of one unit apart; may be empty
  std::int64_t rate_minor = 0, rate_micro = 0;  // that many millionths of the unit pay that much; scales of engine::PayRate
  std::optional<PerPlan> per;            // kField: for each one of it
  std::optional<WhatPlan> on;            // empty: everything
  std::vector<WhatPlan> except;
  std::vector<ConditionPlan> conditions;
  std::vector<CapPlan> caps;
  bool all_or_nothing = false;
  std::optional<std::int64_t> step_micro, step_minor, least_micro, least_minor;  // empty: not said
  engine::ComesBack comes_back = engine::ComesBack::kInPart;
  Span span;
};

// What one reward costs from a day on.
struct PricePlan {
  DayRange days;
  std::vector<std::pair<UnitRef, std::int64_t>> amounts;  // millionths
};
struct RewardPlan {
  std::string name;
  UnitRef voucher;
  std::vector<PricePlan> prices;         // the latest whose days hold the event's; empty: only given, quoted, or in `table`
  std::optional<UnitRef> quoted_in, tabled_in;
  TablePlan table;                       // tabled_in: column 0
  bool automatic = false, members_can_give = false;
  Span automatic_span;                   // of `bought automatically`
  std::vector<ConditionPlan> conditions;
  engine::CivilTime from{engine::kAlways, 0}, until{engine::kNever, 1439};
  std::vector<CapPlan> caps;             // of getting it: kUnits of its voucher
  std::vector<LimitRef> limits;
  std::optional<std::int64_t> per_receipt;  // how many one receipt may use
  engine::ComesBack comes_back = engine::ComesBack::kWhole;
  Span span;
};

// `test` blocks stay as written; try_tests resolves their names against the plan.
struct TestPlan { std::string name; const dsl::Declaration* declaration = nullptr; Span span; };

struct ListPlan { std::string name; std::string kind; std::vector<std::string> texts; std::map<std::string, std::string> parents; };  // parents: of categories

struct Plan {
  std::string name;
  std::int64_t version = 0;
  std::string currency, zone;
  int currency_decimals = 2;
  engine::CalendarRules calendar;
  bool days_are_the_members = false, members_join_by_buying = false;
  DayRange runs;
  engine::Length holds_end_after{15, engine::LengthUnit::kMinutes};
  engine::DiscountRounding discount_rounding;
  std::vector<FieldPlan> fields;
  std::optional<FieldRef> cycle_field;   // on which day of the month a member's cycles start
  std::vector<UnitPlan> units;           // every vector of named things is sorted bytewise by name; behind points and wallets stand badges, then vouchers, then choices of them
  std::vector<ItemsPlan> items;
  std::vector<SegmentPlan> segments;
  std::vector<MeasurePlan> measures;
  std::vector<CounterPlan> counters;
  std::vector<PeriodPlan> periods;
  std::vector<LadderPlan> ladders;
  std::vector<StatusEndPlan> status_ends;  // at which something ends or starts; behind the periods where an expiry names one
  std::vector<RulePlan> rules;
  std::vector<StackPlan> stacks;
  std::vector<LimitPlan> limits;
  std::vector<PayWithPlan> pay_with;     // by unit, then name
  std::vector<RewardPlan> rewards;       // by name
  std::vector<ReferralPlan> referrals;
  HouseholdPlan household;
  std::vector<ListPlan> lists;
  std::vector<TestPlan> tests;           // in file order
  std::vector<std::string> personal;     // member fields that program.yaml declares personal
};

}  // namespace setia::rules
