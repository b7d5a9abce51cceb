// Clauses of `program`.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool read_currency_is(Cursor& at, const Cursor& end, CurrencyIs& out) {
  return match(at, end, "currency"_w >> currency[put(out.currency)]);
}

bool read_timezone(Cursor& at, const Cursor& end, TimezoneIs& out) {
  return match(at, end, "timezone"_w >> text[put(out.zone)]);
}

bool read_days_are(Cursor& at, const Cursor& end, DaysAreTheMembers&) {
  return match(at, end, "days are the member's"_w);
}

bool read_day_ends(Cursor& at, const Cursor& end, DayEndsAt& out) {
  return match(at, end, "day ends at"_w >> time_of_day[put(out.time)]);
}

bool read_week_starts(Cursor& at, const Cursor& end, WeekStartsOn& out) {
  return match(at, end, "week starts on"_w >> one_of(kWeekdays)[put(out.day)]);
}

bool read_year_starts(Cursor& at, const Cursor& end, YearStartsOn& out) {
  return match(at, end, "year starts on"_w >> day_month[put(out.day)]);
}

bool read_cycle_starts(Cursor& at, const Cursor& end, CycleStartsOn& out) {
  return match(at, end, "cycle starts on"_w >>
                            (("day"_w >> count[put(out.day)]) | ("member"_w >> field[put(out.member_field)])));
}

bool read_runs(Cursor& at, const Cursor& end, RunsFromUntil& out) {
  return match(at, end, "runs from"_w >> date[put(out.from)] >> "until"_w >> date[put(out.until)]);
}

bool read_join_by_buying(Cursor& at, const Cursor& end, MembersJoinByBuying&) {
  return match(at, end, "members join by buying"_w);
}

bool read_holds_end(Cursor& at, const Cursor& end, HoldsEndAfter& out) {
  return match(at, end, "holds end after"_w >> length[put(out.length)]);
}

constexpr Kinds kIn = kinds(DeclarationKind::kProgram);
constexpr Form kForms[] = {
    form<CurrencyIs, read_currency_is>(kIn, "currency"),
    form<TimezoneIs, read_timezone>(kIn, "timezone"),
    form<DaysAreTheMembers, read_days_are>(kIn, "days"),
    form<DayEndsAt, read_day_ends>(kIn, "day"),
    form<WeekStartsOn, read_week_starts>(kIn, "week"),
    form<YearStartsOn, read_year_starts>(kIn, "year"),
    form<CycleStartsOn, read_cycle_starts>(kIn, "cycle"),
    form<RunsFromUntil, read_runs>(kIn, "runs"),
    form<MembersJoinByBuying, read_join_by_buying>(kIn, "members"),
    form<HoldsEndAfter, read_holds_end>(kIn, "holds"),
};

}  // namespace

std::span<const Form> program_forms() { return kForms; }

}  // namespace setia::dsl
