// Makes a program of its adopted text, for replay and for the door alike.
#pragma once

#include "engine/ports.hpp"
#include "engine/replay.hpp"

namespace setia::adapters {

class ProgramCompiler final : public engine::Compiler {
 public:
  explicit ProgramCompiler(const engine::Zones& zones) : zones_(zones) {}

  // kOtherVersion when a text that was once adopted no longer passes the checks.
  engine::Result<engine::Program> compile(std::string_view text, engine::Symbols& symbols) override;

 private:
  const engine::Zones& zones_;
};

}  // namespace setia::adapters
