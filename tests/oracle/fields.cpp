#include "tests/oracle/fields.hpp"

#include <algorithm>

namespace setia::oracle {
namespace {

using rules::BuiltIn;

std::optional<Exact> date_of(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return Exact(engine::day_from({std::stoi(text.substr(0, 4)), std::stoi(text.substr(5, 2)), std::stoi(text.substr(8, 2))}));
}

// "-12.50" as it stands, exactly.
Exact decimal_of(const std::string& text) {
  const std::size_t point = text.find('.');
  std::string digits = text;
  Integer scale = 1;
  if (point != std::string::npos) {
    digits.erase(point, 1);
    for (std::size_t i = point + 1; i < text.size(); ++i) scale *= 10;
  }
  const bool negative = digits.starts_with('-');
  digits.erase(0, std::min(digits.find_first_not_of("-0"), digits.size()));
  const Integer whole(digits.empty() ? std::string("0") : digits);
  return Exact(negative ? Integer(-whole) : whole, scale);
}

Exact scale_of(const rules::Plan& plan, engine::ValueType type) {
  if (type == engine::ValueType::kNumber) return 1'000'000;
  if (type != engine::ValueType::kMoney) return 1;
  Exact minor = 1;
  for (int i = 0; i < plan.currency_decimals; ++i) minor *= 10;
  return minor;
}

const engine::Value* find(const engine::Fields& fields, const std::string& name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const engine::Field& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &found->value;
}

const engine::Value* find(const Judging& judging, rules::FieldRef ref) {
  const rules::FieldPlan& field = judging.history.plan().fields[ref.index];
  if (field.owner != engine::FieldOwner::kMember) return find(judging.event.more, field.name);
  const auto found = judging.person.fields.find(field.name);
  return found == judging.person.fields.end() ? nullptr : &found->second;
}

Texts said(const engine::Value* value) {
  if (value == nullptr) return {};
  if (const auto* text = std::get_if<std::string>(&value->held)) return {*text};
  if (const auto* yes = std::get_if<bool>(&value->held)) return {*yes ? "yes" : "no"};
  return {};
}

Texts named(const History& history, const std::vector<engine::SymbolId>& symbols) {
  Texts texts;
  for (const engine::SymbolId symbol : symbols)
    if (symbol != engine::SymbolId{}) texts.push_back(history.text(symbol));
  return texts;
}

}  // namespace

std::optional<Exact> number_of(const rules::Plan& plan, const engine::Value& value, engine::ValueType type) {
  if (const auto* yes = std::get_if<bool>(&value.held)) return Exact(*yes ? 1 : 0);
  if (const auto* text = std::get_if<std::string>(&value.held)) return type == engine::ValueType::kDate ? date_of(*text) : std::nullopt;
  const auto* number = std::get_if<engine::Number>(&value.held);
  if (number == nullptr) return std::nullopt;
  return decimal_of(number->text) * scale_of(plan, type);
}

Texts with_parents(const rules::Plan& plan, const std::string& category) {
  Texts all{category};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const rules::ListPlan& list : plan.lists) {
      const auto parent = list.parents.find(all[i]);
      if (list.kind == "category" && parent != list.parents.end() && std::find(all.begin(), all.end(), parent->second) == all.end())
        all.push_back(parent->second);
    }
  }
  return all;
}

Texts texts_of_line(const Judging& judging, const engine::Line& line, const rules::AnyField& field) {
  if (const auto* declared = std::get_if<rules::FieldRef>(&field))
    return said(find(line.more, judging.history.plan().fields[declared->index].name));
  switch (std::get<BuiltIn>(field)) {
    case BuiltIn::kCategory: return named(judging.history, {line.category});
    case BuiltIn::kBrand: return named(judging.history, {line.brand});
    case BuiltIn::kSku: return named(judging.history, {line.sku});
    case BuiltIn::kTag: return named(judging.history, line.tags);
    default: return {};
  }
}

Texts texts_of_event(const Judging& judging, const rules::AnyField& field) {
  if (const auto* declared = std::get_if<rules::FieldRef>(&field)) return said(find(judging, *declared));
  std::vector<engine::SymbolId> symbols;
  switch (std::get<BuiltIn>(field)) {
    case BuiltIn::kStore: symbols = {judging.event.store}; break;
    case BuiltIn::kChannel: symbols = {judging.event.channel}; break;
    case BuiltIn::kCurrency: symbols = {judging.event.currency}; break;
    case BuiltIn::kCode: symbols = judging.event.codes; break;
    case BuiltIn::kPaymentMethod:
      for (const engine::Payment& payment : judging.event.payments) symbols.push_back(payment.method);
      break;
    case BuiltIn::kPaymentCard:
      for (const engine::Payment& payment : judging.event.payments) symbols.push_back(payment.card);
      break;
    default: break;
  }
  return named(judging.history, symbols);
}

std::optional<Exact> number_of_line(const Judging& judging, const engine::Line& line, rules::FieldRef ref) {
  const rules::FieldPlan& field = judging.history.plan().fields[ref.index];
  const engine::Value* value = find(line.more, field.name);
  return value == nullptr ? std::nullopt : number_of(judging.history.plan(), *value, field.type);
}

std::optional<Exact> number_of_event(const Judging& judging, const rules::AnyField& any) {
  const auto* ref = std::get_if<rules::FieldRef>(&any);
  if (ref == nullptr) return std::get<BuiltIn>(any) == BuiltIn::kDay ? std::optional<Exact>(judging.day) : std::nullopt;
  const engine::Value* value = find(judging, *ref);
  return value == nullptr ? std::nullopt : number_of(judging.history.plan(), *value, judging.history.plan().fields[ref->index].type);
}

bool is_of_lines(const rules::Plan& plan, const rules::AnyField& field) {
  if (const auto* declared = std::get_if<rules::FieldRef>(&field)) return plan.fields[declared->index].owner == engine::FieldOwner::kLine;
  const BuiltIn built_in = std::get<BuiltIn>(field);
  return built_in == BuiltIn::kCategory || built_in == BuiltIn::kBrand || built_in == BuiltIn::kTag || built_in == BuiltIn::kSku ||
         built_in == BuiltIn::kPrice || built_in == BuiltIn::kQuantity;
}

Texts texts_of_lists(const rules::Plan& plan, const Texts& names) {
  Texts texts;
  for (const rules::ListPlan& list : plan.lists)
    if (std::find(names.begin(), names.end(), list.name) != names.end()) texts.insert(texts.end(), list.texts.begin(), list.texts.end());
  return texts;
}

}  // namespace setia::oracle
