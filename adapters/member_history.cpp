#include "adapters/member_history.hpp"

#include <algorithm>

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

engine::Failure damaged(engine::Sequence sequence) {
  return {engine::Reason::kDiffers, "Record " + std::to_string(sequence) + " is missing or damaged.", "Run: setia verify."};
}

// Adds the member's postings of the record, the last first, and gives the record of the member before it.
Result<engine::Sequence> add_record(Ledger& ledger, engine::Sequence sequence, MemberIndex member, std::vector<HistoryEntry>& history) {
  const auto record = ledger.store().record(sequence);
  if (!record) return record.failure();
  if (!record.value()) return damaged(sequence);
  const auto stamp = engine::read_stamp(record.value()->stamp);
  if (!stamp) return stamp.failure();
  const auto recorded = engine::read_outcome(*record.value(), stamp.value(), ledger.record_world());
  if (!recorded) return recorded.failure();
  bool sealed_away = false;
  const auto body = engine::read_record_body(stamp.value(), record.value()->body, ledger.record_world(), sealed_away);
  if (!body) return body.failure();
  const auto* event = std::get_if<engine::Event>(&body.value());
  const std::string name = event == nullptr ? std::string() : stamp.value().door.source + "/" + event->id;
  const auto& postings = recorded.value().outcome.postings;
  for (auto posting = postings.rbegin(); posting != postings.rend(); ++posting) {
    if (touches(*posting, member)) history.push_back({name, stamp.value().door.instant_second, *posting});
  }
  const auto& members = recorded.value().outcome.members;
  const auto named = std::find(members.begin(), members.end(), member);
  if (named == members.end()) return damaged(sequence);
  const engine::Sequence previous = recorded.value().links[static_cast<std::size_t>(named - members.begin())].previous;
  if (previous >= sequence) return damaged(sequence);
  return previous;
}

}  // namespace

Result<std::vector<HistoryEntry>> member_history(Ledger& ledger, MemberIndex member) {
  std::vector<HistoryEntry> history;
  engine::Sequence sequence = ledger.state().members[member.index()].last_record;
  while (sequence != 0) {
    const Result<engine::Sequence> previous = add_record(ledger, sequence, member, history);
    if (!previous) return previous.failure();
    sequence = previous.value();
  }
  std::reverse(history.begin(), history.end());
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
