// Clauses of `counter` and `period`.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool read_counts(Cursor& at, const Cursor& end, Counts& out) {
  const auto money_of = currency[put(out.unit)] >> x3::eps[set(out.money, true)];
  return match(at, end, "counts"_w >> (money_of | "numbers"_w[set(out.numbers, true)] | unit[put(out.unit)]));
}

bool read_starts_again(Cursor& at, const Cursor& end, StartsAgainEach& out) {
  return match(at, end, "starts again each"_w >> calendar[put(out.calendar)]);
}

bool read_floor(Cursor& at, const Cursor& end, CounterFloor&) { return match(at, end, "never below zero"_w); }

bool read_stretch(Cursor& at, const Cursor& end, PeriodStretch& out) {
  return match(at, end, "from"_w >> instant[put(out.from)] >> "until"_w >> instant[put(out.until)]);
}

bool read_lasts(Cursor& at, const Cursor& end, PeriodLasts& out) {
  return match(at, end, "lasts"_w >> length[put(out.length)] >> "from"_w >>
                            ("joining"_w | ("the first"_w >> happening[put(out.first)])));
}

constexpr Kinds kCounter = kinds(DeclarationKind::kCounter);
constexpr Kinds kPeriod = kinds(DeclarationKind::kPeriod);
constexpr Form kForms[] = {
    form<Counts, read_counts>(kCounter, "counts"),
    form<StartsAgainEach, read_starts_again>(kCounter, "starts"),
    form<CounterFloor, read_floor>(kCounter, "never"),
    form<PeriodStretch, read_stretch>(kPeriod, "from"),
    form<PeriodLasts, read_lasts>(kPeriod, "lasts"),
};

}  // namespace

std::span<const Form> counter_forms() { return kForms; }

}  // namespace setia::dsl
