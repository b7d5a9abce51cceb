// Conditions. Shapes with words of their own come first; `<operand> is …` takes the rest, and rules/ finds out whether
// its operand is a field, a ladder or a quantity.
#include "dsl/clauses/common.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<GroupKind> kGroups[] = {
    {"club", GroupKind::kClub}, {"segment", GroupKind::kSegment}, {"list", GroupKind::kList}};

constexpr Spelling<ThingKind> kThings[] = {
    {"badge", ThingKind::kBadge}, {"reward", ThingKind::kReward}, {"offer", ThingKind::kOffer}};

constexpr Spelling<MoveKind> kMoves[] = {
    {"rises to", MoveKind::kRisesTo}, {"falls to", MoveKind::kFallsTo}, {"becomes", MoveKind::kBecomes}};

constexpr Spelling<FeastKind> kFeasts[] = {{"birthday", FeastKind::kBirthday},
                                           {"joining anniversary", FeastKind::kJoiningAnniversary}};
constexpr Spelling<FeastWhen> kFeastWhens[] = {
    {"today", FeastWhen::kToday}, {"this week", FeastWhen::kThisWeek}, {"this month", FeastWhen::kThisMonth}};

// A condition is the last thing of its line: a shape that leaves words over is another shape's.
template <typename T, bool (*Read)(Cursor&, const Cursor&, T&)>
bool read_as(Cursor& at, const Cursor& end, ConditionKind& out) {
  const Cursor start = at;
  T shape{};
  if (Read(at, end, shape) && read_finish(at, end)) {
    out = std::move(shape);
    return true;
  }
  at = start;
  return false;
}

auto negation(bool& negated) { return -"not"_w[set(negated, true)]; }

bool read_belongs(Cursor& at, const Cursor& end, Belongs& out) {
  return match(at, end, owner[put(out.who)] >> "is"_w >> negation(out.negated) >> "in"_w >>
                            one_of(kGroups)[put(out.kind)] >> texts[put(out.names)]);
}

bool read_blocked(Cursor& at, const Cursor& end, Blocked& out) {
  return match(at, end, owner[put(out.who)] >> "is"_w >> negation(out.negated) >> "blocked"_w);
}

bool read_was_referred(Cursor& at, const Cursor& end, WasReferred& out) {
  return match(at, end, "member was"_w >> negation(out.negated) >> "referred"_w);
}

bool read_has_thing(Cursor& at, const Cursor& end, HasThing& out) {
  return match(at, end, "member has"_w >> -"no"_w[set(out.negated, true)] >> one_of(kThings)[put(out.kind)] >>
                            texts[put(out.names)]);
}

bool read_basket_has(Cursor& at, const Cursor& end, BasketHas& out) {
  return match(at, end, "basket has"_w >> -"no"_w[set(out.negated, true)] >> what[put(out.what)]);
}

bool read_ladder_moves(Cursor& at, const Cursor& end, LadderMoves& out) {
  return match(at, end, name[put(out.ladder)] >> one_of(kMoves)[put(out.kind)] >> name[put(out.level)]);
}

bool read_weekday_is(Cursor& at, const Cursor& end, WeekdayIs& out) {
  const auto weekday = one_of(kWeekdays)[append(out.days)];
  const auto range = "from"_w[set(out.range, true)] >> weekday >> "to"_w >> weekday;
  return match(at, end, "day is"_w >> (range | (negation(out.negated) >> (weekday % "or"_w))));
}

bool read_day_of_month_is(Cursor& at, const Cursor& end, DayOfMonthIs& out) {
  return match(at, end, "day of the month is"_w >> (count[append(out.days)] % "or"_w), out.span);
}

bool read_time_is(Cursor& at, const Cursor& end, TimeIs& out) {
  const auto range = "from"_w[set(out.kind, TimeKind::kFromTo)] >> time_of_day[put(out.from)] >> "to"_w >>
                     time_of_day[put(out.to)];
  const auto before = "before"_w[set(out.kind, TimeKind::kBefore)] >> time_of_day[put(out.from)];
  const auto after = "after"_w[set(out.kind, TimeKind::kAfter)] >> time_of_day[put(out.from)];
  return match(at, end, "time is"_w >> (range | before | after));
}

