#include "engine/filters.hpp"

#include <algorithm>

#include "engine/typed_value.hpp"

namespace setia::engine {
namespace {

// 1 holds, 0 does not, -1 the line has no such field.
int holds(const Program& program, const LineTest& test, const Line& line) {
  const auto in_set = [&](SymbolId text) { return contains(program.sets[test.set.index()], text); };
  switch (test.field) {
    case LineField::kFilter: return fits(program, test.filter, line) ? 1 : 0;
    case LineField::kTag:
      if (line.tags.empty()) return -1;
      return std::any_of(line.tags.begin(), line.tags.end(), in_set) ? 1 : 0;
    case LineField::kPrice: {
      // Price x quantity compares without dividing: low <= amount / pieces <= high.
      if (line.quantity_micro <= 0) return -1;
      const Wide amount = Wide{line.amount_minor} * 1'000'000;
      return amount >= Wide{test.low} * line.quantity_micro && amount <= Wide{test.high} * line.quantity_micro ? 1 : 0;
    }
    case LineField::kQuantity: return line.quantity_micro >= test.low && line.quantity_micro <= test.high ? 1 : 0;
    case LineField::kDeclared:
      if (program.fields[test.declared.index()].type != ValueType::kText) {
        std::int64_t value = 0;
        if (!number_of(program, line, test.declared, value)) return -1;
        return value >= test.low && value <= test.high ? 1 : 0;
      }
      [[fallthrough]];
    default: {
      const SymbolId text = text_of(program, line, test.field, test.declared);
      return text == SymbolId{} ? -1 : in_set(text) ? 1 : 0;
    }
  }
}

bool passes(const Program& program, const LineTest& test, const Line& line) {
  const int held = holds(program, test, line);
  return held >= 0 && (held == 1) != test.negated;
}

}  // namespace

bool contains(const SymbolSet& set, SymbolId id) { return std::binary_search(set.members.begin(), set.members.end(), id); }

bool fits(const Program& program, FilterId filter, const Line& line) {
  if (filter == FilterId{}) return true;
  if (line.amount_minor < 0) return false;
  const LineFilter& wanted = program.filters[filter.index()];
  const auto one = [&](const LineTest& test) { return passes(program, test, line); };
  if (!wanted.any.empty() && !std::any_of(wanted.any.begin(), wanted.any.end(), one)) return false;
  return std::all_of(wanted.all.begin(), wanted.all.end(), one) && std::none_of(wanted.except.begin(), wanted.except.end(), one);
}

SymbolId text_of(const Program& program, const Line& line, LineField field, FieldId declared) {
  switch (field) {
    case LineField::kCategory: return line.category;
    case LineField::kBrand: return line.brand;
    case LineField::kSku: return line.sku;
    case LineField::kDeclared: {
      const Value* value = find_field(line.more, program.fields[declared.index()].name);
      return value == nullptr ? SymbolId{} : value->symbol;
    }
    default: return SymbolId{};
  }
}

bool number_of(const Program& program, const Line& line, FieldId declared, std::int64_t& value) {
  const FieldOf& field = program.fields[declared.index()];
  const Value* held = find_field(line.more, field.name);
  if (held == nullptr) return false;
  const auto typed = typed_value(*held, field.type, program.currency_decimals);
  if (!typed) return false;
  value = *typed;
  return true;
}

const Value* find_field(const Fields& fields, const std::string& name) {
  for (const Field& field : fields) {
    if (field.name == name) return &field.value;
  }
  return nullptr;
}

}  // namespace setia::engine
