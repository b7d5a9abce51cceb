// Lines of a test that say what happens.
#include "dsl/clauses/test_parts.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

template <typename T>
auto on(T& out) {
  return moment_of_test[put(out.at)] >> who[put(out.who)];
}

bool read_buys(Cursor& at, const Cursor& end, OnBuys& out) {
  return match(at, end, on(out) >> ("buys"_w | "buy"_w) >> basket[put(out.basket)]);
}

bool read_quoted(Cursor& at, const Cursor& end, OnQuoted& out) {
  return match(at, end, on(out) >> "is quoted"_w >> basket[put(out.basket)]);
}

bool read_returns(Cursor& at, const Cursor& end, OnReturns& out) {
  const auto items = count[put(out.what)] >> ("items"_w | "item"_w);
  const auto kept = (money[put(out.what)] | items | ("sku"_w >> text[put(out.what)])) >> "of"_w;
  return match(at, end, on(out) >> "returns"_w >> -kept >> text[put(out.receipt)]);
}

bool read_does(Cursor& at, const Cursor& end, OnDoes& out) {
  return match(at, end, on(out) >> ("does"_w | "do"_w) >> text[put(out.activity)] >> -facts[put(out.facts)] >>
                            -(count[put(out.times)] >> times()) >> -("as"_w >> text[put(out.as)]));
}

bool read_joins(Cursor& at, const Cursor& end, OnJoins& out) {
  const auto rule = ("rule"_w | "offer"_w)[set(out.kind, ThingKind::kOffer)] >> text[put(out.name)];
  const auto referred = "referred by"_w >> person[put(out.referrer)] >> -("through"_w >> text[put(out.through)]);
  return match(at, end, on(out) >> ("joins"_w | "join"_w) >> -rule >> -referred);
}

bool read_leaves(Cursor& at, const Cursor& end, OnLeaves& out) { return match(at, end, on(out) >> "leaves"_w >> -"the household"_w[set(out.household, true)]); }

bool read_adds(Cursor& at, const Cursor& end, OnAdds& out) {
  return match(at, end, on(out) >> "adds"_w >> person[put(out.other)] >> "to the household"_w);
}

bool read_redeems(Cursor& at, const Cursor& end, OnRedeems& out) {
  return match(at, end, on(out) >> "redeems"_w >> asked[put(out.asked)] >> -facts[put(out.facts)]);
}

bool read_holds(Cursor& at, const Cursor& end, OnHolds& out) {
  return match(at, end, on(out) >> "holds"_w >> asked[put(out.asked)] >> "as"_w >> text[put(out.as)]);
}

bool read_chooses(Cursor& at, const Cursor& end, OnChooses& out) {
  return match(at, end, on(out) >> "chooses"_w >> text[put(out.reward)]);
}

bool read_ends_hold(Cursor& at, const Cursor& end, OnEndsHold& out) {
  const auto how = "confirms"_w[set(out.confirms, true)] | "cancels"_w[set(out.confirms, false)];
  return match(at, end, on(out) >> how >> text[put(out.hold)]);
}

bool read_now_has(Cursor& at, const Cursor& end, OnNowHas& out) {
  return match(at, end, on(out) >> "now has"_w >> fact[put(out.fact)] >> -("until"_w >> date[put(out.until)]));
}

bool read_state(Cursor& at, const Cursor& end, OnState& out) {
  const auto state = "blocked"_w[set(out.blocked, true)] | "active"_w[set(out.blocked, false)];
  return match(at, end, on(out) >> "is"_w >> state);
}

bool read_time_passes(Cursor& at, const Cursor& end, OnTimePasses& out) {
  return match(at, end, moment_of_test[put(out.at)] >> "time passes"_w);
}

bool read_program_begins(Cursor& at, const Cursor& end, OnProgramBegins& out) {
  return match(at, end, moment_of_test[put(out.at)] >> "program"_w >> text[put(out.file)] >> "begins"_w);
}

constexpr Kinds kIn = kinds(DeclarationKind::kTest);
constexpr Form kForms[] = {
    form<OnBuys, read_buys>(kIn, "on"),
    form<OnQuoted, read_quoted>(kIn, "on"),
    form<OnReturns, read_returns>(kIn, "on"),
    form<OnDoes, read_does>(kIn, "on"),
    form<OnJoins, read_joins>(kIn, "on"),
    form<OnLeaves, read_leaves>(kIn, "on"),
    form<OnAdds, read_adds>(kIn, "on"),
    form<OnRedeems, read_redeems>(kIn, "on"),
    form<OnHolds, read_holds>(kIn, "on"),
    form<OnChooses, read_chooses>(kIn, "on"),
    form<OnEndsHold, read_ends_hold>(kIn, "on"),
    form<OnNowHas, read_now_has>(kIn, "on"),
    form<OnState, read_state>(kIn, "on"),
    form<OnTimePasses, read_time_passes>(kIn, "on"),
    form<OnProgramBegins, read_program_begins>(kIn, "on"),
};

}  // namespace

std::span<const Form> test_on_forms() { return kForms; }

}  // namespace setia::dsl