bool read_date_is(Cursor& at, const Cursor& end, DateIs& out) {
  const auto range = "from"_w[set(out.kind, DateKind::kFromTo)] >> date[put(out.from)] >> "to"_w >> date[put(out.to)];
  const auto before = "before"_w[set(out.kind, DateKind::kBefore)] >> date[put(out.from)];
  const auto after = "after"_w[set(out.kind, DateKind::kAfter)] >> date[put(out.from)];
  const auto on = x3::eps[set(out.kind, DateKind::kOn)] >> date[put(out.from)];
  return match(at, end, ("date"_w | name[put(out.field)]) >> "is"_w >> negation(out.negated) >>
                            (range | before | after | on));
}

bool read_date_in_list(Cursor& at, const Cursor& end, DateIs& out) {
  return match(at, end, "date is"_w >> negation(out.negated) >> "in list"_w[set(out.kind, DateKind::kInList)] >>
                            text[put(out.list)]);
}

bool read_in_list(Cursor& at, const Cursor& end, InList& out) {
  return match(at, end, -owner[put(out.field.owner)] >> field[put(out.field.name)] >> "is"_w >>
                            negation(out.negated) >> "in list"_w >> texts[put(out.lists)]);
}

bool read_feast(Cursor& at, const Cursor& end, Feast& out) {
  return match(at, end, one_of(kFeasts)[put(out.kind)] >> "is"_w >> one_of(kFeastWhens)[put(out.when)]);
}

bool read_ago(Cursor& at, const Cursor& end, Ago& out) {
  const auto least = "at least"_w[set(out.kind, AgoKind::kAtLeast)];
  const auto most = "at most"_w[set(out.kind, AgoKind::kAtMost)];
  const auto range = "from"_w[set(out.kind, AgoKind::kFromTo)] >> count[put(out.from)] >> "to"_w;
  return match(at, end, ("joining"_w | "last"_w >> happening[put(out.happening)]) >> "was"_w >>
                            (least | most | range) >> length[put(out.length)] >> "ago"_w);
}

bool read_reaches(Cursor& at, const Cursor& end, Reaches& out) {
  return match(at, end, quantity[put(out.operand)] >> "reaches"_w >> bound[put(out.mark)] >>
                            -("and every"_w >> ((number[put(out.every)] >> "after"_w) | (bound[put(out.every)] >> "after"_w))));  // no unit "after"
}

// Only a field has values; what else stands before `is` is compared.
bool read_is_value(Cursor& at, const Cursor& end, Is& out) {
  return match(at, end, quantity[put(out.operand)] >> "is"_w >> values[put(out.what)] >> finish) &&
         out.operand.kind == QuantityKind::kField;
}

bool read_is_compared(Cursor& at, const Cursor& end, Is& out) {
  return match(at, end, quantity[put(out.operand)] >> "is"_w >> compare[put(out.what)]);
}

bool read_shape(Cursor& at, const Cursor& end, ConditionKind& out) {
  return read_as<Belongs, read_belongs>(at, end, out) || read_as<Blocked, read_blocked>(at, end, out) ||
         read_as<WasReferred, read_was_referred>(at, end, out) || read_as<HasThing, read_has_thing>(at, end, out) ||
         read_as<BasketHas, read_basket_has>(at, end, out) || read_as<LadderMoves, read_ladder_moves>(at, end, out) ||
         read_as<WeekdayIs, read_weekday_is>(at, end, out) ||
         read_as<DayOfMonthIs, read_day_of_month_is>(at, end, out) || read_as<TimeIs, read_time_is>(at, end, out) ||
         read_as<DateIs, read_date_in_list>(at, end, out) || read_as<DateIs, read_date_is>(at, end, out) ||
         read_as<InList, read_in_list>(at, end, out) || read_as<Feast, read_feast>(at, end, out) ||
         read_as<Ago, read_ago>(at, end, out) || read_as<Reaches, read_reaches>(at, end, out) ||
         read_as<Is, read_is_value>(at, end, out) || read_as<Is, read_is_compared>(at, end, out);
}

}  // namespace

bool read_condition(Cursor& at, const Cursor& end, Condition& out) {
  const Cursor start = at;
  if (!read_shape(at, end, out.kind)) return false;
  out.span = span_between(start, at);
  return true;
}

}  // namespace setia::dsl
