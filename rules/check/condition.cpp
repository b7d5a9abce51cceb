// Conditions with meaning: the operand decides whether its line compares amounts or asks for values.
#include "dsl/habits.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {

bool can_be_compared(Context& context, const QuantityPlan& quantity, const dsl::Quantity& asked) {
  if (quantity.kind != dsl::QuantityKind::kUnitFrom) return is_one_of_receipt(context, quantity, asked.name);
  const std::string unit = context.plan.units[quantity.unit.index].name;
  const std::string rule = in_quotes(asked.texts.front().text);
  context.messages.error({.code = "S085",
                          .at = asked.span,
                          .title = "What this event gives is not known yet when this is asked",
                          .label = "the rules give after all conditions are asked",
                          .help = "Ask over a time that is known, as in  " + unit + " earned from " + rule + " this month ; or wait for a mark, as in  when " + unit + " from " +
                                  rule + " reaches 100"});
  return false;
}

namespace {

using FoundCondition = std::optional<ConditionPlanKind>;

FoundCondition refuse_line_field(Context& context, const dsl::Name& name) {
  say_line_field(context, name);
  return std::nullopt;
}

// --- comparisons ----------------------------------------------------------------------------------------------------

FoundCondition compared(Context& context, const dsl::Quantity& operand, const dsl::Compare& compare) {
  auto quantity = quantity_of(context, operand);
  if (!quantity || !can_be_compared(context, *quantity, operand)) return std::nullopt;
  ComparePlan plan;
  plan.kind = compare.kind;
  plan.negated = compare.negated;
  const auto bound = bound_of(context, *quantity, compare.bound);
  if (!bound) return std::nullopt;
  plan.bound = *bound;
  if (compare.upper) {
    plan.upper = bound_of(context, *quantity, *compare.upper);
    if (!plan.upper) return std::nullopt;
    const auto* low = std::get_if<std::int64_t>(&plan.bound);
    const auto* high = std::get_if<std::int64_t>(&*plan.upper);
    if (low != nullptr && high != nullptr && *low > *high) {
      context.messages.error(
          {.code = "S031", .at = compare.span, .title = "This ends before it begins", .label = "the first is larger than the second"});
      return std::nullopt;
    }
  }
  return QuantityIs{std::move(*quantity), std::move(plan)};
}

// --- values of fields -----------------------------------------------------------------------------------------------

class ValueReader {
 public:
  ValueReader(Context& context, const FoundField& field, const std::string& name, TextIs& plan)
      : context_(context), field_(field), name_(name), plan_(plan) {}

  bool operator()(const dsl::Name& value) const {
    if (!value.quoted) return field(dsl::Owner::kEvent, value);
    if (field_.type != QuantityType::kText) return wrong(value.span, "a text");
    plan_.texts.push_back(value.text);
    return true;
  }
  bool operator()(const dsl::Yes& yes) const { return yes_or_no(yes.span, "yes"); }
  bool operator()(const dsl::No& no) const { return yes_or_no(no.span, "no"); }
  bool operator()(const dsl::FieldRef& other) const { return field(other.owner, other.name); }

 private:
  bool yes_or_no(dsl::Span at, const char* word) const {
    if (field_.type != QuantityType::kYesNo) return wrong(at, "yes or no");
    plan_.texts.emplace_back(word);
    return true;
  }
  // A bare word names a field; most who write one mean a text.
  bool is_text_without_quotes(dsl::Owner owner, const dsl::Name& name) const {
    return owner == dsl::Owner::kEvent && field_.type == QuantityType::kText && !name.quoted && !knows_field(context_, name.text) && dsl::instead_of_name(name.text).empty();
  }
  bool field(dsl::Owner owner, const dsl::Name& name) const {
    if (is_text_without_quotes(owner, name)) {
      context_.messages.error({.code = "S020",
                               .at = name.span,
                               .title = "I know no field " + in_quotes(name.text),
                               .label = "a text stands in quotes, a bare word is a field",
                               .fix = in_quotes(name.text)});
      return false;
    }
    const auto other = find_field(context_, owner, name);
    if (!other) return false;
    if (is_line_field(other->field, context_)) return refuse_line_field(context_, name).has_value();
    if (other->type != field_.type) return wrong(name.span, "another kind of field");
    plan_.fields.push_back(other->field);
    plan_.field_owners.push_back(reader_of(*other));
    return true;
  }
  bool wrong(dsl::Span at, const std::string& what) const {
    QuantityPlan mine;
    mine.type = field_.type;
    context_.messages.error({.code = "S053",
                             .at = at,
                             .title = in_quotes(name_) + " is " + in_words(context_, mine) + ", and this is " + what,
                             .label = "this never fits",
                             .help = field_.type == QuantityType::kYesNo ? "Ask  is yes  or  is no" : ""});
    return false;
  }

