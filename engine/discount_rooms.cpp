#include "engine/discount_rooms.hpp"

#include <algorithm>
#include <numeric>

#include "engine/discount_amounts.hpp"
#include "engine/limits.hpp"
#include "engine/rounding.hpp"
#include "engine/spend.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

bool is_of_money(const Limit& limit) { return limit.kind == CapKind::kMoney || limit.kind == CapKind::kShareOfBasket; }

std::int64_t sum_of(const std::vector<std::int64_t>& minor) { return std::accumulate(minor.begin(), minor.end(), std::int64_t{0}); }

Wide pieces_of(const std::vector<Part>& parts) {
  return std::accumulate(parts.begin(), parts.end(), Wide{0}, [](Wide sum, const Part& part) { return sum + part.pieces_micro; });
}

Wide worth_of(const std::vector<Part>& parts) {
  return std::accumulate(parts.begin(), parts.end(), Wide{0}, [](Wide sum, const Part& part) { return sum + part.worth.num / part.worth.den; });
}

// Amounts in proportion to what was wanted of each part.
void cut_to(std::int64_t most, std::vector<std::int64_t>& minor) {
  std::vector<Wide> weights(minor.begin(), minor.end()), shares(minor.size());
  allot(most, weights, shares);
  for (std::size_t i = 0; i < minor.size(); ++i) minor[i] = static_cast<std::int64_t>(shares[i]);
}

}  // namespace

Wide& DiscountRooms::room(LimitId id, SlotReader& reader) {
  const auto known = std::find_if(rooms_.begin(), rooms_.end(), [&](const auto& one) { return one.first == id; });
  if (known != rooms_.end()) return known->second;
  const Limit& limit = reader.program().limits[id.index()];
  const bool share = limit.kind == CapKind::kShareOfBasket && counts_now(limit, reader);
  return rooms_.emplace_back(id, share ? Wide{limit.most} * basket_total(reader.event(), Slot{}) : room_of(limit, reader)).second;
}

std::optional<LimitId> DiscountRooms::cut_parts(std::span<const LimitId> limits, SlotReader& reader, std::vector<Part>& parts, std::optional<LimitId>& cut_by) {
  for (const LimitId id : limits) {
    const Limit& limit = reader.program().limits[id.index()];
    if (limit.kind == CapKind::kTimes && limit.scope != CapScope::kReceipt && room(id, reader) < 1) return id;
    if (limit.kind != CapKind::kPieces && limit.kind != CapKind::kSpend) continue;
    const Wide most = room(id, reader);
    if (most >= kUnlimited) continue;
    const Wide wanted = limit.kind == CapKind::kPieces ? pieces_of(parts) : worth_of(parts);
    const auto keep = limit.kind == CapKind::kPieces ? keep_pieces : keep_worth;
    if (is_by_line(limit)) {
      for (Part& part : parts) {
        std::vector<Part> alone{part};
        keep(alone, most);
        part = alone.front();
      }
    } else {
      keep(parts, most);
    }
    if ((limit.kind == CapKind::kPieces ? pieces_of(parts) : worth_of(parts)) < wanted) cut_by = id;
  }
  return std::nullopt;
}

void DiscountRooms::cut_amounts(std::span<const LimitId> limits, bool all_or_nothing, SlotReader& reader, const std::vector<Part>& parts,
                                std::vector<std::int64_t>& minor, std::optional<LimitId>& cut_by) {
  const std::int64_t step = reader.program().discounts.step_minor;
  for (const LimitId id : limits) {
    const Limit& limit = reader.program().limits[id.index()];
    if (!is_of_money(limit) || room(id, reader) >= kUnlimited) continue;
    const Wide most = room(id, reader) / kMillion / step * step;
    const std::int64_t wanted = sum_of(minor);
    if (is_by_line(limit)) {
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const Wide of_part = limit.scope == CapScope::kItem ? most * parts[i].pieces_micro / kMillion : most;
        minor[i] = static_cast<std::int64_t>(std::min<Wide>(minor[i], of_part));
      }
    } else if (most < wanted) {
      cut_to(static_cast<std::int64_t>(std::max<Wide>(most, 0)), minor);
    }
    if (sum_of(minor) == wanted) continue;
    cut_by = id;
    if (all_or_nothing || limit.all_or_nothing) std::fill(minor.begin(), minor.end(), 0);
  }
}

void DiscountRooms::use(std::span<const LimitId> limits, SlotReader& reader, const std::vector<Part>& parts, const std::vector<std::int64_t>& minor) {
  for (const LimitId id : limits) {
    const Limit& limit = reader.program().limits[id.index()];
    if (is_by_line(limit) || limit.kind == CapKind::kTimes || limit.kind == CapKind::kUnits || room(id, reader) >= kUnlimited) continue;
    Wide& left = room(id, reader);
    if (is_of_money(limit)) left -= Wide{sum_of(minor)} * kMillion;
    else left -= limit.kind == CapKind::kPieces ? pieces_of(parts) : worth_of(parts);
    left = std::max<Wide>(left, 0);
  }
}

}  // namespace setia::engine
