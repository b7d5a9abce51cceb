#include "engine/level_counts.hpp"

#include <algorithm>

namespace setia::engine {
namespace {

const std::vector<SlotId>& slots_of(const Ladder& ladder, CountFor which) {
  return which == CountFor::kClimbing || ladder.kept_by.empty() ? ladder.counts : ladder.kept_by;
}

}  // namespace

const Reading* LevelCounts::reading_of(SlotId slot) const {
  const Slot& read = program_.slots[slot.index()];
  return read.kind == SlotKind::kReading ? &program_.readings[read.reading] : nullptr;
}

void LevelCounts::add_carried(const Ladder& ladder, Day day, const OwnCounts& own, Counts& counts) const {
  if (ladder.carried.empty()) return;
  const std::vector<std::int64_t> brought = carried(ladder, program_, reader_.member(), day, own);
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = counts[i].value_or(0) + brought[i];
}

std::int64_t LevelCounts::value_after(SlotId slot, const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  return is_known_after(program_, slot) ? follow_ups_.value_after(slot, accruals, changes) : reader_.read(slot).value;
}

Counts LevelCounts::before(const Ladder& ladder, CountFor which) {
  Counts counts;
  for (const SlotId slot : slots_of(ladder, which)) {
    const SlotReading& reading = reader_.read(slot);
    counts.push_back(reading.status == SlotStatus::kPresent ? std::optional(reading.before) : std::nullopt);
  }
  add_carried(ladder, reader_.day(), {}, counts);
  return counts;
}

Counts LevelCounts::after(const Ladder& ladder, const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  if (keeps_nothing()) return before(ladder);
  Counts counts;
  for (const SlotId slot : ladder.counts)
    counts.push_back(reader_.read(slot).status == SlotStatus::kPresent ? std::optional(value_after(slot, accruals, changes)) : std::nullopt);
  add_carried(ladder, reader_.day(), {}, counts);
  return counts;
}

Counts LevelCounts::on(const Ladder& ladder, Day day, CountFor which) {
  Counts counts;
  for (const SlotId slot : slots_of(ladder, which)) {
    const Reading* const counted = reading_of(slot);
    if (counted == nullptr) {
      const SlotReading& reading = reader_.read(slot);
      counts.push_back(reading.status == SlotStatus::kPresent ? std::optional(reading.value) : std::nullopt);
      continue;
    }
    std::int64_t value = 0;
    if (!read_window(program_, *counted, {day, std::int64_t{day} * kDaySeconds}, reader_.member(), {}, value)) reader_.mark_overflow();
    counts.emplace_back(value);
  }
  add_carried(ladder, day, {}, counts);
  return counts;
}

std::vector<std::int64_t> LevelCounts::own(const Ladder& ladder, const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  std::vector<std::int64_t> amounts(ladder.counts.size(), 0);
  for (std::size_t i = 0; i < amounts.size() && !keeps_nothing(); ++i) {
    const SlotReading& reading = reader_.read(ladder.counts[i]);
    if (reading.status == SlotStatus::kPresent) amounts[i] = value_after(ladder.counts[i], accruals, changes) - reading.before;
  }
  return amounts;
}

Counts LevelCounts::on_with_own(const Ladder& ladder, Day day, const std::vector<Accrual>& accruals, const std::vector<Change>& changes) {
  Counts then;
  const OwnCounts mine{reader_.day(), own(ladder, accruals, changes)};
  for (std::size_t i = 0; i < ladder.counts.size(); ++i) {
    const Reading* const counted = reading_of(ladder.counts[i]);
    if (counted == nullptr) {
      const SlotReading& reading = reader_.read(ladder.counts[i]);
      then.push_back(reading.status == SlotStatus::kPresent ? std::optional(reading.value) : std::nullopt);
      continue;
    }
    std::int64_t value = 0;
    if (!read_window(program_, *counted, {day, std::int64_t{day} * kDaySeconds}, reader_.member(), {}, value)) reader_.mark_overflow();
    const Span window = span_of(reader_.calendar(), counted->window, {day, std::int64_t{day} * kDaySeconds}, reader_.member());
    const bool holds_both = !is_by_hours(counted->window) && window.first <= reader_.day() && reader_.day() <= window.last;
    then.emplace_back(holds_both ? value + mine.amounts[i] : value);
  }
  add_carried(ladder, day, mine, then);
  return then;
}

std::vector<Day> LevelCounts::days_since(const Ladder& ladder, Day first) const {
  std::vector<Day> days{first};
  for (const SlotId slot : ladder.counts) {
    const Reading* const counted = reading_of(slot);
    if (counted == nullptr) continue;
    const Metric& metric = program_.metrics[counted->metric.index()];
    for (const Gathered& cell : reader_.member().gathered) {
      const auto day = static_cast<Day>(metric.by_instant ? cell.at / kDaySeconds : cell.at);
      if (cell.metric_key == metric.key && day > first) days.push_back(day);
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

}  // namespace setia::engine
