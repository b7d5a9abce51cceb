// Gives: what a rule does, each in the one shape its line has.
#include <concepts>

#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

using FoundGive = std::optional<GivePlanKind>;

bool is_above_zero(Context& context, std::int64_t amount, dsl::Span at) {
  if (amount > 0) return true;
  context.messages.error({.code = "S025", .at = at, .title = "A rule gives more than nothing", .label = "this must be above zero"});
  return false;
}

// A percentage of money into points goes over what a point is worth; of a number it is one for one.
bool has_bridge(Context& context, const QuantityPlan& of, const UnitPlan& unit, const dsl::Name& name) {
  const bool countable = of.type == QuantityType::kNumber || of.type == QuantityType::kCount || of.type == QuantityType::kUnits;
  if (countable || (of.type == QuantityType::kMoney && unit.worth)) return true;
  if (of.type == QuantityType::kMoney)
    context.messages.error(
        {.code = "S049",
         .at = name.span,
         .title = "I do not know what " + unit.name + " are worth",
         .label = "a percentage of money needs that",
         .help = "Say it below  points " + unit.name + "  with a line such as  worth 0.01 " + context.plan.currency + " each"});
  else
    context.messages.error({.code = "S021",
                            .at = name.span,
                            .title = in_quotes(of.text) + " cannot become " + unit.name,
                            .label = "it is " + in_words(context, of)});
  return false;
}

// The factor of `multiply`, alone or from a table.
std::optional<std::variant<engine::Ratio, FieldRef, LevelColumn, TablePlan>> factor_of(Context& context, const dsl::Multiply& multiply,
                                                                                       const TableLines& table) {
  if (const auto* number = std::get_if<dsl::Decimal>(&multiply.factor)) {
    const auto ratio = number_micro(context, *number) ? ratio_of(*number) : std::nullopt;
    if (!ratio) return std::nullopt;
    if (ratio->num > ratio->den) return *ratio;
    context.messages.error({.code = "S044",
                            .at = number->span,
                            .title = "A multiplier is above 1",
                            .label = "this would give nothing more",
                            .help = "multiply by 2  doubles: it posts the base once more"});
    return std::nullopt;
  }
  if (const auto* column = std::get_if<dsl::ByColumn>(&multiply.factor)) {
    const auto ladder = find_ladder(context, column->ladder);
    const auto place = ladder ? find_benefit(context, *ladder, column->column) : std::nullopt;
    if (!place) return std::nullopt;
    return LevelColumn{*ladder, *place};
  }
  const auto& keys = std::get<std::vector<dsl::Key>>(multiply.factor);
  const bool alone =
      keys.size() == 1 && keys.front().kind == dsl::KeyKind::kQuantity && keys.front().quantity.kind == dsl::QuantityKind::kField;
  if (alone && table.rows.empty()) {
    const dsl::Name& name = keys.front().quantity.name;
    if (const NameEntry* ladder = context.catalog.peek(NameKind::kLadder, name.text)) {
      const auto& columns = context.plan.ladders[ladder->index].columns;
      context.messages.error({.code = "S053",
                              .at = keys.front().span,
                              .title = in_quotes(name.text) + " is not a number I can multiply by",
                              .label = "a ladder multiplies by a column of its table",
                              .help = "Write  by " + name.text + ' ' + (columns.empty() ? std::string("factor  and add that column, with cells such as  x1.5") : columns.front())});
      return std::nullopt;
    }
    const auto field = find_field(context, keys.front().quantity.owner, keys.front().quantity.name);
    if (!field) return std::nullopt;
    const auto* declared = std::get_if<FieldRef>(&field->field);
    if (declared != nullptr && field->type == QuantityType::kNumber && field->owner != engine::FieldOwner::kLine) return *declared;
    context.messages.error({.code = "S053",
                            .at = keys.front().span,
                            .title = in_quotes(keys.front().quantity.name.text) + " is not a number I can multiply by",
                            .label = "I need a number of the member or the receipt, or a table with a column factor"});
    return std::nullopt;
  }
  auto plan = table_of(context, keys, {"factor"}, table);
  if (!plan) return std::nullopt;
  return std::move(*plan);
}

// Numbers take whole ones too; units only their own.
bool fits_counter(const QuantityPlan& quantity, const CounterPlan& counter) {
  if (counter.type == QuantityType::kUnits) return quantity.type == QuantityType::kUnits && quantity.unit == counter.unit;
  const bool number = quantity.type == QuantityType::kNumber || quantity.type == QuantityType::kCount;
  return counter.type == QuantityType::kNumber ? number : quantity.type == counter.type;
}

