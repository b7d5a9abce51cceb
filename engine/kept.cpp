#include "engine/kept.hpp"

#include <algorithm>

#include "engine/reported_discounts.hpp"
#include "engine/rounding.hpp"
#include "engine/scaled_fields.hpp"

namespace setia::engine {
namespace {

std::int64_t in_proportion(std::int64_t whole, Wide part, Wide of) {
  return of == 0 ? 0 : static_cast<std::int64_t>(round_quotient(Wide{whole} * part, of, RoundMode::kHalfEven));
}

std::string place_of(std::size_t index, const char* field) { return "lines[" + std::to_string(index) + "]." + field; }

Refusal too_much(std::string field) {
  return {RefusalReason::kNothingKept, std::move(field), "More is returned than is kept of the receipt.",
          "Name what is kept at most, or nothing for all of it."};
}

bool names_nothing(const Event& returned) { return returned.lines.empty() && !returned.has_amount; }

bool matches(const Line& returned, const Line& bought) {
  if (returned.has_number) return returned.number == bought.number;
  if (returned.sku != SymbolId{}) return returned.sku == bought.sku;
  return returned.category == SymbolId{} || returned.category == bought.category;
}

}  // namespace

Kept::Kept(const Event& receipt) : receipt_(receipt), left_(receipt.lines.size()) {
  for (std::size_t i = 0; i < left_.size(); ++i) {
    left_[i].amount_minor = receipt.lines[i].amount_minor;
    left_[i].quantity_micro = receipt.lines[i].quantity_micro;
  }
}

std::optional<Refusal> Kept::take_off(const Event& returned) {
  if (!anything_)
    return Refusal{RefusalReason::kNothingKept, "receipt", "All of it was returned before.", "Nothing is left to return."};
  if (names_nothing(returned)) {
    take_everything();
    return std::nullopt;
  }
  const std::vector<LineLeft> before = left_;
  std::optional<Refusal> refusal;
  for (std::size_t i = 0; i < returned.lines.size() && !refusal; ++i) refusal = take_line(returned.lines[i], i);
  if (!refusal && returned.has_amount && returned.lines.empty()) refusal = take_amount(returned.amount_minor);
  if (refusal) left_ = before;
  else settle();
  return refusal;
}

std::optional<Refusal> Kept::take_line(const Line& returned, std::size_t index) {
  std::vector<Part> parts = parts_of(returned);
  if (parts.empty())
    return Refusal{RefusalReason::kNothingKept, place_of(index, returned.has_number ? "line" : "sku"),
                   "The receipt has no such line, or nothing of it is kept.", "Name a line or a sku of the receipt."};
  Wide quantity = 0, amount = 0;
  for (const Part& part : parts) {
    quantity += left_[part.line].quantity_micro;
    amount += left_[part.line].amount_minor;
  }
  if (returned.has_quantity && returned.quantity_micro > quantity) return too_much(place_of(index, "quantity"));
  if (returned.has_amount && returned.amount_minor > amount) return too_much(place_of(index, "amount"));
  if (returned.has_quantity) take_quantity(returned.quantity_micro, parts);
  if (returned.has_amount) take_amount_of_parts(returned.amount_minor, parts);
  if (!returned.has_quantity && !returned.has_amount) {
    for (Part& part : parts) part = {part.line, left_[part.line].quantity_micro, left_[part.line].amount_minor};
  }
  for (const Part& part : parts) {
    if (part.amount_minor > left_[part.line].amount_minor) return too_much(place_of(index, "amount"));
  }
  for (const Part& part : parts) take(part);
  return std::nullopt;
}

std::vector<Kept::Part> Kept::parts_of(const Line& returned) const {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < left_.size(); ++i) {
    const bool some = left_[i].quantity_micro > 0 || left_[i].amount_minor > 0;
    if (is_goods(i) && some && matches(returned, receipt_.lines[i])) parts.push_back({i, 0, 0});
  }
  return parts;
}

// Pieces are taken in line order, each line's with its share of the amount.
void Kept::take_quantity(std::int64_t quantity_micro, std::vector<Part>& parts) const {
  for (Part& part : parts) {
    part.quantity_micro = std::min(quantity_micro, left_[part.line].quantity_micro);
    part.amount_minor = share_of(part.line, part.quantity_micro);
    quantity_micro -= part.quantity_micro;
  }
}

std::int64_t Kept::share_of(std::size_t index, std::int64_t quantity_micro) const {
  const LineLeft& left = left_[index];
  if (quantity_micro == left.quantity_micro) return quantity_micro == 0 ? 0 : left.amount_minor;
  const Line& bought = receipt_.lines[index];
  const std::int64_t base = bought.amount_minor - left.alone_minor;
  const std::int64_t until = in_proportion(base, Wide{left.returned_micro} + quantity_micro, bought.quantity_micro);
  const std::int64_t share = until - in_proportion(base, left.returned_micro, bought.quantity_micro);
  return std::clamp<std::int64_t>(share, 0, left.amount_minor);
}

