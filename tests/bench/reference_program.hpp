// The reference program, compiled, with its members joined: ready for the year's receipts.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/apply.hpp"
#include "engine/scratch.hpp"
#include "engine/versions.hpp"
#include "tests/bench/workload.hpp"

namespace setia::bench {

class ReferenceLedger {
 public:
  // Aborts with the messages when the program does not check: nothing can be measured then.
  ReferenceLedger(const std::string& program_text, engine::Symbols& symbols);

  void join(const Workload& workload);
  // Judges a receipt and takes it.
  const engine::Outcome& post(const engine::Event& receipt);
  // The same with a receipt as it comes from a till: what it left out is worked out first. Aborts when it is refused.
  const engine::Outcome& take(engine::Event& receipt);

  const engine::State& state() const { return state_; }
  const engine::Program& program() const { return versions_.at(engine::VersionOrdinal{}).program; }

 private:
  engine::Symbols& symbols_;
  engine::Versions versions_;
  engine::State state_;
  engine::Scratch scratch_;
  engine::Outcome outcome_;
};

std::string read_text(const std::string& path);

}  // namespace setia::bench
