#include "adapters/event_time.hpp"

#include <date/date.h>

#include "adapters/zones.hpp"

namespace setia::adapters {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr int kMaxOffsetMinutes = 18 * 60;

struct Written {
  engine::CivilTime civil;
  int second = 0;
  std::optional<std::int32_t> offset_second;
};

[[noreturn]] void refuse_time(std::string_view at, const std::string& what) {
  throw DraftRefusal{"at", "\"" + std::string(at) + "\" " + what + ".", "Write it like 2027-01-09T10:15:00+07:00."};
}

// Takes exactly `count` digits off the front; -1 when they are not there.
int take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count) return -1;
  int number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, char character) {
  if (!text.starts_with(character)) return false;
  text.remove_prefix(1);
  return true;
}

// Fractions of a second are cut (interfaces.md).
bool skip_fraction(std::string_view& text) {
  if (!take(text, '.') && !take(text, ',')) return true;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  text.remove_prefix(digits);
  return digits > 0;
}

// `Z`, `+07:00`, `+0700` or `+07`, up to the end of the text.
std::optional<std::int32_t> read_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  const bool negative = text.starts_with('-');
  if (!negative && !text.starts_with('+')) return std::nullopt;
  text.remove_prefix(1);
  const int hours = take_number(text, 2);
  int minutes = 0;
  if (!text.empty()) {
    take(text, ':');
    minutes = take_number(text, 2);
  }
  if (hours < 0 || minutes < 0 || minutes > 59 || !text.empty() || hours * 60 + minutes > kMaxOffsetMinutes) return std::nullopt;
  const std::int32_t seconds = (hours * 60 + minutes) * 60;
  return negative ? -seconds : seconds;
}

Written read_written(std::string_view at) {
  std::string_view text = at;
  const int year = take_number(text, 4);
  const bool dash = take(text, '-');
  const int month = take_number(text, 2);
  const bool second_dash = take(text, '-');
  const int day = take_number(text, 2);
  if (year < 1 || month < 0 || day < 0 || !dash || !second_dash) refuse_time(at, "is not a time I can read");
  const date::year_month_day date{date::year{year}, date::month{static_cast<unsigned>(month)}, date::day{static_cast<unsigned>(day)}};
  if (!date.ok()) refuse_time(at, "names a day that does not exist");
  if (!take(text, 'T') && !take(text, ' ')) refuse_time(at, "has no time of day");
  const int hour = take_number(text, 2);
  const bool colon = take(text, ':');
  const int minute = take_number(text, 2);
  Written written;
  if (take(text, ':')) written.second = take_number(text, 2);
  if (!colon || hour < 0 || minute < 0 || written.second < 0 || !skip_fraction(text)) refuse_time(at, "is not a time I can read");
  if (hour > 23 || minute > 59 || written.second > 59) refuse_time(at, "names a time of day that does not exist");
  if (!text.empty()) {
    written.offset_second = read_offset(text);
    if (!written.offset_second) refuse_time(at, "has an offset I cannot read");
  }
  written.civil.day = static_cast<engine::Day>(date::sys_days{date}.time_since_epoch().count());
  written.civil.minute = static_cast<engine::Minute>(hour * 60 + minute);
  return written;
}

void note_odd_time(std::string_view at, std::string_view zone, const Written& written, ParsedEvent& parsed) {
  switch (how_often(zone, written.civil, written.second)) {
    case Happens::kOnce: return;
    case Happens::kTwice:
      parsed.notes.push_back("\"" + std::string(at) + "\" comes twice in " + std::string(zone) + "; I take the first.");
      return;
    case Happens::kNever:
      parsed.notes.push_back("\"" + std::string(at) + "\" does not exist in " + std::string(zone) + "; I move it forward.");
      return;
  }
}

}  // namespace

void stamp_time(std::string_view at, std::string_view store, std::string_view zone, const ReaderSettings& settings, ParsedEvent& parsed) {
  const auto of_store = settings.store_zones.find(store);
  const bool store_has_zone = of_store != settings.store_zones.end();
  const std::string_view own_zone = store_has_zone ? std::string_view(of_store->second) : zone;
  const Written written = read_written(at);
  engine::Stamp& stamp = parsed.event.stamp;
  if (written.offset_second) {
    stamp.offset_second = *written.offset_second;
    stamp.instant_second = written.civil.day * kSecondsPerDay + written.civil.minute * 60 + written.second - stamp.offset_second;
  } else {
    if (own_zone.empty()) {
      throw DraftRefusal{"at", "\"" + std::string(at) + "\" has no offset, and I do not know the zone of the store.",
                    "Write an offset as in 2027-01-09T10:15:00+07:00, or give the store a zone under \"stores\" in program.yaml."};
    }
    note_odd_time(at, own_zone, written, parsed);
    stamp.instant_second = settings.zones->instant(own_zone, written.civil, written.second);
    stamp.offset_second = settings.zones->offset_seconds(own_zone, stamp.instant_second);
  }
  stamp.program = settings.zones->local(settings.zone, stamp.instant_second);
  stamp.local = store_has_zone ? settings.zones->local(of_store->second, stamp.instant_second) : stamp.program;
}

}  // namespace setia::adapters
