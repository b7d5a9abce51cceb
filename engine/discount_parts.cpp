#include "engine/discount_parts.hpp"

#include <algorithm>

#include "engine/wide.hpp"

namespace setia::engine {
namespace {

constexpr std::int64_t kPiece = 1'000'000;

Part some_of(const OpenLine& open, std::size_t line, std::int64_t pieces_micro) {
  if (pieces_micro >= open.open_micro) return {line, open.open_micro, {open.left_minor, 1}};
  return {line, pieces_micro, {Wide{open.left_minor} * pieces_micro, open.open_micro}};
}

class Picking {
 public:
  Picking(const Discount& discount, const std::vector<OpenLine>& lines, const std::vector<char>& lost, SlotReader& reader)
      : discount_(discount), lines_(lines), lost_(lost), reader_(reader) {}

  std::vector<Part> run() {
    if (discount_.kind == DiscountKind::kGroups) return fill(in_order(), whole_pieces(discount_.filter) / discount_.pieces * discount_.pieces, Pieces::kWhole);
    if (discount_.kind == DiscountKind::kFree) return free_ones();
    switch (discount_.pick) {
      case DiscountPick::kAll: break;
      case DiscountPick::kFirst: return one(in_order());
      case DiscountPick::kCheapest: return one(by_price(true));
      case DiscountPick::kDearest: return one(by_price(false));
      case DiscountPick::kPieces: return fill(in_order(), discount_.pieces, Pieces::kAny);
      case DiscountPick::kEachFurther: return further();
    }
    std::vector<Part> parts;
    for (const std::size_t line : in_order()) parts.push_back({line, lines_[line].open_micro, {lines_[line].left_minor, 1}});
    return parts;
  }

 private:
  // Whether a line that is measured, not counted, is filled up with its fractions.
  enum class Pieces : std::uint8_t { kWhole, kAny };

  bool is_meant(FilterId filter, std::size_t line) const {
    const bool given_up = !lost_.empty() && lost_[line] != 0;
    return lines_[line].left_minor > 0 && !given_up && reader_.means(filter, line);
  }

  std::vector<std::size_t> in_order() const {
    std::vector<std::size_t> order;
    for (std::size_t line = 0; line < lines_.size(); ++line)
      if (is_meant(discount_.filter, line)) order.push_back(line);
    return order;
  }

  // By what one piece comes to; equal ones in line order.
  std::vector<std::size_t> by_price(bool cheapest_first) const {
    std::vector<std::size_t> order = in_order();
    std::erase_if(order, [&](std::size_t line) { return lines_[line].open_micro <= 0; });
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const Wide left = Wide{lines_[a].left_minor} * lines_[b].open_micro, right = Wide{lines_[b].left_minor} * lines_[a].open_micro;
      return cheapest_first ? left < right : left > right;
    });
    return order;
  }

  // One piece, or all that there is of less.
  std::vector<Part> one(const std::vector<std::size_t>& order) const {
    if (order.empty()) return {};
    return {some_of(lines_[order.front()], order.front(), kPiece)};
  }

  std::int64_t whole_pieces(FilterId filter) const {
    std::int64_t whole = 0;
    for (std::size_t line = 0; line < lines_.size(); ++line)
      if (is_meant(filter, line)) whole += lines_[line].open_micro / kPiece;
    return whole;
  }

  std::vector<Part> fill(const std::vector<std::size_t>& order, std::int64_t pieces, Pieces which) const {
    std::vector<Part> parts;
    Wide left = Wide{pieces} * kPiece;
    for (const std::size_t line : order) {
      const std::int64_t there = lines_[line].open_micro;
      const Wide taken = std::min<Wide>(left, which == Pieces::kWhole ? there / kPiece * kPiece : there);
      if (taken > 0) parts.push_back(some_of(lines_[line], line, static_cast<std::int64_t>(taken)));
      left -= taken;
    }
    return parts;
  }

  std::vector<Part> further() const {
    std::vector<Part> parts;
    bool first = true;
    for (const std::size_t line : in_order()) {
      const std::int64_t there = lines_[line].open_micro;
      const std::int64_t taken = first ? there - kPiece : there;
      if (taken > 0) parts.push_back(some_of(lines_[line], line, taken));
      first = false;
    }
    return parts;
  }

  // As many of the cheapest as the paid ones allow: what becomes free is paid no more.
  std::vector<Part> free_ones() const {
    const std::vector<std::size_t> order = by_price(true);
    if (discount_.for_every == 0) return fill(order, discount_.pieces, Pieces::kWhole);
    Wide counted = whole_pieces(discount_.counted), free = 0;
    for (const std::size_t line : order) {
      const bool is_counted = is_meant(discount_.counted, line);
      std::int64_t least = 0, most = lines_[line].open_micro / kPiece;
      const std::int64_t all = most;
      while (least < most) {
        const std::int64_t tried = least + (most - least + 1) / 2;
        const Wide paid = counted - (is_counted ? tried : 0);
        if (free + tried <= paid / discount_.for_every * discount_.pieces) least = tried;
        else most = tried - 1;
      }
      free += least;
      if (is_counted) counted -= least;
      if (least < all) break;
    }
    return fill(order, static_cast<std::int64_t>(free), Pieces::kWhole);
  }

  const Discount& discount_;
  const std::vector<OpenLine>& lines_;
  const std::vector<char>& lost_;
  SlotReader& reader_;
};

}  // namespace

std::vector<Part> parts_of(const Discount& discount, const std::vector<OpenLine>& lines, const std::vector<char>& lost, SlotReader& reader) {
  return Picking(discount, lines, lost, reader).run();
}

void keep_pieces(std::vector<Part>& parts, Wide most_micro) {
  for (Part& part : parts) {
    const auto kept = static_cast<std::int64_t>(std::min<Wide>(part.pieces_micro, most_micro));
    most_micro -= kept;
    if (kept == part.pieces_micro) continue;
    part.worth = {part.worth.num * kept, part.worth.den * part.pieces_micro};
    part.pieces_micro = kept;
  }
}

void keep_worth(std::vector<Part>& parts, Wide most_minor) {
  for (Part& part : parts) {
    if (part.worth.num > most_minor * part.worth.den) {
      part.pieces_micro = static_cast<std::int64_t>(Wide{part.pieces_micro} * most_minor * part.worth.den / part.worth.num);
      part.worth = {most_minor, 1};
    }
    most_minor -= (part.worth.num + part.worth.den - 1) / part.worth.den;
    most_minor = std::max<Wide>(most_minor, 0);
  }
}

}  // namespace setia::engine
