// Persons, facts and reasons of a test.
#include "dsl/clauses/test_parts.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<CauseKind> kRefusals[] = {{"limit", CauseKind::kALimit},         {"minimum", CauseKind::kMinimum},
                                             {"date", CauseKind::kDate},            {"balance", CauseKind::kBalance},
                                             {"condition", CauseKind::kCondition}, {"budget", CauseKind::kBudget}};

constexpr Spelling<CauseKind> kNamedCauses[] = {{"of stack", CauseKind::kStack}, {"of limit", CauseKind::kLimit}};

bool read_yes(Cursor& at, const Cursor& end, Yes& out) { return match(at, end, "yes"_w, out.span); }
bool read_no(Cursor& at, const Cursor& end, No& out) { return match(at, end, "no"_w, out.span); }
const Part<Yes, read_yes> yes;
const Part<No, read_no> no;

bool read_reward_asked(Cursor& at, const Cursor& end, RewardAsked& out) {
  return match(at, end, -count[put(out.count)] >> ("rewards"_w | "reward"_w) >> text[put(out.reward)] >>
                            -("for"_w >> holding[put(out.price)]));
}
const Part<RewardAsked, read_reward_asked> reward_asked;

}  // namespace

bool read_asked(Cursor& at, const Cursor& end, Asked& out) {
  return match(at, end, reward_asked[put(out)] | holding[put(out)]);
}

bool read_person(Cursor& at, const Cursor& end, Person& out) { return match(at, end, person_name[put(out.name)]); }

bool read_who(Cursor& at, const Cursor& end, Who& out) {
  const auto household = "household of"_w[set(out.household_of, true)] >> person[append(out.persons)];
  const auto everybody = "everybody"_w[set(out.everybody, true)];
  return match(at, end, household | everybody | (person[append(out.persons)] % "and"_w), out.span);
}

bool read_fact(Cursor& at, const Cursor& end, Fact& out) {
  return match(at, end, field[put(out.field)] >> (yes[put(out.value)] | no[put(out.value)] | date[put(out.value)] |
                                                  money[put(out.value)] | number[put(out.value)] | name[put(out.value)]),
               out.span);
}

bool read_facts(Cursor& at, const Cursor& end, std::vector<Fact>& out) {
  return match(at, end, "with"_w >> (fact[append(out)] % "and"_w));
}

bool read_refusal(Cursor& at, const Cursor& end, CauseKind& out) {
  return match(at, end, "of the"_w >> one_of(kRefusals)[put(out)]);
}

bool read_cause(Cursor& at, const Cursor& end, Cause& out) {
  const auto named = one_of(kNamedCauses)[put(out.kind)] >> text[put(out.name)];
  const auto no_row = "no row fits"_w[set(out.kind, CauseKind::kNoRow)];
  return match(at, end, named | refusal[put(out.kind)] | no_row, out.span);
}

bool read_moment_of_test(Cursor& at, const Cursor& end, TestMoment& out) {
  return match(at, end, "on"_w >> date[put(out.date)] >> "at"_w >> time_of_day[put(out.time)]);
}

}  // namespace setia::dsl