  Context& context_;
  const FoundField& field_;
  const std::string& name_;
  TextIs& plan_;
};

void warn_unlisted_values(Context& context, const AnyField& field, const dsl::Values& values) {
  if (!std::holds_alternative<BuiltIn>(field) || std::get<BuiltIn>(field) != BuiltIn::kStore) return;
  dsl::Names names;
  for (const dsl::Value& value : values.any_of)
    if (const auto* name = std::get_if<dsl::Name>(&value); name != nullptr && name->quoted) names.push_back(*name);
  warn_unlisted(context, "store", names);
}

// `amount is wanted`: one number, amount or date against another field.
FoundCondition field_compared(Context& context, const dsl::Quantity& operand, const dsl::Values& values) {
  dsl::Compare compare;
  compare.negated = values.negated;
  compare.span = values.span;
  dsl::Quantity other;
  other.span = values.span;
  if (const auto* ref = std::get_if<dsl::FieldRef>(&values.any_of.front())) {
    other.owner = ref->owner;
    other.name = ref->name;
  } else if (const auto* name = std::get_if<dsl::Name>(&values.any_of.front()); name != nullptr && !name->quoted) {
    other.name = *name;
  } else {
    auto quantity = quantity_of(context, operand);
    context.messages.error({.code = "S053",
                            .at = values.span,
                            .title = in_quotes(operand.name.text) + " is " + in_words(context, *quantity) + ", and this is not",
                            .label = "this never fits"});
    return std::nullopt;
  }
  compare.bound = other;
  return compared(context, operand, compare);
}

// `status is gold or higher`.
FoundCondition level(Context& context, const dsl::Quantity& operand, const dsl::Values& values) {
  const auto ladder = find_ladder(context, operand.name);
  if (!ladder) return std::nullopt;
  LevelIs plan{*ladder, values.negated, {}, operand.owner == dsl::Owner::kReferrer ? operand.owner : dsl::Owner::kMember};
  for (const dsl::Value& value : values.any_of) {
    const auto* name = std::get_if<dsl::Name>(&value);
    if (name == nullptr) {
      context.messages.error({.code = "S053", .at = values.span, .title = in_quotes(operand.name.text) + " is a level, and this is none", .label = "its levels are " + levels_in_words(context, *ladder)});
      return std::nullopt;
    }
    const auto rank = find_level(context, *ladder, *name);
    if (!rank) return std::nullopt;
    const auto top = static_cast<std::int64_t>(context.plan.ladders[ladder->index].rungs.size());
    const std::int64_t first = values.rank == dsl::Rank::kOrLower ? 0 : *rank;
    const std::int64_t last = values.rank == dsl::Rank::kOrHigher ? top : *rank;
    for (std::int64_t one = first; one <= last; ++one) plan.ranks.push_back(one);
  }
  return plan;
}

FoundCondition valued(Context& context, const dsl::Quantity& operand, const dsl::Values& values) {
  if (is_ladder(context, operand.name)) return level(context, operand, values);
  if (values.rank != dsl::Rank::kExactly) {
    not_yet(context, Later::kLadder, values.span);
    return std::nullopt;
  }
  const auto field = find_field(context, operand.owner, operand.name);
  if (!field) return std::nullopt;
  if (is_line_field(field->field, context)) return refuse_line_field(context, operand.name);
  if (field->type != QuantityType::kText && field->type != QuantityType::kYesNo) return field_compared(context, operand, values);
  TextIs plan;
  plan.field = field->field;
  plan.owner = operand.owner == dsl::Owner::kReferrer ? operand.owner : reader_of(*field);
  plan.negated = values.negated;
  warn_unlisted_values(context, field->field, values);
  bool all = true;
  for (const dsl::Value& value : values.any_of) all = std::visit(ValueReader(context, *field, operand.name.text, plan), value) && all;
  if (!all) return std::nullopt;
  return plan;
}

// --- the kinds of conditions ----------------------------------------------------------------------------------------

class ConditionReader {
 public:
  explicit ConditionReader(Context& context, dsl::Span at) : context_(context), at_(at) {}

