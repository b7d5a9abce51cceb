// Until when: days, ends of periods, expiry and spans.
#include "dsl/clauses/common.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<YearShift> kYearShifts[] = {{"of the next year", YearShift::kNextYear},
                                               {"of the year after next", YearShift::kYearAfterNext}};

constexpr Spelling<MomentKind> kMoments[] = {
    {"earning", MomentKind::kEarning}, {"release", MomentKind::kRelease}, {"joining", MomentKind::kJoining}};

using DayInYear = std::pair<DayMonth, YearShift>;
bool read_day_in_year(Cursor& at, const Cursor& end, DayInYear& out) {
  return match(at, end, day_month[put(out.first)] >> -one_of(kYearShifts)[put(out.second)]);
}
const Part<DayInYear, read_day_in_year> day_in_year;

bool read_end_of_calendar(Cursor& at, const Cursor& end, EndOfCalendar& out) {
  return match(at, end, "the end of"_w >> ("the next"_w[set(out.next, true)] | "the"_w) >> calendar[put(out.calendar)]);
}
const Part<EndOfCalendar, read_end_of_calendar> end_of_calendar;

bool read_end_of_month(Cursor& at, const Cursor& end, EndOfMonth& out) {
  return match(at, end, "the end of"_w >> one_of(kMonths)[put(out.month)] >> -one_of(kYearShifts)[put(out.shift)]);
}
const Part<EndOfMonth, read_end_of_month> end_of_month;

bool read_moment(Cursor& at, const Cursor& end, Moment& out) {
  const auto last = "the last"_w[set(out.kind, MomentKind::kLast)] >> happenings[put(out.happenings)];
  return match(at, end, last | one_of(kMoments)[put(out.kind)]);
}
const Part<Moment, read_moment> moment;

bool read_after(Cursor& at, const Cursor& end, ExpiryAfter& out) {
  return match(at, end, length[put(out.length)] >> "after"_w >> moment[put(out.moment)] >>
                            -(","_w >> edge[put(out.edge)]));
}
const Part<ExpiryAfter, read_after> after_moment;

bool read_on_field(Cursor& at, const Cursor& end, OnField& out) { return match(at, end, field[put(out.field)]); }
const Part<OnField, read_on_field> on_field;

bool read_span_length(Cursor& at, const Cursor& end, SpanLength& out) {
  const auto after_last = "after the last"_w >> happenings[put(out.happenings)];
  return match(at, end, length[put(out.length)] >> -(after_last | (","_w >> edge[put(out.edge)])));
}
const Part<SpanLength, read_span_length> span_length;

}  // namespace

bool read_day(Cursor& at, const Cursor& end, Day& out) {
  return match(at, end, date[put(out)] | day_in_year[put(out)]);
}

bool read_end_of(Cursor& at, const Cursor& end, End& out) {
  return match(at, end, end_of_calendar[put(out)] | end_of_month[put(out)]);
}

bool read_edge(Cursor& at, const Cursor& end, Edge& out) {
  return match(at, end, ("at the end of the"_w >> calendar[put(out)]) | ("at the next"_w >> day_month[put(out)]));
}

bool read_expiry(Cursor& at, const Cursor& end, Expiry& out) {
  return match(at, end, after_moment[put(out)] | ("on"_w >> (day[put(out)] | on_field[put(out)])) |
                            ("at"_w >> end_of[put(out)]));
}

bool read_life_span(Cursor& at, const Cursor& end, LifeSpan& out) {
  return match(at, end, span_length[put(out)] | ("until"_w >> (day[put(out)] | end_of[put(out)])));
}

}  // namespace setia::dsl
