// What a quantity is compared with: the same kind of value, in the same scale.
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

using FoundBound = std::optional<BoundPlan>;

std::string example_of(const Context& context, const QuantityPlan& against) {
  switch (against.type) {
    case QuantityType::kMoney:
      return "30 " + context.plan.currency;
    case QuantityType::kUnits:
      return is_wallet(context, against.unit) ? "5 " + context.plan.currency : "500 " + context.plan.units[against.unit.index].name;
    case QuantityType::kNumber:
      return "2.5";
    case QuantityType::kCount:
      return "3";
    case QuantityType::kDate:
      return "2027-01-31";
    case QuantityType::kYesNo:
      return "yes";
    case QuantityType::kText:
      break;
  }
  return "\"app\"";
}

std::string capital(std::string words) {
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

FoundBound mixes(Context& context, const QuantityPlan& against, const std::string& what, dsl::Span at) {
  const std::string mine = in_words(context, against);
  context.messages.error({.code = "S021",
                          .at = at,
                          .title = capital(what) + " and " + mine + " cannot be compared",
                          .label = in_quotes(against.text) + " is " + mine,
                          .help = "Write something like  " + example_of(context, against)});
  return std::nullopt;
}

template <typename T>
FoundBound as_bound(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  return BoundPlan{*value};
}

class BoundReader {
 public:
  BoundReader(Context& context, const QuantityPlan& against) : context_(context), against_(against) {}

  FoundBound operator()(const dsl::Decimal& number) const {
    switch (against_.type) {
      case QuantityType::kUnits:
        if (is_wallet(context_, against_.unit)) return mixes(context_, against_, "a number", number.span);
        return as_bound(number_micro(context_, number));
      case QuantityType::kNumber:
        return as_bound(number_micro(context_, number));
      case QuantityType::kCount:
        return count(number);
      default:
        return mixes(context_, against_, "a number", number.span);
    }
  }
  FoundBound operator()(const dsl::Amount& written) const {
    if (written.is_money && against_.type == QuantityType::kMoney) return as_bound(money_minor(context_, written));
    const dsl::Amount amount = against_.type == QuantityType::kUnits ? of_wallet(context_, against_.unit, written) : written;
    if (amount.is_money && !amount.wallet) return mixes(context_, against_, "money", amount.span);
    const auto units = units_micro(context_, amount);
    if (!units) return std::nullopt;
    if (against_.type == QuantityType::kUnits && units->unit == against_.unit) return BoundPlan{units->micro};
    return mixes(context_, against_, context_.plan.units[units->unit.index].name, amount.span);
  }
  FoundBound operator()(const dsl::Percent& percent) const { return mixes(context_, against_, "a percentage", percent.value.span); }
  FoundBound operator()(const dsl::Date& date) const {
    if (against_.type != QuantityType::kDate) return mixes(context_, against_, "a date", date.span);
    return BoundPlan{std::int64_t{day_of(date)}};
  }
  FoundBound operator()(const dsl::Quantity& quantity) const {
    auto other = quantity_of(context_, quantity);
    if (!other || !can_be_compared(context_, *other, quantity)) return std::nullopt;
    const bool same_unit = against_.type != QuantityType::kUnits || other->unit == against_.unit;
    if (other->type == against_.type && same_unit) return BoundPlan{std::move(*other)};
    return mixes(context_, against_, in_words(context_, *other), quantity.span);
  }

 private:
  FoundBound count(const dsl::Decimal& number) const {
    if (const auto whole = scaled(number, 0)) return BoundPlan{*whole};
    context_.messages.error({.code = "S025",
                             .at = number.span,
                             .title = in_quotes(against_.text) + " is a whole number",
                             .label = "this one is not",
                             .help = "Write a whole number that fits"});
    return std::nullopt;
  }

  Context& context_;
  const QuantityPlan& against_;
};

}  // namespace

std::optional<BoundPlan> bound_of(Context& context, const QuantityPlan& against, const dsl::Bound& bound) {
  return std::visit(BoundReader(context, against), bound);
}

}  // namespace setia::rules
