// A rule that can never apply because its own conditions exclude each other: ranges and sets that do not meet.
#include <algorithm>
#include <bitset>
#include <limits>
#include <map>
#include <set>

#include "rules/lint/lint.hpp"

namespace setia::rules {
namespace {

constexpr std::size_t kWeekdays = 7;
constexpr std::size_t kDaysOfMonth = 32;
constexpr std::size_t kMinutes = 1440;

struct Range {
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
};

// Empty when the comparison is no range of fixed numbers.
std::optional<Range> range_of(const ComparePlan& compare) {
  const auto* bound = std::get_if<std::int64_t>(&compare.bound);
  if (bound == nullptr || compare.negated) return std::nullopt;
  switch (compare.kind) {
    case dsl::CompareKind::kEqual:
      return Range{*bound, *bound};
    case dsl::CompareKind::kAtLeast:
      return Range{*bound, Range{}.high};
    case dsl::CompareKind::kMoreThan:
      return Range{*bound + 1, Range{}.high};
    case dsl::CompareKind::kAtMost:
      return Range{Range{}.low, *bound};
    case dsl::CompareKind::kLessThan:
      return Range{Range{}.low, *bound - 1};
    case dsl::CompareKind::kFromTo:
      break;
  }
  const auto* upper = compare.upper ? std::get_if<std::int64_t>(&*compare.upper) : nullptr;
  if (upper == nullptr) return std::nullopt;
  return Range{*bound, *upper};
}

// The least that a quantity can be, where that is known.
std::int64_t least_of(const QuantityPlan& quantity) {
  switch (quantity.kind) {
    case dsl::QuantityKind::kPurchaseNumber: return 1;
    case dsl::QuantityKind::kBasketTotal:
    case dsl::QuantityKind::kSpend:
    case dsl::QuantityKind::kItems:
    case dsl::QuantityKind::kPurchases:
    case dsl::QuantityKind::kActivity:
    case dsl::QuantityKind::kDifferent:
    case dsl::QuantityKind::kFriends: return 0;
    default: return Range{}.low;
  }
}

// What is left of each thing after the conditions seen so far.
class Remainder {
 public:
  explicit Remainder(const RulePlan& rule) : days_{rule.from.day, rule.until.day} {
    weekdays_.set();
    month_days_.set();
    minutes_.set();
  }

  // False when the condition leaves nothing.
  bool operator()(const WeekdayIn& in) {
    std::bitset<kWeekdays> mine;
    for (const int day : in.days) mine.set(static_cast<std::size_t>(day));
    weekdays_ &= in.negated ? ~mine : mine;
    return any_day();
  }
  bool operator()(const DayOfMonthIn& in) {
    std::bitset<kDaysOfMonth> mine;
    for (const int day : in.days) mine.set(static_cast<std::size_t>(day));
    month_days_ &= mine;
    return any_day();
  }
  bool operator()(const MinuteIn& in) {
    std::bitset<kMinutes> mine;
    for (std::size_t minute = static_cast<std::size_t>(in.first);; minute = (minute + 1) % kMinutes) {
      mine.set(minute);
      if (minute == static_cast<std::size_t>(in.last)) break;
    }
    minutes_ &= mine;
    return minutes_.any();
  }
  bool operator()(const DateIn& in) {
    if (in.field || in.list || in.negated) return true;
    days_.first = std::max(days_.first, in.days.first);
    days_.last = std::min(days_.last, in.days.last);
    return any_day();
  }
  bool operator()(const QuantityIs& is) {
    const auto range = range_of(is.compare);
    if (!range) return true;
    Range& left = ranges_.try_emplace(is.quantity.text, Range{least_of(is.quantity), Range{}.high}).first->second;
    left.low = std::max(left.low, range->low);
    left.high = std::min(left.high, range->high);
    return left.low <= left.high;
  }
  bool operator()(const TextIs& is) {
    const bool one_value = is.owner != dsl::Owner::kEvent || std::holds_alternative<FieldRef>(is.field) ||
                           std::get<BuiltIn>(is.field) == BuiltIn::kStore || std::get<BuiltIn>(is.field) == BuiltIn::kChannel;
    if (is.negated || !is.fields.empty() || !one_value) return true;
    const std::set<std::string> mine(is.texts.begin(), is.texts.end());
    const auto [at, fresh] = texts_.try_emplace(key_of(is), mine);
    if (!fresh) std::erase_if(at->second, [&](const std::string& text) { return !mine.contains(text); });
    return !at->second.empty();
  }
  template <typename Other>
  bool operator()(const Other&) {
    return true;
  }

 private:
  // Over some years every weekday falls on every day of every month.
  bool any_day() const {
    constexpr std::int64_t kMany = 366 * 28;
    if (weekdays_.none() || month_days_.none() || days_.first > days_.last) return false;
    if (std::int64_t{days_.last} - days_.first > kMany) return true;
    for (engine::Day day = days_.first; day <= days_.last; ++day)
      if (weekdays_[static_cast<std::size_t>(engine::weekday_of(day))] && month_days_[static_cast<std::size_t>(engine::civil_from(day).day)]) return true;
    return false;
  }

  static std::pair<int, std::size_t> key_of(const TextIs& is) {
    if (const auto* field = std::get_if<FieldRef>(&is.field)) return {1, field->index};
    return {0, static_cast<std::size_t>(std::get<BuiltIn>(is.field))};
  }

  engine::DayRange days_;
  std::bitset<kWeekdays> weekdays_;
  std::bitset<kDaysOfMonth> month_days_;
  std::bitset<kMinutes> minutes_;
  std::map<std::string, Range> ranges_;
  std::map<std::pair<int, std::size_t>, std::set<std::string>> texts_;
};

}  // namespace

void warn_contradictions(Context& context) {
  for (const RulePlan& rule : context.plan.rules) {
    Remainder remainder(rule);
    for (const ConditionPlan& condition : rule.conditions) {
      if (std::visit(remainder, condition.kind)) continue;
      context.messages.warning({.code = "S103",
                                .at = condition.span,
                                .title = in_quotes(rule.name) + " never applies",
                                .label = "this cannot hold, alone or together with what the rule says before",
                                .help = "All conditions of a rule must hold in the same event. An alternative is a second rule"});
      break;
    }
  }
}

}  // namespace setia::rules
