// What somebody buys in a test: goods, place, facts, vouchers and tenders.
#include "dsl/clauses/test_parts.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<ThingKind> kUsed[] = {
    {"rewards", ThingKind::kReward}, {"reward", ThingKind::kReward}, {"offer", ThingKind::kOffer}};

bool read_sort(Cursor& at, const Cursor& end, Sort& out) {
  const auto sku = "sku"_w >> text[put(out.sku)];
  return match(at, end, ((text[put(out.category)] >> -sku) | sku) >> -("tagged"_w >> texts[put(out.tags)]));
}
const Part<Sort, read_sort> sort;

bool read_bought(Cursor& at, const Cursor& end, Bought& out) {
  const auto by_money = money[put(out.money)] >> -("of"_w >> sort[put(out.sort)]);
  const auto pieces_of = count[put(out.pieces)] >> ("items"_w | "item"_w);
  const auto measured = number[put(out.measured)] >> name[put(out.measured_field)];
  const auto counted = (pieces_of | measured) >> "of"_w >> sort[put(out.sort)] >> "for"_w >> money[put(out.money)];
  return match(at, end, (by_money | counted) >> -("less"_w >> money[put(out.less)]) >>
                            -("tax"_w >> money[put(out.tax)]),
               out.span);
}
const Part<Bought, read_bought> bought;

bool read_used(Cursor& at, const Cursor& end, Used& out) {
  return match(at, end, -count[put(out.count)] >> one_of(kUsed)[put(out.kind)] >> text[put(out.name)]);
}
const Part<Used, read_used> used;

bool read_tender(Cursor& at, const Cursor& end, Tender& out) {
  const auto by_method = ("with"_w | "by"_w) >> text[put(out.method)];
  const auto money_by = money[put(out.amount)] >> by_method;
  const auto rest = "by"_w >> text[put(out.method)];
  return match(at, end, holding[put(out.amount)] | money_by | money[put(out.amount)] | rest);
}
const Part<Tender, read_tender> tender;

}  // namespace

bool read_basket(Cursor& at, const Cursor& end, Basket& out) {
  const auto in_store = "in"_w >> text[put(out.store)];
  const auto using_all = "using"_w >> (used[append(out.used)] % "and"_w);
  const auto paying = "paying"_w >> (("all she can with"_w >> unit[put(out.all_she_can_with)]) |
                                     (tender[append(out.tenders)] % "and"_w));
  return match(at, end, (bought[append(out.bought)] % "and"_w) >> -in_store >> -facts[put(out.facts)] >> -using_all >>
                            -paying >> -(count[put(out.times)] >> times()) >> -("as"_w >> text[put(out.as)]),
               out.span);
}

}  // namespace setia::dsl
