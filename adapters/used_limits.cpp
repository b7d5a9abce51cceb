#include "adapters/used_limits.hpp"

#include <algorithm>
#include <map>

#include "adapters/json_text.hpp"
#include "adapters/shown.hpp"

namespace setia::adapters {
namespace {

using engine::CapKind;
using engine::CapWindow;
using engine::Limit;

constexpr int kMicroDecimals = 6;

const Limit* limit_of(const engine::Program& program, std::uint32_t key) {
  const auto found = std::find_if(program.limits.begin(), program.limits.end(), [&](const Limit& limit) { return limit.key == key; });
  return found == program.limits.end() ? nullptr : &*found;
}

std::string length_text(const engine::Length& length) {
  static constexpr const char* kUnits[] = {"minute", "hour", "day", "working day", "week", "month", "year", "cycle"};
  const std::string unit = kUnits[static_cast<std::size_t>(length.unit)];
  return "any " + std::to_string(length.count) + " " + unit + (length.count == 1 ? "" : "s");
}

std::int64_t fixed_seconds(const engine::Length& length) {
  switch (length.unit) {
    case engine::LengthUnit::kMinutes: return length.count * 60;
    case engine::LengthUnit::kHours: return length.count * 3'600;
    default: return 0;
  }
}

// Half open: what happened exactly one length before the clock has left the window [T2].
bool in_any_window(const Limit& limit, const engine::State& state, std::int64_t window) {
  const std::int64_t seconds = fixed_seconds(limit.any);
  if (seconds > 0) return window > state.clock_second - seconds;
  const engine::Day today = state.clock_program.day;
  std::int64_t first = today;
  if (limit.any.unit == engine::LengthUnit::kDays) first = today - limit.any.count + 1;
  if (limit.any.unit == engine::LengthUnit::kWeeks) first = today - limit.any.count * 7 + 1;
  if (limit.any.unit == engine::LengthUnit::kMonths) first = engine::add_months(today, -limit.any.count) + 1;
  if (limit.any.unit == engine::LengthUnit::kYears) first = engine::add_months(today, -limit.any.count * 12) + 1;
  return window >= first;
}

// The window as the dump names it; empty when it does not hold the clock.
std::string window_text(const engine::Program& program, const Limit& limit, const engine::State& state, std::int64_t window) {
  switch (limit.window) {
    case CapWindow::kEver: return "ever";
    case CapWindow::kAny: return in_any_window(limit, state, window) ? length_text(limit.any) : std::string();
    case CapWindow::kCalendar: {
      const engine::DayRange range = engine::calendar_window(program.calendar, limit.calendar, state.clock_program.day);
      return range.first == window ? day_text(range.first) : std::string();
    }
    case CapWindow::kEvent: break;
  }
  return {};
}

bool through_worth(const engine::Program& program, const Limit& limit) {
  return limit.kind == CapKind::kMoney &&
         std::any_of(program.units.begin(), program.units.end(), [](const engine::Unit& unit) { return unit.worth.has_value(); });
}

std::string used_text(const engine::Program& program, const Limit& limit, engine::Wide used) {
  if (limit.kind == CapKind::kTimes) return decimal_text(used, 0);
  if (limit.kind == CapKind::kPieces || limit.kind == CapKind::kUnits) return units_text(used);
  const int decimals = program.currency_decimals + (through_worth(program, limit) ? kMicroDecimals : 0);
  return decimal_text(used, decimals);
}

}  // namespace

std::vector<std::string> used_lines(const engine::Versions& versions, const engine::Symbols& symbols, const engine::State& state,
                                    const std::vector<engine::Usage>& usage, const std::string& scope) {
  const engine::Program& program = versions.at(versions.latest()).program;
  struct Line {
    const Limit* limit;
    engine::Wide used;
  };
  std::map<std::string, Line> lines;  // what stands before the amount
  for (const engine::Usage& one : usage) {
    const Limit* limit = limit_of(program, one.limit_key);
    if (limit == nullptr) continue;
    const std::string window = window_text(program, *limit, state, one.window);
    if (window.empty()) continue;
    const std::string_view text = symbols.text(one.scope);
    const std::string of = text.empty() ? scope : scope + " " + json_text(text);
    lines.try_emplace("used " + of + " " + json_text(limit->name) + " " + window, Line{limit, 0}).first->second.used += one.used;
  }
  std::vector<std::string> written;
  for (const auto& [before, line] : lines) {
    if (line.used != 0) written.push_back(before + " " + used_text(program, *line.limit, line.used));
  }
  return written;
}

}  // namespace setia::adapters
