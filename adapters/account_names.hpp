// Accounts as people read them: member:M001:beans:available, program:beans:issued.
#pragma once

#include <string>
#include <vector>

#include "adapters/ledger.hpp"

namespace setia::adapters {

class AccountNames {
 public:
  explicit AccountNames(Ledger& ledger);

  // The external id, or "forgotten N" where N is the order of first naming.
  engine::Result<std::string> member(engine::MemberIndex member);
  const std::string& unit(const engine::Posting& posting) const;
  engine::Result<std::string> account(const engine::Account& account, const engine::Posting& posting);

 private:
  Ledger& ledger_;
  std::vector<std::string> units_;
  std::vector<std::string> members_;   // by index, once asked for; empty: not yet
};

}  // namespace setia::adapters
