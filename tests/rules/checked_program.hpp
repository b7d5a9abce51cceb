// A program from text, checked; a mistake in it fails the test with the message a marketer would see.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "dsl/diagnostic.hpp"
#include "rules/compile.hpp"
#include "tests/rules/fixed_zones.hpp"

namespace setia::tests {

struct CheckedProgram {
  explicit CheckedProgram(std::string name, std::string program) {
    text.sources.emplace_back(std::move(name), std::move(program));
    checked = rules::check(text, zones);
    for (const dsl::Diagnostic& diagnostic : checked->diagnostics.all()) {
      if (diagnostic.severity == dsl::Severity::kError) FAIL(dsl::render_text(diagnostic, text.sources, dsl::Colour::kNo));
    }
  }

  FixedZones zones;
  rules::ProgramText text;
  std::unique_ptr<rules::Checked> checked;
};

}  // namespace setia::tests
