// Amounts of money and of units, and the mistakes people make with them.
#include <algorithm>

#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

void say_too_large(Context& context, dsl::Span at) {
  context.messages.error(
      {.code = "S025", .at = at, .title = "This number is too large for me", .label = "I count up to nine million million units"});
}

std::string decimals_in_words(int decimals) {
  if (decimals == 0) return "no decimals";
  return decimals == 1 ? "one decimal" : std::to_string(decimals) + " decimals";
}

}  // namespace

std::string currency_hint(const Context& context, const dsl::Decimal& number) {
  return context.written(number.span) + ' ' + context.plan.currency;
}

std::optional<std::int64_t> money_minor(Context& context, const dsl::Amount& amount) {
  const Plan& plan = context.plan;
  if (!amount.is_money) {
    context.messages.error({.code = "S021",
                            .at = amount.span,
                            .title = "This must be money",
                            .label = "these are " + amount.of.text,
                            .help = plan.currency.empty() ? "" : "Write it in " + plan.currency + ", for example  5 " + plan.currency});
    return std::nullopt;
  }
  if (plan.currency.empty()) return std::nullopt;
  if (amount.of.text != plan.currency) {
    context.messages.error({.code = "S022",
                            .at = amount.of.span,
                            .title = "This program counts in " + plan.currency + ", not in " + amount.of.text,
                            .label = "another currency",
                            .help = "Write the amount in " + plan.currency});
    return std::nullopt;
  }
  if (amount.number.scale > plan.currency_decimals) {
    context.messages.error({.code = "S023",
                            .at = amount.number.span,
                            .title = plan.currency + " has " + decimals_in_words(plan.currency_decimals),
                            .label = "this amount has " + decimals_in_words(amount.number.scale),
                            .help = "Nobody can pay less than the smallest coin of the currency. Write an amount that exists"});
    return std::nullopt;
  }
  const auto minor = scaled(amount.number, plan.currency_decimals);
  if (!minor) say_too_large(context, amount.number.span);
  return minor;
}

bool is_wallet(const Context& context, UnitRef unit) { return context.plan.units[unit.index].kind == engine::UnitKind::kWallet; }

std::optional<UnitRef> find_badge(Context& context, const dsl::Name& name) {
  const auto badge = find<UnitRef>(context, NameKind::kBadge, name);
  if (!badge) return std::nullopt;
  return UnitRef{context.catalog.table(NameKind::kUnit).size() + badge->index};
}

std::optional<UnitRef> find_voucher(Context& context, const dsl::Name& reward) {
  const auto found = find<UnitRef>(context, NameKind::kReward, reward);
  if (!found) return std::nullopt;
  return UnitRef{context.catalog.table(NameKind::kUnit).size() + context.catalog.table(NameKind::kBadge).size() + found->index};
}

std::optional<UnitRef> find_voucher(Context& context, const dsl::Names& rewards) {
  std::optional<UnitRef> one;
  for (const dsl::Name& reward : rewards) {
    one = find_voucher(context, reward);
    if (!one) return std::nullopt;
  }
  if (rewards.size() == 1) return one;
  const std::string name = choice_called(rewards);
  const auto& units = context.plan.units;
  for (std::size_t i = 0; i < units.size(); ++i)
    if (units[i].kind == engine::UnitKind::kVoucher && units[i].name == name) return UnitRef{i};
  return std::nullopt;
}

std::optional<UnitRef> find_unit(Context& context, const dsl::Name& name) { return find<UnitRef>(context, NameKind::kUnit, name); }

namespace {

// The unit whose singular this is.
const UnitPlan* unit_by_singular(const Context& context, std::string_view singular, std::size_t& index) {
  const auto& units = context.plan.units;
  for (index = 0; index < units.size(); ++index)
    if (units[index].singular == singular && units[index].kind == engine::UnitKind::kPoints) return &units[index];
  return nullptr;
}

// A unit whose singular is not said may have any: its own declaration is the mistake.
bool may_be_a_singular(const Context& context, const dsl::Amount& amount) {
  const auto& units = context.plan.units;
  return is_one(amount.number) && std::any_of(units.begin(), units.end(), [](const UnitPlan& unit) { return unit.singular.empty(); });
}

bool say_number(Context& context, const dsl::Amount& amount, const std::string& right) {
  const std::string number = context.written(amount.number.span);
  context.messages.error({.code = "S024",
                          .at = amount.of.span,
                          .title = "It is \"" + number + ' ' + right + "\", not \"" + number + ' ' + amount.of.text + '"',
                          .label = "the number before it is " + number,
                          .fix = number + ' ' + right});
  return false;
}

bool agrees(Context& context, const dsl::Amount& amount, const UnitPlan& unit) {
  if (unit.singular.empty()) return true;
  const std::string& right = is_one(amount.number) ? unit.singular : unit.name;
  return amount.of.text == right || say_number(context, amount, right);
}

}  // namespace

