// Discounts: what a rule takes off a price, each in the one shape its line has.
#include <algorithm>

#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

using FoundDiscount = std::optional<DiscountPlan>;

bool is_more_than_nothing(Context& context, std::int64_t amount, dsl::Span at) {
  if (amount > 0) return true;
  context.messages.error({.code = "S025", .at = at, .title = "A discount takes more than nothing off", .label = "this must be above zero"});
  return false;
}

bool is_whole_at_most(Context& context, const engine::Ratio& share, dsl::Span at) {
  if (share.num <= share.den) return true;
  context.messages.error({.code = "S081",
                          .at = at,
                          .title = "A discount takes at most 100% off",
                          .label = "nobody is paid for buying",
                          .help = "100%  makes it free"});
  return false;
}

// Rates of money have up to six decimals.
std::optional<engine::Ratio> rate_of(Context& context, const dsl::Amount& money) {
  constexpr std::int64_t kNone = 1;
  const bool fine = money.is_money && money.of.text == context.plan.currency && money.number.scale > context.plan.currency_decimals && money.number.scale <= kMicroDecimals;
  const auto minor = fine ? std::optional{kNone} : money_minor(context, money);
  if (!minor) return std::nullopt;
  if (!fine) return engine::Ratio{*minor, 1};
  std::int64_t den = 1;
  for (int i = context.plan.currency_decimals; i < money.number.scale; ++i) den *= 10;
  return lowest_terms(money.number.digits, den);
}

class DiscountReader {
 public:
  DiscountReader(Context& context, const TableLines& table) : context_(context), table_(table) {}

  FoundDiscount operator()(const dsl::DiscountOff& from) const {
    DiscountPlan plan;
    const bool off = take_off(from.off, plan);
    if (!take_target(from.target, plan) || !off) return std::nullopt;
    return plan;
  }
  FoundDiscount operator()(const dsl::DiscountPer& from) const {
    DiscountPlan plan;
    const bool rate = take_rate(from.money, plan);
    plan.kind = engine::DiscountKind::kPerPiece;
    if (from.field) return rate ? per_field(from, std::move(plan)) : std::nullopt;
    if (!take_what(from.what, plan.lines) || !rate) return std::nullopt;
    return plan;
  }
  FoundDiscount operator()(const dsl::DiscountGroups& from) const {
    DiscountPlan plan;
    plan.kind = engine::DiscountKind::kGroups;
    const bool off = take_off(from.off, plan);
    const bool pieces = take_pieces(from.items, plan);
    if (!take_what(from.what, plan.lines) || !off || !pieces) return std::nullopt;
    return plan;
  }
  FoundDiscount operator()(const dsl::DiscountBy& from) const {
    DiscountPlan plan;
    plan.percent = !from.currency;
    const bool target = take_target(from.target, plan);
    if ((from.currency && !is_currency(*from.currency)) || !target) return std::nullopt;
    return take_table(from.keys, std::move(plan));
  }
  FoundDiscount operator()(const dsl::Charge& from) const {
    DiscountPlan plan;
    plan.kind = engine::DiscountKind::kCharge;
    const auto price = rate_of(context_, from.money);
    if (!take_what(from.what, plan.lines) || !price) return std::nullopt;
    plan.value = *price;
    return plan;
  }
  FoundDiscount operator()(const dsl::ChargeBy& from) const {
    DiscountPlan plan;
    plan.kind = engine::DiscountKind::kCharge;
    if (!is_currency(from.currency)) return std::nullopt;
    return take_table({from.key}, std::move(plan));
  }
  FoundDiscount operator()(const dsl::FreeItems& from) const {
    DiscountPlan plan;
    plan.kind = engine::DiscountKind::kFree;
    const bool pieces = take_pieces(from.items, plan);
    bool counted = true;
    if (from.for_every) {
      plan.for_every = from.for_every->items;
      counted = take_what(from.for_every->what, plan.counted) && is_more_than_nothing(context_, plan.for_every, from.for_every->span);
    }
    if (!take_what(from.what, plan.lines) || !pieces || !counted) return std::nullopt;
    return plan;
  }
  template <typename Other>
  FoundDiscount operator()(const Other&) const {
    return std::nullopt;
  }

 private:
  bool take_off(const dsl::Off& off, DiscountPlan& plan) const {
    if (const auto* percent = std::get_if<dsl::Percent>(&off)) {
      const auto share = share_micro(context_, *percent);
      plan.percent = true;
      if (!share || !is_more_than_nothing(context_, *share, percent->value.span)) return false;
      plan.value = lowest_terms(*share, kMicro);
      return is_whole_at_most(context_, plan.value, percent->value.span);
    }
    const dsl::Amount& money = std::get<dsl::Amount>(off);
    const auto minor = money_minor(context_, money);
    if (!minor || !is_more_than_nothing(context_, *minor, money.span)) return false;
    plan.value = {*minor, 1};
    return true;
  }

  bool take_rate(const dsl::Amount& money, DiscountPlan& plan) const {
    const auto rate = rate_of(context_, money);
    if (!rate || !is_more_than_nothing(context_, rate->num, money.span)) return false;
    plan.value = *rate;
    return true;
  }

  bool take_what(const dsl::What& what, LinesPlan& lines) const {
    lines.on = what_of(context_, what);
    return lines.on.has_value();
  }

  bool take_pieces(std::int64_t pieces, DiscountPlan& plan) const {
    plan.pieces = pieces;
    return is_more_than_nothing(context_, pieces, table_.clause) && number_micro(context_, {pieces, 0, table_.clause}).has_value();
  }

