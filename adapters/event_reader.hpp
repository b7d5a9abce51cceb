// Events as the world sends them, one by one: each is either parsed whole or rejected with a reason, and nothing of a
// rejected one is kept.
//
// Readers know the format and the zones; they know neither members nor rules. A reader never fails because of what an
// event holds: bad bytes reject that event and the next one is read. Only a device that stops answering is a Failure.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/event.hpp"
#include "engine/ports.hpp"
#include "engine/result.hpp"
#include "engine/symbols.hpp"

namespace setia::adapters {

// An event with its stamp, but for what the door alone knows: `received_second` is 0, `member` and `other` are nobody.
struct ParsedEvent {
  engine::Event event;
  std::string member;              // external id; empty: none
  std::string other;               // external id of `referrer`, `to` or `other`; empty: none
  std::vector<std::string> notes;  // what was mended, for the log: a local time that does not exist or comes twice [T1]
};

struct Rejected {
  std::string file;      // as given on the command line; "-" is standard input
  std::int64_t line = 0; // where the event begins; from 1
  std::string id;        // when it could be read
  std::string field;     // `lines[2].amount`; empty when the whole event is wrong
  std::string what;      // one sentence: what is wrong
  std::string remedy;    // one sentence: what would be right
};

// One event of the input. Filled anew by every call of next(), so that its vectors keep their room.
struct Reading {
  ParsedEvent parsed;                // meaningful only when nothing was rejected
  std::optional<Rejected> rejected;
  std::int64_t line = 0;             // where the event begins; from 1
  std::string_view text;             // the event as it stood in the file, until the next call; empty when over kMaxEventBytes
};

inline constexpr std::size_t kMaxEventBytes = 1 << 20;  // a longer line is skipped unparsed
inline constexpr int kMaxEventDepth = 32;
inline constexpr std::size_t kMaxEventLines = 1000;
inline constexpr std::size_t kMaxNumberCharacters = 40;

// What `csv:` of program.yaml says. `columns`: our heading -> theirs.
struct CsvSettings {
  std::string zone;    // of times without an offset; empty: none said
  std::string source;
  std::map<std::string, std::string> columns;
};

// What a reader must be told. `zones` and `symbols` outlive it.
struct ReaderSettings {
  std::string currency;                             // of the program: what an event without `currency` is in
  std::string zone;                                 // of the program
  std::map<std::string, std::string, std::less<>> store_zones;   // store id -> zone
  std::string source;                               // of events that name none (--source); empty: CsvSettings::source for CSV
  CsvSettings csv;
  const engine::Zones* zones = nullptr;
  engine::Symbols* symbols = nullptr;
};

class EventReader {
 public:
  virtual ~EventReader() = default;
  // False at the end of the input; `reading` is then untouched.
  virtual engine::Result<bool> next(Reading& reading) = 0;
  virtual std::int64_t bytes_read() const = 0;
};

// Opens a file as CSV when its name ends in `.csv`, else as one JSON object a line; "-" is standard input (JSON).
// kNotFound when there is no such file, kUnreadable when it is a directory or its CSV heading cannot be understood.
engine::Result<std::unique_ptr<EventReader>> open_events(const std::string& path, const ReaderSettings& settings);

// One event from one line of JSON, as `quote` and the HTTP API need it.
Reading read_event(std::string_view json, const ReaderSettings& settings);

}  // namespace setia::adapters
