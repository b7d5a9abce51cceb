#include "engine/discount_amounts.hpp"

#include <algorithm>
#include <numeric>

#include "engine/filters.hpp"
#include "engine/rounding.hpp"
#include "engine/tables.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

Wide whole_minor(const ExactMinor& amount) { return amount.num / amount.den; }

class Amounts {
 public:
  Amounts(const Discount& discount, const std::vector<Part>& parts, const std::vector<OpenLine>& lines, SlotReader& reader)
      : discount_(discount), parts_(parts), lines_(lines), reader_(reader), table_(discount.table ? &reader.program().tables[discount.table->index()] : nullptr) {
    out_.minor.assign(parts.size(), 0);
    exact_.assign(parts.size(), {});
  }

  AmountsOff run() {
    find_values();
    if (is_shared()) share();
    else if (discount_.kind == DiscountKind::kGroups && !discount_.percent) take_groups();
    else take_each();
    for (std::size_t i = 0; i < parts_.size(); ++i) out_.minor[i] = std::clamp<std::int64_t>(out_.minor[i], 0, lines_[parts_[i].line].left_minor);
    return std::move(out_);
  }

 private:
  bool is_by_line_table() const { return table_ != nullptr && is_by_line(*table_); }
  // An amount for all of it together.
  bool is_shared() const {
    return discount_.kind == DiscountKind::kOff && !discount_.percent && discount_.pick != DiscountPick::kEachFurther && !is_by_line_table();
  }

  // --- what the line says, or the row that fits ----------------------------------------------------------------------

