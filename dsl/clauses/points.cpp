// Clauses of `points` and `wallet`.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<Meeting> kMeetings[] = {{"add up", Meeting::kAddUp},
                                           {"compound", Meeting::kCompound},
                                           {"keep the highest", Meeting::kKeepTheHighest}};

constexpr Spelling<UseOrder> kUseOrders[] = {{"the soonest expiring first", UseOrder::kSoonestExpiring},
                                             {"the oldest first", UseOrder::kOldest},
                                             {"the newest first", UseOrder::kNewest}};

bool read_one_is(Cursor& at, const Cursor& end, OneIs& out) {
  return match(at, end, "one is"_w >> ("a"_w | "an"_w) >> name[put(out.singular)]);
}

bool read_in_currency(Cursor& at, const Cursor& end, InCurrency& out) {
  return match(at, end, "in"_w >> currency[put(out.currency)]);
}

bool read_worth(Cursor& at, const Cursor& end, WorthEach& out) {
  return match(at, end, "worth"_w >> money[put(out.money)] >> "each"_w);
}

bool read_cannot_be_spent(Cursor& at, const Cursor& end, CannotBeSpent&) {
  return match(at, end, "cannot be spent"_w);
}

bool read_multipliers_meet(Cursor& at, const Cursor& end, MultipliersMeet& out) {
  return match(at, end, "multipliers"_w >> one_of(kMeetings)[put(out.how)]);
}

bool read_multipliers_reach(Cursor& at, const Cursor& end, MultipliersReachFlat&) {
  return match(at, end, "multipliers reach flat gives too"_w);
}

bool read_use(Cursor& at, const Cursor& end, UseLots& out) {
  return match(at, end, "use"_w >> one_of(kUseOrders)[put(out.order)]);
}

bool read_never_below_zero(Cursor& at, const Cursor& end, NeverBelowZero& out) {
  const auto rest = "owed"_w | "written off"_w[set(out.written_off, true)];
  return match(at, end, "never below zero"_w >> -(", the rest is"_w >> rest));
}

bool read_may_go_below(Cursor& at, const Cursor& end, MayGoBelowZero& out) {
  return match(at, end, "may go below zero"_w >> -("to"_w >> amount[put(out.to)]));
}

bool read_at_most_held(Cursor& at, const Cursor& end, AtMostHeld& out) {
  return match(at, end, "at most"_w >> amount[put(out.amount)] >> "held"_w);
}

bool read_grace(Cursor& at, const Cursor& end, GraceForReturned& out) {
  return match(at, end, "grace"_w >> length[put(out.length)] >> "for what comes back"_w);
}

constexpr Kinds kPoints = kinds(DeclarationKind::kPoints);
constexpr Kinds kWallet = kinds(DeclarationKind::kWallet);
constexpr Kinds kIn = kPoints | kWallet;
constexpr Form kForms[] = {
    form<OneIs, read_one_is>(kPoints, "one"),
    form<InCurrency, read_in_currency>(kWallet, "in"),
    form<WorthEach, read_worth>(kPoints, "worth"),
    form<CannotBeSpent, read_cannot_be_spent>(kIn, "cannot"),
    form<MultipliersMeet, read_multipliers_meet>(kIn, "multipliers"),
    form<MultipliersReachFlat, read_multipliers_reach>(kIn, "multipliers"),
    form<UseLots, read_use>(kIn, "use"),
    form<NeverBelowZero, read_never_below_zero>(kIn, "never"),
    form<MayGoBelowZero, read_may_go_below>(kIn, "may"),
    form<AtMostHeld, read_at_most_held>(kIn, "at"),
    form<GraceForReturned, read_grace>(kIn, "grace"),
};

}  // namespace

std::span<const Form> points_forms() { return kForms; }

}  // namespace setia::dsl
