// Caps on spend and on items cut the base before anything is given, and so split one event at the boundary [J1] [J5].
#include <algorithm>

#include "engine/base.hpp"
#include "engine/limits.hpp"
#include "engine/payout.hpp"
#include "engine/rounding.hpp"

namespace setia::engine {
namespace {

bool cuts_base(const Limit& limit) { return limit.kind == CapKind::kSpend || limit.kind == CapKind::kPieces; }

Wide& room_in(RuleWork& work, CapKind kind) { return kind == CapKind::kSpend ? work.spend_room : work.pieces_room; }

void cut_by_own(RuleWork& work, const Rule& rule, SlotReader& reader) {
  work.spend_room = work.pieces_room = kUnlimited;
  for (const LimitId id : rule.own) {
    const Limit& limit = reader.program().limits[id.index()];
    if (cuts_base(limit)) room_in(work, limit.kind) = std::min(room_in(work, limit.kind), room_of(limit, reader));
  }
}

// What a rule would count without the shared cap: its largest base of that kind, within its own caps.
Wide wanted_by(const RuleWork& work, const Rule& rule, CapKind kind, SlotReader& reader) {
  const BaseKind base_kind = kind == CapKind::kSpend ? BaseKind::kSpend : BaseKind::kPieces;
  Wide most = 0;
  for (const Give& give : rule.gives) {
    if (give.base.kind != base_kind) continue;
    const LineBase base(rule, reader.program().units[give.unit.index()], give.base, nullptr, reader);
    Wide sum = 0;
    for (std::size_t i = 0; i < reader.event().lines.size(); ++i) sum += base[i];
    most = std::max(most, sum);
  }
  return std::min(most, kind == CapKind::kSpend ? work.spend_room : work.pieces_room);
}

void cut_by_shared(LimitId id, SlotReader& reader) {
  const Limit& limit = reader.program().limits[id.index()];
  const Wide room = room_of(limit, reader);
  if (room >= kUnlimited) return;
  std::vector<RuleWork>& matched = reader.scratch().matched;
  std::vector<Wide> wants(matched.size(), 0), shares(matched.size(), 0);
  Wide sum = 0;
  for (std::size_t i = 0; i < matched.size(); ++i) {
    const Rule& rule = reader.program().rules[matched[i].rule.index()];
    if (std::find(rule.shared.begin(), rule.shared.end(), id) == rule.shared.end()) continue;
    sum += wants[i] = wanted_by(matched[i], rule, limit.kind, reader);
  }
  if (sum <= room) return;
  allot(limit.all_or_nothing ? 0 : room, wants, shares);
  for (std::size_t i = 0; i < matched.size(); ++i) {
    if (wants[i] > 0) room_in(matched[i], limit.kind) = shares[i];
  }
}

}  // namespace

void cut_bases(SlotReader& reader) {
  for (RuleWork& work : reader.scratch().matched) cut_by_own(work, reader.program().rules[work.rule.index()], reader);
  std::vector<LimitId> shared;
  for (const RuleWork& work : reader.scratch().matched) {
    for (const LimitId id : reader.program().rules[work.rule.index()].shared) {
      if (cuts_base(reader.program().limits[id.index()])) shared.push_back(id);
    }
  }
  std::sort(shared.begin(), shared.end());
  shared.erase(std::unique(shared.begin(), shared.end()), shared.end());
  for (const LimitId id : shared) cut_by_shared(id, reader);
}

}  // namespace setia::engine
