// Clauses of `stack`.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<KeepKind> kKeeps[] = {{"the best", KeepKind::kBest},
                                         {"the first", KeepKind::kFirst},
                                         {"the lowest", KeepKind::kLowest},
                                         {"all", KeepKind::kAll}};

bool read_keep(Cursor& at, const Cursor& end, Keep& out) {
  return match(at, end, "keep"_w >> one_of(kKeeps)[put(out.kind)] >> -apart[put(out.apart)]);
}

bool read_first(Cursor& at, const Cursor& end, First& out) { return match(at, end, "first"_w >> text[put(out.rule)]); }

bool read_then(Cursor& at, const Cursor& end, Then& out) { return match(at, end, "then"_w >> text[put(out.rule)]); }

bool read_cut(Cursor& at, const Cursor& end, CutGoesToNext&) {
  return match(at, end, "what a limit cuts goes to the next"_w);
}

constexpr Kinds kIn = kinds(DeclarationKind::kStack);
constexpr Form kForms[] = {
    form<Keep, read_keep>(kIn, "keep"),
    form<First, read_first>(kIn, "first"),
    form<Then, read_then>(kIn, "then"),
    form<CutGoesToNext, read_cut>(kIn, "what"),
};

}  // namespace

std::span<const Form> stack_forms() { return kForms; }

}  // namespace setia::dsl
