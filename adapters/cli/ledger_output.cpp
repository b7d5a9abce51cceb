#include "adapters/cli/ledger_output.hpp"

#include <cstdio>
#include <optional>

#include "adapters/terminal.hpp"

namespace setia::adapters::cli {

engine::Result<std::unique_ptr<Ledger>> open_ledger(const std::string& path, Access access, SystemWorld& system) {
  std::optional<Progress> progress;
  return Ledger::open(path, access, system.world(), [&](std::uint64_t done, std::uint64_t total) {
    if (!progress) progress.emplace("opening " + path, static_cast<std::int64_t>(total));
    progress->at(static_cast<std::int64_t>(done));
  });
}

engine::Result<engine::MemberIndex> find_member(Ledger& ledger, const std::string& external) {
  const auto secret = ledger.keys().find(external);
  if (!secret) return secret.failure();
  if (secret.value()) {
    const engine::MemberIndex known = ledger.state().find(secret.value()->id);
    if (known != engine::MemberIndex{}) return known;
  }
  return engine::Failure{engine::Reason::kInvalid, "The ledger has no member \"" + external + "\".",
                         "Write the id as the events write it."};
}

Exit print(const std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  return written ? Exit::kFine : report({engine::Reason::kFailed, "The output cannot be written.", ""});
}

DoorSettings door_settings(const ProgramFolder& folder) { return {{folder.store_zones.begin(), folder.store_zones.end()}, folder.csv}; }

}  // namespace setia::adapters::cli
