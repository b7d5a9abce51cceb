// Baskets. Facts that a receipt has a place for go there; the others go to every line, or to the receipt, as declared [D4].
#include "rules/try_tests_basket.hpp"

#include <algorithm>

#include "engine/ensure.hpp"
#include "rules/test_values.hpp"

namespace setia::rules {
namespace {

using engine::Line;

// --- lines ----------------------------------------------------------------------------------------------------------

void set_pieces(const dsl::Bought& bought, Line& line) {
  if (!bought.measured) {
    line.quantity_micro = bought.pieces * 1'000'000;
  } else if (bought.measured_field.text == "quantity") {
    line.quantity_micro = micro_of(*bought.measured);
  } else {
    set_field(line.more, bought.measured_field.text, value_of({bought.measured_field, *bought.measured, {}}));
  }
  line.has_quantity = true;
}

Line line_of(TestWorld& world, const dsl::Bought& bought) {
  const auto symbol = [&](const std::optional<dsl::Name>& name) { return name ? world.symbols().intern(name->text) : engine::SymbolId{}; };
  Line line;
  line.category = symbol(bought.sort.category);
  line.sku = symbol(bought.sort.sku);
  for (const dsl::Name& tag : bought.sort.tags) line.tags.push_back(world.symbols().intern(tag.text));
  set_pieces(bought, line);
  line.discount_minor = bought.less ? minor_of(world.plan(), *bought.less) : 0;
  line.amount_minor = minor_of(world.plan(), bought.money) - line.discount_minor;
  line.tax_minor = bought.tax ? minor_of(world.plan(), *bought.tax) : 0;
  line.has_amount = true;
  line.has_discount = bought.less.has_value();
  line.has_tax = bought.tax.has_value();
  return line;
}

// --- facts ----------------------------------------------------------------------------------------------------------

struct Facts {
  TestWorld& world;
  engine::Event& event;
  std::optional<engine::SymbolId> card;

  bool is_of_lines(const std::string& name) const {
    const auto& fields = world.plan().fields;
    return std::any_of(fields.begin(), fields.end(),
                       [&](const FieldPlan& field) { return field.owner == engine::FieldOwner::kLine && field.name == name; });
  }

  bool set_built_in(const std::string& name, engine::SymbolId text) {
    if (name == "store") event.store = text;
    else if (name == "channel") event.channel = text;
    else if (name == "currency") event.currency = text;
    else if (name == "code") event.codes.push_back(text);
    else if (name == "payment card") card = text;
    else return set_line_built_in(name, text);
    return true;
  }

  bool set_line_built_in(const std::string& name, engine::SymbolId text) {
    if (name != "tag" && name != "brand" && name != "sku" && name != "category") return false;
    for (Line& line : event.lines) {
      if (name == "tag") line.tags.push_back(text);
      if (name == "brand") line.brand = text;
      if (name == "sku") line.sku = text;
      if (name == "category") line.category = text;
    }
    return true;
  }

