// Lines of a test that say what must be true then.
#include "dsl/clauses/test_parts.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

auto expect(Who& out) { return "expect"_w >> who[put(out)]; }

template <typename T>
auto from_and_for(T& out) {
  return -("from"_w >> text[put(out.from)]) >> -("for"_w >> text[put(out.for_)]);
}

bool read_gets(Cursor& at, const Cursor& end, ExpectGets& out) {
  return match(at, end, expect(out.who) >> "gets"_w >> (holding[put(out.amount)] | money[put(out.amount)]) >>
                            from_and_for(out));
}

bool read_gets_off(Cursor& at, const Cursor& end, ExpectOff& out) {
  return match(at, end, expect(out.who) >> "gets"_w >> money[put(out.money)] >> "off"_w >> -("from"_w >> text[put(out.from)]));
}

bool read_nothing(Cursor& at, const Cursor& end, ExpectNothing& out) {
  return match(at, end, expect(out.who) >> "gets nothing"_w >> from_and_for(out) >>
                            -("because"_w >> cause[put(out.cause)]));
}

bool read_loses(Cursor& at, const Cursor& end, ExpectLoses& out) {
  return match(at, end, expect(out.who) >> "loses"_w >> holding[put(out.holding)]);
}

bool read_pays(Cursor& at, const Cursor& end, ExpectPays& out) {
  return match(at, end, expect(out.who) >> "pays"_w >> amount[put(out.amount)]);
}

bool read_can_pay(Cursor& at, const Cursor& end, ExpectCanPay& out) {
  return match(at, end, expect(out.who) >> "can pay"_w >> money[put(out.money)] >> "with"_w >> unit[put(out.unit)]);
}

bool read_expect_has(Cursor& at, const Cursor& end, ExpectHas& out) {
  const auto how = "pending"_w[set(out.how, HeldHow::kPending)] | "held"_w[set(out.how, HeldHow::kHeld)];
  return match(at, end, expect(out.who) >> has() >> holding[put(out.holding)] >> -how >>
                            -("until"_w >> date[put(out.until)]));
}

bool read_expect_thing(Cursor& at, const Cursor& end, ExpectThing& out) {
  const auto gets = "gets"_w[set(out.gets, true)] >> -count[put(out.count)];
  const auto held = has() >> -("no"_w[set(out.none, true)] | count[put(out.count)]);
  return match(at, end, expect(out.who) >> (gets | held) >> one_of(kThings)[put(out.kind)] >> text[put(out.name)] >>
                            -("until"_w >> date[put(out.until)]));
}

bool read_towards(Cursor& at, const Cursor& end, ExpectTowards& out) {
  return match(at, end, expect(out.who) >> has() >> holding[put(out.holding)] >> "towards"_w >> name[put(out.ladder)]);
}

bool read_no_level(Cursor& at, const Cursor& end, ExpectNoLevel& out) {
  return match(at, end, expect(out.who) >> has() >> "no"_w >> name[put(out.ladder)]);
}

bool read_expect_fact(Cursor& at, const Cursor& end, ExpectFact& out) {
  return match(at, end, expect(out.who) >> has() >> fact[put(out.fact)] >> -("until"_w >> date[put(out.until)]));
}

bool read_in(Cursor& at, const Cursor& end, ExpectIn& out) {
  return match(at, end, expect(out.who) >> has() >> (amount[put(out.value)] | number[put(out.value)]) >> "in"_w >>
                            one_of(kValued)[put(out.kind)] >> text[put(out.name)]);
}

bool read_used_of(Cursor& at, const Cursor& end, ExpectUsed& out) {
  return match(at, end, expect(out.who) >> has() >> "used"_w >>
                            ((count[put(out.used)] >> times()) | amount[put(out.used)]) >> "of"_w >>
                            one_of(kUsable)[put(out.kind)] >> text[put(out.name)]);
}

bool read_told(Cursor& at, const Cursor& end, ExpectTold& out) {
  return match(at, end, expect(out.who) >> is() >> "told"_w >> text[put(out.text)]);
}

bool read_refused_cause(Cursor& at, const Cursor& end, Cause& out) {
  return match(at, end, refusal[put(out.kind)], out.span);
}
const Part<Cause, read_refused_cause> refused_cause;

bool read_refused(Cursor& at, const Cursor& end, ExpectRefused& out) {
  return match(at, end, expect(out.who) >> is() >> -"not"_w[set(out.negated, true)] >> "refused"_w >>
                            -("because"_w >> (text[put(out.reason)] | refused_cause[put(out.cause)])));
}

constexpr Kinds kIn = kinds(DeclarationKind::kTest);
constexpr Form kForms[] = {
    form<ExpectGets, read_gets>(kIn, "expect"),
    form<ExpectOff, read_gets_off>(kIn, "expect"),
    form<ExpectNothing, read_nothing>(kIn, "expect"),
    form<ExpectLoses, read_loses>(kIn, "expect"),
    form<ExpectPays, read_pays>(kIn, "expect"),
    form<ExpectCanPay, read_can_pay>(kIn, "expect"),
    form<ExpectHas, read_expect_has>(kIn, "expect"),
    form<ExpectUsed, read_used_of>(kIn, "expect"),
    form<ExpectTowards, read_towards>(kIn, "expect"),
    form<ExpectThing, read_expect_thing>(kIn, "expect"),
    form<ExpectNoLevel, read_no_level>(kIn, "expect"),
    form<ExpectFact, read_expect_fact>(kIn, "expect"),
    form<ExpectIn, read_in>(kIn, "expect"),
    form<ExpectTold, read_told>(kIn, "expect"),
    form<ExpectRefused, read_refused>(kIn, "expect"),
};

}  // namespace

std::span<const Form> test_expect_forms() { return kForms; }

}  // namespace setia::dsl
