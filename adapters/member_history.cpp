#include "adapters/member_history.hpp"

namespace setia::adapters {
namespace {

using engine::AccountKind;
using engine::MemberIndex;
using engine::Posting;
using engine::PostingWhy;
using engine::Result;

void add(const engine::Account& account, MemberIndex member, engine::Wide amount, Effect& effect) {
  if (account.kind == AccountKind::kAvailable && account.member == member) effect.available_micro += amount;
  if (account.kind == AccountKind::kPending && account.member == member) effect.pending_micro += amount;
  if (account.kind == AccountKind::kHeld && account.member == member) effect.held_micro += amount;
}

bool touches(const Posting& posting, MemberIndex member) {
  const auto is = [&](const engine::Account& account) { return account.kind <= AccountKind::kHeld && account.member == member; };
  return is(posting.from) || is(posting.to);
}

engine::Status add_record(Ledger& ledger, const engine::StoredRecord& record, MemberIndex member, std::vector<HistoryEntry>& history) {
  const auto stamp = engine::read_stamp(record.stamp);
  if (!stamp) return stamp.failure();
  const auto recorded = engine::read_outcome(record, stamp.value(), ledger.record_world());
  if (!recorded) return recorded.failure();
  bool sealed_away = false;
  const auto body = engine::read_record_body(stamp.value(), record.body, ledger.record_world(), sealed_away);
  if (!body) return body.failure();
  const auto* event = std::get_if<engine::Event>(&body.value());
  const std::string name = event == nullptr ? std::string() : stamp.value().door.source + "/" + event->id;
  for (const Posting& posting : recorded.value().outcome.postings) {
    if (touches(posting, member)) history.push_back({name, stamp.value().door.instant_second, posting});
  }
  return engine::Done{};
}

}  // namespace

Result<std::vector<HistoryEntry>> member_history(Ledger& ledger, MemberIndex member) {
  const auto sequences = ledger.store().of_member(ledger.state().members[member.index()].id);
  if (!sequences) return sequences.failure();
  std::vector<HistoryEntry> history;
  for (const engine::Sequence sequence : sequences.value()) {
    const auto record = ledger.store().record(sequence);
    if (!record) return record.failure();
    if (!record.value())
      return engine::Failure{engine::Reason::kDiffers, "Record " + std::to_string(sequence) + " is missing.", "Run: setia verify."};
    if (const engine::Status added = add_record(ledger, *record.value(), member, history); !added) return added.failure();
  }
  return history;
}

Effect effect_of(const Posting& posting, MemberIndex member) {
  Effect effect;
  add(posting.from, member, -engine::Wide{posting.amount_micro}, effect);
  add(posting.to, member, posting.amount_micro, effect);
  return effect;
}

std::string cause_of(const Posting& posting, const engine::Program& program) {
  switch (posting.why) {
    case PostingWhy::kRule:
      return program.rules[posting.rule.index()].name;
    case PostingWhy::kReturn:
      return program.rules[posting.rule.index()].name + " (return)";
    case PostingWhy::kPartner:
      return program.rules[posting.rule.index()].name + " (partner's share)";
    case PostingWhy::kGift:
      return posting.reverses == 0 ? "gift" : "gift (return)";
    case PostingWhy::kRelease:
      return "release";
    case PostingWhy::kExpiry:
      return "expiry";
    case PostingWhy::kDebtPaid:
      return "debt paid";
    case PostingWhy::kRedemption:
      return posting.from.kind == AccountKind::kRedeemed || posting.to.kind == AccountKind::kIssued ? "redemption (return)" : "redemption";
    case PostingWhy::kHold:
      return "hold";
    case PostingWhy::kHoldEnd:
      return "hold ended";
    case PostingWhy::kAdjust:
      return "adjust";
    case PostingWhy::kForfeit:
      return "forfeit";
    case PostingWhy::kBought:
      return posting.reverses == 0 ? "bought automatically" : "bought automatically (return)";
  }
  return {};
}

}  // namespace setia::adapters
