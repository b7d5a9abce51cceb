#include "adapters/account_names.hpp"

#include "adapters/unit_names.hpp"

namespace setia::adapters {
namespace {

using engine::AccountKind;
using engine::Result;

const char* last_word(AccountKind kind) {
  switch (kind) {
    case AccountKind::kAvailable: return "available";
    case AccountKind::kPending: return "pending";
    case AccountKind::kHeld: return "held";
    case AccountKind::kIssued: return "issued";
    case AccountKind::kRedeemed: return "redeemed";
    case AccountKind::kExpired: return "expired";
    case AccountKind::kForfeited: return "forfeited";
    case AccountKind::kWrittenOff: return "written-off";
    case AccountKind::kAdjusted: return "adjusted";
    case AccountKind::kPartner: return "partner";
  }
  return "";
}

}  // namespace

AccountNames::AccountNames(Ledger& ledger) : ledger_(ledger), units_(unit_names(ledger.versions())) {}

Result<std::string> AccountNames::member(engine::MemberIndex member) {
  if (members_.size() <= member.index()) members_.resize(ledger_.state().members.size());
  std::string& name = members_[member.index()];
  if (!name.empty()) return name;
  const Result<std::string> external = ledger_.keys().external(ledger_.state().members[member.index()].id);
  if (!external) return external;
  name = external.value().empty() ? "forgotten " + std::to_string(member.index()) : external.value();
  return name;
}

const std::string& AccountNames::unit(const engine::Posting& posting) const {
  return units_[ledger_.versions().at(posting.version).program.units[posting.unit.index()].key];
}

Result<std::string> AccountNames::account(const engine::Account& account, const engine::Posting& posting) {
  if (account.kind == AccountKind::kPartner) {
    const engine::Rule& rule = ledger_.versions().at(posting.version).program.rules[posting.rule.index()];
    return "partner:" + rule.paid_by[static_cast<std::size_t>(posting.line - 1)].partner + ":" + unit(posting);
  }
  const std::string end = unit(posting) + ":" + last_word(account.kind);
  if (account.kind > AccountKind::kHeld) return "program:" + end;
  const Result<std::string> name = member(account.member);
  if (!name) return name;
  return "member:" + name.value() + ":" + end;
}

}  // namespace setia::adapters
