// Clauses that take something off a price.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<RoundStage> kDiscountStages[] = {
    {"item", RoundStage::kItem}, {"line", RoundStage::kLine}, {"receipt", RoundStage::kReceipt}};

constexpr Spelling<TargetKind> kPicked[] = {
    {"the first item of", TargetKind::kFirst},
    {"the cheapest item of", TargetKind::kCheapest},
    {"the dearest item of", TargetKind::kDearest},
    {"each further item of", TargetKind::kEachFurther}};

const auto items_of = "item of"_w | "items of"_w;

bool read_off(Cursor& at, const Cursor& end, Off& out) { return match(at, end, percent[put(out)] | money[put(out)]); }
const Part<Off, read_off> off;

bool read_target(Cursor& at, const Cursor& end, Target& out) {
  const auto except = -("except"_w >> what[put(out.lines.except)]);
  const auto basket = "basket"_w[set(out.kind, TargetKind::kBasket)] >> except;
  const auto picked = one_of(kPicked)[put(out.kind)] >> what[put(out.lines.on)];
  const auto pieces = count[put(out.pieces)] >> items_of >> what[put(out.lines.on)] >> x3::eps[set(out.kind, TargetKind::kPieces)];
  const auto all = what[put(out.lines.on)] >> except;
  return match(at, end, basket | picked | pieces | all, out.span);
}
const Part<Target, read_target> target;

bool read_free_for(Cursor& at, const Cursor& end, FreeFor& out) {
  return match(at, end, "for every"_w >> count[put(out.items)] >> items_of >> what[put(out.what)], out.span);
}
const Part<FreeFor, read_free_for> free_for;

bool read_discounts_round(Cursor& at, const Cursor& end, DiscountsRound& out) {
  return match(at, end, "discounts round"_w >> one_of(kRoundModes)[put(out.mode)] >> -("to"_w >> money[put(out.step)]) >> "per"_w >>
                            one_of(kDiscountStages)[put(out.stage)]);
}

bool read_discount_off(Cursor& at, const Cursor& end, DiscountOff& out) {
  return match(at, end, "discount"_w >> off[put(out.off)] >> "on"_w >> target[put(out.target)]);
}

bool read_discount_per(Cursor& at, const Cursor& end, DiscountPer& out) {
  return match(at, end, "discount"_w >> money[put(out.money)] >> "per"_w >> ("item"_w | name[put(out.field)]) >> "of"_w >> what[put(out.what)]);
}

bool read_discount_groups(Cursor& at, const Cursor& end, DiscountGroups& out) {
  return match(at, end, "discount"_w >> off[put(out.off)] >> "on every full"_w >> count[put(out.items)] >> items_of >> what[put(out.what)]);
}

bool read_discount_by(Cursor& at, const Cursor& end, DiscountBy& out) {
  return match(at, end, "discount"_w >> ("percent"_w | currency[put(out.currency)]) >> "on"_w >> target[put(out.target)] >> "by"_w >> keys[put(out.keys)]);
}

bool read_charge(Cursor& at, const Cursor& end, Charge& out) {
  return match(at, end, "charge"_w >> money[put(out.money)] >> "per item of"_w >> what[put(out.what)]);
}

bool read_charge_by(Cursor& at, const Cursor& end, ChargeBy& out) {
  return match(at, end, "charge"_w >> currency[put(out.currency)] >> "per item by"_w >> key[put(out.key)]);
}

bool read_free(Cursor& at, const Cursor& end, FreeItems& out) {
  return match(at, end, count[put(out.items)] >> items_of >> what[put(out.what)] >> ("is free"_w | "are free"_w) >> -free_for[put(out.for_every)]);
}

constexpr Kinds kProgram = kinds(DeclarationKind::kProgram);
constexpr Kinds kIn = kinds(DeclarationKind::kRule, DeclarationKind::kReward);
constexpr Form kForms[] = {
    form<DiscountsRound, read_discounts_round>(kProgram, "discounts"),
    form<DiscountOff, read_discount_off>(kIn, "discount"),
    form<DiscountPer, read_discount_per>(kIn, "discount"),
    form<DiscountGroups, read_discount_groups>(kIn, "discount"),
    form<DiscountBy, read_discount_by>(kIn, "discount"),
    form<Charge, read_charge>(kIn, "charge"),
    form<ChargeBy, read_charge_by>(kIn, "charge"),
    form<FreeItems, read_free>(kIn, ""),
};

}  // namespace

std::span<const Form> discount_forms() { return kForms; }

}  // namespace setia::dsl
