#include "adapters/used_limits.hpp"

#include <algorithm>
#include <map>

#include "adapters/json_text.hpp"
#include "adapters/shown.hpp"
#include "engine/cycles.hpp"
#include "engine/windows.hpp"
#include "rules/scales.hpp"

namespace setia::adapters {
namespace {

using engine::CapKind;
using engine::CapWindow;
using engine::Limit;

using rules::kMicroDecimals;

const Limit* limit_of(const engine::Program& program, std::uint32_t key) {
  const auto found = std::find_if(program.limits.begin(), program.limits.end(), [&](const Limit& limit) { return limit.key == key; });
  return found == program.limits.end() ? nullptr : &*found;
}

std::string length_text(const engine::Length& length) {
  static constexpr const char* kUnits[] = {"minute", "hour", "day", "working day", "week", "month", "year", "cycle"};
  const std::string unit = kUnits[static_cast<std::size_t>(length.unit)];
  return "any " + std::to_string(length.count) + " " + unit + (length.count == 1 ? "" : "s");
}

bool by_hours(const engine::Length& length) {
  return length.unit == engine::LengthUnit::kMinutes || length.unit == engine::LengthUnit::kHours;
}

// Half open: what happened exactly one length before the clock has left the window [T2].
bool in_any_window(const engine::Program& program, const Limit& limit, const engine::State& state, std::int64_t window) {
  if (by_hours(limit.any)) {
    const std::int64_t seconds = limit.any.count * (limit.any.unit == engine::LengthUnit::kMinutes ? 60 : 3'600);
    return window > state.clock_second - seconds;
  }
  return window > engine::days_back(program.calendar, limit.any, state.clock_program.day);
}

// The window as the dump names it; empty when it does not hold the clock.
std::string window_text(const engine::Program& program, const Limit& limit, const engine::State& state, const engine::MemberState& member,
                        std::int64_t window) {
  switch (limit.window) {
    case CapWindow::kEver:
      return "ever";
    case CapWindow::kAny:
      return in_any_window(program, limit, state, window) ? length_text(limit.any) : std::string();
    case CapWindow::kCalendar: {
      const engine::DayRange range = engine::calendar_window(engine::calendar_of(program, member), limit.calendar, state.clock_program.day);
      return range.first == window ? day_text(range.first) : std::string();
    }
    case CapWindow::kPersonal: {
      const engine::DayRange range = engine::window_days(engine::calendar_of(program, member), limit.own, state.clock_program.day, member);
      return range.first == window ? day_text(range.first) : std::string();
    }
    case CapWindow::kEvent:
      break;
  }
  return {};
}

std::string used_text(const engine::Program& program, const Limit& limit, engine::Wide used) {
  if (limit.kind == CapKind::kTimes) return decimal_text(used, 0);
  if (limit.kind == CapKind::kPieces || limit.kind == CapKind::kUnits) return units_text(used);
  const int decimals = program.currency_decimals + (limit.kind == CapKind::kMoney ? kMicroDecimals : 0);
  return decimal_text(used, decimals);
}

}  // namespace

std::vector<std::string> used_lines(const engine::Versions& versions, const engine::Symbols& symbols, const engine::State& state,
                                    const engine::MemberState& member, const std::string& scope) {
  const std::vector<engine::Usage>& usage = &member == &state.members.front() ? state.usage : member.usage;
  const engine::Program& program = versions.at(versions.latest()).program;
  struct Line {
    const Limit* limit;
    engine::Wide used;
  };
  std::map<std::string, Line> lines;  // what stands before the amount
  for (const engine::Usage& one : usage) {
    const Limit* limit = limit_of(program, one.limit_key);
    if (limit == nullptr) continue;
    const std::string window = window_text(program, *limit, state, member, one.window);
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
