// The sub-grammars of clauses.md, section 2, that several clauses share. Each group has its own common_*.cpp.
#pragma once

#include "dsl/clause.hpp"
#include "dsl/grammar.hpp"

namespace setia::dsl {

// Defines the parser `name` of a T by the function `read_name`, which its common_*.cpp holds.
#define SETIA_PART(T, name)                              \
  bool read_##name(Cursor& at, const Cursor& end, T& out); \
  inline const Part<T, read_##name> name

// common_words.cpp: parts of one or two words
SETIA_PART(Name, text);
SETIA_PART(Name, name);
SETIA_PART(Name, unit);
SETIA_PART(Name, field);
SETIA_PART(Name, currency);
SETIA_PART(Name, person_name);
SETIA_PART(Decimal, number);
SETIA_PART(std::int64_t, count);  // whole, not negative
SETIA_PART(Percent, percent);
SETIA_PART(Date, date);
SETIA_PART(TimeOfDay, time_of_day);
SETIA_PART(DayMonth, day_month);
SETIA_PART(Instant, instant);
SETIA_PART(Names, texts);  // <text> [or <text>]...

// common_amounts.cpp
SETIA_PART(Amount, money);
SETIA_PART(Amount, units);    // <n> <unit>
SETIA_PART(Amount, amount);   // units, or money
SETIA_PART(Amount, holding);  // units, or money in a wallet
SETIA_PART(Length, length);
SETIA_PART(Calendar, calendar);

// common_quantity.cpp, common_window.cpp
SETIA_PART(What, what);
SETIA_PART(Lines, lines);   // [on <what>] [except <what>]
SETIA_PART(Lines, pieces);  // [of <what>] [except <what>]
SETIA_PART(Window, window);
SETIA_PART(Happening, happening);
SETIA_PART(std::vector<Happening>, happenings);  // <happening> [or <happening>]...
SETIA_PART(Quantity, quantity);

// common_condition.cpp, common_compare.cpp
SETIA_PART(Owner, owner);  // member, referrer
SETIA_PART(Bound, bound);
SETIA_PART(Compare, compare);  // what stands after `is`
SETIA_PART(Values, values);    // the same, as values of a field or levels of a ladder
SETIA_PART(Value, value);
SETIA_PART(Condition, condition);

// common_gives.cpp
SETIA_PART(Per, per);
SETIA_PART(Key, key);
SETIA_PART(std::vector<Key>, keys);
SETIA_PART(Factor, factor);
SETIA_PART(ReceiverKind, receiver);  // [to the member|referrer|household]
SETIA_PART(Apart, apart);            // per line, per item

// common_cap.cpp
SETIA_PART(Cap, cap);

// common_life.cpp
SETIA_PART(Day, day);
SETIA_PART(End, end_of);
SETIA_PART(Edge, edge);
SETIA_PART(Expiry, expiry);
SETIA_PART(LifeSpan, life_span);

// common_when.cpp
SETIA_PART(Schedule, schedule);
SETIA_PART(Trigger, trigger);

// common_goal.cpp
SETIA_PART(Goal, goal);

#undef SETIA_PART

}  // namespace setia::dsl
