// Clauses of `items`.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<SetOp> kSetOps[] = {{"or", SetOp::kOr}, {"and", SetOp::kAnd}, {"except", SetOp::kExcept}};

constexpr Spelling<CompareKind> kPriceComparisons[] = {{"at least", CompareKind::kAtLeast},
                                                       {"at most", CompareKind::kAtMost},
                                                       {"more than", CompareKind::kMoreThan},
                                                       {"less than", CompareKind::kLessThan}};

bool read_all_items(Cursor& at, const Cursor& end, AllItems&) { return match(at, end, "all items"_w); }

bool read_price(Cursor& at, const Cursor& end, ItemsPrice& out) {
  return match(at, end, -one_of(kSetOps)[put(out.op)] >> "price is"_w >> one_of(kPriceComparisons)[put(out.compare)] >>
                            money[put(out.money)]);
}

bool read_set(Cursor& at, const Cursor& end, ItemsSet& out) {
  return match(at, end, one_of(kSetOps)[put(out.op)] >> "items"_w >> texts[put(out.sets)]);
}

bool read_field_is(Cursor& at, const Cursor& end, ItemsField& out) {
  return match(at, end, -one_of(kSetOps)[put(out.op)] >> field[put(out.field)] >> "is"_w >>
                            -"not"_w[set(out.negated, true)] >> (value[append(out.any_of)] % "or"_w));
}

constexpr Kinds kIn = kinds(DeclarationKind::kItems);
constexpr Form kForms[] = {
    form<AllItems, read_all_items>(kIn, "all"),
    form<ItemsPrice, read_price>(kIn, ""),
    form<ItemsSet, read_set>(kIn, ""),
    form<ItemsField, read_field_is>(kIn, ""),
};

}  // namespace

std::span<const Form> items_forms() { return kForms; }

}  // namespace setia::dsl
