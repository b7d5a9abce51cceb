// A named set of lines.
#include <algorithm>

#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

std::optional<ItemsTest> field_test(Context& context, const dsl::ItemsField& clause) {
  const auto field = find_field(context, dsl::Owner::kEvent, clause.field);
  if (!field) return std::nullopt;
  if (field->owner != engine::FieldOwner::kLine || field->type == QuantityType::kMoney || field->type == QuantityType::kDate) {
    context.messages.error({.code = "S053",
                            .at = clause.field.span,
                            .title = "A line of a receipt has no text called " + in_quotes(clause.field.text),
                            .label = "sets of items look at lines alone",
                            .help = "Ask about receipts and members in the rule, with  when"});
    return std::nullopt;
  }
  ItemsTest test;
  test.op = clause.op;
  test.field = field->field;
  test.negated = clause.negated;
  dsl::Names names;
  for (const dsl::Value& value : clause.any_of) {
    if (const auto* name = std::get_if<dsl::Name>(&value); name != nullptr && name->quoted) {
      names.push_back(*name);
      continue;
    }
    const bool yes_or_no =
        field->type == QuantityType::kYesNo && (std::holds_alternative<dsl::Yes>(value) || std::holds_alternative<dsl::No>(value));
    if (yes_or_no) {
      test.texts.emplace_back(std::holds_alternative<dsl::Yes>(value) ? "yes" : "no");
      continue;
    }
    context.messages.error({.code = "S053",
                            .at = dsl::span_of(value),
                            .title = "A set of items compares with texts",
                            .label = "this is no text in quotes",
                            .help = "Write it in quotes"});
    return std::nullopt;
  }
  if (clause.field.text == "category") warn_unlisted(context, "category", names);
  for (const dsl::Name& name : names) test.texts.push_back(name.text);
  return test;
}

std::optional<ItemsTest> price_test(Context& context, const dsl::ItemsPrice& clause) {
  const auto minor = money_minor(context, clause.money);
  if (!minor) return std::nullopt;
  ItemsTest test;
  test.op = clause.op;
  test.price = std::pair(clause.compare, *minor);
  return test;
}

std::optional<ItemsTest> set_test(Context& context, const dsl::ItemsSet& clause) {
  auto sets = find_all<ItemsRef>(context, NameKind::kItems, clause.sets);
  if (!sets) return std::nullopt;
  ItemsTest test;
  test.op = clause.op;
  test.sets = std::move(*sets);
  return test;
}

std::optional<ItemsTest> test_of(Context& context, const dsl::Clause& clause) {
  if (const auto* field = std::get_if<dsl::ItemsField>(&clause.kind)) return field_test(context, *field);
  if (const auto* price = std::get_if<dsl::ItemsPrice>(&clause.kind)) return price_test(context, *price);
  if (const auto* set = std::get_if<dsl::ItemsSet>(&clause.kind)) return set_test(context, *set);
  return std::nullopt;
}

bool adds_lines(const dsl::Clause& clause) {
  const auto adds = [](dsl::SetOp op) { return op == dsl::SetOp::kFirst || op == dsl::SetOp::kOr; };
  if (const auto* field = std::get_if<dsl::ItemsField>(&clause.kind)) return adds(field->op);
  if (const auto* price = std::get_if<dsl::ItemsPrice>(&clause.kind)) return adds(price->op);
  if (const auto* set = std::get_if<dsl::ItemsSet>(&clause.kind)) return adds(set->op);
  return std::holds_alternative<dsl::AllItems>(clause.kind);
}

}  // namespace

void check_items(Context& context, const dsl::Declaration& declaration, ItemsPlan& plan) {
  check_said_once(context, declaration);
  for (const dsl::Clause& clause : declaration.clauses) {
    if (std::holds_alternative<dsl::AllItems>(clause.kind)) plan.all_items = true;
    if (auto test = test_of(context, clause)) plan.tests.push_back(std::move(*test));
  }
  const bool begins = std::any_of(declaration.clauses.begin(), declaration.clauses.end(), adds_lines);
  if (!begins && declaration.whole)
    say_missing(context, declaration, "This set says of no line that it belongs", "Add a line such as  category is \"coffee\"  or  all items");
}

}  // namespace setia::rules