  FoundCondition operator()(const dsl::Is& is) const {
    if (const auto* compare = std::get_if<dsl::Compare>(&is.what)) return compared(context_, is.operand, *compare);
    return valued(context_, is.operand, std::get<dsl::Values>(is.what));
  }
  FoundCondition operator()(const dsl::Reaches& reaches) const {
    auto quantity = quantity_of(context_, reaches.operand);
    if (quantity && quantity->kind == dsl::QuantityKind::kUnitFrom) quantity->kind = dsl::QuantityKind::kUnitEarned;  // with this event [J9]
    if (!quantity || !can_be_compared(context_, *quantity, reaches.operand)) return std::nullopt;
    const auto mark = fixed(*quantity, reaches.mark);
    const auto every = reaches.every ? fixed(*quantity, *reaches.every) : std::optional<std::int64_t>{0};
    if (!mark || !every) return std::nullopt;
    return QuantityReaches{std::move(*quantity), *mark, *every};
  }
  FoundCondition operator()(const dsl::InList& in) const {
    const auto field = find_field(context_, in.field.owner, in.field.name);
    const bool listed = lists_known(in.lists);
    if (!field || !listed) return std::nullopt;
    if (is_line_field(field->field, context_)) return refuse_line_field(context_, in.field.name);
    return InListPlan{field->field, in.field.owner == dsl::Owner::kReferrer ? in.field.owner : reader_of(*field), in.negated, texts_of(in.lists)};
  }
  FoundCondition operator()(const dsl::Belongs& belongs) const {
    if (belongs.kind == dsl::GroupKind::kClub) return later(Later::kClub);
    if (belongs.kind == dsl::GroupKind::kSegment) return segments(belongs);
    if (!lists_known(belongs.names)) return std::nullopt;
    return InListPlan{std::nullopt, belongs.who, belongs.negated, texts_of(belongs.names)};
  }
  FoundCondition operator()(const dsl::Blocked& blocked) const {
    return IsBlocked{blocked.negated, blocked.who};
  }
  FoundCondition operator()(const dsl::WasReferred& was) const {
    use_referrals(context_);
    return IsReferred{was.negated};
  }
  FoundCondition operator()(const dsl::HasThing& has) const {
    if (has.kind == dsl::ThingKind::kOffer) return later(Later::kOffer);
    HoldsAny plan{has.negated, {}};
    for (const dsl::Name& name : has.names)
      if (const auto unit = has.kind == dsl::ThingKind::kBadge ? find_badge(context_, name) : find_voucher(context_, name)) plan.units.push_back(*unit);
    if (plan.units.size() != has.names.size()) return std::nullopt;
    return plan;
  }
  FoundCondition operator()(const dsl::BasketHas& has) const {
    auto what = what_of(context_, has.what);
    if (!what) return std::nullopt;
    return BasketHasPlan{has.negated, std::move(*what)};
  }
  FoundCondition operator()(const dsl::LadderMoves& moves) const {
    const auto ladder = find_ladder(context_, moves.ladder);
    const auto rank = ladder ? find_level(context_, *ladder, moves.level) : std::nullopt;
    if (!rank) return std::nullopt;
    return LevelPasses{*ladder, moves.kind, *rank};
  }
  FoundCondition operator()(const dsl::WeekdayIs& is) const {
    WeekdayIn plan{is.negated, {}};
    if (!is.range) {
      for (const dsl::Weekday day : is.days) plan.days.push_back(static_cast<int>(day));
      return plan;
    }
    constexpr int kDays = 7;
    const int last = static_cast<int>(is.days.back());
    for (int day = static_cast<int>(is.days.front());; day = (day + 1) % kDays) {
      plan.days.push_back(day);
      if (day == last) return plan;
    }
  }
  FoundCondition operator()(const dsl::DayOfMonthIs& is) const {
    DayOfMonthIn plan;
    for (const std::int64_t day : is.days) {
      constexpr std::int64_t kLongestMonth = 31;
      if (day < 1 || day > kLongestMonth) {
        context_.messages.error({.code = "S025",
                                 .at = is.span,
                                 .title = "No month has a day " + std::to_string(day),
                                 .label = "days of a month run from 1 to 31"});
        return std::nullopt;
      }
      plan.days.push_back(static_cast<int>(day));
    }
    return plan;
  }
  FoundCondition operator()(const dsl::TimeIs& is) const {
    constexpr int kLastMinute = 1439;
    MinuteIn plan{minute_of(is.from), minute_of(is.to)};
    if (is.kind == dsl::TimeKind::kBefore) plan = {0, minute_of(is.from) - 1};
    if (is.kind == dsl::TimeKind::kAfter) plan = {minute_of(is.from) + 1, kLastMinute};
    if (plan.last >= 0 && plan.first <= kLastMinute) return plan;
    context_.messages.error({.code = "S031", .at = at_, .title = "No time of a day fits this", .label = "a day runs from 00:00 to 23:59"});
    return std::nullopt;
  }
  FoundCondition operator()(const dsl::DateIs& is) const;
  FoundCondition operator()(const dsl::Feast& feast) const {
    if (feast.kind == dsl::FeastKind::kBirthday) use_birthday(context_);
    return FeastIs{feast.kind, feast.when};
  }
  FoundCondition operator()(const dsl::Ago& ago) const;