bool knows_unit(const Context& context, std::string_view word) {
  std::size_t index = 0;
  return context.catalog.peek(NameKind::kUnit, word) != nullptr || unit_by_singular(context, word, index) != nullptr;
}

namespace {

std::optional<UnitRef> wallet_named(Context& context, const dsl::Name& name) {
  const auto unit = find_unit(context, name);
  if (!unit || is_wallet(context, *unit)) return unit;
  context.messages.error({.code = "S021",
                          .at = name.span,
                          .title = name.text + " are points, and this is money",
                          .label = "no wallet",
                          .help = "Name a wallet, or write how many " + name.text});
  return std::nullopt;
}

std::optional<UnitRef> say_wallet_counted(Context& context, const dsl::Amount& amount) {
  context.messages.error({.code = "S021",
                          .at = amount.span,
                          .title = amount.of.text + " is a wallet, and a wallet holds money",
                          .label = "this is no money",
                          .help = "Write the amount as  " + currency_hint(context, amount.number)});
  return std::nullopt;
}

}  // namespace

std::optional<UnitRef> unit_of(Context& context, const dsl::Amount& amount) {
  if (amount.wallet) return wallet_named(context, *amount.wallet);
  if (amount.is_money) {
    context.messages.error({.code = "S021", .at = amount.span, .title = "This must be an amount of points", .label = "this is money"});
    return std::nullopt;
  }
  std::size_t index = 0;
  if (const NameEntry* entry = context.catalog.peek(NameKind::kUnit, amount.of.text))
    index = entry->index;
  else if (unit_by_singular(context, amount.of.text, index) == nullptr)
    return may_be_a_singular(context, amount) ? std::nullopt : find_unit(context, amount.of);
  const UnitPlan& unit = context.plan.units[index];
  context.catalog.use(NameKind::kUnit, unit.name);
  if (unit.kind == engine::UnitKind::kWallet) return say_wallet_counted(context, amount);
  if (!agrees(context, amount, unit)) return std::nullopt;
  return UnitRef{index};
}

std::optional<std::int64_t> number_micro(Context& context, const dsl::Decimal& number) {
  if (number.scale > kMicroDecimals) {
    context.messages.error({.code = "S023",
                            .at = number.span,
                            .title = "A number has up to six decimals",
                            .label = "this one has " + decimals_in_words(number.scale)});
    return std::nullopt;
  }
  const auto micro = scaled(number, kMicroDecimals);
  if (!micro) say_too_large(context, number.span);
  return micro;
}

namespace {

// Coins of a wallet are money like any other; their millionths are what it counts.
std::optional<std::int64_t> wallet_micro(Context& context, const dsl::Amount& amount) {
  const auto minor = money_minor(context, amount);
  std::int64_t micro = 0;
  if (!minor) return std::nullopt;
  if (!__builtin_mul_overflow(*minor, micro_per_coin(context.plan.currency_decimals), &micro)) return micro;
  say_too_large(context, amount.number.span);
  return std::nullopt;
}

}  // namespace

std::optional<UnitAmount> units_micro(Context& context, const dsl::Amount& amount) {
  const auto unit = unit_of(context, amount);
  if (!unit) return std::nullopt;
  const auto micro = amount.is_money ? wallet_micro(context, amount) : number_micro(context, amount.number);
  if (!micro) return std::nullopt;
  return UnitAmount{*unit, *micro};
}

dsl::Amount of_wallet(const Context& context, UnitRef unit, dsl::Amount amount) {
  if (is_wallet(context, unit) && amount.is_money && !amount.wallet)
    amount.wallet = dsl::Name{context.plan.units[unit.index].name, false, amount.span};
  return amount;
}

std::optional<std::int64_t> share_micro(Context& context, const dsl::Percent& percent) {
  constexpr int kPercentDecimals = kMicroDecimals - 2;
  const auto share = scaled(percent.value, kPercentDecimals);
  if (share) return share;
  context.messages.error(
      {.code = "S023", .at = percent.value.span, .title = "A percentage has up to four decimals", .label = "this is too fine"});
  return std::nullopt;
}

}  // namespace setia::rules
