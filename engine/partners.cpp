#include "engine/partners.hpp"

#include <algorithm>

namespace setia::engine {
namespace {

bool gives_or_takes(const Posting& posting) {
  const bool takes = posting.to.kind == AccountKind::kIssued && posting.from.kind != AccountKind::kWrittenOff;
  return (posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn) && (posting.from.kind == AccountKind::kIssued || takes);
}

Posting share_of(const Posting& whole, std::size_t partner, std::int64_t micro, PostingNumber number) {
  Posting share;
  share.number = number;
  share.why = PostingWhy::kPartner;
  share.effective_second = whole.effective_second;
  share.effective = whole.effective;
  share.from = {AccountKind::kPartner, MemberIndex{}};
  share.to = {AccountKind::kIssued, MemberIndex{}};
  if (whole.to.kind == AccountKind::kIssued) std::swap(share.from, share.to);
  share.version = whole.version;
  share.unit = whole.unit;
  share.amount_micro = micro;
  share.rule = whole.rule;
  share.line = static_cast<std::int32_t>(partner) + 1;
  share.earned = whole.earned;
  share.reverses = whole.number;
  return share;
}

}  // namespace

bool has_partners(const Program& program) {
  return std::any_of(program.rules.begin(), program.rules.end(), [](const Rule& rule) { return !rule.paid_by.empty(); });
}

void add_partner_shares(const Versions& versions, PostingNumber next, Outcome& out) {
  constexpr std::int64_t kWhole = 1'000'000;
  for (std::size_t i = 0, booked = out.postings.size(); i < booked; ++i) {
    const Posting whole = out.postings[i];
    if (!gives_or_takes(whole)) continue;
    const std::vector<PartnerShare>& shares = versions.at(whole.version).program.rules[whole.rule.index()].paid_by;
    for (std::size_t partner = 0; partner < shares.size(); ++partner) {
      const auto micro = static_cast<std::int64_t>(Wide{whole.amount_micro} * shares[partner].share_micro / kWhole);
      if (micro > 0) out.postings.push_back(share_of(whole, partner, micro, next++));
    }
  }
}

}  // namespace setia::engine
