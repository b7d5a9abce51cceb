// What stands after `is`: comparisons of quantities, and values of fields.
#include "dsl/clauses/common.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<Owner> kOwners[] = {{"member", Owner::kMember}, {"referrer", Owner::kReferrer}};

constexpr Spelling<CompareKind> kComparisons[] = {{"at least", CompareKind::kAtLeast},
                                                  {"at most", CompareKind::kAtMost},
                                                  {"more than", CompareKind::kMoreThan},
                                                  {"less than", CompareKind::kLessThan}};

bool read_field_of_member(Cursor& at, const Cursor& end, FieldRef& out) {
  return match(at, end, "member"_w[set(out.owner, Owner::kMember)] >> field[put(out.name)]);
}
const Part<FieldRef, read_field_of_member> field_of_member;

bool read_yes(Cursor& at, const Cursor& end, Yes& out) { return match(at, end, "yes"_w, out.span); }
bool read_no(Cursor& at, const Cursor& end, No& out) { return match(at, end, "no"_w, out.span); }
const Part<Yes, read_yes> yes;
const Part<No, read_no> no;

}  // namespace

bool read_owner(Cursor& at, const Cursor& end, Owner& out) { return match(at, end, one_of(kOwners)[put(out)]); }

bool read_bound(Cursor& at, const Cursor& end, Bound& out) {
  return match(at, end, date[put(out)] | percent[put(out)] | amount[put(out)] | number[put(out)] | quantity[put(out)]);
}

bool read_compare(Cursor& at, const Cursor& end, Compare& out) {
  const auto than = one_of(kComparisons)[put(out.kind)] >> bound[put(out.bound)];
  const auto range = "from"_w[set(out.kind, CompareKind::kFromTo)] >> bound[put(out.bound)] >> "to"_w >>
                     bound[put(out.upper)];
  const auto equal = x3::eps[set(out.kind, CompareKind::kEqual)] >> -"not"_w[set(out.negated, true)] >>
                     bound[put(out.bound)];
  return match(at, end, than | range | equal, out.span);
}

bool read_value(Cursor& at, const Cursor& end, Value& out) {
  return match(at, end, yes[put(out)] | no[put(out)] | field_of_member[put(out)] | field[put(out)]);
}

bool read_values(Cursor& at, const Cursor& end, Values& out) {
  const auto rank = "or higher"_w[set(out.rank, Rank::kOrHigher)] | "or lower"_w[set(out.rank, Rank::kOrLower)];
  const auto is_rank = "or higher"_w | "or lower"_w;
  const auto further = !(is_rank >> finish) >> "or"_w >> value[append(out.any_of)];
  return match(at, end, -"not"_w[set(out.negated, true)] >> value[append(out.any_of)] >> *further >> -rank, out.span);
}

}  // namespace setia::dsl
