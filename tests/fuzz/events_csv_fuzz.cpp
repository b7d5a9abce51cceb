// Any bytes as a file of CSV: every event is read whole or rejected with a reason, and the reader comes to an end.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "adapters/events_csv.hpp"
#include "tests/rules/fixed_zones.hpp"

using namespace setia;

namespace {

// A file that holds the bytes and is gone with the object.
class MemoryFile {
 public:
  MemoryFile(const std::uint8_t* data, std::size_t size) : descriptor_(memfd_create("events.csv", 0)) {
    if (descriptor_ < 0 || write(descriptor_, data, size) != static_cast<ssize_t>(size)) std::abort();
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const tests::FixedZones zones;
  engine::Symbols symbols;
  adapters::ReaderSettings settings;
  settings.currency = "EUR";
  settings.zone = settings.csv.zone = "Europe/Paris";
  settings.zones = &zones;
  settings.symbols = &symbols;
  const MemoryFile file(data, size);
  auto lines = adapters::LineSource::open(file.path());
  if (!lines) std::abort();
  auto reader = adapters::CsvEventReader::open(std::move(lines.value()), settings);
  if (!reader) return 0;
  adapters::Reading reading;
  while (true) {
    const auto more = reader.value()->next(reading);
    if (!more || !more.value()) return 0;
    if (reading.rejected && reading.rejected->what.empty()) std::abort();
  }
}