  void find_values() {
    values_.assign(parts_.size(), discount_.value);
    if (table_ == nullptr) return;
    if (is_by_tender(*table_)) return find_tenders();
    const bool by_line = is_by_line(*table_);
    bool found = false;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const TableRow* const row = find_row(*table_, by_line ? static_cast<std::int32_t>(parts_[i].line) : -1, reader_);
      values_[i] = row == nullptr ? Ratio{} : row->values.front();
      found = found || row != nullptr;
      if (row == nullptr) without_row(i);
    }
    out_.no_row = !found && !parts_.empty();
  }

  void without_row(std::size_t part) {
    missing_.resize(parts_.size());
    missing_[part] = 1;
  }

  // Of what each row's tenders pay; rates of rows are decimal percentages.
  void find_tenders() {
    Wide all = 0, taken = 0;
    for (const Payment& payment : reader_.event().payments) all += payment.amount_minor;
    bool found = false;
    for (const TableRow& row : table_->rows) {
      if (!fits_row(*table_, row, -1, reader_)) continue;
      const Tenders& tenders = tenders_of(*table_, row, reader_.scratch());
      for (const Payment& payment : reader_.event().payments) {
        if (!payment.unit.empty() || contains(tenders.methods, payment.method) == tenders.excluded) continue;
        taken += Wide{payment.amount_minor} * row.values.front().num * (kRowScale / row.values.front().den);
        found = true;
      }
    }
    out_.no_row = !found;
    tender_share_ = all > 0 ? ExactMinor{taken, all * kRowScale} : ExactMinor{};
  }

  // --- one part after the other ----------------------------------------------------------------------------------------

  void take_each() {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (missing_.empty() || missing_[i] == 0) exact_[i] = within(off_of(i), parts_[i].worth);
    }
    round_all();
  }

  ExactMinor off_of(std::size_t i) {
    const Part& part = parts_[i];
    const Ratio& value = values_[i];
    switch (discount_.kind) {
      case DiscountKind::kPerPiece: return per_million(value, part.pieces_micro);
      case DiscountKind::kPerField: return per_field(i);
      case DiscountKind::kFree: return part.worth;
      case DiscountKind::kCharge: {
        if (value.num < 0) return {};
        const ExactMinor price = per_million(value, part.pieces_micro);
        const ExactMinor off{product(part.worth.num, price.den) - product(price.num, part.worth.den), product(part.worth.den, price.den)};
        return off.num > 0 ? off : ExactMinor{};
      }
      case DiscountKind::kOff:
      case DiscountKind::kGroups: break;
    }
    if (discount_.stage == DiscountStage::kTenders) return {product(part.worth.num, tender_share_.num), product(part.worth.den, tender_share_.den)};
    if (discount_.percent) return {product(part.worth.num, value.num), product(part.worth.den, value.den)};
    return discount_.pick == DiscountPick::kEachFurther ? per_million(value, part.pieces_micro) : ExactMinor{value.num, value.den};
  }

  ExactMinor per_million(const Ratio& value, std::int64_t micro) { return {product(value.num, micro), product(value.den, kMillion)}; }

  // The field is of the line as a whole: of some of its pieces it is a part.
  ExactMinor per_field(std::size_t i) {
    const Line& line = reader_.event().lines[parts_[i].line];
    std::int64_t micro = 0;
    if (!number_of(reader_.program(), line, discount_.field, micro) || micro <= 0) return {};
    ExactMinor off = per_million(values_[i], micro);
    if (parts_[i].pieces_micro < line.quantity_micro) {
      off.num = product(off.num, parts_[i].pieces_micro);
      off.den = product(off.den, line.quantity_micro);
    }
    return off;
  }

  ExactMinor within(const ExactMinor& off, const ExactMinor& worth) { return product(off.num, worth.den) <= product(worth.num, off.den) ? off : worth; }

  Wide product(Wide a, Wide b) {
    bool overflow = false;
    const Wide result = engine::product(a, b, overflow);
    if (overflow) reader_.mark_overflow();
    return overflow ? 0 : result;
  }

  // --- rounding --------------------------------------------------------------------------------------------------------

  void round_all() {
    const DiscountRounding& rounding = reader_.program().discounts;
    if (rounding.stage == RoundStage::kReceipt) return round_together(rounding);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const ExactMinor& off = exact_[i];
      if (off.num <= 0 || off.den <= 0) continue;
      if (rounding.stage == RoundStage::kItem && parts_[i].pieces_micro > 0) {
        const Wide piece = stepped({product(off.num, kMillion), product(off.den, parts_[i].pieces_micro)}, rounding);
        out_.minor[i] = static_cast<std::int64_t>(stepped({product(piece, parts_[i].pieces_micro), kMillion}, rounding));
      } else {
        out_.minor[i] = static_cast<std::int64_t>(stepped(off, rounding));
      }
    }
  }

  Wide stepped(const ExactMinor& off, const DiscountRounding& rounding) {
    const Wide den = product(off.den, rounding.step_minor);
    return den <= 0 ? 0 : round_quotient(off.num, den, rounding.mode) * rounding.step_minor;
  }

  // The rule's sum on the receipt. Parts have denominators of their own, so they are added in billionths; what these lose is rounded away
  // at millionths before the mode decides.
  void round_together(const DiscountRounding& rounding) {
    constexpr Wide kBillion = 1'000'000'000, kThousand = 1'000;
    Wide sum = 0;
    for (const ExactMinor& off : exact_)
      if (off.num > 0 && off.den > 0) sum += round_quotient(product(off.num, kBillion), off.den, RoundMode::kHalfEven);
    const Wide millionths = round_quotient(sum, kThousand, RoundMode::kHalfEven);
    const Wide total = std::min(stepped({millionths, kMillion}, rounding), most());
    std::vector<Wide> weights, shares(parts_.size());
    for (const ExactMinor& off : exact_) weights.push_back(off.num > 0 && off.den > 0 ? product(off.num, kMillion) / off.den : 0);
    allot(total, weights, shares);
    for (std::size_t i = 0; i < parts_.size(); ++i) out_.minor[i] = static_cast<std::int64_t>(shares[i]);
  }

  // --- amounts for several parts together ------------------------------------------------------------------------------

  Wide most() const {
    return std::accumulate(parts_.begin(), parts_.end(), Wide{0}, [](Wide sum, const Part& part) { return sum + whole_minor(part.worth); });
  }

  void share() {
    if (parts_.empty()) return;
    const Ratio& value = values_.front();
    share_off(static_cast<std::int64_t>(std::min<Wide>(value.num / value.den, most())), parts_, out_.minor);
  }

  // Walks the pieces in line order, a group at a time; groups that lie in one line are alike.
  void take_groups() {
    const Wide size = Wide{discount_.pieces} * kMillion;
    std::vector<Part> group;
    Wide filled = 0;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      Wide left = parts_[i].pieces_micro;
      while (left > 0) {
        if (filled == 0 && left >= size) {
          const Wide groups = left / size;
          out_.minor[i] += static_cast<std::int64_t>(groups * off_of_group({piece_part(i, size)}));
          left -= groups * size;
          continue;
        }
        const Wide taken = std::min(left, size - filled);
        group.push_back(piece_part(i, taken));
        filled += taken;
        left -= taken;
        if (filled < size) continue;
        give_group(group);
        group.clear();
        filled = 0;
      }
    }
  }

  Part piece_part(std::size_t i, Wide micro) {
    Part part = parts_[i];
    part.line = i;
    part.worth = {product(part.worth.num, micro), product(part.worth.den, part.pieces_micro)};
    part.pieces_micro = static_cast<std::int64_t>(micro);
    return part;
  }

  std::int64_t off_of_group(const std::vector<Part>& group) const {
    Wide worth = 0;
    for (const Part& part : group) worth += whole_minor(part.worth);
    return static_cast<std::int64_t>(std::min<Wide>(discount_.value.num / discount_.value.den, worth));
  }

  void give_group(const std::vector<Part>& group) {
    std::vector<std::int64_t> shares(group.size(), 0);
    share_off(off_of_group(group), group, shares);
    for (std::size_t i = 0; i < group.size(); ++i) out_.minor[group[i].line] += shares[i];
  }

  static constexpr Wide kRowScale = 1'000'000'000'000;
  const Discount& discount_;
  const std::vector<Part>& parts_;
  const std::vector<OpenLine>& lines_;
  SlotReader& reader_;
  const Table* table_;
  std::vector<Ratio> values_;          // per part
  std::vector<char> missing_;          // per part: no row fits; empty: one fits each
  ExactMinor tender_share_;
  std::vector<ExactMinor> exact_;        // per part
  AmountsOff out_;
};

}  // namespace

AmountsOff amounts_off(const Discount& discount, const std::vector<Part>& parts, const std::vector<OpenLine>& lines, SlotReader& reader) {
  return Amounts(discount, parts, lines, reader).run();
}

void share_off(std::int64_t total, const std::vector<Part>& parts, std::vector<std::int64_t>& minor) {
  std::vector<Wide> weights, shares(parts.size());
  for (const Part& part : parts) weights.push_back(part.worth.den == 1 ? part.worth.num * kMillion : part.worth.num / part.worth.den * kMillion + part.worth.num % part.worth.den * kMillion / part.worth.den);
  allot(total, weights, shares);
  for (std::size_t i = 0; i < parts.size(); ++i) minor[i] = static_cast<std::int64_t>(shares[i]);
}

}  // namespace setia::engine
