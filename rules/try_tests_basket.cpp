// Baskets. Facts that a receipt has a place for go there; the others go to every line, or to the receipt, as declared [D4].
#include "rules/try_tests_basket.hpp"

#include <algorithm>

#include "engine/ensure.hpp"
#include "rules/test_values.hpp"

namespace setia::rules {
namespace {

using engine::Line;

std::int64_t total_minor(const engine::Event& event) {
  std::int64_t total = 0;
  for (const Line& line : event.lines) total += line.amount_minor;
  return total;
}

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

engine::Payment payment_of(TestWorld& world, const dsl::Tender& tender, std::int64_t rest_minor) {
  engine::Payment payment;
  payment.has_amount = true;
  if (tender.method) payment.method = world.symbols().intern(tender.method->text);
  payment.amount_minor = tender.amount && tender.amount->is_money ? minor_of(world.plan(), *tender.amount) : rest_minor;
  return payment;
}

std::int64_t stated_minor(const TestWorld& world, const std::vector<dsl::Tender>& tenders) {
  std::int64_t stated = 0;
  for (const dsl::Tender& tender : tenders) {
    if (tender.amount && tender.amount->is_money) stated += minor_of(world.plan(), *tender.amount);
  }
  return stated;
}

void set_tenders(TestWorld& world, const dsl::Basket& basket, std::optional<engine::SymbolId> card, engine::Event& event) {
  const std::int64_t rest = total_minor(event) - stated_minor(world, basket.tenders);
  for (const dsl::Tender& tender : basket.tenders) event.payments.push_back(payment_of(world, tender, rest));
  if (!card) return;
  if (event.payments.empty()) event.payments.push_back(payment_of(world, {}, rest));
  for (engine::Payment& payment : event.payments) payment.card = *card;
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
  set_tenders(world, basket, facts.card, event);
}

void fill_activity(TestWorld& world, const std::string& name, const std::vector<dsl::Fact>& stated, engine::Event& event) {
  set_field(event.more, "activity", {name});
  Facts facts{world, event, std::nullopt};
  for (const dsl::Fact& fact : stated) facts.set(fact);
}

engine::Line goods_line(TestWorld& world, std::int64_t minor, const std::string& category) {
  Line line;
  line.category = world.symbols().intern(category);
  line.amount_minor = minor;
  line.has_amount = true;
  return line;
}

}  // namespace setia::rules
