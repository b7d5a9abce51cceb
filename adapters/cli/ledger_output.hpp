// What the commands on ledgers share: opening one with a progress bar, and writing what they print.
#pragma once

#include <memory>
#include <string>

#include "adapters/cli/output.hpp"
#include "adapters/ledger.hpp"
#include "adapters/zones.hpp"

namespace setia::adapters::cli {

// The system's zones, clock and random bytes.
class SystemWorld {
 public:
  World world() { return {zones_, clock_, random_}; }
  const engine::Zones& zones() const { return zones_; }

 private:
  SystemZones zones_;
  SystemClock clock_;
  SystemRandom random_;
};

engine::Result<std::unique_ptr<Ledger>> open_ledger(const std::string& path, Access access, SystemWorld& system);

// The member whom people call `external`; kNotFound when the ledger has nobody of that name.
engine::Result<engine::MemberIndex> find_member(Ledger& ledger, const std::string& external);

// To stdout; kWorld when it cannot be written.
Exit print(const std::string& text);

DoorSettings door_settings(const ProgramFolder& folder);

}  // namespace setia::adapters::cli
