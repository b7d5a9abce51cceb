// Rounding, expiry and waiting time of what is given.
#include <algorithm>

#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

bool take_length(Context& context, const dsl::Length& length, engine::Length& out) {
  if (length.unit == dsl::LengthUnit::kCycles && !has_cycles(context, length.span)) return false;
  out = length_of(length);
  return true;
}

bool take_calendar(Context& context, const dsl::Calendar& calendar, engine::CalendarUnit& out) {
  const auto unit = calendar_of(context, calendar);
  if (unit) out = *unit;
  return unit.has_value();
}

bool is_period(const dsl::Calendar& calendar) { return calendar.period || calendar.kind == dsl::CalendarKind::kStatusPeriod; }

// Those of status stand behind the program's.
bool take_status_period(Context& context, const dsl::Calendar& calendar, engine::Expiry& out) {
  if (out.next) {
    context.messages.error({.code = "S068",
                            .at = calendar.span,
                            .title = "Nobody knows when the next status period ends",
                            .label = "a status period is the time a level was given for",
                            .help = "Write  the end of the status period , or a length"});
    return false;
  }
  const auto end = status_end(context, calendar.span);
  if (end) out.period = static_cast<std::uint32_t>(context.plan.periods.size() + *end);
  return end.has_value();
}

// A member's own may never open again, so there is no next one to speak of.
bool take_period(Context& context, const dsl::Calendar& calendar, engine::Expiry& out) {
  if (!calendar.period) return take_status_period(context, calendar, out);
  const auto period = find<PeriodRef>(context, NameKind::kPeriod, *calendar.period);
  if (!period) return false;
  if (out.next && context.plan.periods[period->index].lasts) {
    not_yet(context, Later::kPersonalPeriod, calendar.span);
    return false;
  }
  out.period = static_cast<std::uint32_t>(period->index);
  return true;
}

bool take_edge(Context& context, const std::optional<dsl::Edge>& edge, engine::Expiry& out) {
  if (!edge) return true;
  if (const auto* day = std::get_if<dsl::DayMonth>(&*edge)) {
    out.edge = engine::Edge::kNextYearly;
    out.month = day->month;
    out.day = day->day;
    return true;
  }
  const auto& calendar = std::get<dsl::Calendar>(*edge);
  out.edge = is_period(calendar) ? engine::Edge::kPeriodEnd : engine::Edge::kCalendarEnd;
  return is_period(calendar) ? take_period(context, calendar, out) : take_calendar(context, calendar, out.calendar);
}

void take_happenings(const std::vector<dsl::Happening>& happenings, engine::Expiry& out) {
  bool any = false;
  for (const dsl::Happening& happening : happenings) {
    switch (happening.kind) {
      case dsl::HappeningKind::kPurchase:
        out.last.push_back(engine::Happening::kPurchase);
        break;
      case dsl::HappeningKind::kEarning:
        out.last.push_back(engine::Happening::kEarning);
        break;
      case dsl::HappeningKind::kRedemption:
        out.last.push_back(engine::Happening::kRedemption);
        break;
      case dsl::HappeningKind::kActivity:
        out.last.push_back(engine::Happening::kActivity);
        any = any || happening.activities.empty();
        for (const dsl::Name& activity : happening.activities) out.named.push_back(activity.text);
        break;
      case dsl::HappeningKind::kStatusChange:
        out.last.push_back(engine::Happening::kStatusChange);
        break;
    }
  }
  if (any) out.named.clear();
  out.since = engine::Since::kLast;
}

bool take_day(const dsl::Day& day, engine::Expiry& out) {
  if (const auto* date = std::get_if<dsl::Date>(&day)) {
    out.kind = engine::ExpiryKind::kOnDate;
    out.date = day_of(*date);
    return true;
  }
  const auto& [yearly, shift] = std::get<std::pair<dsl::DayMonth, dsl::YearShift>>(day);
  out.kind = engine::ExpiryKind::kYearly;
  out.month = yearly.month;
  out.day = yearly.day;
  out.year_shift = static_cast<int>(shift);
  return true;
}

bool take_end(Context& context, const dsl::End& end, engine::Expiry& out) {
  if (const auto* month = std::get_if<dsl::EndOfMonth>(&end)) {
    out.kind = engine::ExpiryKind::kEndOfMonth;
    out.month = month->month;
    out.year_shift = static_cast<int>(month->shift);
    return true;
  }
  const auto& calendar = std::get<dsl::EndOfCalendar>(end);
  out.kind = is_period(calendar.calendar) ? engine::ExpiryKind::kEndOfPeriod : engine::ExpiryKind::kEndOfCalendar;
  out.next = calendar.next;
  return is_period(calendar.calendar) ? take_period(context, calendar.calendar, out) : take_calendar(context, calendar.calendar, out.calendar);
}

class ExpiryReader {
 public:
  ExpiryReader(Context& context, engine::Expiry& out) : context_(context), out_(out) {}

  bool operator()(const dsl::ExpiryAfter& after) const {
    out_.kind = engine::ExpiryKind::kAfter;
    if (after.moment.kind == dsl::MomentKind::kRelease) out_.since = engine::Since::kRelease;
    if (after.moment.kind == dsl::MomentKind::kJoining) out_.since = engine::Since::kJoining;
    if (after.moment.kind == dsl::MomentKind::kLast) take_happenings(after.moment.happenings, out_);
    return take_length(context_, after.length, out_.length) && take_edge(context_, after.edge, out_);
  }
  bool operator()(const dsl::SpanLength& span) const {
    out_.kind = engine::ExpiryKind::kAfter;
    if (!span.happenings.empty()) take_happenings(span.happenings, out_);
    return take_length(context_, span.length, out_.length) && take_edge(context_, span.edge, out_);
  }
  bool operator()(const dsl::Day& day) const { return take_day(day, out_); }
  bool operator()(const dsl::End& end) const { return take_end(context_, end, out_); }
  bool operator()(const dsl::OnField& on) const;

