// Values of tests.
#include "rules/test_values.hpp"

#include <algorithm>

#include "engine/ensure.hpp"
#include "rules/scales.hpp"
#include "rules/words.hpp"

namespace setia::rules {
namespace {

// "12.50" from {1250, 2}, as events write numbers: no zeros at the end.
std::string decimal_text(const dsl::Decimal& number) {
  std::string text = number_in_words(number.digits, number.scale);
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  return text;
}

template <class Thing>
std::size_t place_of(const std::vector<Thing>& things, const std::string& name) {
  const auto found = std::find_if(things.begin(), things.end(), [&](const Thing& thing) { return thing.name == name; });
  ENSURE(found != things.end());
  return static_cast<std::size_t>(found - things.begin());
}

struct FactValue {
  engine::Value operator()(const dsl::Name& text) const { return {text.text}; }
  engine::Value operator()(const dsl::Yes&) const { return {true}; }
  engine::Value operator()(const dsl::No&) const { return {false}; }
  engine::Value operator()(const dsl::Decimal& number) const { return {engine::Number{decimal_text(number)}}; }
  engine::Value operator()(const dsl::Amount& money) const { return {engine::Number{decimal_text(money.number)}}; }
  engine::Value operator()(const dsl::Date& date) const { return {day_in_words(day_of(date))}; }
};

}  // namespace

std::int64_t minor_of(const Plan& plan, const dsl::Amount& money) {
  const auto minor = scaled(money.number, plan.currency_decimals);
  ENSURE(minor.has_value());
  return *minor;
}

std::int64_t micro_of(const dsl::Decimal& number) {
  const auto micro = scaled(number, kMicroDecimals);
  ENSURE(micro.has_value());
  return *micro;
}

UnitRef unit_of(const Plan& plan, const dsl::Amount& holding) {
  const std::string& name = holding.wallet ? holding.wallet->text : holding.of.text;
  const auto found =
      std::find_if(plan.units.begin(), plan.units.end(), [&](const UnitPlan& unit) {
        return unit.kind <= engine::UnitKind::kWallet && (unit.name == name || unit.singular == name);
      });
  ENSURE(found != plan.units.end());
  return {static_cast<std::size_t>(found - plan.units.begin())};
}

UnitRef thing_named(const Plan& plan, dsl::ThingKind kind, const std::string& name) {
  const engine::UnitKind wanted = kind == dsl::ThingKind::kBadge ? engine::UnitKind::kBadge : engine::UnitKind::kVoucher;
  const auto found = std::find_if(plan.units.begin(), plan.units.end(), [&](const UnitPlan& unit) { return unit.name == name && unit.kind == wanted; });
  ENSURE(found != plan.units.end());
  return {static_cast<std::size_t>(found - plan.units.begin())};
}

std::optional<engine::LadderId> ladder_named(const engine::Program& program, const std::string& name) {
  for (std::size_t i = 0; i < program.ladders.size(); ++i)
    if (program.ladders[i].name == name) return engine::LadderId{i};
  return std::nullopt;
}

std::size_t level_rank(const engine::Ladder& ladder, const dsl::Fact& fact) {
  const auto* name = std::get_if<dsl::Name>(&fact.value);
  for (std::size_t i = 0; name != nullptr && i < ladder.rungs.size(); ++i)
    if (ladder.rungs[i].name == name->text) return i + 1;
  ENSURE(false);
}

TestTime time_of(const dsl::TestMoment& at) { return {day_of(at.date), at.time.second}; }

engine::Value value_of(const dsl::Fact& fact) { return std::visit(FactValue{}, fact.value); }

void set_field(engine::Fields& fields, const std::string& name, engine::Value value) {
  const auto place = std::lower_bound(fields.begin(), fields.end(), name,
                                      [](const engine::Field& field, const std::string& wanted) { return field.name < wanted; });
  if (place != fields.end() && place->name == name) {
    place->value = std::move(value);
  } else {
    fields.insert(place, {name, std::move(value)});
  }
}

std::optional<std::size_t> member_field(const engine::Program& program, const std::string& name) {
  for (std::size_t i = 0; i < program.fields.size(); ++i) {
    if (program.fields[i].owner == engine::FieldOwner::kMember && program.fields[i].name == name) return i;
  }
  return std::nullopt;
}

CounterRef counter_named(const Plan& plan, const std::string& name) { return {place_of(plan.counters, name)}; }

MeasureRef measure_named(const Plan& plan, const std::string& name) { return {place_of(plan.measures, name)}; }

bool is_named(const engine::Limit& limit, dsl::NamedKind kind, const std::string& name) {
  return limit.name == name && (kind == dsl::NamedKind::kLimit || !limit.shared);
}

RuleRef rule_named(const Plan& plan, const std::string& name) { return {place_of(plan.rules, name)}; }

}  // namespace setia::rules
