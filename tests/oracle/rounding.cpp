// Rounding stages, executed item → line → rule → receipt, each once on the exact fraction [J4].
#include <algorithm>
#include <map>

#include "tests/oracle/choose.hpp"
#include "tests/oracle/step.hpp"

namespace setia::oracle {
namespace {

using Group = std::vector<Piece*>;

// Each has the whole steps it holds itself; the steps left over go to the largest remainders.
void round_group(Group group, const engine::Rounding& stage) {
  std::stable_sort(group.begin(), group.end(), [](const Piece* a, const Piece* b) { return std::pair(a->line, a->rule) < std::pair(b->line, b->rule); });
  Exact rest = 0;
  for (const Piece* piece : group) rest += piece->micro;
  rest = rounded(rest, stage.mode, stage.step);
  std::vector<std::pair<Exact, Piece*>> remainders;
  for (Piece* piece : group) {
    const Exact whole = down_to(piece->micro, stage.step);
    remainders.push_back({piece->micro - whole, piece});
    piece->micro = whole;
    rest -= whole;
  }
  std::stable_sort(remainders.begin(), remainders.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; rest > 0; ++i, rest -= stage.step) remainders[i].second->micro += stage.step;
}

void round_items(const Judging& judging, const Group& group, const engine::Rounding& stage) {
  for (Piece* piece : group) {
    const std::int64_t quantity = piece->line < 0 ? 1'000'000 : judging.event.lines[static_cast<std::size_t>(piece->line)].quantity_micro;
    const Exact count = std::max(Integer(1), ceiling_of(Exact(quantity) / 1'000'000));
    piece->micro = rounded(piece->micro / count, stage.mode, stage.step) * count;
  }
}

// `line` is a line of one rule, `rule` all of a rule, `receipt` all rules that round by the unit's lines.
std::map<std::pair<std::size_t, int>, Group> grouped(const Group& pieces, engine::RoundStage stage) {
  std::map<std::pair<std::size_t, int>, Group> groups;
  for (Piece* piece : pieces) {
    const bool of_receipt = stage == engine::RoundStage::kReceipt || stage == engine::RoundStage::kCycle;
    groups[{of_receipt ? 0 : piece->rule, stage == engine::RoundStage::kLine ? piece->line : 0}].push_back(piece);
  }
  return groups;
}

void run_stages(const Judging& judging, const Group& pieces, const std::vector<engine::Rounding>& stages) {
  for (const engine::Rounding& stage : stages) {
    if (stage.spend) continue;
    if (stage.stage == engine::RoundStage::kItem) round_items(judging, pieces, stage);
    else for (auto& [key, group] : grouped(pieces, stage.stage)) round_group(group, stage);
  }
}

bool rounds_by_line(const std::vector<engine::Rounding>& stages) {
  return std::any_of(stages.begin(), stages.end(), [](const engine::Rounding& stage) {
    return !stage.spend && (stage.stage == engine::RoundStage::kItem || stage.stage == engine::RoundStage::kLine);
  });
}

bool gives_by_line(const rules::GivePlan& give) {
  const auto apart = [](const rules::PerPlan& per) { return per.of == rules::PerPlan::Of::kPieces || per.apart != dsl::Apart::kTogether; };
  if (const auto* const flat = std::get_if<rules::GivePerPlan>(&give.kind)) return apart(flat->per);
  const auto* const table = std::get_if<rules::GiveByPlan>(&give.kind);
  return table != nullptr && table->per && apart(*table->per);
}

// A posting names a line only where its rule gives or rounds by line; what is one posting is one share.
bool names_lines(const rules::Plan& plan, const Piece& piece) {
  const rules::RulePlan& rule = plan.rules[piece.rule];
  return rounds_by_line(rule.stages.empty() ? plan.units[piece.unit].stages : rule.stages) ||
         std::any_of(rule.gives.begin(), rule.gives.end(), gives_by_line);
}

std::vector<Piece> postings_of(const rules::Plan& plan, const std::vector<Piece>& pieces) {
  std::vector<Piece> merged;
  for (Piece piece : pieces) {
    if (!names_lines(plan, piece)) piece.line = -1;
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const Piece& one) {
      return one.rule == piece.rule && one.unit == piece.unit && one.line == piece.line && one.to_referrer == piece.to_referrer;
    });
    if (same == merged.end()) merged.push_back(piece);
    else same->micro += piece.micro;
  }
  return merged;
}

}  // namespace

namespace {

// Of one unit and one receiver.
void round_those(const Judging& judging, const Group& pieces, std::size_t unit) {
  const rules::Plan& plan = judging.history.plan();
  Group common;
  std::map<std::size_t, Group> own;
  for (Piece* piece : pieces) (plan.rules[piece->rule].stages.empty() ? common : own[piece->rule]).push_back(piece);
  run_stages(judging, common, plan.units[unit].stages);
  for (auto& [rule, group] : own) run_stages(judging, group, plan.rules[rule].stages);
}

}  // namespace

void round_pieces(const Judging& judging, std::vector<Piece>& pieces) {
  pieces = postings_of(judging.history.plan(), pieces);
  std::map<std::pair<std::size_t, bool>, Group> groups;
  for (Piece& piece : pieces)
    if (piece.micro != 0) groups[{piece.unit, piece.to_referrer}].push_back(&piece);
  for (const auto& [key, group] : groups) round_those(judging, group, key.first);
}

}  // namespace setia::oracle