 private:
  Context& context_;
  engine::Expiry& out_;
};

bool ExpiryReader::operator()(const dsl::OnField& on) const {
  const auto field = find_field(context_, dsl::Owner::kEvent, on.field);
  if (!field) return false;
  const auto* declared = std::get_if<FieldRef>(&field->field);
  if (declared == nullptr || field->type != QuantityType::kDate) {
    context_.messages.error(
        {.code = "S053", .at = on.field.span, .title = in_quotes(on.field.text) + " is not a date", .label = "an expiry needs a day"});
    return false;
  }
  out_.kind = engine::ExpiryKind::kOnField;
  out_.field = engine::FieldId(declared->index);
  return true;
}

std::optional<std::int64_t> step_of(Context& context, const dsl::Round& round, std::optional<UnitRef> unit) {
  const bool of_wallet_alone = unit && is_wallet(context, *unit);
  if (const auto* amount = std::get_if<dsl::Amount>(&*round.step)) {
    if (round.spend) return money_minor(context, *amount);
    if (of_wallet_alone) {
      const auto step = units_micro(context, of_wallet(context, *unit, *amount));
      return step ? std::optional(step->micro) : std::nullopt;
    }
    context.messages.error({.code = "S021",
                            .at = amount->span,
                            .title = "Points are not rounded to money",
                            .label = "this is money",
                            .help = "Write the step as a number of points, for example  to 0.5"});
    return std::nullopt;
  }
  const auto& number = std::get<dsl::Decimal>(*round.step);
  if (!round.spend && !of_wallet_alone) return number_micro(context, number);
  context.messages.error({.code = "S021",
                          .at = number.span,
                          .title = (round.spend ? std::string("Spend") : context.plan.units[unit->index].name) + " is money, so its step is too",
                          .label = "this is a number",
                          .help = "Write  " + currency_hint(context, number)});
  return std::nullopt;
}

std::int64_t default_step(const Context& context, std::optional<UnitRef> unit) {
  return unit && is_wallet(context, *unit) ? micro_per_coin(context.plan.currency_decimals) : kMicro;
}

std::optional<engine::Rounding> rounding_of(Context& context, const dsl::Round& round, dsl::Span at, std::optional<UnitRef> unit) {
  engine::Rounding rounding;
  rounding.mode = static_cast<engine::RoundMode>(round.mode);
  rounding.stage = static_cast<engine::RoundStage>(round.stage);
  rounding.spend = round.spend;
  rounding.step = round.spend ? kMicro / micro_per_coin(context.plan.currency_decimals) : default_step(context, unit);
  if (round.stage == dsl::RoundStage::kCycle && !has_cycles(context, at)) return std::nullopt;
  if (!round.step) return rounding;
  const auto step = step_of(context, round, unit);
  if (!step) return std::nullopt;
  if (*step <= 0) {
    context.messages.error(
        {.code = "S025", .at = at, .title = "I cannot round to steps of nothing", .label = "the step must be above zero"});
    return std::nullopt;
  }
  rounding.step = *step;
  return rounding;
}

}  // namespace

engine::Rounding default_rounding(const Context& context, UnitRef unit) {
  engine::Rounding rounding;
  rounding.step = default_step(context, unit);
  return rounding;
}

void add_rounding(Context& context, std::vector<engine::Rounding>& stages, const dsl::Clause& clause, std::optional<UnitRef> unit) {
  const auto rounding = rounding_of(context, std::get<dsl::Round>(clause.kind), clause.span, unit);
  if (!rounding) return;
  const auto same = [&](const engine::Rounding& r) { return r.stage == rounding->stage && r.spend == rounding->spend; };
  if (std::any_of(stages.begin(), stages.end(), same)) {
    context.messages.error({.code = "S050",
                            .at = clause.span,
                            .title = "This stage is rounded already",
                            .label = "each stage rounds once",
                            .help = "Leave one of the two lines out"});
    return;
  }
  stages.push_back(*rounding);
  std::stable_sort(stages.begin(), stages.end(), [](const engine::Rounding& a, const engine::Rounding& b) { return a.stage < b.stage; });
}

std::optional<engine::Expiry> expiry_of(Context& context, const dsl::LifeSpan& span) {
  engine::Expiry expiry;
  if (!std::visit(ExpiryReader(context, expiry), span)) return std::nullopt;
  return expiry;
}

bool take_life(Context& context, LifePlan& life, const dsl::Clause& clause) {
  if (const auto* expire = std::get_if<dsl::Expire>(&clause.kind)) {
    engine::Expiry expiry;
    if (std::visit(ExpiryReader(context, expiry), expire->expiry)) life.expiries.push_back(std::move(expiry));
  } else if (const auto* never = std::get_if<dsl::NeverExpire>(&clause.kind)) {
    life.never = !never->while_.has_value();
    if (never->while_)
      if (auto condition = condition_of(context, *never->while_)) life.never_while.push_back(std::move(*condition));
  } else if (const auto* pending = std::get_if<dsl::Pending>(&clause.kind)) {
    life.pending.any = true;
    life.pending.until_day = !std::holds_alternative<dsl::SpanLength>(pending->span);
    std::visit(ExpiryReader(context, life.pending.when), pending->span);
  } else {
    return false;
  }
  life.stated = true;
  return true;
}

std::optional<UnitRef> paid_with_of(Context& context, const dsl::PaidWithEarnsToo& clause) { return find_unit(context, clause.unit); }

}  // namespace setia::rules
