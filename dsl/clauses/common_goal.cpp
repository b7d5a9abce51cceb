// Goals (clauses.md, "Goals"): what somebody must do, as a running count.
#include "dsl/clauses/common.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<OneOfThem> kOneOfThem[] = {{"in one receipt", OneOfThem::kReceipt},
                                              {"in one day", OneOfThem::kDay},
                                              {"in one weekend", OneOfThem::kWeekend},
                                              {"in one week", OneOfThem::kWeek}};

auto some_times(Goal& out) { return count[put(out.count)] >> ("times"_w | "time"_w); }
auto within_one(Goal& out) { return -one_of(kOneOfThem)[put(out.within)]; }

bool read_buying(Cursor& at, const Cursor& end, Goal& out) {
  const auto days = "on"_w >> count[put(out.count)] >> "different days"_w[set(out.kind, GoalKind::kBuyOnDays)];
  const auto some = count[put(out.count)] >> ("items"_w | "item"_w)[set(out.kind, GoalKind::kBuyItems)] >> pieces[put(out.lines)] >> within_one(out);
  const auto different = count[put(out.count)] >> "different"_w[set(out.kind, GoalKind::kBuyDifferent)] >> field[put(out.name)] >>
                         pieces[put(out.lines)] >> within_one(out);
  const auto receipts = -some_times(out) >> -("for at least"_w >> money[put(out.money)]);
  return match(at, end, "buy"_w >> (days | some | different | receipts));
}
const Part<Goal, read_buying> buying;

bool read_reaching(Cursor& at, const Cursor& end, Goal& out) {
  const auto streak = count[put(out.count)] >> "on streak"_w[set(out.kind, GoalKind::kReachStreak)] >> text[put(out.name)];
  const auto activity = count[put(out.count)] >> name[put(out.name)] >> "in activity"_w[set(out.kind, GoalKind::kReachActivity)] >> texts[put(out.activities)];
  const auto level = name[put(out.name)] >> name[put(out.level)];
  return match(at, end, "reach"_w[set(out.kind, GoalKind::kReachLevel)] >> (streak | activity | level));
}
const Part<Goal, read_reaching> reaching;

bool read_spending(Cursor& at, const Cursor& end, Goal& out) {
  return match(at, end, "spend"_w[set(out.kind, GoalKind::kSpend)] >> money[put(out.money)] >> lines[put(out.lines)] >> within_one(out));
}
const Part<Goal, read_spending> spending;

bool read_earning(Cursor& at, const Cursor& end, Goal& out) {
  return match(at, end, "earn"_w[set(out.kind, GoalKind::kEarn)] >> units[put(out.units)]);
}
const Part<Goal, read_earning> earning;

bool read_doing(Cursor& at, const Cursor& end, Goal& out) {
  return match(at, end, "do"_w[set(out.kind, GoalKind::kDo)] >> texts[put(out.activities)] >> -some_times(out));
}
const Part<Goal, read_doing> doing;

}  // namespace

bool read_goal(Cursor& at, const Cursor& end, Goal& out) {
  Span span;
  if (!match(at, end, buying[put(out)] | spending[put(out)] | earning[put(out)] | doing[put(out)] | reaching[put(out)], span)) return false;
  out.span = span;
  return true;
}

}  // namespace setia::dsl