class GiveReader {
 public:
  GiveReader(Context& context, const TableLines& table) : context_(context), table_(table) {}

  FoundGive operator()(const dsl::GiveFlat& give) const {
    const auto amount = units_micro(context_, give.amount);
    if (!amount || !is_above_zero(context_, amount->micro, give.amount.span)) return std::nullopt;
    return GiveFlatPlan{amount->unit, amount->micro};
  }
  FoundGive operator()(const dsl::GivePer& give) const {
    const auto amount = units_micro(context_, give.amount);
    auto per = per_of(context_, give.per);
    if (!amount || !per || !is_above_zero(context_, amount->micro, give.amount.span)) return std::nullopt;
    return GivePerPlan{amount->unit, amount->micro, std::move(*per)};
  }
  FoundGive operator()(const dsl::GivePercent& give) const {
    const auto unit = find_unit(context_, give.unit);
    auto of = quantity_of(context_, give.of);
    const auto share = share_micro(context_, give.percent);
    if (!unit || !of || !share || !is_above_zero(context_, *share, give.percent.value.span)) return std::nullopt;
    if (!is_one_of_receipt(context_, *of, give.of.name)) return std::nullopt;
    if (!has_bridge(context_, *of, context_.plan.units[unit->index], give.unit)) return std::nullopt;
    return GivePercentPlan{*unit, lowest_terms(*share, kMicro), std::move(*of)};
  }
  FoundGive operator()(const dsl::GiveBy& give) const {
    GiveByPlan plan;
    std::vector<std::string> columns;
    for (const dsl::Name& column : give.columns) {
      if (const auto unit = find_unit(context_, column)) plan.units.push_back(*unit);
      columns.push_back(column.text);
    }
    if (give.per) plan.per = per_of(context_, *give.per);
    auto table = table_of(context_, give.keys, columns, table_);
    const bool whole = plan.units.size() == columns.size() && plan.per.has_value() == give.per.has_value();
    if (!table || !whole) return std::nullopt;
    plan.table = std::move(*table);
    return plan;
  }
  FoundGive operator()(const dsl::Multiply& multiply) const {
    const auto unit = find_unit(context_, multiply.unit);
    auto from = find_all<RuleRef>(context_, NameKind::kRule, multiply.from);
    auto factor = factor_of(context_, multiply, table_);
    auto lines = lines_of(context_, multiply.lines);
    if (!unit || !from || !factor || !lines) return std::nullopt;
    return MultiplyPlan{*unit, std::move(*from), std::move(*factor), std::move(*lines)};
  }
  FoundGive operator()(const dsl::AwardBadge& award) const {
    const auto badge = find_badge(context_, award.badge);
    if (!badge) return std::nullopt;
    return GiveFlatPlan{*badge, kMicro};
  }
  FoundGive operator()(const dsl::GiveReward& give) const {
    const auto voucher = find_voucher(context_, give.rewards);
    if (!voucher) return std::nullopt;
    return GiveFlatPlan{*voucher, kMicro};
  }
  FoundGive operator()(const dsl::GiveRewardBy& give) const { return reward_by(context_, give.keys, table_); }
  FoundGive operator()(const dsl::MoveLevel& move) const {
    const auto ladder = find_ladder(context_, move.ladder);
    const auto rank = ladder ? find_level(context_, *ladder, move.level) : std::nullopt;
    const dsl::LifeSpan span = std::visit([](const auto& until) -> dsl::LifeSpan {
      if constexpr (std::is_same_v<std::decay_t<decltype(until)>, dsl::Length>) return dsl::SpanLength{until, {}, {}};
      else return until;
    }, move.until);
    const auto until = expiry_of(context_, span);
    if (!rank || !until) return std::nullopt;
    return MoveLevelPlan{*ladder, static_cast<std::uint32_t>(*rank), *until};
  }
  FoundGive operator()(const dsl::Say& say) const { return SayPlan{say.text.text}; }
  FoundGive operator()(const dsl::GivePercentBy& give) const {
    const auto unit = find_unit(context_, give.unit);
    auto of = quantity_of(context_, give.of);
    auto table = table_of(context_, give.keys, {"percent"}, table_);
    if (of && !is_one_of_receipt(context_, *of, give.of.name)) return std::nullopt;
    if (!unit || !of || !table || !has_bridge(context_, *of, context_.plan.units[unit->index], give.unit)) return std::nullopt;
    return GivePercentByPlan{*unit, std::move(*of), std::move(*table)};
  }
  FoundGive operator()(const dsl::AddToCounter& add) const { return step(add.quantity, add.counter); }
  FoundGive operator()(const dsl::TakeFromCounter& take) const {
    FoundGive found = step(take.quantity, take.counter);
    if (found) std::get<CounterPlanStep>(*found).takes = true;
    return found;
  }
  template <typename Other>
  FoundGive operator()(const Other&) const {
    return std::nullopt;
  }

