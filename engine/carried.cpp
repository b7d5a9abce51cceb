#include "engine/carried.hpp"

#include <algorithm>

#include "engine/cycles.hpp"
#include "engine/windows.hpp"

namespace setia::engine {
namespace {

class Carrying {
 public:
  Carrying(const Ladder& ladder, const Program& program, const MemberState& member, const OwnCounts& own)
      : ladder_(ladder), program_(program), member_(member), own_(own), calendar_(calendar_of(program, member)) {}

  std::vector<std::int64_t> into(Day day) const {
    const Window& window = reading_of(ladder_.counts[ladder_.carried.front().count]).window;
    const Day begins = first_counted();
    std::vector<Day> ends;  // of the windows before, latest first
    for (Day first = window_days(calendar_, window, day, member_).first; first != kAlways && first > begins;
         first = window_days(calendar_, window, ends.back(), member_).first)
      ends.push_back(first - 1);
    std::vector<std::int64_t> surplus(ladder_.counts.size(), 0);
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) surplus = surplus_of(*end, surplus);
    return surplus;
  }

 private:
  const Reading& reading_of(SlotId slot) const { return program_.readings[program_.slots[slot.index()].reading]; }

  // Before that day every window is empty.
  Day first_counted() const {
    Day first = own_.amounts.empty() ? kNever : own_.day;
    for (const SlotId slot : ladder_.counts) {
      const std::uint32_t key = program_.metrics[reading_of(slot).metric.index()].key;
      const auto cell = std::find_if(member_.gathered.begin(), member_.gathered.end(), [&](const Gathered& one) { return one.metric_key == key; });
      if (cell != member_.gathered.end()) first = std::min(first, static_cast<Day>(cell->at));
    }
    return first;
  }

  std::int64_t read(const Reading& reading, std::size_t count, Day day) const {
    std::vector<OwnPart> own;
    if (!own_.amounts.empty() && window_days(calendar_, reading.window, day, member_).contains(own_.day)) own.push_back({SymbolId{}, own_.amounts[count]});
    std::int64_t value = 0;
    read_window(program_, reading, {day, std::int64_t{day} * kDaySeconds}, member_, own, value);
    return value;
  }

  // A level that was paid for has its price taken off the count already.
  bool is_paid_for(std::size_t count, Day end) const {
    if (!ladder_.starts_from_zero || ladder_.by_status_period) return false;
    Reading paid;
    paid.metric = ladder_.towards[count];
    paid.window = reading_of(ladder_.counts[count]).window;
    std::int64_t value = 0;
    read_window(program_, paid, {end, std::int64_t{end} * kDaySeconds}, member_, {}, value);
    return value != 0;
  }

  std::vector<std::int64_t> surplus_of(Day end, const std::vector<std::int64_t>& brought) const {
    const std::vector<SlotId>& slots = ladder_.kept_by.empty() ? ladder_.counts : ladder_.kept_by;
    Counts counts;
    for (std::size_t i = 0; i < slots.size(); ++i) counts.emplace_back(read(reading_of(slots[i]), i, end) + brought[i]);
    std::size_t top = 0;
    for (std::size_t rank = 1; rank <= ladder_.rungs.size(); ++rank)
      if (is_gone(terms_on(ladder_.rungs[rank - 1], end).ways, counts)) top = rank;
    std::vector<std::int64_t> surplus(counts.size(), 0);
    for (const Surplus& one : ladder_.carried) {
      const std::int64_t above = is_paid_for(one.count, end) ? *counts[one.count] : above_level(top, one.count, *counts[one.count], end);
      surplus[one.count] = std::max<std::int64_t>(0, one.most ? std::min(above, *one.most) : above);
    }
    return surplus;
  }

  // Above the highest threshold that it passed on the way to the level; who reached none has no surplus.
  std::int64_t above_level(std::size_t top, std::size_t count, std::int64_t value, Day end) const {
    std::int64_t threshold = 0;
    for (std::size_t rank = 1; rank <= top; ++rank) {
      for (const Way& way : terms_on(ladder_.rungs[rank - 1], end).ways)
        if (way[count] && *way[count] <= value) threshold = std::max(threshold, *way[count]);
    }
    return threshold == 0 ? 0 : value - threshold;
  }

  const Ladder& ladder_;
  const Program& program_;
  const MemberState& member_;
  const OwnCounts& own_;
  CalendarRules calendar_;
};

}  // namespace

std::vector<std::int64_t> carried(const Ladder& ladder, const Program& program, const MemberState& member, Day day, const OwnCounts& own) {
  if (ladder.carried.empty()) return std::vector<std::int64_t>(ladder.counts.size(), 0);
  return Carrying(ladder, program, member, own).into(day);
}

}  // namespace setia::engine
