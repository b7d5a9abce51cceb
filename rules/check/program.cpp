// The heading `program` with its clauses.
#include <algorithm>

#include "dsl/parts.hpp"
#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"
#include "rules/currencies.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

const std::vector<std::string_view> kWellKnownZones = {"Africa/Cairo",        "Africa/Johannesburg", "Africa/Lagos",
                                                       "Africa/Nairobi",      "America/Bogota",      "America/Buenos_Aires",
                                                       "America/Chicago",     "America/Denver",      "America/Lima",
                                                       "America/Los_Angeles", "America/Mexico_City", "America/New_York",
                                                       "America/Sao_Paulo",   "America/Toronto",     "Asia/Bangkok",
                                                       "Asia/Dubai",          "Asia/Ho_Chi_Minh",    "Asia/Hong_Kong",
                                                       "Asia/Jakarta",        "Asia/Jayapura",       "Asia/Karachi",
                                                       "Asia/Kolkata",        "Asia/Kuala_Lumpur",   "Asia/Makassar",
                                                       "Asia/Manila",         "Asia/Riyadh",         "Asia/Seoul",
                                                       "Asia/Shanghai",       "Asia/Singapore",      "Asia/Taipei",
                                                       "Asia/Tokyo",          "Australia/Melbourne", "Australia/Perth",
                                                       "Australia/Sydney",    "Europe/Amsterdam",    "Europe/Athens",
                                                       "Europe/Berlin",       "Europe/Brussels",     "Europe/Budapest",
                                                       "Europe/Copenhagen",   "Europe/Dublin",       "Europe/Helsinki",
                                                       "Europe/Istanbul",     "Europe/Lisbon",       "Europe/London",
                                                       "Europe/Madrid",       "Europe/Moscow",       "Europe/Oslo",
                                                       "Europe/Paris",        "Europe/Prague",       "Europe/Rome",
                                                       "Europe/Stockholm",    "Europe/Vienna",       "Europe/Warsaw",
                                                       "Europe/Zurich",       "Pacific/Auckland",    "UTC"};

class ProgramReader {
 public:
  explicit ProgramReader(Context& context) : context_(context), plan_(context.plan) {}

  void operator()(const dsl::CurrencyIs& currency) const {
    const auto decimals = currency_decimals(currency.currency.text);
    plan_.currency = currency.currency.text;
    if (decimals) {
      plan_.currency_decimals = *decimals;
      return;
    }
    const std::string near(nearest_currency(currency.currency.text));
    context_.messages.error({.code = "S055",
                             .at = currency.currency.span,
                             .title = "There is no currency " + currency.currency.text,
                             .label = "currencies have the three letters of ISO 4217",
                             .fix = near});
  }
  void operator()(const dsl::TimezoneIs& timezone) const {
    plan_.zone = timezone.zone.text;
    if (context_.zones.known(plan_.zone)) return;
    context_.messages.error({.code = "S030",
                             .at = timezone.zone.span,
                             .title = "I know no time zone " + in_quotes(plan_.zone),
                             .label = "zones are named after a large city",
                             .fix = near_zone()});
  }
  void operator()(const dsl::DaysAreTheMembers&) const { plan_.days_are_the_members = true; }
  void operator()(const dsl::DayEndsAt& ends) const { plan_.calendar.day_ends_at = minute_of(ends.time); }
  void operator()(const dsl::WeekStartsOn& week) const { plan_.calendar.week_start = static_cast<int>(week.day); }
  void operator()(const dsl::YearStartsOn& year) const {
    plan_.calendar.year_month = year.day.month;
    plan_.calendar.year_day = year.day.day;
  }
  void operator()(const dsl::CycleStartsOn& cycle) const {
    constexpr std::int64_t kLongestMonth = 31;
    plan_.calendar.cycle_day = 1;
    if (cycle.member_field) return;
    if (cycle.day >= 1 && cycle.day <= kLongestMonth) {
      plan_.calendar.cycle_day = static_cast<int>(cycle.day);
      return;
    }
    context_.messages.error({.code = "S025", .at = at_, .title = "A cycle starts on a day of the month", .label = "from 1 to 31; a shorter month starts it on its last day"});
  }
  void operator()(const dsl::RunsFromUntil& runs) const {
    plan_.runs = {day_of(runs.from), day_of(runs.until)};
    in_order(context_, {plan_.runs.first, 0}, {plan_.runs.last, 0}, at_);
  }
  void operator()(const dsl::MembersJoinByBuying&) const { plan_.members_join_by_buying = true; }
  void operator()(const dsl::DiscountsRound& round) const {
    if (const auto rounding = discount_rounding_of(context_, round)) plan_.discount_rounding = *rounding;
  }
  void operator()(const dsl::HoldsEndAfter& holds) const { plan_.holds_end_after = length_of(holds.length); }
  template <typename Other>
  void operator()(const Other&) const {}

  void stand_at(dsl::Span at) { at_ = at; }

 private:
  // One spelt nearly so, or the one of the city that is named alone.
  std::string near_zone() const {
    std::string city = plan_.zone;
    std::replace(city.begin(), city.end(), ' ', '_');
    for (const char* area : {"Africa/", "America/", "Asia/", "Australia/", "Europe/", "Pacific/", "Atlantic/"})
      if (context_.zones.known(area + city)) return area + city;
    const std::string near = nearest_name(plan_.zone, kWellKnownZones);
    return near == plan_.zone ? "" : near;
  }
  Context& context_;
  Plan& plan_;
  dsl::Span at_;
};

void check_required(Context& context, const dsl::Declaration& declaration) {
  if (context.plan.currency.empty())
    say_missing(context, declaration, "I need to know in which currency this program counts", "Add a line such as  currency EUR");
  if (context.plan.zone.empty())
    say_missing(context, declaration, "I need to know where a day begins and ends", "Add a line such as  timezone \"Europe/Paris\"");
}

}  // namespace

void check_program(Context& context) {
  const dsl::Declaration* first = nullptr;
  for (const dsl::Declaration& declaration : context.tree.declarations) {
    if (declaration.kind != dsl::DeclarationKind::kProgram) continue;
    if (first != nullptr) {
      context.messages.error({.code = "S029",
                              .at = declaration.span,
                              .title = "A program has one heading \"program\"",
                              .label = "here is another",
                              .help = "Keep one of them, in any file",
                              .related = {{first->span, "the first"}}});
      continue;
    }
    first = &declaration;
    context.plan.name = declaration.names.empty() ? "" : declaration.names.front().text;
    context.plan.version = declaration.version;
    check_said_once(context, declaration);
    ProgramReader reader(context);
    for (const dsl::Clause& clause : declaration.clauses) {
      reader.stand_at(clause.span);
      std::visit(reader, clause.kind);
    }
    // A line that could not be read may have been the one about cycles.
    if (!declaration.whole && context.plan.calendar.cycle_day == 0) context.plan.calendar.cycle_day = 1;
    check_required(context, declaration);
  }
  if (first != nullptr) return;
  context.messages.error({.code = "S028",
                          .at = {0, context.tree.declarations.empty() ? 0 : context.tree.declarations.front().span.line, 0, 0},
                          .title = "This program has no heading",
                          .label = "one file begins it",
                          .help = "Begin with\n  program \"My program\" version 1"});
}

}  // namespace setia::rules
