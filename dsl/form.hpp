// The forms of a line (forms.tsv): in which kinds of declaration each may stand, how it begins, and how it is read.
//
// The tables of forms live beside their grammars in dsl/clauses/; parse, completion and messages all read them here.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/clause.hpp"
#include "dsl/cursor.hpp"
#include "dsl/tree.hpp"

namespace setia::dsl {

// A set of DeclarationKinds.
using Kinds = std::uint32_t;

template <typename... Kind>
constexpr Kinds kinds(Kind... kind) {
  return ((Kinds{1} << static_cast<unsigned>(kind)) | ...);
}
constexpr bool holds(Kinds set, DeclarationKind kind) { return (set & kinds(kind)) != 0; }

struct Form {
  Kinds in;
  std::string_view opening;  // its first word; empty when it begins with a number, a field or a bar
  bool (*read)(Cursor& at, const Cursor& end, ClauseKind& out);
};

// A form of one clause type by its function.
template <typename T, bool (*Read)(Cursor&, const Cursor&, T&)>
constexpr Form form(Kinds in, std::string_view opening) {
  return {in, opening, [](Cursor& at, const Cursor& end, ClauseKind& out) {
            T clause{};
            if (!Read(at, end, clause)) return false;
            out.emplace<T>(std::move(clause));
            return true;
          }};
}

// A form the language has and this build does not answer yet. `pattern`: its words in order, "…" for any words between,
// "<money>" for an amount of money.
struct LaterForm {
  Kinds in;
  std::string_view pattern;
};

// All forms that may stand in declarations of `kind`.
const std::vector<const Form*>& forms_of(DeclarationKind kind);

// The pattern of the form that comes later and that the line begins like; empty when there is none.
std::string_view later_pattern(DeclarationKind kind, std::span<const Token> line);

// The tables, one per file of dsl/clauses/.
std::span<const Form> program_forms();
std::span<const Form> fields_forms();
std::span<const Form> points_forms();
std::span<const Form> life_forms();
std::span<const Form> condition_forms();
std::span<const Form> give_forms();
std::span<const Form> discount_forms();
std::span<const Form> limit_forms();
std::span<const Form> items_forms();
std::span<const Form> measure_forms();
std::span<const Form> counter_forms();
std::span<const Form> rule_forms();
std::span<const Form> stack_forms();
std::span<const Form> pay_with_forms();
std::span<const Form> tiers_forms();
std::span<const Form> reward_forms();
std::span<const Form> referral_forms();
std::span<const Form> household_forms();
std::span<const Form> table_forms();
std::span<const Form> test_given_forms();
std::span<const Form> test_on_forms();
std::span<const Form> test_expect_forms();

}  // namespace setia::dsl
