#include "engine/base.hpp"

#include <algorithm>

#include "engine/filters.hpp"

namespace setia::engine {

std::uint64_t earning_units(const Rule& rule, const Unit& unit) {
  std::uint64_t bits = 0;
  for (const UnitId id : rule.paid_with_earns) bits |= std::uint64_t{1} << (id.index() & 63);
  for (const UnitId id : unit.paid_with_earns) bits |= std::uint64_t{1} << (id.index() & 63);
  return bits;
}

LineBase::LineBase(const Rule& rule, const Unit& unit, const Base& base, const Tenders* tenders, SlotReader& reader) : base_(base), reader_(reader) {
  if (base.kind == BaseKind::kSpend) spend_ = &reader.spend(tenders != nullptr ? *tenders : base.tenders, base.without_tax, earning_units(rule, unit));
}

std::int64_t LineBase::operator[](std::size_t index) const {
  const Line& line = reader_.event().lines[index];
  if (!fits(reader_.program(), base_.filter, line)) return 0;
  if (base_.kind == BaseKind::kSpend) return (*spend_)[index];
  if (line.amount_minor < 0) return 0;
  if (base_.kind == BaseKind::kPieces) return line.quantity_micro;
  if (base_.field_is_quantity) return line.quantity_micro;
  std::int64_t value = 0;
  return number_of(reader_.program(), line, base_.field, value) ? value : 0;
}

Wide BaseRoom::take(Wide wanted) {
  if (kind_ != BaseKind::kSpend && kind_ != BaseKind::kPieces) return wanted;
  const Wide taken = std::min(wanted, left_);
  left_ -= taken;
  used_ += taken;
  return taken;
}

// Gives of one rule share one cap: what the largest of them used is used.
BaseRoom::~BaseRoom() {
  if (kind_ == BaseKind::kSpend) work_.spend_used = std::max(work_.spend_used, used_);
  if (kind_ == BaseKind::kPieces) work_.pieces_used = std::max(work_.pieces_used, used_);
}

}  // namespace setia::engine