// A stated amount is that of the pieces taken, in proportion to their shares; without pieces it brings its own.
void Kept::take_amount_of_parts(std::int64_t amount_minor, std::vector<Part>& parts) const {
  const bool by_pieces = std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.quantity_micro > 0; });
  std::vector<Wide> weights, shares(parts.size());
  if (by_pieces) {
    const bool priced = std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.amount_minor > 0; });
    for (const Part& part : parts) weights.push_back(priced ? Wide{part.amount_minor} : Wide{left_[part.line].amount_minor});
    allot(amount_minor, weights, shares);
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i].amount_minor = static_cast<std::int64_t>(shares[i]);
    return;
  }
  for (Part& part : parts) {
    const LineLeft& left = left_[part.line];
    part.amount_minor = std::min(amount_minor, left.amount_minor);
    amount_minor -= part.amount_minor;
    part.quantity_micro = part.amount_minor == left.amount_minor ? left.quantity_micro : in_proportion(left.quantity_micro, part.amount_minor, left.amount_minor);
  }
}

void Kept::take(const Part& part) {
  if (part.quantity_micro == 0 && part.amount_minor == 0) return;
  LineLeft& left = left_[part.line];
  left.amount_minor -= part.amount_minor;
  left.quantity_micro -= part.quantity_micro;
  left.returned_micro += part.quantity_micro;
  left.alone_since_minor = 0;
}

std::optional<Refusal> Kept::take_amount(std::int64_t amount_minor) {
  Wide goods = 0, total = 0;
  for (std::size_t i = 0; i < left_.size(); ++i) {
    if (is_goods(i)) goods += left_[i].amount_minor;
    total += left_[i].amount_minor;
  }
  if (left_.empty() || amount_minor > total) return too_much("amount");
  if (amount_minor == total) {
    take_everything();
    return std::nullopt;
  }
  Wide taken = goods == total ? Wide{amount_minor} : round_quotient(goods * amount_minor, total, RoundMode::kHalfEven);
  std::vector<Wide> weights(left_.size()), shares(left_.size());
  for (std::size_t i = 0; i < left_.size(); ++i) {
    if (!is_goods(i)) continue;
    weights[i] = Wide{left_[i].amount_minor} + left_[i].alone_since_minor;
    taken += left_[i].alone_since_minor;
  }
  allot(taken, weights, shares);
  for (std::size_t i = 0; i < left_.size(); ++i) {
    if (!is_goods(i)) continue;
    LineLeft& left = left_[i];
    const std::int64_t more = static_cast<std::int64_t>(shares[i]) - left.alone_since_minor;
    left.amount_minor -= more;
    left.alone_minor += more;
    left.alone_since_minor += more;
    if (left.amount_minor == 0 && receipt_.lines[i].amount_minor > 0) left.quantity_micro = 0;
  }
  return std::nullopt;
}

void Kept::take_everything() {
  for (LineLeft& left : left_) left = {};
  anything_ = false;
}

// Discount lines follow the goods; a receipt without goods is returned.
void Kept::settle() {
  Wide bought = 0, kept = 0;
  bool some = false;
  for (std::size_t i = 0; i < left_.size(); ++i) {
    if (!is_goods(i)) continue;
    bought += receipt_.lines[i].amount_minor;
    kept += left_[i].amount_minor;
    some = some || left_[i].amount_minor > 0 || left_[i].quantity_micro > 0;
  }
  if (!some) return take_everything();
  for (std::size_t i = 0; i < left_.size(); ++i) {
    if (!is_goods(i)) left_[i].amount_minor = in_proportion(receipt_.lines[i].amount_minor, kept, bought);
  }
}

Wide Kept::bought_minor() const {
  Wide total = 0;
  for (const Line& line : receipt_.lines) total += line.amount_minor;
  return std::max<Wide>(0, total);
}

Wide Kept::kept_minor() const {
  Wide total = 0;
  for (const LineLeft& left : left_) total += left.amount_minor;
  return std::max<Wide>(0, total);
}

Event Kept::event(const Program& program) const {
  Event kept = receipt_;
  kept.lines.clear();
  for (std::size_t i = 0; i < left_.size(); ++i) {
    const Line& bought = receipt_.lines[i];
    const LineLeft& left = left_[i];
    if (left.amount_minor == 0 && left.quantity_micro == 0) continue;
    Line& line = kept.lines.emplace_back(bought);
    line.amount_minor = left.amount_minor;
    line.quantity_micro = left.quantity_micro;
    line.tax_minor = bought.amount_minor == 0 ? std::int64_t{bought.tax_minor} : in_proportion(bought.tax_minor, left.amount_minor, bought.amount_minor);
    line.discount_minor = in_proportion(bought.discount_minor, left.quantity_micro, bought.quantity_micro);
    scale_fields(program, left.quantity_micro, bought.quantity_micro, line.more);
  }
  keep_discounts(program, receipt_, kept);
  for (Payment& payment : kept.payments) {  // tenders are told apart by their shares; what units paid, by amount
    if (payment.unit.empty()) continue;
    payment.amount_minor = in_proportion(payment.amount_minor, kept_minor(), bought_minor());
    payment.points_micro = in_proportion(payment.points_micro, kept_minor(), bought_minor());
  }
  return kept;
}

}  // namespace setia::engine
