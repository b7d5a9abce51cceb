// Multipliers post the extra, (factor - 1) x the exact base, under their own rule [J2].
#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/filters.hpp"
#include "engine/payout.hpp"
#include "engine/rounding.hpp"
#include "engine/tables.hpp"

namespace setia::engine {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

bool is_above(Ratio a, Ratio b) { return Wide{a.num} * b.den > Wide{b.num} * a.den; }

Wide common_divisor(Wide a, Wide b) {
  while (b != 0) a = std::exchange(b, a % b);
  return a;
}

// A sum of exact fractions in lowest terms.
struct Fraction {
  Wide num = 0, den = 1;

  void add(Wide numerator, Wide denominator) {
    num = num * denominator + numerator * den;
    den *= denominator;
    const Wide divisor = common_divisor(num, den);
    num /= divisor;
    den /= divisor;
  }
};

struct Multiplier {
  const RuleWork* work = nullptr;
  std::uint16_t number = 0;
  const Give* give = nullptr;
  bool by_line = false;       // lines may fare differently
  bool each_line = false;     // its rule is rounded, limited or compared line by line
  // Of the base at hand: how much of it is added, on which line (-1: on the event as a whole).
  std::vector<std::pair<std::int32_t, Fraction>> extras;

  Fraction& extra_on(std::int32_t line) {
    const std::int32_t wanted = each_line ? line : -1;
    for (auto& [known, extra] : extras) {
      if (known == wanted) return extra;
    }
    return extras.emplace_back(wanted, Fraction{}).second;
  }
};

// One base portion and the multipliers that reach it.
class Multiplying {
 public:
  Multiplying(const Portion& base, std::vector<Multiplier>& multipliers, SlotReader& reader, std::vector<Portion>& out)
      : base_(base), multipliers_(multipliers), reader_(reader), out_(out), meeting_(reader.program().units[base.unit.index()].meeting) {}

  void run() {
    for (Multiplier& one : multipliers_) one.extras.clear();
    const bool by_line = base_.line < 0 && base_.lines >= 0 && std::any_of(multipliers_.begin(), multipliers_.end(), [&](const Multiplier& one) { return one.by_line && names(*one.give); });
    if (by_line) add_lines();
    else add(base_.line, 1, 1);
    for (const Multiplier& one : multipliers_) {
      for (const auto& [line, extra] : one.extras) post(one, line, extra);
    }
  }

 private:
  void add_lines() {
    const std::vector<std::int64_t>& lines = reader_.scratch().line_base(base_.lines);
    const Wide sum = std::accumulate(lines.begin(), lines.end(), Wide{0});
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i] > 0) add(static_cast<std::int32_t>(i), lines[i], sum);
    }
  }

  bool names(const Give& give) const {
    if (base_.unit != give.unit || base_.to != Receiver::kMember) return false;
    return give.from.empty() || std::find(give.from.begin(), give.from.end(), base_.rule) != give.from.end();
  }

  bool reaches(const Multiplier& one, std::int32_t line) const {
    if (!names(*one.give)) return false;
    const bool lost = line < 0 ? one.work->lost_whole : !one.work->lost.empty() && one.work->lost[static_cast<std::size_t>(line)];
    if (lost) return false;
    if (one.give->lines == FilterId{}) return true;
    return line >= 0 && fits(reader_.program(), one.give->lines, reader_.event().lines[static_cast<std::size_t>(line)]);
  }

  // A factor is above 1; a row that fits nothing is x1.
  Ratio factor_of(const Give& give, std::int32_t line) const {
    if (give.factor_slot) {
      const SlotReading& slot = reader_.read(*give.factor_slot);
      return slot.status == SlotStatus::kPresent ? Ratio{slot.value, kMillion} : Ratio{1, 1};
    }
    if (!give.table) return give.rate;
    const TableRow* row = find_row(reader_.program().tables[give.table->index()], line, reader_, give.column);
    return row == nullptr ? Ratio{1, 1} : row->values[give.column];
  }

  // What of a share (weight / sum) of the base a multiplier's own cap on spend lets it multiply.
  void add_capped(Multiplier& one, std::int32_t line, Wide weight, Wide sum, Fraction extra) const {
    const BaseCap& cap = one.work->spend;
    if (cap.any && line >= 0) {
      const Wide base = base_.lines >= 0 ? Wide{reader_.scratch().line_base(base_.lines)[static_cast<std::size_t>(line)]} : Wide{0};
      if (base > 0) extra = {extra.num * std::min<Wide>(base, cap.allowed[static_cast<std::size_t>(line)]), extra.den * base};
    }
    one.extra_on(line).add(extra.num * weight, extra.den * sum);
  }

  // The multipliers meet on one share of the base.
  void add(std::int32_t line, Wide weight, Wide sum) {
    Multiplier* highest = nullptr;
    Ratio best{1, 1};
    Fraction so_far{1, 1};
    for (Multiplier& one : multipliers_) {
      if (!reaches(one, line)) continue;
      const Ratio factor = factor_of(*one.give, line);
      if (!is_above(factor, {1, 1})) continue;
      if (meeting_ == Meeting::kKeepTheHighest) {
        if (is_above(factor, best)) best = factor, highest = &one;
        continue;
      }
      Fraction extra{Wide{factor.num} - factor.den, factor.den};
      if (meeting_ == Meeting::kCompound) {
        extra = {extra.num * so_far.num, extra.den * so_far.den};
        so_far = {so_far.num * factor.num, so_far.den * factor.den};
      }
      add_capped(one, line, weight, sum, extra);
    }
    if (highest != nullptr) add_capped(*highest, line, weight, sum, {Wide{best.num} - best.den, best.den});
  }

  void post(const Multiplier& one, std::int32_t line, const Fraction& share) {
    if (share.num == 0) return;
    bool overflow = false;
    Portion extra = base_;
    extra.rule = one.work->rule;
    extra.give = one.number;
    extra.line = line >= 0 ? line : base_.line;
    extra.base_rule = base_.rule;
    extra.extra = true;
    extra.is_base = false;
    extra.exact = scaled(base_.exact, share.num, share.den, overflow);
    if (overflow) reader_.mark_overflow();
    if (extra.exact > 0) out_.push_back(extra);
  }

  const Portion& base_;
  std::vector<Multiplier>& multipliers_;
  SlotReader& reader_;
  std::vector<Portion>& out_;
  Meeting meeting_;
};

bool may_split(const Give& give, const RuleWork& work, const Index& index, const Program& program) {
  return index.by_line(work.rule) || give.lines != FilterId{} || work.spend.any || !work.lost.empty() || (give.table && is_by_line(program.tables[give.table->index()]));
}

}  // namespace

void give_extras(const Index& index, SlotReader& reader) {
  std::vector<Multiplier> multipliers;
  for (const RuleWork& work : reader.scratch().matched()) {
    const Rule& rule = reader.program().rules[work.rule.index()];
    for (std::size_t i = 0; i < rule.gives.size(); ++i) {
      const Give& give = rule.gives[i];
      if (give.kind == GiveKind::kMultiply) {
        multipliers.push_back({&work, static_cast<std::uint16_t>(i), &give, may_split(give, work, index, reader.program()), index.by_line(work.rule), {}});
      }
    }
  }
  if (multipliers.empty()) return;
  std::vector<Portion>& portions = reader.scratch().portions;
  std::vector<Portion> extras;
  for (const Portion& base : portions) {
    if (base.is_base) Multiplying(base, multipliers, reader, extras).run();
  }
  portions.insert(portions.end(), extras.begin(), extras.end());
}

}  // namespace setia::engine
