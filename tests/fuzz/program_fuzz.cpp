// Any bytes as a program: nothing crashes, formatting is idempotent, and what formatting changes is no message.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "dsl/read_source.hpp"
#include "rules/compile.hpp"
#include "tests/rules/fixed_zones.hpp"

using namespace setia;

namespace {

void must(const std::string& once, const std::string& twice) {
  if (once == twice) return;
  std::cerr << "formatting is not idempotent:\n" << once << "\n---\n" << twice;
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dsl::Diagnostics diagnostics;
  const dsl::Source source = dsl::read_source("fuzz.setia", {reinterpret_cast<const char*>(data), size}, 0, diagnostics);
  const std::string once = dsl::format(source);
  must(once, dsl::format(dsl::Source("fuzz.setia", once)));

  rules::ProgramText text;
  text.sources.push_back(source);
  const tests::FixedZones zones;
  rules::check(text, zones);
  return 0;
}
