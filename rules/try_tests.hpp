// Runs the `test` blocks of a checked program: each on a fresh state, through the same apply and take that a till uses.
//
// Nothing of one test reaches another. Results come in file order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/ports.hpp"
#include "rules/compile.hpp"
#include "rules/next_programs.hpp"
#include "rules/program_text.hpp"

namespace setia::rules {

// `expected`, `got` and `rules` are filled when the test failed: the first line that does not hold, what it says, what
// came instead, and a sentence for each rule about the event it speaks of.
struct TestResult {
  std::string name;
  std::string file;                // as Source::name
  std::int32_t line = 0;           // of the line that failed, else of the heading; from 1
  bool passed = false;
  std::string expected;            // the line as written
  std::string got;
  std::vector<std::string> rules;
};

// Tests whose name holds `name_part`; an empty one asks for all.
struct TestFilter {
  std::string name_part;
};

// `checked` has no errors; `text` is what it was checked from. `next`: the programs that tests bring into force; a test of one
// that is not there fails.
std::vector<TestResult> try_tests(const Checked& checked, const ProgramText& text, const engine::Zones& zones,
                                  const TestFilter& filter = {}, const NextPrograms& next = {});

}  // namespace setia::rules
