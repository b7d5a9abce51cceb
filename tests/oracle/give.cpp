#include "tests/oracle/give.hpp"

#include <algorithm>
#include <numeric>

#include "tests/oracle/base.hpp"
#include "tests/oracle/condition.hpp"
#include "tests/oracle/quantity.hpp"
#include "tests/oracle/redemption.hpp"
#include "tests/oracle/table.hpp"

namespace setia::oracle {
namespace {

constexpr std::int64_t kMicro = 1'000'000;

Exact fraction(const engine::Ratio& ratio) { return Exact(ratio.num, ratio.den); }

Exact blocks(const Exact& base, const rules::PerPlan& per) {
  const Exact steps = base / per.step;
  if (per.block == dsl::BlockKind::kFull) return Exact(floor_of(steps));
  return per.block == dsl::BlockKind::kStarted ? Exact(ceiling_of(steps)) : steps;
}

// How often `per` counts on each line; blocks of the receipt's sum belong to the lines in proportion [J3].
std::vector<Exact> counts_by_line(const Judging& judging, const rules::PerPlan& per, const std::vector<Exact>& base) {
  const Exact sum = std::accumulate(base.begin(), base.end(), Exact(0));
  std::vector<Exact> counts;
  for (std::size_t i = 0; i < base.size(); ++i) {
    const Exact pieces = Exact(judging.event.lines[i].quantity_micro) / kMicro;
    if (per.apart == dsl::Apart::kPerLine || per.block == dsl::BlockKind::kExact) counts.push_back(blocks(base[i], per));
    else if (per.apart == dsl::Apart::kPerItem && pieces > 0) counts.push_back(blocks(base[i] / pieces, per) * pieces);
    else counts.push_back(sum == 0 ? Exact(0) : blocks(sum, per) * base[i] / sum);
  }
  return counts;
}

// One rule's gives, one after the other.
class Giver {
 public:
  Giver(const Judging& judging, Applying& applying, std::vector<Piece>& pieces)
      : judging_(judging), plan_(judging.history.plan()), applying_(applying), pieces_(pieces) {}

  void give_bases() {
    for (const rules::GivePlan& give : plan_.rules[applying_.rule].gives) {
      if (const auto* per = std::get_if<rules::GivePerPlan>(&give.kind)) give_per(per->unit.index, Exact(per->amount_micro), per->per);
      if (const auto* percent = std::get_if<rules::GivePercentPlan>(&give.kind)) give_percent(*percent);
      const auto* by = std::get_if<rules::GiveByPlan>(&give.kind);
      if (by == nullptr) continue;
      for (std::size_t column = 0; column < by->units.size(); ++column) give_by(*by, column);
    }
  }

  void give_flats() {
    for (const rules::GivePlan& give : plan_.rules[applying_.rule].gives)
      if (const auto* flat = std::get_if<rules::GiveFlatPlan>(&give.kind); flat != nullptr && may_be_had(judging_, flat->unit.index)) {
        const std::size_t before = pieces_.size();
        add_flat(flat->unit.index, -1, Exact(flat->amount_micro));
        if (pieces_.size() > before) pieces_.back().to_referrer = give.to == dsl::ReceiverKind::kReferrer;
      }
  }

  void give_derived(std::size_t bases) {
    for (const rules::GivePlan& give : plan_.rules[applying_.rule].gives) {
      if (const auto* percent = std::get_if<rules::GivePercentPlan>(&give.kind); percent != nullptr && is_derived(percent->of))
        add(percent->unit.index, -1, source(percent->of, bases) * fraction(percent->share), true);
      if (const auto* per = std::get_if<rules::GivePerPlan>(&give.kind); per != nullptr && is_derived(per->per.quantity))
        add(per->unit.index, -1, blocks(source(per->per.quantity, bases), per->per) * per->amount_micro, true);
    }
  }

 private:
  static bool is_derived(const rules::QuantityPlan& of) { return of.kind == dsl::QuantityKind::kUnitFrom; }

  void add(std::size_t unit, int line, const Exact& micro, bool is_base) {
    if (micro > 0 && !applying_.lost.contains(line)) pieces_.push_back({applying_.rule, unit, line, micro, is_base, std::nullopt, std::nullopt, {}, false, false});
  }
  void add_flat(std::size_t unit, int line, const Exact& micro) { add(unit, line, micro * applying_.marks, plan_.units[unit].multipliers_reach_flat); }