  void set(const dsl::Fact& fact) {
    const dsl::Name* const text = std::get_if<dsl::Name>(&fact.value);
    if (text != nullptr && set_built_in(fact.field.text, world.symbols().intern(text->text))) return;
    if (!is_of_lines(fact.field.text)) return set_field(event.more, fact.field.text, value_of(fact));
    for (Line& line : event.lines) set_field(line.more, fact.field.text, value_of(fact));
  }
};

// --- tenders --------------------------------------------------------------------------------------------------------

// What a tender does not say is left open: the one that says nothing pays the rest.
engine::Payment payment_of(TestWorld& world, const dsl::Tender& tender) {
  engine::Payment payment;
  if (tender.method) payment.method = world.symbols().intern(tender.method->text);
  if (!tender.amount) return payment;
  if (tender.amount->is_money && !tender.amount->wallet) {
    payment.has_amount = true;
    payment.amount_minor = minor_of(world.plan(), *tender.amount);
    return payment;
  }
  payment.unit = world.program().units[unit_of(world.plan(), *tender.amount).index].name;
  payment.has_points = true;
  payment.points_micro = micro_of(tender.amount->number);
  return payment;
}

void pay_all_she_can(TestWorld& world, const dsl::Name& unit, engine::Event& event) {
  dsl::Amount holding;
  holding.of = unit;
  const engine::UnitId id{unit_of(world.plan(), holding).index};
  const engine::Payable most = world.payable(event, id);
  if (most.with == nullptr) return;
  engine::Payment payment;
  payment.method = most.with->method;
  payment.unit = world.program().units[id.index()].name;
  payment.has_points = true;
  payment.points_micro = most.paid.micro;
  event.payments.push_back(payment);
}

void set_card(std::optional<engine::SymbolId> card, engine::Event& event) {
  if (!card) return;
  for (engine::Payment& payment : event.payments) payment.card = *card;
}

void set_tenders(TestWorld& world, const dsl::Basket& basket, std::optional<engine::SymbolId> card, engine::Event& event) {
  for (const dsl::Tender& tender : basket.tenders) event.payments.push_back(payment_of(world, tender));
  const auto pay_the_rest = [&] {  // with something unknown, where only units are said to pay
    const auto of_unit = [](const engine::Payment& payment) { return !payment.unit.empty(); };
    if (std::all_of(event.payments.begin(), event.payments.end(), of_unit) && (card || !event.payments.empty())) event.payments.push_back({});
    set_card(card, event);
  };
  if (card) pay_the_rest();  // discounts may ask for the card
  world.take_discounts(event);  // what a unit can pay is asked of what they leave
  if (basket.all_she_can_with) pay_all_she_can(world, *basket.all_she_can_with, event);
  pay_the_rest();
}

}  // namespace

void fill_receipt(TestWorld& world, const dsl::Basket& basket, engine::Event& event) {
  for (const dsl::Bought& bought : basket.bought) event.lines.push_back(line_of(world, bought));
  event.currency = world.program().currency_symbol;
  if (basket.store) event.store = world.symbols().intern(basket.store->text);
  Facts facts{world, event, std::nullopt};
  for (const dsl::Fact& fact : basket.facts) facts.set(fact);
  for (Line& line : event.lines) {
    std::sort(line.tags.begin(), line.tags.end());
    line.tags.erase(std::unique(line.tags.begin(), line.tags.end()), line.tags.end());
  }
  engine::List used;
  for (const dsl::Used& one : basket.used)
    for (std::int64_t i = 0; i < one.count; ++i) used.push_back({one.name.text});
  if (!used.empty()) set_field(event.more, "used", {std::move(used)});
  set_tenders(world, basket, facts.card, event);
}

void fill_return(TestWorld& world, const std::variant<dsl::Amount, std::int64_t, dsl::Name>& what, engine::Event& event) {
  if (const auto* const money = std::get_if<dsl::Amount>(&what)) {
    event.amount_minor = minor_of(world.plan(), *money);
    event.has_amount = true;
    return;
  }
  Line& line = event.lines.emplace_back();
  if (const auto* const pieces = std::get_if<std::int64_t>(&what)) {
    line.quantity_micro = *pieces * 1'000'000;
    line.has_quantity = true;
  } else {
    line.sku = world.symbols().intern(std::get<dsl::Name>(what).text);
  }
}

void set_fact(TestWorld& world, const dsl::Fact& fact, engine::Event& event) { Facts{world, event, std::nullopt}.set(fact); }

void fill_activity(TestWorld& world, const std::string& name, const std::vector<dsl::Fact>& stated, engine::Event& event) {
  set_field(event.more, "activity", {name});
  for (const dsl::Fact& fact : stated) set_fact(world, fact, event);
}

engine::Line goods_line(TestWorld& world, std::int64_t minor, const std::string& category) {
  Line line;
  line.category = world.symbols().intern(category);
  line.amount_minor = minor;
  line.has_amount = true;
  return line;
}

}  // namespace setia::rules
