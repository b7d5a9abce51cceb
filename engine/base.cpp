#include "engine/base.hpp"

#include <algorithm>
#include <numeric>

#include "engine/filters.hpp"
#include "engine/rounding.hpp"

namespace setia::engine {
namespace {

const Rounding* spend_rounding(const Rule& rule, const Unit& unit) {
  for (const std::vector<Rounding>* stages : {&rule.stages, &unit.stages}) {
    for (const Rounding& stage : *stages) {
      if (stage.spend) return &stage;
    }
  }
  return nullptr;
}

std::int64_t rounded(std::int64_t minor, const Rounding& stage, Wide pieces = 1) {
  return static_cast<std::int64_t>(round_quotient(minor, stage.step * pieces, stage.mode) * stage.step * pieces);
}

// `round spend`: each piece or line by itself, or the sum, shared over the lines by what they hold.
std::vector<std::int64_t> round_spend(const Rounding& stage, const std::vector<Line>& basket, std::vector<std::int64_t> lines, Scratch& scratch) {
  if (stage.stage == RoundStage::kItem || stage.stage == RoundStage::kLine) {
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = rounded(lines[i], stage, stage.stage == RoundStage::kItem ? whole_pieces(basket[i].quantity_micro) : 1);
    return lines;
  }
  scratch.weights.assign(lines.begin(), lines.end());
  scratch.shares.assign(lines.size(), 0);
  allot(rounded(std::accumulate(lines.begin(), lines.end(), std::int64_t{0}), stage), scratch.weights, scratch.shares);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = static_cast<std::int64_t>(scratch.shares[i]);
  return lines;
}

}  // namespace

const Unit& unit_of(const Program& program, const Give& give) {
  static const Unit kNone;
  const bool steps = give.kind == GiveKind::kAddToCounter || give.kind == GiveKind::kTakeFromCounter;
  return steps ? kNone : program.units[give.unit.index()];
}

std::uint64_t earning_units(const Rule& rule, const Unit& unit) {
  std::uint64_t bits = 0;
  for (const UnitId id : rule.paid_with_earns) bits |= std::uint64_t{1} << (id.index() & 63);
  for (const UnitId id : unit.paid_with_earns) bits |= std::uint64_t{1} << (id.index() & 63);
  return bits;
}

std::optional<std::int64_t> plain_sum(const RuleWork& work, const Base& base, Caps caps, SlotReader& reader) {
  const std::size_t place = reader.index().marks().place(base.filter);
  if (place == kPlaces || !work.lost.empty() || (caps == Caps::kKept && cap_of(work, base, reader.program()) != nullptr)) return std::nullopt;
  const Basket& basket = reader.basket();
  if (base.kind == BaseKind::kPieces) return basket.pieces_fit ? std::optional(basket.sums[place].pieces_micro) : std::nullopt;
  const bool plain = base.kind == BaseKind::kSpend && basket.plain && !base.without_tax && base.tenders.methods.members.empty() && !reader.index().rounds_spend();
  return plain ? std::optional(basket.sums[place].minor) : std::nullopt;
}

const std::vector<std::int64_t>& lines_of(std::int32_t place, SlotReader& reader) {
  LineShares& shares = reader.scratch().line_shares(place);
  if (shares.made) return shares.amounts;
  const std::vector<Line>& lines = reader.event().lines;
  shares.made = true;
  shares.amounts.assign(lines.size(), 0);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (reader.means(shares.filter, i) && lines[i].amount_minor >= 0) shares.amounts[i] = shares.kind == BaseKind::kSpend ? std::int64_t{lines[i].amount_minor} : lines[i].quantity_micro;
  }
  return shares.amounts;
}

bool is_whole_money(const Base& base, const Program& program) {
  return base.kind == BaseKind::kSlot && program.slots[base.slot.index()].type == ValueType::kMoney;
}

const BaseCap* cap_of(const RuleWork& work, const Base& base, const Program& program) {
  // A stack that hands spend on gives out lines alone.
  const bool spend = base.kind == BaseKind::kSpend || (is_whole_money(base, program) && !work.handed);
  const BaseCap* const cap = spend ? &work.spend : base.kind == BaseKind::kPieces ? &work.pieces : nullptr;
  return cap != nullptr && cap->any ? cap : nullptr;
}

LineBase::LineBase(const RuleWork& work, const Unit& unit, const Base& base, const Tenders* tenders, Caps caps, SlotReader& reader)
    : work_(work), base_(base), cap_(caps == Caps::kKept ? cap_of(work, base, reader.program()) : nullptr), reader_(reader) {
  if (base.kind != BaseKind::kSpend) return;
  const Rule& rule = reader.program().rules[work.rule.index()];
  spend_ = &reader.spend(tenders != nullptr ? *tenders : base.tenders, base.without_tax, earning_units(rule, unit));
  const Rounding* const stage = spend_rounding(rule, unit);
  if (stage == nullptr) return;
  std::vector<std::int64_t> meant = *spend_;
  for (std::size_t i = 0; i < meant.size(); ++i) {
    if (!reader.means(base.filter, i)) meant[i] = 0;
  }
  rounded_ = round_spend(*stage, reader.event().lines, std::move(meant), reader.scratch());
  spend_ = &rounded_;
}

std::int64_t LineBase::operator[](std::size_t index) const {
  if (!work_.lost.empty() && work_.lost[index]) return 0;
  const std::int64_t amount = uncut(index);
  return cap_ == nullptr ? amount : std::min(amount, cap_->allowed[index]);
}

std::int64_t LineBase::uncut(std::size_t index) const {
  if (!reader_.means(base_.filter, index)) return 0;
  const Line& line = reader_.event().lines[index];
  if (base_.kind == BaseKind::kSpend) return (*spend_)[index];
  if (line.amount_minor < 0) return 0;
  if (base_.kind == BaseKind::kPieces || base_.field_is_quantity) return line.quantity_micro;
  std::int64_t value = 0;
  return number_of(reader_.program(), line, base_.field, value) ? value : 0;
}

}  // namespace setia::engine