 private:
  FoundGive step(const dsl::Quantity& quantity, const dsl::Name& name) const {
    const auto counter = find<CounterRef>(context_, NameKind::kCounter, name);
    auto found = quantity_of(context_, quantity);
    if (!counter || !found || !is_one_of_receipt(context_, *found, quantity.name)) return std::nullopt;
    const CounterPlan& plan = context_.plan.counters[counter->index];
    if (fits_counter(*found, plan)) return CounterPlanStep{*counter, std::move(*found)};
    QuantityPlan counted;
    counted.type = plan.type;
    counted.unit = plan.unit;
    context_.messages.error({.code = "S021",
                             .at = quantity.span,
                             .title = in_quotes(plan.name) + " counts " + in_words(context_, counted) + ", and this is " + in_words(context_, *found),
                             .label = "it cannot be added to it or taken from it",
                             .related = {{plan.span, "the counter"}}});
    return std::nullopt;
  }

  Context& context_;
  const TableLines& table_;
};

struct ReceiverReader {
  template <typename Kind>
  dsl::ReceiverKind operator()(const Kind& kind) const {
    if constexpr (requires {
                    { kind.to } -> std::convertible_to<dsl::ReceiverKind>;
                  })
      return kind.to;
    else
      return dsl::ReceiverKind::kMember;
  }
};

}  // namespace

bool is_give(const dsl::Clause& clause) {
  return std::visit(
      [](const auto& kind) {
        using Kind = std::decay_t<decltype(kind)>;
        return std::is_same_v<Kind, dsl::GiveFlat> || std::is_same_v<Kind, dsl::GivePer> || std::is_same_v<Kind, dsl::GivePercent> ||
               std::is_same_v<Kind, dsl::GiveBy> || std::is_same_v<Kind, dsl::GivePercentBy> || std::is_same_v<Kind, dsl::Multiply> ||
               std::is_same_v<Kind, dsl::AddToCounter> || std::is_same_v<Kind, dsl::TakeFromCounter> || std::is_same_v<Kind, dsl::Say> ||
               std::is_same_v<Kind, dsl::AwardBadge> || std::is_same_v<Kind, dsl::GiveReward> || std::is_same_v<Kind, dsl::GiveRewardBy> || std::is_same_v<Kind, dsl::MoveLevel>;
      },
      clause.kind);
}

bool wants_table(const dsl::Clause& clause) {
  if (std::holds_alternative<dsl::DiscountBy>(clause.kind) || std::holds_alternative<dsl::ChargeBy>(clause.kind)) return true;
  if (std::holds_alternative<dsl::GiveBy>(clause.kind) || std::holds_alternative<dsl::GivePercentBy>(clause.kind) ||
      std::holds_alternative<dsl::PriceBy>(clause.kind) || std::holds_alternative<dsl::GiveRewardBy>(clause.kind))
    return true;
  const auto* multiply = std::get_if<dsl::Multiply>(&clause.kind);
  return multiply != nullptr && std::holds_alternative<std::vector<dsl::Key>>(multiply->factor);
}

std::optional<GivePlan> give_of(Context& context, const dsl::Clause& clause, const TableLines& table) {
  GivePlan plan;
  plan.to = std::visit(ReceiverReader{}, clause.kind);
  plan.span = clause.span;
  plan.text = context.written(clause.span);
  if (plan.to == dsl::ReceiverKind::kHousehold) {
    not_yet(context, Later::kHousehold, clause.span);
    return std::nullopt;
  }
  if (plan.to == dsl::ReceiverKind::kReferrer) use_referrals(context);
  auto kind = std::visit(GiveReader(context, table), clause.kind);
  if (!kind) return std::nullopt;
  plan.kind = std::move(*kind);
  return plan;
}

}  // namespace setia::rules
