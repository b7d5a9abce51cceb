// What the declarations of a plan are made of: names, quantities and windows, conditions, tables. Scales as in rules/plan.hpp.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/tree.hpp"
#include "engine/program.hpp"

namespace setia::rules {

using dsl::Span;
using engine::Day;
using engine::DayRange;

// A named thing of the plan: an index into the vector of its kind.
struct UnitRef { std::size_t index = 0; friend auto operator<=>(const UnitRef&, const UnitRef&) = default; };
struct ItemsRef { std::size_t index = 0; };
struct MeasureRef { std::size_t index = 0; };
struct CounterRef { std::size_t index = 0; };
struct PeriodRef { std::size_t index = 0; };
struct SegmentRef { std::size_t index = 0; };
struct RuleRef { std::size_t index = 0; friend auto operator<=>(const RuleRef&, const RuleRef&) = default; };
struct StackRef { std::size_t index = 0; };
struct LimitRef { std::size_t index = 0; };
struct FieldRef { std::size_t index = 0; };
struct LadderRef { std::size_t index = 0; };
struct ReferralRef { std::size_t index = 0; };

struct FieldPlan {
  std::string name;
  engine::FieldOwner owner = engine::FieldOwner::kMember;
  engine::ValueType type = engine::ValueType::kText;
  std::vector<std::string> activities;  // kActivity
  Span span;
};

// The fields every event has, and the declared ones.
enum class BuiltIn { kStore, kChannel, kPaymentMethod, kPaymentCard, kCode, kCurrency, kCategory, kBrand, kTag, kSku, kPrice, kQuantity, kDay };
using AnyField = std::variant<BuiltIn, FieldRef>;

struct WhatPlan {
  std::vector<ItemsRef> items;          // when items "…"
  dsl::WhatKind kind = dsl::WhatKind::kItems;
  std::vector<std::string> texts;       // when category, brand, tag, sku
};
struct LinesPlan {
  std::optional<WhatPlan> on, except;
};

struct WindowPlan {
  dsl::WindowKind kind = dsl::WindowKind::kEver;
  engine::CalendarUnit calendar = engine::CalendarUnit::kDay;
  std::optional<PeriodRef> period;      // this|last period "…"
  engine::Length length;
  DayRange fixed;                       // kSince, kUntil, kFromUntil
  std::optional<LadderRef> status_of;   // this|last status period: on which ladder
};

enum class QuantityType { kMoney, kUnits, kNumber, kCount, kDate, kText, kYesNo };
struct QuantityPlan {
  dsl::QuantityKind kind = dsl::QuantityKind::kField;
  QuantityType type = QuantityType::kNumber;
  bool before_discounts = false, without_tax = false;
  LinesPlan lines;
  std::vector<std::string> paid_by;
  bool not_paid_by = false;
  std::optional<std::int64_t> at_least_minor;
  dsl::Owner owner = dsl::Owner::kEvent;
  AnyField field = BuiltIn::kStore;     // kField, kDifferent, kActivityField
  UnitRef unit;                         // kUnit…; and the unit of a value of type kUnits
  MeasureRef measure;
  CounterRef counter;
  std::optional<LadderRef> ladder;      // kField: the level held on it
  std::vector<std::string> activities;
  std::vector<RuleRef> from;
  std::optional<WindowPlan> window;     // empty: of this event
  std::string text;                     // as written
};

// A bound in the scale of the quantity it is compared with, or another quantity.
using BoundPlan = std::variant<std::int64_t, QuantityPlan>;
struct ComparePlan {
  dsl::CompareKind kind = dsl::CompareKind::kEqual;
  bool negated = false;
  BoundPlan bound = std::int64_t{0};
  std::optional<BoundPlan> upper;
};

struct QuantityIs { QuantityPlan quantity; ComparePlan compare; };
struct QuantityReaches { QuantityPlan quantity; std::int64_t mark = 0; std::int64_t every = 0; };
struct TextIs {                          // a text, yes-or-no or several-valued field against values or another field
  AnyField field = BuiltIn::kStore;
  dsl::Owner owner = dsl::Owner::kEvent;
  bool negated = false;
  std::vector<std::string> texts;        // "yes" and "no" for yes-or-no fields
  std::vector<AnyField> fields;          // member fields, or fields of the event
  std::vector<dsl::Owner> field_owners;  // one for each of `fields`
};
struct InListPlan { std::optional<AnyField> field; dsl::Owner owner = dsl::Owner::kMember; bool negated = false; std::vector<std::string> lists; };
struct InSegment { bool negated = false; std::vector<SegmentRef> segments; dsl::Owner owner = dsl::Owner::kMember; };
struct IsBlocked { bool negated = false; dsl::Owner owner = dsl::Owner::kMember; };
struct IsReferred { bool negated = false; };
struct BasketHasPlan { bool negated = false; WhatPlan what; };
struct WeekdayIn { bool negated = false; std::vector<int> days; };                    // 0 monday
struct DayOfMonthIn { std::vector<int> days; };
struct MinuteIn { int first = 0; int last = 1439; };                                 // both included; may wrap over midnight
struct DateIn { std::optional<FieldRef> field; bool negated = false; DayRange days; std::optional<std::string> list; };
struct FeastIs { dsl::FeastKind kind = dsl::FeastKind::kBirthday; dsl::FeastWhen when = dsl::FeastWhen::kToday; };
struct AgoIs { std::optional<dsl::HappeningKind> happening; std::vector<std::string> activities; dsl::AgoKind kind = dsl::AgoKind::kAtLeast; std::int64_t from = 0; engine::Length length; };

struct LevelIs { LadderRef ladder; bool negated = false; std::vector<std::int64_t> ranks; dsl::Owner owner = dsl::Owner::kMember; };  // 0: below the first rung
struct LevelPasses { LadderRef ladder; dsl::MoveKind kind = dsl::MoveKind::kRisesTo; std::int64_t rank = 1; };
struct HoldsAny { bool negated = false; std::vector<UnitRef> units; };  // badges, or vouchers of rewards

using ConditionPlanKind = std::variant<QuantityIs, QuantityReaches, TextIs, InListPlan, InSegment, IsBlocked, BasketHasPlan, WeekdayIn,
                                       DayOfMonthIn, MinuteIn, DateIn, FeastIs, AgoIs, LevelIs, LevelPasses, HoldsAny, IsReferred>;
struct ConditionPlan {
  ConditionPlanKind kind;
  Span span;
  std::string text;                      // the line as written, without its first word
};

struct PerPlan {
  dsl::BlockKind block = dsl::BlockKind::kExact;
  std::int64_t step = 1;                 // in the scale of `of`; 1 piece is 1,000,000
  enum class Of { kQuantity, kPieces, kField } of = Of::kQuantity;
  QuantityPlan quantity;                 // kQuantity
  LinesPlan lines;                       // kPieces; kField: `on` alone
  FieldRef field;                        // kField: a numeric line field …
  bool built_in_quantity = false;        // … or the built-in `quantity`
  dsl::Apart apart = dsl::Apart::kTogether;
};

struct KeyPlan {
  dsl::KeyKind kind = dsl::KeyKind::kQuantity;
  QuantityPlan quantity;
  bool weekdays = false;                 // `by day`, and the cells name weekdays, not dates
};
struct KeyCellPlan {
  bool any = false;
  std::vector<std::string> texts;
  std::optional<std::int64_t> low;       // `from` or `above` (exclusive when above)
  std::optional<std::int64_t> high;      // `up to`, inclusive
  bool low_exclusive = false;
  std::vector<SegmentRef> segments;
};
struct RowPlan {
  std::vector<KeyCellPlan> keys;
  DayRange days;                         // since … until
  std::vector<std::optional<engine::Ratio>> values;  // per value column, in whole units, factors or shares; empty is "-"
  bool otherwise = false;
  Span span;
};
struct TablePlan {
  std::vector<KeyPlan> keys;
  std::vector<std::string> columns;      // value columns
  std::vector<RowPlan> rows;
};

}  // namespace setia::rules