 private:
  FoundCondition later(Later what) const {
    not_yet(context_, what, at_);
    return std::nullopt;
  }
  std::optional<std::int64_t> fixed(const QuantityPlan& quantity, const dsl::Bound& bound) const {
    const auto plan = bound_of(context_, quantity, bound);
    if (!plan) return std::nullopt;
    const auto* value = std::get_if<std::int64_t>(&*plan);
    if (value != nullptr && *value > 0) return *value;
    context_.messages.error({.code = "S025", .at = at_, .title = "A mark is a fixed amount above zero", .label = "this is none"});
    return std::nullopt;
  }
  bool lists_known(const dsl::Names& names) const {
    bool all = true;
    for (const dsl::Name& name : names) all = context_.catalog.find(NameKind::kList, name, context_.messages).has_value() && all;
    return all;
  }
  FoundCondition segments(const dsl::Belongs& belongs) const {
    auto found = find_all<SegmentRef>(context_, NameKind::kSegment, belongs.names);
    if (!found) return std::nullopt;
    return InSegment{belongs.negated, std::move(*found), belongs.who};
  }

  Context& context_;
  dsl::Span at_;
};

FoundCondition ConditionReader::operator()(const dsl::DateIs& is) const {
  DateIn plan;
  plan.negated = is.negated;
  if (is.field) {
    const auto field = find_field(context_, dsl::Owner::kEvent, *is.field);
    if (!field) return std::nullopt;
    if (field->type != QuantityType::kDate || !std::holds_alternative<FieldRef>(field->field)) {
      context_.messages.error({.code = "S053",
                               .at = is.field->span,
                               .title = in_quotes(is.field->text) + " is not a date",
                               .label = "it is compared with one"});
      return std::nullopt;
    }
    if (is_line_field(field->field, context_)) return refuse_line_field(context_, *is.field);
    plan.field = std::get<FieldRef>(field->field);
  }
  if (is.list) {
    if (!lists_known({*is.list})) return std::nullopt;
    plan.list = is.list->text;
    return plan;
  }
  const Day from = is.from ? day_of(*is.from) : engine::kAlways;
  if (is.kind == dsl::DateKind::kBefore) plan.days.last = from - 1;
  if (is.kind == dsl::DateKind::kAfter) plan.days.first = from + 1;
  if (is.kind == dsl::DateKind::kOn) plan.days = {from, from};
  if (is.kind == dsl::DateKind::kFromTo) plan.days = {from, is.to ? day_of(*is.to) : from};
  if (!in_order(context_, {plan.days.first, 0}, {plan.days.last, 0}, at_)) return std::nullopt;
  return plan;
}

FoundCondition ConditionReader::operator()(const dsl::Ago& ago) const {
  if (ago.length.unit == dsl::LengthUnit::kCycles) return later(Later::kCycle);
  AgoIs plan;
  if (ago.happening) {
    plan.happening = ago.happening->kind;
    plan.activities = texts_of(ago.happening->activities);
  }
  plan.kind = ago.kind;
  plan.from = ago.from;
  plan.length = length_of(ago.length);
  if (ago.kind != dsl::AgoKind::kFromTo || ago.from <= ago.length.count) return plan;
  context_.messages.error(
      {.code = "S031", .at = at_, .title = "This ends before it begins", .label = "the first is larger than the second"});
  return std::nullopt;
}

}  // namespace

std::optional<ConditionPlan> condition_of(Context& context, const dsl::Condition& condition) {
  auto kind = std::visit(ConditionReader(context, condition.span), condition.kind);
  if (!kind) return std::nullopt;
  return ConditionPlan{std::move(*kind), condition.span, context.written(condition.span)};
}

}  // namespace setia::rules
