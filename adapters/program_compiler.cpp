#include "adapters/program_compiler.hpp"

#include "adapters/adopted_text.hpp"
#include "rules/compile.hpp"

namespace setia::adapters {
namespace {

engine::Failure refused(const dsl::Diagnostics& diagnostics) {
  for (const dsl::Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity != dsl::Severity::kError) continue;
    return {engine::Reason::kOtherVersion, "The program that the ledger adopted no longer passes the checks: " + diagnostic.title + ".",
            "Use the setia that adopted it."};
  }
  return {engine::Reason::kOtherVersion, "The program that the ledger adopted no longer passes the checks.", ""};
}

}  // namespace

engine::Result<engine::Program> ProgramCompiler::compile(std::string_view text, engine::Symbols& symbols) {
  const engine::Result<rules::ProgramText> program_text = read_adopted_text(text);
  if (!program_text) return program_text.failure();
  const std::unique_ptr<rules::Checked> checked = rules::check(program_text.value(), zones_);
  if (checked->diagnostics.has_errors()) return refused(checked->diagnostics);
  engine::Program program = rules::lower(checked->plan, symbols);
  program.hash = engine::Hasher{}.of({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  return program;
}

}  // namespace setia::adapters