  bool take_target(const dsl::Target& target, DiscountPlan& plan) const {
    auto lines = lines_of(context_, target.lines);
    if (!lines) return false;
    plan.lines = std::move(*lines);
    switch (target.kind) {
      case dsl::TargetKind::kLines: return true;
      case dsl::TargetKind::kBasket: plan.stage = engine::DiscountStage::kBasket; return true;
      case dsl::TargetKind::kFirst: plan.pick = engine::DiscountPick::kFirst; return true;
      case dsl::TargetKind::kCheapest: plan.pick = engine::DiscountPick::kCheapest; return true;
      case dsl::TargetKind::kDearest: plan.pick = engine::DiscountPick::kDearest; return true;
      case dsl::TargetKind::kEachFurther: plan.pick = engine::DiscountPick::kEachFurther; return true;
      case dsl::TargetKind::kPieces: plan.pick = engine::DiscountPick::kPieces; return take_pieces(target.pieces, plan);
    }
    return false;
  }

  FoundDiscount per_field(const dsl::DiscountPer& from, DiscountPlan plan) const {
    auto per = per_of(context_, {dsl::PerField{*from.field, from.what}, table_.clause});
    if (!per) return std::nullopt;
    plan.lines = std::move(per->lines);
    if (per->built_in_quantity) return plan;
    plan.kind = engine::DiscountKind::kPerField;
    plan.field = per->field;
    return plan;
  }

  bool is_currency(const dsl::Name& name) const {
    if (context_.plan.currency.empty()) return false;
    if (name.text == context_.plan.currency) return true;
    context_.messages.error({.code = "S022",
                             .at = name.span,
                             .title = "This program counts in " + context_.plan.currency + ", not in " + name.text,
                             .label = "another currency",
                             .fix = context_.plan.currency});
    return false;
  }

  FoundDiscount take_table(const std::vector<dsl::Key>& keys, DiscountPlan plan) const {
    auto table = table_of(context_, keys, {plan.percent ? "percent" : context_.plan.currency}, table_);
    if (!table || !may_be_keys(keys, *table, plan)) return std::nullopt;
    for (const RowPlan& row : table->rows)
      if (plan.percent && row.values.front() && !is_whole_at_most(context_, *row.values.front(), row.span)) return std::nullopt;
    plan.table = std::move(*table);
    return plan;
  }

  static bool is_tender(const KeyPlan& key) {
    const bool field = key.kind == dsl::KeyKind::kQuantity && key.quantity.kind == dsl::QuantityKind::kField && !key.quantity.ladder;
    const BuiltIn* const built_in = field ? std::get_if<BuiltIn>(&key.quantity.field) : nullptr;
    return built_in != nullptr && *built_in == BuiltIn::kPaymentMethod;
  }

  // What tenders pay is a stage of its own: a share of the basket.
  bool may_be_keys(const std::vector<dsl::Key>& keys, const TablePlan& table, DiscountPlan& plan) const {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (table.keys[i].kind == dsl::KeyKind::kPartOf)
        return say_key(keys[i], "A discount is looked up for all of it, not band by band", "Leave  part of  out: the highest band reached counts for the whole");
      if (!is_tender(table.keys[i])) continue;
      if (plan.stage != engine::DiscountStage::kBasket || !plan.percent || i + 1 != keys.size())
        return say_key(keys[i], "What a tender pays is discounted by a percentage of the basket", "Write it as  discount percent on basket by payment method");
      plan.stage = engine::DiscountStage::kTenders;
    }
    return true;
  }

  bool say_key(const dsl::Key& key, const std::string& title, const std::string& help) const {
    context_.messages.error({.code = "S083", .at = key.span, .title = title, .label = "a discount cannot be looked up by this", .help = help});
    return false;
  }

  Context& context_;
  const TableLines& table_;
};

}  // namespace

void order_discounts(RulePlan& rule) {
  std::stable_sort(rule.discounts.begin(), rule.discounts.end(), [](const DiscountPlan& a, const DiscountPlan& b) { return a.text < b.text; });
}

bool is_discount(const dsl::Clause& clause) {
  return std::visit(
      [](const auto& kind) {
        using Kind = std::decay_t<decltype(kind)>;
        return std::is_same_v<Kind, dsl::DiscountOff> || std::is_same_v<Kind, dsl::DiscountPer> || std::is_same_v<Kind, dsl::DiscountGroups> ||
               std::is_same_v<Kind, dsl::DiscountBy> || std::is_same_v<Kind, dsl::Charge> || std::is_same_v<Kind, dsl::ChargeBy> ||
               std::is_same_v<Kind, dsl::FreeItems>;
      },
      clause.kind);
}

std::optional<DiscountPlan> discount_of(Context& context, const dsl::Clause& clause, const TableLines& table) {
  auto plan = std::visit(DiscountReader(context, table), clause.kind);
  if (!plan) return std::nullopt;
  plan->span = clause.span;
  plan->text = context.written(clause.span);
  return plan;
}

std::optional<engine::DiscountRounding> discount_rounding_of(Context& context, const dsl::DiscountsRound& round) {
  engine::DiscountRounding rounding;
  rounding.mode = static_cast<engine::RoundMode>(round.mode);
  rounding.stage = static_cast<engine::RoundStage>(round.stage);
  if (!round.step) return rounding;
  const auto step = money_minor(context, *round.step);
  if (!step || !is_more_than_nothing(context, *step, round.step->span)) return std::nullopt;
  rounding.step_minor = *step;
  return rounding;
}

}  // namespace setia::rules
