// Amounts with their unit, lengths of time and calendars.
#include "dsl/clauses/common.hpp"

namespace setia::dsl {

bool read_money(Cursor& at, const Cursor& end, Amount& out) {
  out.is_money = true;
  return match(at, end, number[put(out.number)] >> currency[put(out.of)], out.span);
}

bool read_units(Cursor& at, const Cursor& end, Amount& out) {
  out.is_money = false;
  return match(at, end, number[put(out.number)] >> unit[put(out.of)], out.span);
}

bool read_amount(Cursor& at, const Cursor& end, Amount& out) {
  return read_money(at, end, out) || read_units(at, end, out);
}

bool read_holding(Cursor& at, const Cursor& end, Amount& out) {
  const auto in_wallet = money[put(out)] >> "in"_w >> unit[put(out.wallet)];
  return match(at, end, in_wallet, out.span) || read_units(at, end, out);
}

bool read_length(Cursor& at, const Cursor& end, Length& out) {
  return match(at, end, count[put(out.count)] >> one_of(kLengthUnits)[put(out.unit)], out.span);
}

bool read_calendar(Cursor& at, const Cursor& end, Calendar& out) {
  const auto named = "period"_w[set(out.kind, CalendarKind::kPeriod)] >> text[put(out.period)];
  return match(at, end, named | one_of(kCalendars)[put(out.kind)], out.span);
}

}  // namespace setia::dsl
