// Clauses about rounding, and from when until when a rule or what it gives lives.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<ComesBackHow> kComesBack[] = {
    {"whole", ComesBackHow::kWhole}, {"in part", ComesBackHow::kInPart}, {"never", ComesBackHow::kNever}};

bool read_round(Cursor& at, const Cursor& end, Round& out) {
  const auto step = "to"_w >> (money[put(out.step)] | number[put(out.step)]);
  return match(at, end, "round"_w >> -"spend"_w[set(out.spend, true)] >> one_of(kRoundModes)[put(out.mode)] >> -step >>
                            "per"_w >> one_of(kRoundStages)[put(out.stage)]);
}

bool read_paid_with(Cursor& at, const Cursor& end, PaidWithEarnsToo& out) {
  return match(at, end, "what is paid with"_w >> unit[put(out.unit)] >> "earns too"_w);
}

bool read_returns_nothing(Cursor& at, const Cursor& end, ReturnsTakeNothingBack&) {
  return match(at, end, "returns take nothing back"_w);
}

bool read_expire(Cursor& at, const Cursor& end, Expire& out) {
  return match(at, end, "expire"_w >> expiry[put(out.expiry)]);
}

bool read_never_expire(Cursor& at, const Cursor& end, NeverExpire& out) {
  return match(at, end, "never expire"_w >> -("while"_w >> condition[put(out.while_)]));
}

bool read_pending(Cursor& at, const Cursor& end, Pending& out) {
  return match(at, end, "pending"_w >> life_span[put(out.span)]);
}

bool read_run_from(Cursor& at, const Cursor& end, RunFrom& out) {
  return match(at, end, "from"_w >> instant[put(out.from)] >> -("until"_w >> instant[put(out.until)]));
}

bool read_run_until(Cursor& at, const Cursor& end, RunUntil& out) {
  return match(at, end, "until"_w >> instant[put(out.until)]);
}

bool read_members_join(Cursor& at, const Cursor& end, MembersJoin& out) {
  return match(at, end, "members join"_w >> -("at least"_w >> length[put(out.before)] >> "before"_w) >>
                            -("until"_w >> date[put(out.until)]) >>
                            -", counting from the start"_w[set(out.from_the_start, true)]);
}

bool read_comes_back(Cursor& at, const Cursor& end, ComesBack& out) {
  return match(at, end, "comes back on return"_w >> one_of(kComesBack)[put(out.how)]);
}

constexpr Kinds kRule = kinds(DeclarationKind::kRule);
constexpr Kinds kGiven = kinds(DeclarationKind::kPoints, DeclarationKind::kWallet, DeclarationKind::kRule);
constexpr Kinds kDated = kinds(DeclarationKind::kRule, DeclarationKind::kLimit, DeclarationKind::kReward, DeclarationKind::kReferral);
constexpr Form kForms[] = {
    form<Round, read_round>(kGiven, "round"),
    form<PaidWithEarnsToo, read_paid_with>(kGiven, "what"),
    form<ReturnsTakeNothingBack, read_returns_nothing>(kGiven, "returns"),
    form<Expire, read_expire>(kGiven, "expire"),
    form<NeverExpire, read_never_expire>(kGiven, "never"),
    form<Pending, read_pending>(kGiven, "pending"),
    form<RunFrom, read_run_from>(kDated, "from"),
    form<RunUntil, read_run_until>(kDated, "until"),
    form<MembersJoin, read_members_join>(kRule, "members"),
    form<ComesBack, read_comes_back>(kinds(DeclarationKind::kPayWith, DeclarationKind::kReward), "comes"),
};

}  // namespace

std::span<const Form> life_forms() { return kForms; }

}  // namespace setia::dsl
