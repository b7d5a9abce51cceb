#include "engine/acts.hpp"

#include <algorithm>
#include <optional>

namespace setia::engine {
namespace {

std::optional<Phase> phase_of(const Program& program, const Give& give) {
  switch (give.kind) {
    case GiveKind::kRate: return Phase::kBase;
    case GiveKind::kFlat: return program.units[give.unit.index()].multipliers_reach_flat ? Phase::kBaseFlat : Phase::kFlat;
    case GiveKind::kDerived: return Phase::kDerived;
    case GiveKind::kMultiply: return Phase::kExtra;
    case GiveKind::kAddToCounter:
    case GiveKind::kTakeFromCounter: break;
  }
  return std::nullopt;
}

}  // namespace

void list_acts(const Program& program, Scratch& scratch) {
  for (std::vector<Act>& acts : scratch.acts) acts.clear();
  const std::span<const RuleWork> matched = scratch.matched();
  for (std::size_t i = 0; i < matched.size(); ++i) {
    const std::vector<Give>& gives = program.rules[matched[i].rule.index()].gives;
    for (std::size_t give = 0; give < gives.size(); ++give) {
      const std::optional<Phase> phase = phase_of(program, gives[give]);
      if (phase) scratch.acts[static_cast<std::size_t>(*phase)].push_back({static_cast<std::uint32_t>(i), static_cast<std::uint16_t>(give)});
    }
  }
}

void list_limits(const Program& program, Scratch& scratch) {
  std::vector<LimitId>& limits = scratch.limits;
  limits.clear();
  for (const RuleWork& work : scratch.matched()) {
    const Rule& rule = program.rules[work.rule.index()];
    limits.insert(limits.end(), rule.own.begin(), rule.own.end());
    limits.insert(limits.end(), rule.shared.begin(), rule.shared.end());
  }
  std::sort(limits.begin(), limits.end());
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
}

}  // namespace setia::engine
