// Multipliers post the extra, (factor - 1) x the exact base, under their own rule [J2].
#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/base.hpp"
#include "engine/filters.hpp"
#include "engine/multiplier.hpp"
#include "engine/payout.hpp"
#include "engine/rounding.hpp"
#include "engine/spend.hpp"
#include "engine/tables.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

bool is_above(Ratio a, Ratio b) { return Wide{a.num} * b.den > Wide{b.num} * a.den; }

Wide common_divisor(Wide a, Wide b) {
  while (b != 0) a = std::exchange(b, remainder(a, b));
  return a;
}

// One base portion and the multipliers that reach it.
class Multiplying {
 public:
  Multiplying(const Portion& base, std::vector<Multiplier>& multipliers, SlotReader& reader, std::vector<Portion>& out)
      : base_(base), multipliers_(multipliers), reader_(reader), out_(out), meeting_(reader.program().units[base.unit.index()].meeting) {}

  void run() {
    const bool apart = meeting_ == Meeting::kAddUp || multipliers_.size() == 1;
    if (apart && std::all_of(multipliers_.begin(), multipliers_.end(), [](const Multiplier& one) { return one.plain; })) {
      for (Multiplier& one : multipliers_) multiply_plainly(one);
      return;
    }
    for (Multiplier& one : multipliers_) one.extras.clear();
    const bool by_line = base_.line < 0 && base_.lines >= 0 && std::any_of(multipliers_.begin(), multipliers_.end(), [&](const Multiplier& one) { return one.by_line && names(*one.give); });
    if (by_line) add_lines();
    else add(base_.line, 1, 1);
    for (Multiplier& one : multipliers_) {
      for (const auto& [line, extra] : one.extras) post(one, line, extra);
    }
  }

 private:
  // What the lines that it names hold of the base, times one factor: no other multiplier matters to it.
  void multiply_plainly(Multiplier& one) {
    if (!names(*one.give)) return;
    Fraction share{1, 1};
    if (one.give->lines != FilterId{}) {
      if (base_.line < 0) share = named_share(*one.give);
      else if (!reader_.means(one.give->lines, static_cast<std::size_t>(base_.line))) return;
    }
    const Ratio factor = factor_of(one, base_.line);
    if (share.num == 0 || !is_above(factor, {1, 1})) return;
    share = {share.num * (Wide{factor.num} - factor.den), share.den * factor.den};
    if (is_short(share.num) && is_short(base_.exact)) return post(one, -1, share);
    Fraction least;
    least.add(share.num, share.den);
    post(one, -1, least);
  }

  Fraction named_share(const Give& give) {
    if (base_.lines < 0) return {0, 1};
    const std::vector<std::int64_t>& lines = lines_of(base_.lines, reader_);
    Fraction share{0, 0};
    for (std::size_t i = 0; i < lines.size(); ++i) {
      share.den += lines[i];
      if (reader_.means(give.lines, i)) share.num += lines[i];
    }
    return share;
  }

  void add_lines() {
    const std::vector<std::int64_t>& lines = lines_of(base_.lines, reader_);
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
    return line >= 0 && reader_.means(one.give->lines, static_cast<std::size_t>(line));
  }

  // A factor is above 1; a row that fits nothing is x1.
  Ratio factor_of(const Multiplier& one, std::int32_t line) const {
    const Give& give = *one.give;
    if (give.factor_slot) {
      const SlotReading& slot = reader_.read(*give.factor_slot);
      return slot.status == SlotStatus::kPresent ? Ratio{slot.value, kMillion} : Ratio{1, 1};
    }
    if (give.factor_ladder) return factor_of_level(give, reader_.program().rules[one.work->rule.index()], reader_);
    if (!give.table) return give.rate;
    const Table& table = reader_.program().tables[give.table->index()];
    return is_by_tender(table) ? factor_of_tenders(table, give.column, line) : value_of(find_row(table, line, reader_, give.column), give.column);
  }

  static Ratio value_of(const TableRow* row, std::size_t column) { return row == nullptr ? Ratio{1, 1} : row->values[column]; }

  // Each tender's part of the base has the factor of its own row: their mean, by what they paid [J8].
  Ratio factor_of_tenders(const Table& table, std::size_t column, std::int32_t line) const {
    const Tenders* const payers = base_.lines < 0 ? nullptr : reader_.scratch().line_shares(base_.lines).tenders;
    Fraction times;
    Wide paid = 0;
    for (const Payment& payment : reader_.event().payments) {
      const bool with_unit = !payment.unit.empty();
      if (with_unit ? payers != nullptr || !is_in_base(payment) : payers != nullptr && contains(payers->methods, payment.method) == payers->excluded) continue;
      const Ratio factor = with_unit ? Ratio{1, 1} : value_of(find_row_of_tender(table, payment.method, line, reader_), column);
      times.add(Wide{payment.amount_minor} * factor.num, factor.den);
      paid += payment.amount_minor;
    }
    if (paid <= 0) return {1, 1};
    times.den *= paid;
    times.add(0, 1);
    if (times.num > INT64_MAX || times.den > INT64_MAX) return reader_.mark_overflow(), Ratio{1, 1};
    return {static_cast<std::int64_t>(times.num), static_cast<std::int64_t>(times.den)};
  }

