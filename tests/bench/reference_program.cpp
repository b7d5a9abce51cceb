#include "tests/bench/reference_program.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "engine/completion.hpp"
#include "rules/compile.hpp"

namespace setia::bench {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

// The program's one zone is UTC.
class Utc : public engine::Zones {
 public:
  bool known(std::string_view zone) const override { return zone == "UTC"; }
  engine::CivilTime local(std::string_view, std::int64_t second) const override {
    return {static_cast<engine::Day>(second / kDaySeconds), static_cast<engine::Minute>(second % kDaySeconds / 60)};
  }
  std::int64_t instant(std::string_view, engine::CivilTime civil, int second) const override { return civil.day * kDaySeconds + civil.minute * 60 + second; }
  std::int32_t offset_seconds(std::string_view, std::int64_t) const override { return 0; }
};

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(3);
}

}  // namespace

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) give_up(path + " cannot be read.");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

ReferenceLedger::ReferenceLedger(const std::string& program_text, engine::Symbols& symbols) : symbols_(symbols) {
  rules::ProgramText text;
  text.sources.emplace_back("reference.setia", program_text);
  const auto checked = rules::check(text, Utc());
  if (checked->diagnostics.has_errors()) give_up(dsl::render_text(checked->diagnostics.all().front(), text.sources, dsl::Colour::kNo));
  versions_.adopt({rules::lower(checked->plan, symbols), engine::kAlways, program_text, {}});
}

void ReferenceLedger::join(const Workload& workload) {
  for (std::size_t person = 1; person < workload.persons.size(); ++person) {
    engine::Event event = joining(workload, person);
    take(event);
  }
}

const engine::Outcome& ReferenceLedger::post(const engine::Event& receipt) {
  engine::apply(versions_, state_, receipt, {}, scratch_, outcome_, nullptr);
  if (!outcome_.refused)
    engine::take(versions_, outcome_, state_.sequence + 1, engine::passed_with(receipt.stamp), state_);
  return outcome_;
}

const engine::Outcome& ReferenceLedger::take(engine::Event& receipt) {
  if (!engine::complete(receipt, program().currency_decimals, symbols_).ok()) give_up("The event " + receipt.id + " cannot be completed.");
  if (post(receipt).refused) give_up("The event " + receipt.id + " is refused: " + outcome_.refusal.what);
  return outcome_;
}

}  // namespace setia::bench
