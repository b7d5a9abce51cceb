// Lines of a basket, windows of history, and what can happen to a member.
#include "dsl/clauses/common.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<CalendarKind> kFullPeriods[] = {{"weeks", CalendarKind::kWeek},
                                                   {"months", CalendarKind::kMonth},
                                                   {"quarters", CalendarKind::kQuarter},
                                                   {"years", CalendarKind::kYear},
                                                   {"cycles", CalendarKind::kCycle}};

constexpr Spelling<HappeningKind> kHappenings[] = {{"purchase", HappeningKind::kPurchase},
                                                   {"earning", HappeningKind::kEarning},
                                                   {"redemption", HappeningKind::kRedemption},
                                                   {"status change", HappeningKind::kStatusChange}};

bool read_lines_after(std::string_view word, Cursor& at, const Cursor& end, Lines& out) {
  return match(at, end, -(Phrase(word) >> what[put(out.on)]) >> -("except"_w >> what[put(out.except)]), out.span);
}

}  // namespace

bool read_what(Cursor& at, const Cursor& end, What& out) {
  return match(at, end, one_of(kWhats)[put(out.kind)] >> texts[put(out.names)], out.span);
}

bool read_lines(Cursor& at, const Cursor& end, Lines& out) { return read_lines_after("on", at, end, out); }

bool read_pieces(Cursor& at, const Cursor& end, Lines& out) { return read_lines_after("of", at, end, out); }

bool read_window(Cursor& at, const Cursor& end, Window& out) {
  const auto kind = [&out](WindowKind window_kind) { return set(out.kind, window_kind); };
  const auto of_calendar = ("this"_w[kind(WindowKind::kThis)] | "last"_w[kind(WindowKind::kLast)]) >>
                           calendar[put(out.calendar)];
  const auto full = "in the last"_w[kind(WindowKind::kInLastFull)] >> count[put(out.length.count)] >> "full"_w >>
                    one_of(kFullPeriods)[put(out.calendar.kind)];
  const auto rolling = "in the last"_w[kind(WindowKind::kInLast)] >> length[put(out.length)];
  const auto after_joining = "in the first"_w[kind(WindowKind::kAfterJoining)] >> length[put(out.length)] >>
                             "after joining"_w >> -("club"_w >> text[put(out.club)]);
  const auto since = "since"_w >> (date[put(out.from)] >> x3::eps[kind(WindowKind::kSince)] |
                                   "joining"_w[kind(WindowKind::kSinceJoining)]);
  const auto until = "until"_w[kind(WindowKind::kUntil)] >> date[put(out.until)];
  const auto between = "from"_w[kind(WindowKind::kFromUntil)] >> date[put(out.from)] >> "until"_w >>
                       date[put(out.until)];
  const auto ever = "ever"_w[kind(WindowKind::kEver)];
  return match(at, end, of_calendar | full | rolling | after_joining | since | until | between | ever, out.span);
}

bool read_happening(Cursor& at, const Cursor& end, Happening& out) {
  const auto activity = "activity"_w[set(out.kind, HappeningKind::kActivity)] >> -texts[put(out.activities)];
  return match(at, end, activity | one_of(kHappenings)[put(out.kind)], out.span);
}

bool read_happenings(Cursor& at, const Cursor& end, std::vector<Happening>& out) {
  return match(at, end, happening[append(out)] % "or"_w);
}

}  // namespace setia::dsl
