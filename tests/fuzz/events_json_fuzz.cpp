// Any bytes as one event of JSON: read whole or rejected with a reason.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "adapters/event_reader.hpp"
#include "adapters/line_source.hpp"
#include "tests/rules/fixed_zones.hpp"

using namespace setia;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const tests::FixedZones zones;
  engine::Symbols symbols;
  adapters::ReaderSettings settings;
  settings.currency = "EUR";
  settings.zone = "Europe/Paris";
  settings.zones = &zones;
  settings.symbols = &symbols;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const adapters::Reading reading = adapters::read_event(text, settings);
  if (reading.rejected && (reading.rejected->what.empty() || reading.rejected->remedy.empty())) std::abort();
  return 0;
}
