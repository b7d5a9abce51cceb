// Lines of a test that say what was before.
#include "dsl/clauses/test_parts.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<GroupKind> kGroups[] = {
    {"club", GroupKind::kClub}, {"segment", GroupKind::kSegment}, {"list", GroupKind::kList}};

auto given(Who& out) { return "given"_w >> who[put(out)]; }

bool read_has(Cursor& at, const Cursor& end, GivenHas& out) {
  return match(at, end, given(out.who) >> has() >> holding[put(out.holding)] >>
                            -"pending"_w[set(out.pending, true)] >> -("until"_w >> date[put(out.until)]));
}

bool read_given_thing(Cursor& at, const Cursor& end, GivenThing& out) {
  return match(at, end, given(out.who) >> has() >> -count[put(out.count)] >> one_of(kThings)[put(out.kind)] >> text[put(out.name)] >>
                            -("until"_w >> date[put(out.until)]));
}

bool read_towards(Cursor& at, const Cursor& end, GivenTowards& out) {
  return match(at, end, given(out.who) >> has() >> holding[put(out.holding)] >> "towards"_w >> name[put(out.ladder)]);
}

bool read_given_fact(Cursor& at, const Cursor& end, GivenFact& out) {
  return match(at, end, given(out.who) >> has() >> fact[put(out.fact)] >> -("since"_w >> date[put(out.since)]) >>
                            -("until"_w >> date[put(out.until)]));
}

bool read_in(Cursor& at, const Cursor& end, GivenIn& out) {
  return match(at, end, given(out.who) >> has() >> (amount[put(out.value)] | number[put(out.value)]) >> "in"_w >>
                            one_of(kValued)[put(out.kind)] >> text[put(out.name)]);
}

bool read_used_of(Cursor& at, const Cursor& end, GivenUsed& out) {
  return match(at, end, given(out.who) >> has() >> "used"_w >> ((count[put(out.used)] >> times()) | amount[put(out.used)]) >>
                            "of"_w >> one_of(kUsable)[put(out.kind)] >> text[put(out.name)]);
}

bool read_earned(Cursor& at, const Cursor& end, GivenEarned& out) {
  return match(at, end, given(out.who) >> "earned"_w >> holding[put(out.holding)] >> -("from"_w >> text[append(out.from)]) >>
                            "on"_w >> date[put(out.on)]);
}

bool read_spent(Cursor& at, const Cursor& end, GivenSpent& out) {
  const auto in_purchases = "in"_w >> count[put(out.purchases)] >> ("purchases"_w | "purchase"_w);
  return match(at, end, given(out.who) >> "spent"_w >> money[put(out.money)] >> -("on"_w >> text[put(out.category)]) >>
                            -("in"_w >> text[put(out.store)]) >> -in_purchases >> "on"_w >> date[put(out.on)]);
}

bool read_did(Cursor& at, const Cursor& end, GivenDid& out) {
  return match(at, end, given(out.who) >> "did"_w >> texts[put(out.activities)] >> -facts[put(out.facts)] >> "on"_w >>
                            date[put(out.on)]);
}

bool read_joined(Cursor& at, const Cursor& end, GivenJoined& out) {
  const auto rule = ("rule"_w | "offer"_w)[set(out.kind, ThingKind::kOffer)] >> text[put(out.name)];
  return match(at, end, given(out.who) >> "joined"_w >> -rule >> "on"_w >> date[put(out.on)]);
}

bool read_was_referred_by(Cursor& at, const Cursor& end, GivenReferred& out) {
  return match(at, end, given(out.who) >> ("was"_w | "were"_w) >> "referred by"_w >> person[put(out.referrer)] >>
                            -("through"_w >> text[put(out.through)]) >> -("on"_w >> date[put(out.on)]));
}

bool read_shares(Cursor& at, const Cursor& end, GivenShares& out) {
  return match(at, end, given(out.who) >> "shares"_w >> field[put(out.field)] >> "with"_w >> person[put(out.referrer)]);
}

bool read_household(Cursor& at, const Cursor& end, GivenHousehold& out) {
  return match(at, end, given(out.who) >> "are one household"_w);
}

bool read_blocked(Cursor& at, const Cursor& end, GivenBlocked& out) {
  return match(at, end, given(out.who) >> is() >> "blocked"_w);
}

bool read_born(Cursor& at, const Cursor& end, GivenBorn& out) {
  return match(at, end, given(out.who) >> ("was"_w | "were"_w) >> "born on"_w >> date[put(out.on)]);
}

bool read_list(Cursor& at, const Cursor& end, GivenList& out) {
  return match(at, end, "given list"_w >> text[put(out.list)] >> "has"_w >> texts[put(out.has)]);
}

bool read_belongs(Cursor& at, const Cursor& end, GivenBelongs& out) {
  return match(at, end, given(out.who) >> is() >> "in"_w >> one_of(kGroups)[put(out.kind)] >> text[put(out.name)] >>
                            -("from"_w >> date[put(out.from)]) >> -("until"_w >> date[put(out.until)]));
}

constexpr Kinds kIn = kinds(DeclarationKind::kTest);
constexpr Form kForms[] = {
    form<GivenHas, read_has>(kIn, "given"),
    form<GivenUsed, read_used_of>(kIn, "given"),
    form<GivenTowards, read_towards>(kIn, "given"),
    form<GivenThing, read_given_thing>(kIn, "given"),
    form<GivenFact, read_given_fact>(kIn, "given"),
    form<GivenIn, read_in>(kIn, "given"),
    form<GivenEarned, read_earned>(kIn, "given"),
    form<GivenSpent, read_spent>(kIn, "given"),
    form<GivenDid, read_did>(kIn, "given"),
    form<GivenJoined, read_joined>(kIn, "given"),
    form<GivenReferred, read_was_referred_by>(kIn, "given"),
    form<GivenShares, read_shares>(kIn, "given"),
    form<GivenHousehold, read_household>(kIn, "given"),
    form<GivenBlocked, read_blocked>(kIn, "given"),
    form<GivenBorn, read_born>(kIn, "given"),
    form<GivenList, read_list>(kIn, "given"),
    form<GivenBelongs, read_belongs>(kIn, "given"),
};

}  // namespace

std::span<const Form> test_given_forms() { return kForms; }

}  // namespace setia::dsl
