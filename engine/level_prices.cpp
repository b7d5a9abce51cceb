// What climbing costs where a ladder starts from zero, and where its status periods begin: both are gathered like what is counted,
// so that a return takes them back with the rise.
#include <algorithm>
#include <map>

#include "engine/status.hpp"

namespace setia::engine {
namespace {

std::int64_t on_day(const MemberState& member, std::uint32_t metric_key, Day day) {
  std::int64_t sum = 0;
  for (const Gathered& cell : member.gathered)
    if (cell.metric_key == metric_key && cell.at == day) sum += cell.value;
  return sum;
}

}  // namespace

// What a clock starts stands apart from what the event of the same record brings about.
Change StatusWatch::gathered_by_levels(MetricId metric, LadderId id, Day day, std::int64_t amount) const {
  Change made = change(ChangeKind::kGathered, id, 0);
  made.index = metric.value;
  if (reader_.event().kind == EventKind::kClock) made.text = ladder(id).rungs.front().level;
  made.window = day;
  made.amount = amount;
  made.count = 1;
  return made;
}

void StatusWatch::pay(LadderId id, const std::vector<Way>& ways, Day day, Counts& counts, const std::vector<Accrual>& accruals, std::vector<Change>& changes) {
  const Ladder& climbed = ladder(id);
  if (!climbed.starts_from_zero) return;
  const Way* const gone = way_gone(ways, counts);
  const Way& way = gone == nullptr ? ways.front() : *gone;  // none: it was reached by what came since
  const std::vector<std::int64_t> own = counts_.own(climbed, accruals, changes);
  for (std::size_t i = 0; i < way.size(); ++i) {
    const std::int64_t price = way[i].value_or(0);
    if (price > 0) take_off(id, i, day, day == reader_.day() ? own[i] : 0, price, changes);
    standing(id).taken_off[i] += price;
  }
  subtract(way, counts);
}

// In a window that rolls, what was counted first pays first: the price leaves the window with it.
void StatusWatch::take_off(LadderId id, std::size_t count, Day day, std::int64_t own, std::int64_t amount, std::vector<Change>& changes) {
  const MetricId towards = ladder(id).towards[count];
  const Reading& reading = program_.readings[program_.slots[ladder(id).counts[count].index()].reading];
  std::map<Day, std::int64_t> left;
  if (reading.window.kind == WindowKind::kInLast) {
    const DayRange days = window_days(reader_.calendar(), reading.window, day, reader_.member());
    const std::uint32_t counted = program_.metrics[reading.metric.index()].key, paid = program_.metrics[towards.index()].key;
    for (const Gathered& cell : reader_.member().gathered)
      if ((cell.metric_key == counted || cell.metric_key == paid) && days.contains(static_cast<Day>(cell.at))) left[static_cast<Day>(cell.at)] += cell.value;
    for (const Change& change : changes)
      if (change.kind == ChangeKind::kGathered && change.index == towards.value) left[static_cast<Day>(change.window)] += static_cast<std::int64_t>(change.amount);
    left[day] += own;
  }
  for (const auto& [at, value] : left) {
    const std::int64_t part = std::min(value, amount);
    if (part <= 0) continue;
    changes.push_back(gathered_by_levels(towards, id, at, -part));
    amount -= part;
  }
  if (amount > 0) changes.push_back(gathered_by_levels(towards, id, day, -amount));
}

// A level is given: its time begins, and what brought it about belongs to the time before. `own`: what the event itself adds on
// that day, by count.
void StatusWatch::begin_period(LadderId id, Day day, const std::vector<std::int64_t>& own, std::vector<Change>& changes) {
  const Ladder& given = ladder(id);
  OnLadder& one = standing(id);
  if (!given.periods || one.period_begun) return;
  one.period_begun = true;
  changes.push_back(gathered_by_levels(*given.periods, id, day, 0));
  if (!given.by_status_period || given.starts_from_zero) return;
  for (std::size_t i = 0; i < given.counts.size(); ++i) {
    const Reading& reading = program_.readings[program_.slots[given.counts[i].index()].reading];
    const MemberState& member = reader_.member();
    const std::int64_t before = on_day(member, program_.metrics[reading.metric.index()].key, day) + on_day(member, program_.metrics[given.towards[i].index()].key, day);
    const std::int64_t until_now = before + (own.empty() ? 0 : own[i]);
    if (until_now != 0) changes.push_back(gathered_by_levels(given.towards[i], id, day, -until_now));
  }
}

void StatusWatch::begin_anew(LadderId id, Day day, std::vector<Change>& changes) {
  OnLadder& one = standing(id);
  if (!ladder(id).periods || one.period_begun) return;
  one.period_begun = true;
  changes.push_back(gathered_by_levels(*ladder(id).periods, id, day, 1));
}

}  // namespace setia::engine
