#include "engine/stacks.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/rounding.hpp"

namespace setia::engine {
namespace {

// What a rule brings into one contest: the receipt, or one line of it.
struct Entrant {
  RuleId rule;
  Wide worth = 0;       // comparable within the contest: exact money, or the one unit's numerator
  std::size_t place = 0;  // in the stack's own list, then by name
};

class Contest {
 public:
  Contest(StackId id, SlotReader& reader) : id_(id), stack_(reader.program().stacks[id.index()]), reader_(reader) {}

  Contests kind() const {
    if (stack_.cut_goes_to_next) return Contests::kHandedOn;
    if (stack_.apart != Apart::kTogether) return Contests::kByLine;
    return has_extras() ? Contests::kWithExtras : Contests::kWhole;
  }

  void run(std::vector<Loss>& losses) {
    if (stack_.keep == KeepKind::kAll) return;
    if (stack_.apart == Apart::kTogether) return decide(kAllOfEvent, losses);
    std::vector<std::int32_t> lines;
    for (const Portion& portion : reader_.scratch().portions) {
      if (is_in(portion) && std::find(lines.begin(), lines.end(), portion.line) == lines.end()) lines.push_back(portion.line);
    }
    for (const std::int32_t line : lines) decide(line, losses);
  }

 private:
  // True when a rule of the stack multiplies what rules give.
  bool has_extras() const {
    const std::vector<Portion>& portions = reader_.scratch().portions;
    return std::any_of(portions.begin(), portions.end(), [&](const Portion& portion) { return is_in(portion) && portion.extra; });
  }

  bool is_in(const Portion& part) const {
    const std::optional<StackId>& stack = reader_.program().rules[part.rule.index()].stack;
    return part.exact > 0 && stack && *stack == id_;
  }
  static bool is_of(const Portion& part, std::int32_t line) { return line == kAllOfEvent || part.line == line; }

  // Worth in money where the unit has one; else all entrants are of one unit (checked), which compares by itself.
  Wide worth_of(UnitId id, Wide exact) const {
    const Unit& unit = reader_.program().units[id.index()];
    return unit.worth ? exact * *unit.worth / unit.denominator : exact;
  }

  std::size_t place_of(RuleId rule) const {
    const auto found = std::find(stack_.order.begin(), stack_.order.end(), rule);
    const auto place = static_cast<std::size_t>(found - stack_.order.begin());
    return found != stack_.order.end() ? place : stack_.order.size() + rule.index();
  }

  // Worth is asked of what a rule gives of a unit as a whole: lines alone would lose a fraction each.
  std::vector<Entrant> entrants(std::int32_t line) const {
    std::vector<Entrant> all;
    for (std::size_t unit = 0; unit < reader_.program().units.size(); ++unit) {
      for (auto& [rule, exact] : given_of(UnitId{unit}, line)) {
        auto found = std::find_if(all.begin(), all.end(), [rule = rule](const Entrant& one) { return one.rule == rule; });
        if (found == all.end()) found = all.insert(all.end(), {rule, 0, place_of(rule)});
        found->worth += worth_of(UnitId{unit}, exact);
      }
    }
    return all;
  }

  std::vector<std::pair<RuleId, Wide>> given_of(UnitId unit, std::int32_t line) const {
    std::vector<std::pair<RuleId, Wide>> all;
    for (const Portion& part : reader_.scratch().portions) {
      if (part.unit != unit || !is_in(part) || !is_of(part, line)) continue;
      auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.first == part.rule; });
      if (found == all.end()) found = all.insert(all.end(), {part.rule, 0});
      found->second += part.exact;
    }
    return all;
  }

  bool is_better(const Entrant& a, const Entrant& b) const {
    if (stack_.keep == KeepKind::kBest && a.worth != b.worth) return a.worth > b.worth;
    if (stack_.keep == KeepKind::kLowest && a.worth != b.worth) return a.worth < b.worth;
    return a.place < b.place;
  }

  void decide(std::int32_t line, std::vector<Loss>& losses) {
    const std::vector<Entrant> all = entrants(line);
    if (all.size() < 2) return;
    const RuleId winner = std::min_element(all.begin(), all.end(), [&](const Entrant& a, const Entrant& b) { return is_better(a, b); })->rule;
    for (const Entrant& one : all) {
      if (one.rule == winner) continue;
      give_up(one.rule, line, reader_);
      losses.push_back({one.rule, id_, winner});
    }
  }

  StackId id_;
  const Stack& stack_;
  SlotReader& reader_;
};

bool gives(SlotReader& reader, RuleId rule) {
  const std::vector<Portion>& portions = reader.scratch().portions;
  return std::any_of(portions.begin(), portions.end(), [&](const Portion& part) { return part.rule == rule && part.exact > 0; });
}

}  // namespace

void give_up(RuleId rule, std::int32_t line, SlotReader& reader) {
  for (RuleWork& work : reader.scratch().matched()) {
    if (work.rule != rule) continue;
    if (line < 0) work.lost_whole = true;
    work.lost.resize(reader.event().lines.size(), 0);
    if (line == kAllOfEvent) std::fill(work.lost.begin(), work.lost.end(), char{1});
    if (line >= 0) work.lost[static_cast<std::size_t>(line)] = 1;
  }
}

bool choose(Contests which, std::optional<StackId> open, SlotReader& reader, std::vector<Loss>& losses) {
  const std::size_t before = losses.size();
  for (std::size_t i = 0; i < reader.program().stacks.size(); ++i) {
    Contest contest(StackId{i}, reader);
    if (contest.kind() == which && open != StackId{i}) contest.run(losses);
  }
  return losses.size() > before;
}

void keep_whole_losses(SlotReader& reader, std::vector<Loss>& losses) {
  std::erase_if(losses, [&](const Loss& loss) { return gives(reader, loss.rule); });
}

}  // namespace setia::engine
