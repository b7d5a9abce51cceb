// Clauses that only `pay with` has: its rate, and on what it may be used.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool read_per_field(Cursor& at, const Cursor& end, PerField& out) {
  return match(at, end, "per"_w >> name[put(out.field)] >> "of"_w >> what[put(out.what)]);
}
const Part<PerField, read_per_field> per_field;

bool read_rate(Cursor& at, const Cursor& end, PayRate& out) {
  return match(at, end, units[put(out.amount)] >> "for"_w >> money[put(out.money)] >> -per_field[put(out.per)]);
}

bool read_on(Cursor& at, const Cursor& end, PayOn& out) {
  return match(at, end, "on"_w >> what[put(out.on)] >> -("except"_w >> what[put(out.except)]));
}

bool read_except(Cursor& at, const Cursor& end, PayExcept& out) {
  return match(at, end, "except"_w >> what[put(out.except)]);
}

constexpr Kinds kIn = kinds(DeclarationKind::kPayWith);
constexpr Form kForms[] = {
    form<PayRate, read_rate>(kIn, ""),
    form<PayOn, read_on>(kIn, "on"),
    form<PayExcept, read_except>(kIn, "except"),
};

}  // namespace

std::span<const Form> pay_with_forms() { return kForms; }

}  // namespace setia::dsl
