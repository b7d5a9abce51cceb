// Clauses that only a reward has: its price, its worth, and how long it is valid.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool read_price(Cursor& at, const Cursor& end, PriceOf& out) {
  return match(at, end, "price"_w >> (holding[append(out.amounts)] % "and"_w));
}

bool read_price_quoted(Cursor& at, const Cursor& end, PriceQuoted& out) {
  return match(at, end, "price as quoted in"_w >> unit[put(out.unit)]);
}

bool read_price_by(Cursor& at, const Cursor& end, PriceBy& out) {
  return match(at, end, "price"_w >> unit[put(out.unit)] >> "by"_w >> keys[put(out.keys)]);
}

bool read_reward_worth(Cursor& at, const Cursor& end, RewardWorth& out) {
  return match(at, end, "worth"_w >> money[put(out.money)]);
}

bool read_valid(Cursor& at, const Cursor& end, ValidFor& out) {
  return match(at, end, "valid"_w >> life_span[put(out.span)]);
}

bool read_automatic(Cursor& at, const Cursor& end, BoughtAutomatically&) { return match(at, end, "bought automatically"_w); }

bool read_rewards_held(Cursor& at, const Cursor& end, RewardsHeld& out) {
  return match(at, end, "at most"_w >> count[put(out.most)] >> "held"_w);
}

bool read_members_can_give(Cursor& at, const Cursor& end, MembersCanGive&) { return match(at, end, "members can give"_w); }

constexpr Kinds kIn = kinds(DeclarationKind::kReward);
constexpr Form kForms[] = {
    form<PriceOf, read_price>(kIn, "price"),
    form<PriceQuoted, read_price_quoted>(kIn, "price"),
    form<PriceBy, read_price_by>(kIn, "price"),
    form<RewardWorth, read_reward_worth>(kIn, "worth"),
    form<ValidFor, read_valid>(kIn, "valid"),
    form<BoughtAutomatically, read_automatic>(kIn, "bought"),
    form<MembersCanGive, read_members_can_give>(kIn, "members"),
    form<RewardsHeld, read_rewards_held>(kIn, "at"),
};

}  // namespace

std::span<const Form> reward_forms() { return kForms; }

}  // namespace setia::dsl
