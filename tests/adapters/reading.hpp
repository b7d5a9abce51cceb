// Reads events from text in tests: settings of a small program, and files that vanish with the test.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "adapters/event_reader.hpp"
#include "adapters/zones.hpp"

namespace setia::adapters::testing {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "setia-test-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file.string();
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// What was read of one event, kept beyond the next().
struct Read {
  ParsedEvent parsed;
  std::optional<Rejected> rejected;
  std::int64_t line = 0;
  std::string text;
};

struct ReadingWorld {
  SystemZones zones;
  engine::Symbols symbols;
  TemporaryFolder folder;
  ReaderSettings settings;

  ReadingWorld() {
    settings.currency = "IDR";
    settings.zone = "Asia/Jakarta";
    settings.store_zones = {{"DPS-01", "Asia/Makassar"}};
    settings.source = "till-7";
    settings.zones = &zones;
    settings.symbols = &symbols;
  }

  std::vector<Read> read_file(const std::string& path) {
    auto reader = open_events(path, settings);
    std::vector<Read> all;
    Reading reading;
    while (reader.value()->next(reading).value()) {
      all.push_back({reading.parsed, reading.rejected, reading.line, std::string(reading.text)});
    }
    return all;
  }
  std::vector<Read> json(const std::string& text) { return read_file(folder.write("events.ndjson", text)); }
  std::vector<Read> csv(const std::string& text) { return read_file(folder.write("events.csv", text)); }

  Rejected rejected(const std::string& json) {
    const Reading reading = read_event(json, settings);
    return reading.rejected.value_or(Rejected{});
  }
  ParsedEvent parsed(const std::string& json) {
    Reading reading = read_event(json, settings);
    if (reading.rejected) throw std::runtime_error(reading.rejected->field + ": " + reading.rejected->what);
    return std::move(reading.parsed);
  }
};

// A purchase with the given members of JSON added; `{"id":"e1","type":"purchase","at":…,  <more>}`.
inline std::string purchase(const std::string& more) {
  return R"({"id":"e1","type":"purchase","at":"2027-01-09T10:15:00+07:00","member":"M001",)" + more + "}";
}
inline std::string one_line(const std::string& line) { return purchase(R"("lines":[{)" + line + "}]"); }

}  // namespace setia::adapters::testing
