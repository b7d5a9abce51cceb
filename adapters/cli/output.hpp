// What commands share in how they speak: formats, failures, and the diagnostics of a program.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "adapters/cli/commands.hpp"
#include "adapters/program_folder.hpp"
#include "engine/result.hpp"
#include "rules/compile.hpp"
#include "rules/next_programs.hpp"

namespace setia::adapters::cli {

enum class Format { kHuman, kJson, kSarif };

// Adds `--format human|json`; add_diagnostic_format() allows sarif too.
void add_format(CLI::App& command, Format& format);
void add_diagnostic_format(CLI::App& command, Format& format);

// Says on stderr what the world did; the Exit that belongs to it.
Exit report(const engine::Failure& failure);

// A program read from disk and checked. `diagnostics` holds those of reading and of checking, sorted.
struct CheckedProgram {
  ProgramFolder folder;
  std::unique_ptr<rules::Checked> checked;
  dsl::Diagnostics diagnostics;
  rules::NextPrograms next;          // that its tests bring into force, from beside it
};
engine::Result<CheckedProgram> read_and_check(const std::string& path, const engine::Zones& zones);

// All diagnostics to stdout.
void print_diagnostics(const CheckedProgram& program, Format format);

// "1 error", "2 errors".
std::string counted(std::size_t count, const std::string& thing);

}  // namespace setia::adapters::cli
