// A rule's own limits: each is a minimum, down to the step [J4] [J5].
#include <algorithm>

#include "tests/oracle/choose.hpp"
#include "tests/oracle/step.hpp"

namespace setia::oracle {
namespace {

// One rule's pieces of one unit.
class OwnLimits {
 public:
  OwnLimits(const Judging& judging, std::size_t rule, std::size_t unit, std::vector<Piece>& pieces)
      : judging_(judging), rule_(judging.history.plan().rules[rule]), unit_(unit), step_(step_of(judging.history.plan(), rule, unit)) {
    for (Piece& piece : pieces)
      if (piece.rule == rule && piece.unit == unit) mine_.push_back(&piece);
    std::stable_sort(mine_.begin(), mine_.end(), [](const Piece* a, const Piece* b) { return a->line < b->line; });
  }

  void cut() {
    if (mine_.empty()) return;
    const Exact wanted = sum();
    Exact most = wanted;
    for (const rules::CapPlan& cap : rule_.caps) {
      if (cap.scope == engine::CapScope::kTotal || cap.kind == engine::CapKind::kSpend || cap.kind == engine::CapKind::kPieces) continue;
      if (const auto allowed = allowed_by(cap)) most = std::min(most, *allowed);
    }
    if (rule_.all_or_nothing && most < wanted) most = 0;
    keep_in_order(mine_, most);
  }

 private:
  Exact sum() const {
    Exact total = 0;
    for (const Piece* piece : mine_) total += piece->micro;
    return total;
  }

  std::optional<Exact> allowed_by(const rules::CapPlan& cap) {
    if (cap.kind == engine::CapKind::kTimes) {
      const bool free = cap.scope == engine::CapScope::kReceipt || free_of(judging_, cap) >= 1;
      return free ? std::nullopt : std::optional(Exact(0));
    }
    if (cap.kind == engine::CapKind::kUnits && cap.unit.index != unit_) return std::nullopt;
    const Exact most = down_to(units_for(judging_, cap, free_of(judging_, cap), unit_), step_);
    if (cap.scope != engine::CapScope::kLine && cap.scope != engine::CapScope::kItem) return most;
    for (auto from = mine_.begin(); from != mine_.end();) {
      const int line = (*from)->line;
      const auto to = std::find_if(from, mine_.end(), [&](const Piece* piece) { return piece->line != line; });
      keep_in_order({from, to}, cap.scope == engine::CapScope::kLine ? most : most * pieces_in(line));
      from = to;
    }
    return sum();
  }

  Exact pieces_in(int line) const {
    return line < 0 ? Exact(1) : Exact(judging_.event.lines[static_cast<std::size_t>(line)].quantity_micro) / 1'000'000;
  }

  const Judging& judging_;
  const rules::RulePlan& rule_;
  std::size_t unit_;
  Exact step_;
  std::vector<Piece*> mine_;
};

}  // namespace

void cut_by_own_limits(const Judging& judging, std::vector<Piece>& pieces) {
  const rules::Plan& plan = judging.history.plan();
  for (std::size_t rule = 0; rule < plan.rules.size(); ++rule)
    for (std::size_t unit = 0; unit < plan.units.size(); ++unit) OwnLimits(judging, rule, unit, pieces).cut();
}

}  // namespace setia::oracle