  Exact source(const rules::QuantityPlan& of, std::size_t bases) const {
    Exact sum = 0;
    for (std::size_t i = 0; i < bases; ++i) {
      const bool named = of.from.empty() || std::any_of(of.from.begin(), of.from.end(), [&](rules::RuleRef rule) { return rule.index == pieces_[i].rule; });
      if (named && pieces_[i].unit == of.unit.index && pieces_[i].is_base) sum += pieces_[i].micro;
    }
    return sum;
  }

  void give_per(std::size_t unit, const Exact& amount, const rules::PerPlan& per) {
    if (per.of == rules::PerPlan::Of::kQuantity && is_derived(per.quantity)) return;
    if (counts_of(per) == Counts::kWhole) {
      const auto whole = amount_of(judging_, per.quantity);
      if (whole) add(unit, -1, blocks(std::max(*whole, Exact(0)), per) * amount, true);
      return;
    }
    Room room(applying_, counts_of(per));
    std::vector<Exact> base = base_of_lines(judging_, applying_, unit, per, nullptr);
    for (Exact& line : base) line = room.take(line);
    add_counts(unit, per, base, {per.quantity.paid_by, per.quantity.not_paid_by}, amount);
  }

  void add_counts(std::size_t unit, const rules::PerPlan& per, const std::vector<Exact>& base, const Payers& payers, const Exact& amount) {
    const std::vector<Exact> counts = counts_by_line(judging_, per, base);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      add(unit, static_cast<int>(i), counts[i] * amount, true);
      if (counts[i] * amount <= 0 || applying_.lost.contains(static_cast<int>(i))) continue;
      pieces_.back().payers = payers;
      pieces_.back().per_item = per.of == rules::PerPlan::Of::kPieces;
      if (counts_of(per) == Counts::kSpend) pieces_.back().spend = base[i];
    }
  }

  // Money becomes points at their worth, numbers one for one.
  void give_percent(const rules::GivePercentPlan& percent) {
    if (is_derived(percent.of)) return;
    rules::PerPlan per;
    per.quantity = percent.of;
    Exact each = fraction(percent.share);
    if (percent.of.type == rules::QuantityType::kMoney) each *= Exact(kMicro) * kMicro / *plan_.units[percent.unit.index].worth;
    if (percent.of.type == rules::QuantityType::kCount) each *= kMicro;
    give_per(percent.unit.index, each, per);
  }

  Exact value_of(const rules::RowPlan& row, std::size_t column) const {
    return row.values[column] ? fraction(*row.values[column]) * kMicro : Exact(0);
  }

  void give_by(const rules::GiveByPlan& by, std::size_t column) {
    if (!by.per) return give_flat_by(by, column);
    if (is_by_part(by.table)) return give_by_part(by, column);
    if (counts_of(*by.per) == Counts::kWhole) {
      const rules::RowPlan* row = row_of(judging_, by.table, nullptr, nullptr);
      if (row != nullptr) give_per(by.units[column].index, value_of(*row, column), *by.per);
      return;
    }
    give_by_rows(by, column);
  }

  void give_flat_by(const rules::GiveByPlan& by, std::size_t column) {
    const bool by_line = is_by_line(plan_, by.table);
    const int lines = by_line ? static_cast<int>(judging_.event.lines.size()) : 1;
    for (int i = 0; i < lines; ++i) {
      const engine::Line* line = by_line ? &judging_.event.lines[static_cast<std::size_t>(i)] : nullptr;
      const rules::RowPlan* row = row_of(judging_, by.table, line, nullptr);
      if (row != nullptr) add_flat(by.units[column].index, by_line ? i : -1, value_of(*row, column));
    }
  }

  // Marginal: each band by itself; the event fills from where history left off, a window that is paid as a whole from the first band.
  void give_by_part(const rules::GiveByPlan& by, std::size_t column) {
    const auto part = amounts_of(judging_, by.table.keys.back().quantity);
    if (!part) return;
    Room room(applying_, counts_of(*by.per));
    const Exact before = counts_of(*by.per) == Counts::kWhole ? Exact(0) : part->before;
    const Exact filled = before + room.take(part->now - before);
    for (const rules::RowPlan& row : by.table.rows) {
      if (!row.days.contains(judging_.day)) continue;
      const Exact within = within_band(by.table, row, before, filled);
      add(by.units[column].index, -1, blocks(within, *by.per) * value_of(row, column), true);
    }
  }