  // What is paid with points or a wallet is in any base but spend, and in that where it earns.
  bool is_in_base(const Payment& payment) const {
    const Rule& rule = reader_.program().rules[base_.rule.index()];
    return !counts_spend() || earns(reader_.program(), payment, earning_units(rule, reader_.program().units[base_.unit.index()]));
  }

  // What of a share (weight / sum) of the base a multiplier's own cap on spend lets it multiply: of a base on spend as much
  // spend as the cap leaves on the line, of any other base as large a part of it as of the line's spend.
  void add_capped(Multiplier& one, std::int32_t line, Wide weight, Wide sum, Fraction extra) const {
    const BaseCap& cap = one.work->spend;
    if (cap.any && line >= 0) {
      const auto at = static_cast<std::size_t>(line);
      const Wide base = counts_spend() ? lines_of(base_.lines, reader_)[at] : cap.wanted[at];
      if (base > 0) extra = {extra.num * std::min<Wide>(base, cap.allowed[at]), extra.den * base};
    }
    one.extra_on(line).add(extra.num * weight, extra.den * sum);
  }

  bool counts_spend() const {
    return base_.lines >= 0 && reader_.program().rules[base_.rule.index()].gives[base_.give].base.kind == BaseKind::kSpend;
  }

  // The multipliers meet on one share of the base.
  void add(std::int32_t line, Wide weight, Wide sum) {
    Multiplier* highest = nullptr;
    Ratio best{1, 1};
    Fraction so_far{1, 1};
    for (Multiplier& one : multipliers_) {
      if (!reaches(one, line)) continue;
      const Ratio factor = factor_of(one, line);
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

  void post(Multiplier& one, std::int32_t line, const Fraction& share) {
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
    const Wide lost = remainder(product(remainder(base_.exact, share.den), share.num, overflow), share.den);
    if (lost != 0) one.carried.add(lost, share.den);
    extra.exact += one.carried.take_whole();
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

// A filter that means no line of the event is not reached by anything.
bool has_named_lines(const Give& give, SlotReader& reader) { return give.lines == FilterId{} || reader.has(give.lines); }

Multiplier made(const RuleWork& work, std::uint16_t number, const Index& index, SlotReader& reader) {
  const Program& program = reader.program();
  const Give& give = program.rules[work.rule.index()].gives[number];
  Multiplier one{&work, number, &give, may_split(give, work, index, program), index.by_line(work.rule), false, {0, 1}, {}};
  one.plain = !one.each_line && !work.spend.any && work.lost.empty() && !work.lost_whole && !(give.table && is_by_line(program.tables[give.table->index()]));
  return one;
}

}  // namespace

Ratio factor_of_level(const Give& give, const Rule& rule, SlotReader& reader) {
  const Ladder& ladder = reader.program().ladders[give.factor_ladder->index()];
  const bool reached = rule.at_status_reached && reader.knows_reached();
  const std::size_t rank = reached ? reader.reached(*give.factor_ladder) : static_cast<std::size_t>(reader.read(ladder.rank).value);
  if (rank == 0) return {1, 1};
  const Terms& terms = terms_on(ladder.rungs[rank - 1], reader.day());
  return terms.benefits.empty() ? Ratio{1, 1} : terms.benefits[give.column].value_or(Ratio{1, 1});
}

void Fraction::add(Wide numerator, Wide denominator) {
  const Wide common = common_divisor(den, denominator);
  num = num * quotient(denominator, common) + numerator * quotient(den, common);
  den *= quotient(denominator, common);
  const Wide divisor = common_divisor(num, den);
  num = quotient(num, divisor);
  den = quotient(den, divisor);
}

Wide Fraction::take_whole() {
  const Wide whole = quotient(num, den);
  num -= whole * den;
  return whole;
}

void give_extras(const Index& index, SlotReader& reader) {
  Scratch& scratch = reader.scratch();
  scratch.multipliers.clear();
  for (const Act& act : scratch.acts_of(Phase::kExtra)) {
    const RuleWork& work = scratch.matched()[act.work];
    if (has_named_lines(reader.program().rules[work.rule.index()].gives[act.give], reader)) scratch.multipliers.push_back(made(work, act.give, index, reader));
  }
  if (scratch.multipliers.empty()) return;
  scratch.extras.clear();
  for (const Portion& base : scratch.portions) {
    if (base.is_base) Multiplying(base, scratch.multipliers, reader, scratch.extras).run();
  }
  scratch.portions.insert(scratch.portions.end(), scratch.extras.begin(), scratch.extras.end());
}

}  // namespace setia::engine
