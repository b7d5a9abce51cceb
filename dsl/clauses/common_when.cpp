// What starts a rule: a clock or an event.
#include "dsl/clauses/common.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<TriggerKind> kBareTriggers[] = {{"purchase", TriggerKind::kPurchase},
                                                   {"return", TriggerKind::kReturn},
                                                   {"birthday", TriggerKind::kBirthday},
                                                   {"joining anniversary", TriggerKind::kJoiningAnniversary},
                                                   {"status change", TriggerKind::kStatusChange},
                                                   {"joining", TriggerKind::kJoining},
                                                   {"leaving", TriggerKind::kLeaving},
                                                   {"redemption", TriggerKind::kRedemption},
                                                   {"referral", TriggerKind::kReferral},
                                                   {"badge", TriggerKind::kBadge}};

constexpr Spelling<TriggerKind> kNamedTriggers[] = {{"joining club", TriggerKind::kJoiningClub},
                                                    {"joining challenge", TriggerKind::kJoiningChallenge},
                                                    {"leaving club", TriggerKind::kLeavingClub},
                                                    {"renewal of club", TriggerKind::kRenewal},
                                                    {"referral", TriggerKind::kReferral},
                                                    {"badge", TriggerKind::kBadge}};

constexpr Spelling<TriggerKind> kListedTriggers[] = {{"activity", TriggerKind::kActivity},
                                                     {"redemption of", TriggerKind::kRedemption}};

bool read_repeating(Cursor& at, const Cursor& end, Schedule& out) {
  const auto at_time = "at"_w >> time_of_day[put(out.at)];
  const auto daily = "each day"_w[set(out.kind, ScheduleKind::kDaily)] >> at_time;
  const auto weekly = "each week on"_w[set(out.kind, ScheduleKind::kWeekly)] >> one_of(kWeekdays)[put(out.weekday)] >>
                      at_time;
  const auto monthly = "each month on day"_w[set(out.kind, ScheduleKind::kMonthly)] >> count[put(out.day_of_month)] >>
                       at_time;
  const auto yearly = "each year on"_w[set(out.kind, ScheduleKind::kYearly)] >> (day_month[append(out.days)] % "or"_w) >>
                      at_time;
  return match(at, end, daily | weekly | monthly | yearly);
}

bool read_once(Cursor& at, const Cursor& end, Schedule& out) {
  const auto at_time = "at"_w >> time_of_day[put(out.at)];
  const auto on_day = "once on"_w[set(out.kind, ScheduleKind::kOnce)] >> date[put(out.date)] >> at_time;
  const auto joined = "once"_w[set(out.kind, ScheduleKind::kAfterJoining)] >> length[put(out.length)] >>
                      "after joining"_w >> at_time;
  const auto close = "at the end of the"_w >> (calendar[put(out.calendar)] >> x3::eps[set(out.kind, ScheduleKind::kAtEndOf)] |
                                               "campaign"_w[set(out.kind, ScheduleKind::kAtEndOfCampaign)]);
  return match(at, end, on_day | joined | close);
}

}  // namespace

bool read_schedule(Cursor& at, const Cursor& end, Schedule& out) {
  const Cursor start = at;
  if (!read_repeating(at, end, out) && !read_once(at, end, out)) return false;
  out.span = span_between(start, at);
  return true;
}

bool read_trigger(Cursor& at, const Cursor& end, Trigger& out) {
  const auto listed = one_of(kListedTriggers)[put(out.kind)] >> texts[put(out.names)];
  const auto named = one_of(kNamedTriggers)[put(out.kind)] >> text[append(out.names)];
  const auto exchange = "exchange into"_w[set(out.kind, TriggerKind::kExchange)] >> unit[append(out.names)];
  return match(at, end, listed | named | exchange | one_of(kBareTriggers)[put(out.kind)], out.span);
}

}  // namespace setia::dsl
