// Any bytes as program.yaml: read, or refused with every mistake named.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "adapters/program_yaml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = setia::adapters::read_program_yaml(std::string(reinterpret_cast<const char*>(data), size));
  if (!read && read.failure().what.empty()) std::abort();
  return 0;
}
