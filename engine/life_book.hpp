// The last valid day of what is earned on one day, where the day alone decides it: worked out once for all events of that day.
#pragma once

#include "engine/clauses.hpp"
#include "engine/day_book.hpp"
#include "engine/length.hpp"

namespace setia::engine {

class LifeBook {
 public:
  // Lives are known by where they stand while one event is booked, and by what they say after it.
  void begin_event() { life_ = nullptr; }

  // True of a life that was asked for last in this event.
  bool knows(const Life& life) const { return &life == life_; }

  // True of a life with one clause that counts from the day of earning, by a calendar that all members share.
  static bool is_of_day(const Life& life) {
    if (life.never || life.pending.any || life.expiries.size() != 1) return false;
    const Expiry& clause = life.expiries.front();
    const bool by_length = clause.kind == ExpiryKind::kAfter && clause.since == Since::kEarning && clause.length.unit != LengthUnit::kCycles;
    const bool by_calendar = clause.kind == ExpiryKind::kEndOfCalendar;
    const bool of_calendar = clause.edge == Edge::kNone || clause.edge == Edge::kCalendarEnd || clause.edge == Edge::kNextYearly;
    return (by_length || by_calendar) && of_calendar && clause.calendar != CalendarUnit::kCycle;
  }

  // Of such a life; `work_out` is asked for a day that is not known.
  template <class WorkOut>
  Day last_valid(const Life& life, const CalendarRules& calendar, Day earned, WorkOut work_out) {
    if (&life == life_ && earned == earned_) return last_valid_;
    const Expiry& clause = life.expiries.front();
    if (earned != earned_ || !is_same(calendar, calendar_) || !says_same(clause)) {
      kind_ = clause.kind;
      length_ = clause.length;
      month_ = clause.month;
      day_ = clause.day;
      unit_ = clause.calendar;
      next_ = clause.next;
      edge_ = clause.edge;
      calendar_ = calendar;
      earned_ = earned;
      last_valid_ = work_out();
    }
    life_ = &life;
    return last_valid_;
  }

 private:
  bool says_same(const Expiry& clause) const {
    return clause.kind == kind_ && clause.length == length_ && clause.month == month_ && clause.day == day_ && clause.calendar == unit_ && clause.next == next_ &&
           clause.edge == edge_;
  }

  const Life* life_ = nullptr;
  ExpiryKind kind_ = ExpiryKind::kOnDate;  // of no such life
  Length length_;
  int month_ = 0, day_ = 0;
  CalendarUnit unit_ = CalendarUnit::kMonth;
  bool next_ = false;
  Edge edge_ = Edge::kNone;
  CalendarRules calendar_;
  Day earned_ = 0;
  Day last_valid_ = kNever;
};

}  // namespace setia::engine
