// Clauses that give, multiply, count and say.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool read_give_flat(Cursor& at, const Cursor& end, GiveFlat& out) {
  return match(at, end, "give"_w >> units[put(out.amount)] >> receiver[put(out.to)]);
}

bool read_give_per(Cursor& at, const Cursor& end, GivePer& out) {
  return match(at, end, "give"_w >> units[put(out.amount)] >> per[put(out.per)] >> receiver[put(out.to)]);
}

bool read_give_money(Cursor& at, const Cursor& end, GiveFlat& out) {
  return match(at, end, "give"_w >> money[put(out.amount)] >> "as"_w >> unit[put(out.amount.wallet)] >> receiver[put(out.to)]);
}

bool read_give_money_per(Cursor& at, const Cursor& end, GivePer& out) {
  return match(at, end, "give"_w >> money[put(out.amount)] >> per[put(out.per)] >> "as"_w >> unit[put(out.amount.wallet)] >>
                            receiver[put(out.to)]);
}

bool read_give_percent(Cursor& at, const Cursor& end, GivePercent& out) {
  return match(at, end, "give"_w >> percent[put(out.percent)] >> "of"_w >> quantity[put(out.of)] >> "as"_w >>
                            unit[put(out.unit)] >> receiver[put(out.to)]);
}

bool read_give_by(Cursor& at, const Cursor& end, GiveBy& out) {
  return match(at, end, "give"_w >> (unit[append(out.columns)] % "and"_w) >> -per[put(out.per)] >> "by"_w >>
                            keys[put(out.keys)] >> receiver[put(out.to)]);
}

bool read_give_percent_by(Cursor& at, const Cursor& end, GivePercentBy& out) {
  return match(at, end, "give percent of"_w >> quantity[put(out.of)] >> "by"_w >> keys[put(out.keys)] >> "as"_w >>
                            unit[put(out.unit)] >> receiver[put(out.to)]);
}

bool read_multiply(Cursor& at, const Cursor& end, Multiply& out) {
  return match(at, end, "multiply"_w >> unit[put(out.unit)] >> -("from"_w >> texts[put(out.from)]) >> "by"_w >>
                            factor[put(out.factor)] >> lines[put(out.lines)]);
}

bool read_add(Cursor& at, const Cursor& end, AddToCounter& out) {
  return match(at, end, "add"_w >> quantity[put(out.quantity)] >> "to counter"_w >> text[put(out.counter)]);
}

bool read_take(Cursor& at, const Cursor& end, TakeFromCounter& out) {
  return match(at, end, "take"_w >> quantity[put(out.quantity)] >> "from counter"_w >> text[put(out.counter)]);
}

bool read_say(Cursor& at, const Cursor& end, Say& out) { return match(at, end, "say"_w >> text[put(out.text)]); }

bool read_paid_by(Cursor& at, const Cursor& end, PaidBy& out) {
  return match(at, end, "paid by"_w >> text[put(out.partner)] >> percent[put(out.share)]);
}

bool read_award(Cursor& at, const Cursor& end, AwardBadge& out) {
  return match(at, end, "award badge"_w >> text[put(out.badge)] >> receiver[put(out.to)]);
}

bool read_give_reward(Cursor& at, const Cursor& end, GiveReward& out) {
  return match(at, end, "give"_w >> ("rewards"_w | "reward"_w) >> texts[put(out.rewards)] >> receiver[put(out.to)]);
}

bool read_give_reward_by(Cursor& at, const Cursor& end, GiveRewardBy& out) {
  return match(at, end, "give reward by"_w >> keys[put(out.keys)] >> receiver[put(out.to)]);
}

bool read_move_level(Cursor& at, const Cursor& end, MoveLevel& out) {
  const auto until = ("for"_w >> length[put(out.until)]) | ("until"_w >> (day[put(out.until)] | end_of[put(out.until)]));
  return match(at, end, "move"_w >> name[put(out.ladder)] >> "to"_w >> name[put(out.level)] >> until);
}

constexpr Kinds kBadge = kinds(DeclarationKind::kBadge);
constexpr Kinds kRule = kinds(DeclarationKind::kRule);
constexpr Kinds kIn = kRule | kinds(DeclarationKind::kReward);
constexpr Form kForms[] = {
    form<GiveFlat, read_give_flat>(kIn, "give"),
    form<GivePer, read_give_per>(kIn, "give"),
    form<GiveFlat, read_give_money>(kIn, "give"),
    form<GivePer, read_give_money_per>(kIn, "give"),
    form<GivePercent, read_give_percent>(kIn, "give"),
    form<GivePercentBy, read_give_percent_by>(kIn, "give"),
    form<GiveBy, read_give_by>(kIn, "give"),
    form<Multiply, read_multiply>(kRule, "multiply"),
    form<AddToCounter, read_add>(kRule, "add"),
    form<TakeFromCounter, read_take>(kRule, "take"),
    form<PaidBy, read_paid_by>(kRule, "paid"),
    form<AwardBadge, read_award>(kIn, "award"),
    form<GiveReward, read_give_reward>(kIn, "give"),
    form<GiveRewardBy, read_give_reward_by>(kIn, "give"),
    form<MoveLevel, read_move_level>(kIn, "move"),
    form<Say, read_say>(kIn | kBadge, "say"),
};

}  // namespace

std::span<const Form> give_forms() { return kForms; }

}  // namespace setia::dsl