  // Every line belongs to the row that fits it, every tender's share to the row of the tender; caps go in line order.
  void give_by_rows(const rules::GiveByPlan& by, std::size_t column) {
    const std::size_t unit = by.units[column].index;
    std::vector<std::vector<Exact>> bases;
    for (const rules::RowPlan& row : by.table.rows) bases.push_back(base_of_row(judging_, applying_, unit, by, row));
    Room room(applying_, counts_of(*by.per));
    for (std::size_t line = 0; line < judging_.event.lines.size(); ++line)
      for (std::vector<Exact>& base : bases) base[line] = room.take(base[line]);
    for (std::size_t row = 0; row < bases.size(); ++row) {
      const Payers payers = is_by_tender(by.table) ? payers_of(by.table, by.table.rows[row]) : Payers{by.per->quantity.paid_by, by.per->quantity.not_paid_by};
      add_counts(unit, *by.per, bases[row], payers, value_of(by.table.rows[row], column));
    }
  }

  const Judging& judging_;
  const rules::Plan& plan_;
  Applying& applying_;
  std::vector<Piece>& pieces_;
};

// --- multipliers ----------------------------------------------------------------------------------------------------

struct Multiplier {
  std::size_t rule = 0;
  const std::set<int>* lost = nullptr;
  const rules::MultiplyPlan* plan = nullptr;
  std::vector<Exact> wanted, allowed;    // of the spend of the lines that it names, where a cap on spend counts
};

Multiplier made(const Judging& judging, Applying& applying, const rules::MultiplyPlan& plan) {
  Multiplier one{applying.rule, &applying.lost, &plan, {}, {}};
  one.wanted = multiplied_spend(judging, applying, plan);
  Room room(applying, Counts::kSpend);
  for (const Exact& line : one.wanted) one.allowed.push_back(room.take(line));
  if (!applying.spend_room) one.allowed.clear();
  return one;
}

// How much of a base the cap on spend lets be multiplied.
Exact share_within_cap(const Multiplier& one, const Piece& base) {
  if (one.allowed.empty() || base.line < 0) return 1;
  const auto line = static_cast<std::size_t>(base.line);
  const Exact spend = base.spend.value_or(one.wanted[line]);
  return spend > 0 ? Exact(std::min(spend, one.allowed[line]) / spend) : Exact(1);
}

// `on` a set of all items names no lines.
bool names_lines(const rules::Plan& plan, const rules::LinesPlan& lines) {
  if (lines.except) return true;
  const auto means_all = [&](rules::ItemsRef ref) {
    const rules::ItemsPlan& items = plan.items[ref.index];
    const auto widens = [](const rules::ItemsTest& test) { return test.op == dsl::SetOp::kFirst || test.op == dsl::SetOp::kOr; };
    return items.all_items && std::all_of(items.tests.begin(), items.tests.end(), widens);
  };
  return lines.on && std::none_of(lines.on->items.begin(), lines.on->items.end(), means_all);
}

bool reaches(const Judging& judging, const Multiplier& one, const Piece& base) {
  const rules::MultiplyPlan& plan = *one.plan;
  if (base.per_item && !judging.history.plan().units[base.unit].multipliers_reach_flat) return false;
  if (!base.is_base || base.unit != plan.unit.index || one.lost->contains(base.line)) return false;
  const bool named = plan.from.empty() || std::any_of(plan.from.begin(), plan.from.end(), [&](rules::RuleRef rule) { return rule.index == base.rule; });
  if (!named || !names_lines(judging.history.plan(), plan.lines)) return named;
  return base.line >= 0 && fits(judging, judging.event.lines[static_cast<std::size_t>(base.line)], plan.lines);
}

Exact value_or_one(const rules::RowPlan* row) { return row == nullptr || !row->values.front() ? Exact(1) : fraction(*row->values.front()); }

// What each tender paid of a base has the factor of that tender's row [J8].
Exact factor_of_tenders(const Judging& judging, const rules::TablePlan& table, const engine::Line* line, const Piece& base) {
  Exact paid = 0, times = 0;
  for (const engine::Payment& payment : judging.event.payments) {
    const Exact amount(std::int64_t{payment.amount_minor});
    if (!payment.unit.empty()) {
      const bool in_base = !base.spend || earns(judging.history.plan(), payment.unit, earning_units(judging, base.rule, base.unit));
      if (base.payers.methods.empty() && in_base) paid += amount, times += amount;
      continue;
    }
    const std::string method = judging.history.text(payment.method);
    const auto& named = base.payers.methods;
    if (!named.empty() && (std::find(named.begin(), named.end(), method) != named.end()) == base.payers.excluded) continue;
    paid += amount;
    times += amount * value_or_one(row_of(judging, table, line, &method));
  }
  return paid > 0 ? Exact(times / paid) : Exact(1);
}

// A row that fits nothing is x1; so is a field that nobody filled.
Exact factor_of(const Judging& judging, const Multiplier& one, const Piece& base) {
  if (const auto* number = std::get_if<engine::Ratio>(&one.plan->factor)) return fraction(*number);
  if (const auto* field = std::get_if<rules::FieldRef>(&one.plan->factor)) {
    const auto value = number_of_event(judging, *field);
    return value ? *value / kMicro : Exact(1);
  }
  if (const auto* level = std::get_if<rules::LevelColumn>(&one.plan->factor)) {
    const std::size_t rank = judging.person.ranks[level->ladder.index];
    if (rank == 0) return 1;
    const auto& factor = judging.history.plan().ladders[level->ladder.index].rungs[rank - 1].terms.front().benefits[level->column];
    return factor ? fraction(*factor) : Exact(1);
  }
  const engine::Line* line = base.line < 0 ? nullptr : &judging.event.lines[static_cast<std::size_t>(base.line)];
  const auto& table = std::get<rules::TablePlan>(one.plan->factor);
  return is_by_tender(table) ? factor_of_tenders(judging, table, line, base) : value_or_one(row_of(judging, table, line, nullptr));
}

// The extras on one base, by the way its unit lets multipliers meet [J2].
void multiply(const Judging& judging, const Piece& base, const std::vector<Multiplier>& multipliers, std::vector<Piece>& extras) {
  const engine::Meeting meeting = judging.history.plan().units[base.unit].meeting;
  Exact so_far = base.micro, highest = 1;
  std::vector<Piece> mine;
  for (const Multiplier& one : multipliers) {
    if (!reaches(judging, one, base)) continue;
    const Exact factor = factor_of(judging, one, base);
    if (factor <= 1) continue;
    if (meeting == engine::Meeting::kKeepTheHighest) {
      if (factor <= highest) continue;
      highest = factor;
      mine.clear();
    }
    const Exact extra = (meeting == engine::Meeting::kCompound ? so_far : base.micro) * (factor - 1);
    so_far += extra;
    mine.push_back({one.rule, base.unit, base.line, extra * share_within_cap(one, base), false, base.rule, std::nullopt, {}, false, false});
  }
  extras.insert(extras.end(), mine.begin(), mine.end());
}

void give_extras(const Judging& judging, std::vector<Applying>& rules, std::vector<Piece>& pieces) {
  std::vector<Multiplier> multipliers;
  for (Applying& applying : rules)
    for (const rules::GivePlan& give : judging.history.plan().rules[applying.rule].gives)
      if (const auto* plan = std::get_if<rules::MultiplyPlan>(&give.kind)) multipliers.push_back(made(judging, applying, *plan));
  std::vector<Piece> extras;
  for (const Piece& piece : pieces) multiply(judging, piece, multipliers, extras);
  pieces.insert(pieces.end(), extras.begin(), extras.end());
}

}  // namespace

std::vector<Piece> given(const Judging& judging, std::vector<Applying>& rules) {
  std::vector<Piece> pieces, flats;
  for (Applying& applying : rules) Giver(judging, applying, pieces).give_bases();
  for (Applying& applying : rules) Giver(judging, applying, flats).give_flats();
  std::copy_if(flats.begin(), flats.end(), std::back_inserter(pieces), [](const Piece& flat) { return flat.is_base; });
  const std::size_t bases = pieces.size();
  for (Applying& applying : rules) Giver(judging, applying, pieces).give_derived(bases);
  give_extras(judging, rules, pieces);
  std::copy_if(flats.begin(), flats.end(), std::back_inserter(pieces), [](const Piece& flat) { return !flat.is_base; });
  return pieces;
}

}  // namespace setia::oracle
