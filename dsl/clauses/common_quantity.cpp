// Quantities: what of the receipt and of history a clause can count.
#include "dsl/clauses/common.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<QuantityKind> kOfUnit[] = {{"earned", QuantityKind::kUnitEarned},
                                              {"spent", QuantityKind::kUnitSpent},
                                              {"received", QuantityKind::kUnitReceived},
                                              {"expiring", QuantityKind::kUnitExpiring}};

constexpr Spelling<QuantityKind> kNamed[] = {{"measure", QuantityKind::kMeasure},
                                             {"counter", QuantityKind::kCounter},
                                             {"streak", QuantityKind::kStreak},
                                             {"stamps on", QuantityKind::kStampsOn}};

auto optional_window(Quantity& out) { return -window[put(out.window)]; }

bool read_spend(Cursor& at, const Cursor& end, Quantity& out) {
  const auto tenders = ("paid by"_w | "not paid by"_w[set(out.not_paid_by, true)]) >> texts[put(out.paid_by)];
  return match(at, end, "spend"_w[set(out.kind, QuantityKind::kSpend)] >> -"without tax"_w[set(out.without_tax, true)] >>
                            lines[put(out.lines)] >> -tenders >> optional_window(out));
}

bool read_basket_total(Cursor& at, const Cursor& end, Quantity& out) {
  return match(at, end, "basket total"_w[set(out.kind, QuantityKind::kBasketTotal)] >>
                            -"before discounts"_w[set(out.before_discounts, true)] >>
                            -"without tax"_w[set(out.without_tax, true)]);
}

// Items, purchases, activities and different values.
bool read_counted(Cursor& at, const Cursor& end, Quantity& out) {
  const auto items = "items"_w[set(out.kind, QuantityKind::kItems)] >> pieces[put(out.lines)];
  const auto purchases = "purchases"_w[set(out.kind, QuantityKind::kPurchases)] >>
                         -("of at least"_w >> money[put(out.at_least)]);
  const auto activities = "activity"_w[set(out.kind, QuantityKind::kActivity)] >> texts[put(out.texts)];
  const auto different = "different"_w[set(out.kind, QuantityKind::kDifferent)] >> field[put(out.name)] >>
                         pieces[put(out.lines)];
  const auto friends = -"referrer"_w[set(out.owner, Owner::kReferrer)] >>
                       "friends"_w[set(out.kind, QuantityKind::kFriends)];
  return match(at, end, (items | purchases | activities | different | friends) >> optional_window(out));
}

// What a unit did, and what discounts took.
bool read_of_unit(Cursor& at, const Cursor& end, Quantity& out) {
  const auto from = "from"_w >> texts[put(out.texts)];
  const auto discount = "discount"_w >> from >> x3::eps[set(out.kind, QuantityKind::kDiscountFrom)] >>
                        optional_window(out);
  const auto history = unit[put(out.name)] >> one_of(kOfUnit)[put(out.kind)] >> -from >> optional_window(out);
  const auto held = unit[put(out.name)] >> "held"_w[set(out.kind, QuantityKind::kUnitHeld)];
  const auto now = unit[put(out.name)] >> from >> x3::eps[set(out.kind, QuantityKind::kUnitFrom)];
  return match(at, end, discount | history | held | now);
}

bool read_named_quantity(Cursor& at, const Cursor& end, Quantity& out) {
  return match(at, end, one_of(kNamed)[put(out.kind)] >> text[put(out.name)]);
}

bool read_field_quantity(Cursor& at, const Cursor& end, Quantity& out) {
  const auto of_activity = field[put(out.name)] >> "of activity"_w[set(out.kind, QuantityKind::kActivityField)] >>
                           texts[put(out.texts)] >> optional_window(out);
  const auto plain = -owner[put(out.owner)] >> field[put(out.name)] >> x3::eps[set(out.kind, QuantityKind::kField)];
  return match(at, end, of_activity | plain);
}

// A quantity that fails must leave nothing behind for the next kind to inherit.
template <bool (*Read)(Cursor&, const Cursor&, Quantity&)>
bool read_fresh(Cursor& at, const Cursor& end, Quantity& out) {
  out = Quantity{};
  return Read(at, end, out);
}

bool read_any(Cursor& at, const Cursor& end, Quantity& out) {
  const auto purchase_number = "purchase number"_w;
  out = Quantity{};
  if (match(at, end, purchase_number[set(out.kind, QuantityKind::kPurchaseNumber)])) return true;
  return read_fresh<read_basket_total>(at, end, out) || read_fresh<read_spend>(at, end, out) ||
         read_fresh<read_counted>(at, end, out) || read_fresh<read_of_unit>(at, end, out) ||
         read_fresh<read_named_quantity>(at, end, out) || read_fresh<read_field_quantity>(at, end, out);
}

}  // namespace

bool read_quantity(Cursor& at, const Cursor& end, Quantity& out) {
  const Cursor start = at;
  if (!read_any(at, end, out)) return false;
  out.span = span_between(start, at);
  return true;
}

}  // namespace setia::dsl
