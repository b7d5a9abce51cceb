#include <algorithm>

#include "engine/cuts.hpp"
#include "engine/limits.hpp"
#include "engine/spend.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

// One rule's portions of one unit against its own limits.
class OwnCut {
 public:
  // `of`: whose gives are looked at. `beside`: the rule gives somebody else the unit, too; then limits on what both get are
  // asked apart, with neither.
  OwnCut(RuleId id, UnitId unit_id, std::optional<Receiver> of, bool beside, std::vector<RoomLeft>& left, SlotReader& reader)
      : left_(left), of_(of), beside_(beside), id_(id), rule_(reader.program().rules[id.index()]), unit_id_(unit_id), unit_(reader.program().units[unit_id.index()]), reader_(reader) {}

  void run(std::vector<Cut>& cuts, std::vector<Hit>& hits) {
    const Wide total = sum();
    if (total == 0) return;
    Wide most = total;
    std::optional<LimitId> smallest;
    for (const LimitId id : rule_.own) {
      const Limit& limit = reader_.program().limits[id.index()];
      if (limit.scope == CapScope::kTotal || limit.kind == CapKind::kSpend || limit.kind == CapKind::kPieces || !is_asked(limit)) continue;
      const Wide within = exact_within(id, limit, total);
      if (within < most) most = within, smallest = id;
    }
    if (!smallest) return use(total);
    if (rule_.all_or_nothing || reader_.program().limits[smallest->index()].all_or_nothing) most = 0;
    cuts.push_back({{}, id_, *smallest, unit_id_, micro(total), micro(most)});
    if (most == 0) hits.push_back({id_, *smallest});
    keep(most);
    use(most);
  }

 private:
  // The room of a money limit is that of all units of the rule together.
  Wide& room_left(LimitId id, const Limit& limit) {
    const auto known = std::find_if(left_.begin(), left_.end(), [&](const RoomLeft& one) { return one.limit == id; });
    if (known != left_.end()) return known->room;
    const Wide room = limit.kind == CapKind::kShareOfBasket ? Wide{limit.most} * basket_total(reader_.event(), Slot{}) : room_of(limit, reader_);
    return left_.emplace_back(RoomLeft{id, room}).room;
  }

  void use(Wide exact) {
    for (const LimitId id : rule_.own) {
      const Limit& limit = reader_.program().limits[id.index()];
      const bool money = limit.kind == CapKind::kMoney || limit.kind == CapKind::kShareOfBasket;
      if (!money || limit.scope == CapScope::kTotal || !counts_now(limit, reader_) || !is_asked(limit)) continue;
      Wide& room = room_left(id, limit);
      room = std::max<Wide>(0, room - money_of(quotient(exact, unit_.denominator), unit_));
    }
  }

  bool is_asked(const Limit& limit) const {
    const bool both = bounds(limit, Receiver::kMember) && bounds(limit, Receiver::kReferrer);
    return of_ ? bounds(limit, *of_) && !(both && beside_) : both;
  }

  bool is_mine(const Portion& part) const { return part.rule == id_ && part.unit == unit_id_ && (!of_ || part.to == *of_); }
  std::int64_t micro(Wide exact) const { return static_cast<std::int64_t>(quotient(exact, unit_.denominator)); }

  Wide sum() const {
    Wide total = 0;
    for (const Portion& part : reader_.scratch().portions) total += is_mine(part) ? part.exact : 0;
    return total;
  }

  Wide exact_within(LimitId id, const Limit& limit, Wide total) {
    if (!counts_now(limit, reader_)) return kUnlimited;
    if (limit.kind == CapKind::kTimes) return limit.scope == CapScope::kReceipt || room_of(limit, reader_) >= 1 ? kUnlimited : 0;
    if (limit.kind == CapKind::kUnits && limit.unit != unit_id_) return kUnlimited;
    const bool money = limit.kind == CapKind::kMoney || limit.kind == CapKind::kShareOfBasket;
    const Wide within = units_within(limit, money ? room_left(id, limit) : room_of(limit, reader_), unit_, posted_step(rule_, unit_));
    if (within >= kUnlimited) return kUnlimited;
    if (is_by_line(limit)) return by_lines(limit, within * unit_.denominator, total);
    return within * unit_.denominator;
  }

  // `per line` and `per item` cut line by line, at once; what is left is what they allow. What is of no line counts as one
  // line of one piece.
  Wide by_lines(const Limit& limit, Wide most, Wide total) {
    std::vector<Wide>& rooms = reader_.scratch().weights;
    rooms.assign(1, most);
    for (const Line& line : reader_.event().lines) rooms.push_back(limit.scope == CapScope::kLine ? most : most * line.quantity_micro / kMillion);
    for (Portion& part : reader_.scratch().portions) {
      if (!is_mine(part)) continue;
      Wide& room = rooms[static_cast<std::size_t>(part.line + 1)];
      part.exact = std::min(part.exact, room);
      room -= part.exact;
    }
    const Wide left = sum();
    return left < total ? left : kUnlimited;
  }

  void keep(Wide most) {
    for (Portion& part : reader_.scratch().portions) {
      if (!is_mine(part)) continue;
      part.exact = std::min(part.exact, most);
      most -= part.exact;
    }
  }

  std::vector<RoomLeft>& left_;
  std::optional<Receiver> of_;
  bool beside_ = false;
  RuleId id_;
  const Rule& rule_;
  UnitId unit_id_;
  const Unit& unit_;
  SlotReader& reader_;
};

// Earlier lines use first what is free; what is of no line comes before them.
void order_by_line(std::vector<Portion>& portions) {
  const auto earlier = [](const Portion& a, const Portion& b) { return a.line < b.line; };
  if (!std::is_sorted(portions.begin(), portions.end(), earlier)) std::stable_sort(portions.begin(), portions.end(), earlier);
}

}  // namespace

void cut_by_own_limits(SlotReader& reader, std::vector<Cut>& cuts, std::vector<Hit>& hits) {
  order_by_line(reader.scratch().portions);
  for (const RuleWork& work : reader.scratch().matched()) {
    const Rule& rule = reader.program().rules[work.rule.index()];
    if (rule.own.empty()) continue;
    UnitId last{reader.program().units.size()};
    std::vector<RoomLeft>& left = reader.scratch().rooms_left;
    left.clear();
    for (const Give& give : rule.gives) {
      if (give.unit != last && give.kind != GiveKind::kAddToCounter && give.kind != GiveKind::kTakeFromCounter) {
        const auto gives_to = [&](Receiver to) {
          return std::any_of(rule.gives.begin(), rule.gives.end(), [&](const Give& one) { return one.unit == give.unit && one.to == to; });
        };
        const bool both = gives_to(Receiver::kMember) && gives_to(Receiver::kReferrer);
        if (gives_to(Receiver::kMember)) OwnCut(work.rule, give.unit, Receiver::kMember, both, left, reader).run(cuts, hits);
        if (gives_to(Receiver::kReferrer)) OwnCut(work.rule, give.unit, Receiver::kReferrer, both, left, reader).run(cuts, hits);
        if (both) OwnCut(work.rule, give.unit, std::nullopt, both, left, reader).run(cuts, hits);
      }
      last = give.unit;
    }
  }
}

}  // namespace setia::engine
