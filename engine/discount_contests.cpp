#include "engine/discount_contests.hpp"

#include <algorithm>
#include <numeric>

namespace setia::engine {
namespace {

Wide worth_on(const Contender& one, std::int32_t line) {
  return line >= 0 ? one.worth[static_cast<std::size_t>(line)] : std::accumulate(one.worth.begin(), one.worth.end(), one.beside);
}

// `line` -1: all together.
bool is_better(const Program& program, StackId stack, const Contender& a, const Contender& b, std::int32_t line) {
  const KeepKind keep = program.stacks[stack.index()].keep;
  const Wide left = worth_on(a, line), right = worth_on(b, line);
  if (keep == KeepKind::kBest && left != right) return left > right;
  if (keep == KeepKind::kLowest && left != right) return left < right;
  return place_in_stack(program, stack, a.rule) < place_in_stack(program, stack, b.rule);
}

void decide(const Program& program, StackId stack, const std::vector<Contender>& all, std::int32_t line, Contested& out) {
  const Contender* best = nullptr;
  for (const Contender& one : all)
    if (worth_on(one, line) > 0 && (best == nullptr || is_better(program, stack, one, *best, line))) best = &one;
  if (best == nullptr) return;
  if (!out.winner) out.winner = best->rule;
  for (const Contender& one : all)
    if (one.rule != best->rule) out.lost.push_back({one.rule, best->rule, line, worth_on(one, line) > 0});
}

std::size_t lines_of(const std::vector<Contender>& all) { return all.empty() ? 0 : all.front().worth.size(); }

bool is_bound_by(const Rule& rule, LimitId limit) {
  return std::find(rule.own.begin(), rule.own.end(), limit) != rule.own.end() || std::find(rule.shared.begin(), rule.shared.end(), limit) != rule.shared.end();
}

}  // namespace

std::size_t place_in_stack(const Program& program, StackId stack, RuleId rule) {
  const std::vector<RuleId>& order = program.stacks[stack.index()].order;
  const auto found = std::find(order.begin(), order.end(), rule);
  return found != order.end() ? static_cast<std::size_t>(found - order.begin()) : order.size() + rule.index();
}

Contested contest(const Program& program, StackId stack, const std::vector<Contender>& all) {
  Contested out;
  if (program.stacks[stack.index()].apart == Apart::kTogether) {
    decide(program, stack, all, -1, out);
    return out;
  }
  for (std::size_t line = 0; line < lines_of(all); ++line) decide(program, stack, all, static_cast<std::int32_t>(line), out);
  return out;
}

std::vector<HandedSpend> hand_on_spend(const Program& program, StackId stack, const std::vector<Contender>& all, std::vector<std::pair<LimitId, Wide>> rooms) {
  std::vector<HandedSpend> out(all.size());
  for (HandedSpend& one : out) one.allowed.assign(lines_of(all), 0);
  for (std::size_t line = 0; line < lines_of(all); ++line) {
    std::vector<std::size_t> ranked;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].worth[line] > 0) ranked.push_back(i);
    std::sort(ranked.begin(), ranked.end(), [&](std::size_t a, std::size_t b) { return is_better(program, stack, all[a], all[b], static_cast<std::int32_t>(line)); });
    Wide taken = 0;
    for (const std::size_t i : ranked) {
      const Rule& rule = program.rules[all[i].rule.index()];
      Wide most = std::max<Wide>(0, all[i].wanted[line] - taken);
      for (const auto& [limit, left] : rooms) {
        if (!is_bound_by(rule, limit) || left >= most) continue;
        most = left;
        out[i].limit = limit;
      }
      for (auto& [limit, left] : rooms)
        if (is_bound_by(rule, limit)) left -= most;
      out[i].allowed[line] = static_cast<std::int64_t>(most);
      taken += most;
    }
  }
  return out;
}

}  // namespace setia::engine
