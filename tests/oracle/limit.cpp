#include "tests/oracle/limit.hpp"

#include <algorithm>

namespace setia::oracle {
namespace {

// One use of a cap in the past, for the scope of the event being judged.
struct Counted {
  engine::Day day = 0;
  std::int64_t second = 0;
  Exact amount;
};

std::vector<Counted> counted_against(const Judging& judging, const History& history, const rules::CapPlan& cap) {
  std::vector<Counted> all;
  const std::string scope = scope_text(judging, cap);
  for (const Past& past : history.past()) {
    if (cap.scope == engine::CapScope::kMember && past.event.member != judging.event.member) continue;
    for (const Use& use : past.uses)
      if (use.cap == &cap && use.scope == scope) all.push_back({past.day, past.event.stamp.instant_second, use.amount});
  }
  return all;
}

bool counts_hours(const engine::Length& length) {
  return length.unit == engine::LengthUnit::kHours || length.unit == engine::LengthUnit::kMinutes;
}

std::int64_t size_of(const engine::Length& length) {
  switch (length.unit) {
    case engine::LengthUnit::kHours: return length.count * 3600;
    case engine::LengthUnit::kMinutes: return length.count * 60;
    case engine::LengthUnit::kWeeks: return length.count * 7;
    default: return length.count;
  }
}

// The most that any window of the length holds which contains the event: it begins with a use, or with the event [L1].
Exact most_in_any(const Judging& judging, const engine::Length& length, const std::vector<Counted>& all) {
  const bool hours = counts_hours(length);
  const auto place = [&](const Counted& one) { return hours ? one.second : std::int64_t{one.day}; };
  const std::int64_t at = hours ? judging.event.stamp.instant_second : std::int64_t{judging.day};
  const std::int64_t size = size_of(length);
  std::vector<std::int64_t> starts{at};
  for (const Counted& one : all)
    if (place(one) <= at && place(one) > at - size) starts.push_back(place(one));
  Exact most = 0;
  for (const std::int64_t start : starts) {
    Exact used = 0;
    for (const Counted& one : all)
      if (place(one) >= start && place(one) < start + size) used += one.amount;
    most = std::max(most, used);
  }
  return most;
}

// The stretch of a named period that holds the day; nothing is counted outside all stretches.
std::optional<engine::DayRange> stretch_of(const rules::PeriodPlan& period, engine::Day day) {
  for (const auto& [from, until] : period.stretches)
    if (engine::DayRange{from.day, until.day}.contains(day)) return engine::DayRange{from.day, until.day};
  return std::nullopt;
}

std::optional<engine::DayRange> window_of(const Judging& judging, const rules::CapPlan& cap) {
  if (cap.window != engine::CapWindow::kCalendar) return engine::DayRange{};
  if (cap.period) return stretch_of(judging.history.plan().periods[cap.period->index], judging.day);
  return engine::calendar_window(judging.history.plan().calendar, cap.calendar, judging.day);
}

}  // namespace

bool counts_now(const Judging& judging, const engine::CivilTime& from, const engine::CivilTime& until) {
  const engine::CivilTime now{judging.day, judging.minute};
  return from <= now && now <= until;
}

bool is_kept(const rules::CapPlan& cap) { return cap.window != engine::CapWindow::kEvent; }

namespace {

Exact free_beside(const Judging& judging, const History& history, const rules::CapPlan& cap) {
  const Exact most = cap.kind == engine::CapKind::kMoney ? Exact(cap.most) * 1'000'000 : Exact(cap.most);
  if (!is_kept(cap)) return most;
  const std::vector<Counted> all = counted_against(judging, history, cap);
  Exact used = 0;
  if (cap.window == engine::CapWindow::kAny) {
    used = most_in_any(judging, cap.any, all);
  } else if (const auto days = window_of(judging, cap)) {
    for (const Counted& one : all) used += days->contains(one.day) ? one.amount : Exact(0);
  }
  return std::max(Exact(most - used), Exact(0));
}

}  // namespace

// Of a receipt judged again: never more than was free with the sale [R2].
Exact free_of(const Judging& judging, const rules::CapPlan& cap) {
  const Exact then = free_beside(judging, judging.history, cap);
  return judging.now == nullptr ? then : std::min(then, free_beside(judging, *judging.now, cap));
}

std::string scope_text(const Judging& judging, const rules::CapPlan& cap) {
  Texts texts;
  if (cap.scope == engine::CapScope::kStore) texts = texts_of_event(judging, rules::BuiltIn::kStore);
  if (cap.scope == engine::CapScope::kPaymentCard) texts = texts_of_event(judging, rules::BuiltIn::kPaymentCard);
  if (cap.scope == engine::CapScope::kField) texts = texts_of_event(judging, cap.field);
  return texts.empty() ? std::string() : texts.front();
}

}  // namespace setia::oracle
