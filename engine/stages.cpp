#include "engine/stages.hpp"

#include <algorithm>
#include <utility>

#include "engine/rounding.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

bool by_line_then_rule(const Portion* a, const Portion* b) {
  return std::pair{a->line, a->rule} < std::pair{b->line, b->rule};
}

// Rounds the sum of some portions of one unit to whole steps and shares the steps over them.
class Sharing {
 public:
  Sharing(const Unit& unit, const Rounding& stage, SlotReader& reader) : step_(unit.denominator * stage.step), mode_(stage.mode), reader_(reader) {}

  // `before`: what came to be given before and is rounded together with it.
  void round(std::vector<Portion*>& portions, Wide before = 0) {
    if (portions.size() == 1) {
      portions.front()->exact = steps_of(portions.front()->exact, before) * step_;
      return;
    }
    std::sort(portions.begin(), portions.end(), by_line_then_rule);
    std::vector<Wide>& weights = reader_.scratch().weights;
    std::vector<Wide>& shares = reader_.scratch().shares;
    weights.clear();
    Wide sum = 0;
    for (const Portion* part : portions) sum += weights.emplace_back(part->exact);
    shares.assign(weights.size(), 0);
    share_steps(steps_of(sum, before), step_, weights, shares);
    for (std::size_t i = 0; i < portions.size(); ++i) portions[i]->exact = shares[i] * step_;
  }

  void round_pieces(Portion& part, std::int64_t quantity_micro) {
    const Wide pieces = whole_pieces(quantity_micro);
    part.exact = round_quotient(part.exact, step_ * pieces, mode_) * step_ * pieces;
  }

 private:
  Wide steps_of(Wide sum, Wide before) const {
    return round_quotient(before + sum, step_, mode_) - round_quotient(before, step_, mode_);
  }

  Wide step_;
  RoundMode mode_;
  SlotReader& reader_;
};

class Stages {
 public:
  Stages(UnitId id, SlotReader& reader) : id_(id), unit_(reader.program().units[id.index()]), reader_(reader) {}

  void run() {
    for (const Rounding& stage : unit_.stages) run_stage(stage, {});
    for (const RuleWork& work : reader_.scratch().matched()) {
      for (const Rounding& stage : rule(work.rule).stages) run_stage(stage, work.rule);
    }
  }

 private:
  const Rule& rule(RuleId id) const { return reader_.program().rules[id.index()]; }

  // The portions that a stage means: one rule's that rounds by itself, or all others.
  std::vector<Portion*>& portions_of(std::optional<RuleId> own) {
    std::vector<Portion*>& chosen = reader_.scratch().chosen;
    chosen.clear();
    for (Portion& part : reader_.scratch().portions) {
      const bool by_itself = !rule(part.rule).stages.empty();
      if (part.unit == id_ && part.exact > 0 && (own ? part.rule == *own : !by_itself)) chosen.push_back(&part);
    }
    return chosen;
  }

  void run_stage(const Rounding& stage, std::optional<RuleId> own) {
    if (stage.spend) return;
    std::vector<Portion*>& portions = portions_of(own);
    if (portions.empty()) return;
    Sharing sharing(unit_, stage, reader_);
    switch (stage.stage) {
      case RoundStage::kItem:
        for (Portion* part : portions) sharing.round_pieces(*part, part->line < 0 ? 1'000'000 : reader_.event().lines[static_cast<std::size_t>(part->line)].quantity_micro);
        return;
      case RoundStage::kLine: return round_groups(portions, sharing, [](const Portion* a, const Portion* b) { return a->line == b->line && a->rule == b->rule && a->to == b->to; });
      case RoundStage::kRule: return round_groups(portions, sharing, [](const Portion* a, const Portion* b) { return a->rule == b->rule && a->to == b->to; });
      case RoundStage::kCycle: return round_cycles(portions, sharing, own);
      case RoundStage::kReceipt: return round_groups(portions, sharing, [](const Portion* a, const Portion* b) { return a->to == b->to; });
    }
  }

  // Each receiver has cycles of their own.
  void round_cycles(std::vector<Portion*>& portions, Sharing& sharing, std::optional<RuleId> own) {
    std::vector<Portion*>& group = reader_.scratch().group;
    for (const Receiver to : {Receiver::kMember, Receiver::kReferrer}) {
      group.clear();
      for (Portion* part : portions)
        if (part->to == to) group.push_back(part);
      if (!group.empty()) round_cycle(group, sharing, own, to);
    }
  }

  // Each event posts what the sum so far rounds to, less what was posted [J6].
  void round_cycle(std::vector<Portion*>& portions, Sharing& sharing, std::optional<RuleId> own, Receiver to) {
    Wide sum = 0;
    for (const Portion* part : portions) sum += part->exact;
    reader_.scratch().cycle_adds.push_back({id_, own, sum, to});
    sharing.round(portions, cycle_so_far(own, to));
  }

  Wide cycle_so_far(std::optional<RuleId> own, Receiver to) const {
    const MemberState& receiver = to == Receiver::kReferrer ? *reader_.referrer() : reader_.member();
    const Day first = calendar_window(reader_.calendar(), CalendarUnit::kCycle, reader_.day()).first;
    const std::uint32_t rule_key = own ? rule(*own).key + 1 : 0;
    for (const CycleSum& sum : receiver.cycle_sums)
      if (sum.unit_key == unit_.key && sum.rule_key == rule_key && sum.first == first) return sum.exact * unit_.denominator / sum.denominator;
    return 0;
  }

  template <class Same>
  void round_groups(std::vector<Portion*>& portions, Sharing& sharing, Same same) {
    std::vector<Portion*>& group = reader_.scratch().group;
    for (std::size_t i = 0; i < portions.size(); ++i) {
      Portion* const first = portions[i];
      if (first == nullptr) continue;  // stands in a group already
      group.assign(1, first);
      for (std::size_t j = i + 1; j < portions.size(); ++j) {
        if (portions[j] != nullptr && same(first, portions[j])) group.push_back(std::exchange(portions[j], nullptr));
      }
      sharing.round(group);
    }
  }

  UnitId id_;
  const Unit& unit_;
  SlotReader& reader_;
};

bool is_one_posting(const Portion& a, const Portion& b) { return a.rule == b.rule && a.unit == b.unit && a.to == b.to && a.line == b.line; }

void merge(const Index& index, std::vector<Portion>& portions) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < portions.size(); ++i) {
    Portion& portion = portions[i];
    if (portion.exact == 0) continue;
    if (!index.names_lines(portion.rule)) portion.line = -1;
    const auto last = portions.begin() + static_cast<std::ptrdiff_t>(kept);
    const auto same = std::find_if(portions.begin(), last, [&](const Portion& one) { return is_one_posting(one, portion); });
    if (same == last) portions[kept++] = portion;
    else same->exact += portion.exact;
  }
  portions.resize(kept);
}

}  // namespace

void round_portions(const Index& index, SlotReader& reader) {
  merge(index, reader.scratch().portions);
  for (std::size_t i = 0; i < reader.program().units.size(); ++i) Stages(UnitId{i}, reader).run();
  for (Portion& part : reader.scratch().portions) part.amount_micro = quotient(part.exact, reader.program().units[part.unit.index()].denominator);
}

}  // namespace setia::engine
