// Clauses that only a rule has: what starts it, and that it is final.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool read_on(Cursor& at, const Cursor& end, On& out) {
  return match(at, end, "on"_w >> (trigger[append(out.triggers)] % "or"_w));
}

bool read_by(Cursor& at, const Cursor& end, By& out) { return match(at, end, schedule[put(out.schedule)]); }

bool read_final(Cursor& at, const Cursor& end, Final&) { return match(at, end, "final"_w); }

bool read_at_reached(Cursor& at, const Cursor& end, EarnAtStatusReached&) { return match(at, end, "earn at the status reached"_w); }

constexpr Kinds kIn = kinds(DeclarationKind::kRule);
constexpr Form kForms[] = {
    form<On, read_on>(kIn, "on"),
    form<By, read_by>(kIn, "each"),
    form<By, read_by>(kIn, "once"),
    form<By, read_by>(kIn, "at"),
    form<EarnAtStatusReached, read_at_reached>(kIn, "earn"),
    form<Final, read_final>(kIn, "final"),
};

}  // namespace

std::span<const Form> rule_forms() { return kForms; }

}  // namespace setia::dsl
