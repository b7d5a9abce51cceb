#include "tests/laws/run_length.hpp"

#include <cstdlib>

namespace setia::laws {
namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace

std::uint64_t first_seed() { return number_from("SETIA_LAWS_SEED", 20'270'101); }

std::int64_t how_many(std::int64_t normally) { return normally * static_cast<std::int64_t>(number_from("SETIA_LAWS_TIMES", 1)); }

}  // namespace setia::laws
