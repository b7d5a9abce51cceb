#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>

#include "engine/counter_steps.hpp"
#include "engine/cuts.hpp"
#include "engine/given_so_far.hpp"
#include "engine/limits.hpp"
#include "engine/rounding.hpp"
#include "engine/spend.hpp"

namespace setia::engine {
namespace {

// Own limits are asked once more: rounding up must not pass them [J4].
bool is_late(const Limit& limit, bool own) {
  if (limit.kind == CapKind::kSpend || limit.kind == CapKind::kPieces) return false;
  return !own || (limit.kind != CapKind::kShareOfBasket && !is_by_line(limit));
}

bool is_own(const Rule& rule, LimitId id) { return std::find(rule.own.begin(), rule.own.end(), id) != rule.own.end(); }

bool is_bound(const Rule& rule, LimitId id) {
  return is_own(rule, id) || std::find(rule.shared.begin(), rule.shared.end(), id) != rule.shared.end();
}

// One limit over everything that the rules bound to it are about to give.
class SharedCut {
 public:
  SharedCut(LimitId id, SlotReader& reader) : id_(id), limit_(reader.program().limits[id.index()]), reader_(reader), portions_(reader.scratch().chosen) {
    portions_.clear();
    for (Portion& part : reader.scratch().portions) {
      const bool counted = limit_.kind != CapKind::kUnits || part.unit == limit_.unit;
      if (part.amount_micro > 0 && counted && bounds(limit_, part.to) && is_bound(reader.program().rules[part.rule.index()], id)) portions_.push_back(&part);
    }
  }

  void run(std::vector<Cut>& cuts, std::vector<Hit>& hits) {
    if (portions_.empty()) return;
    if (!is_by_line(limit_)) return cut_within(room(), cuts, hits);
    const std::vector<Portion*> all = portions_;
    for (std::size_t place = 0; place <= reader_.event().lines.size(); ++place) {
      portions_.clear();
      for (Portion* const part : all)
        if (place_of(*part) == place) portions_.push_back(part);
      if (!portions_.empty()) cut_within(room_at(limit_, place, reader_), cuts, hits);
    }
  }

 private:
  std::size_t place_of(const Portion& part) const { return part.line < 0 ? reader_.event().lines.size() : static_cast<std::size_t>(part.line); }

  Wide room() {
    const bool share = limit_.kind == CapKind::kShareOfBasket && counts_now(limit_, reader_);
    return share ? Wide{limit_.most} * basket_total(reader_.event(), Slot{}) : room_of(limit_, reader_);
  }

  void cut_within(Wide room, std::vector<Cut>& cuts, std::vector<Hit>& hits) {
    if (room >= kUnlimited) return;
    if (limit_.kind == CapKind::kTimes) {
      if (room < 1) allow(0, cuts, hits);
      return;
    }
    Wide wanted = 0;
    for (const Portion* part : portions_) wanted += use_of(limit_, part->amount_micro, unit(*part));
    if (wanted > room) allow(whole() ? 0 : room, cuts, hits);
  }

  const Unit& unit(const Portion& part) const { return reader_.program().units[part.unit.index()]; }

  std::int64_t step(const Portion& portion) const { return posted_step(reader_.program().rules[portion.rule.index()], unit(portion)); }

  bool whole() const {
    return limit_.all_or_nothing || std::any_of(portions_.begin(), portions_.end(), [&](const Portion* part) { return reader_.program().rules[part->rule.index()].all_or_nothing; });
  }

  // What one rule wants of one unit: portions side by side, in line order.
  struct Wish {
    std::size_t first = 0, last = 0;  // of `portions_`, past the end
    Wide wanted = 0, share = 0;       // millionths where all wish for one unit, else as the limit counts
  };

  std::vector<Wish> wishes(bool one_unit) {
    std::stable_sort(portions_.begin(), portions_.end(), [](const Portion* a, const Portion* b) {
      return std::tuple{a->rule, a->unit, a->line} < std::tuple{b->rule, b->unit, b->line};
    });
    std::vector<Wish> all;
    for (std::size_t i = 0; i < portions_.size(); ++i) {
      const Portion& part = *portions_[i];
      const bool same = i > 0 && portions_[i - 1]->rule == part.rule && portions_[i - 1]->unit == part.unit;
      if (!same) all.push_back({i, i, 0, 0});
      all.back().last = i + 1;
      all.back().wanted += one_unit ? part.amount_micro : use_of(limit_, part.amount_micro, unit(part));
    }
    return all;
  }

  // Where all wish for one unit, in the finest of their steps, so that nothing of what is free is lost between them.
  void share(Wide room, bool one_unit, std::vector<Wish>& wishes) const {
    std::int64_t finest = step(*portions_.front());
    for (const Portion* part : portions_) finest = std::min(finest, step(*part));
    const Wide free = one_unit ? units_within(limit_, room, unit(*portions_.front()), finest) / finest : room;
    std::vector<Wide> wants, shares(wishes.size(), 0);
    for (const Wish& wish : wishes) wants.push_back(wish.wanted);
    allot(free, wants, shares);
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      const Portion& part = *portions_[wishes[i].first];
      wishes[i].share = one_unit ? shares[i] * finest / step(part) * step(part) : units_within(limit_, shares[i], unit(part), step(part));
    }
  }

  void allow(Wide room, std::vector<Cut>& cuts, std::vector<Hit>& hits) {
    const bool one_unit = std::all_of(portions_.begin(), portions_.end(), [&](const Portion* one) { return one->unit == portions_.front()->unit; });
    std::vector<Wish> all = wishes(one_unit);
    if (room > 0) share(room, one_unit, all);
    for (const Wish& wish : all) {
      Wide left = wish.share;
      for (std::size_t i = wish.first; i < wish.last; ++i) {
        keep(*portions_[i], std::min(left, portions_[i]->amount_micro), cuts, hits);
        left -= portions_[i]->amount_micro;
      }
    }
  }

  void keep(Portion& portion, Wide given, std::vector<Cut>& cuts, std::vector<Hit>& hits) {
    if (given == portion.amount_micro) return;
    cuts.push_back({{}, portion.rule, id_, portion.unit, static_cast<std::int64_t>(portion.amount_micro), static_cast<std::int64_t>(given)});
    if (given == 0) hits.push_back({portion.rule, id_});
    portion.amount_micro = given;
  }

  LimitId id_;
  const Limit& limit_;
  SlotReader& reader_;
  std::vector<Portion*>& portions_;
};

Wide counted(const BaseCap& cap) { return std::accumulate(cap.allowed.begin(), cap.allowed.end(), Wide{cap.any ? cap.whole : 0}); }

Wide used_now(LimitId id, const Limit& limit, SlotReader& reader) {
  Wide used = 0, spend = 0, pieces = 0;
  std::int64_t times = 0;
  for (const RuleWork& work : reader.scratch().matched()) {
    if (!is_bound(reader.program().rules[work.rule.index()], id)) continue;
    bool gave = false;
    for (const Portion& part : reader.scratch().portions) {
      if (part.rule != work.rule || part.amount_micro == 0) continue;
      gave = true;
      if ((limit.kind == CapKind::kUnits && part.unit != limit.unit) || !bounds(limit, part.to)) continue;
      used += use_of(limit, part.amount_micro, reader.program().units[part.unit.index()]);
    }
    if (gave || acts_without_giving(work, reader)) times = std::max(times, work.marks);
    if (gave) spend += counted(work.spend), pieces += counted(work.pieces);
  }
  switch (limit.kind) {
    case CapKind::kTimes: return times;
    case CapKind::kSpend: return spend;
    case CapKind::kPieces: return pieces;
    default: return used;
  }
}

}  // namespace

void cut_by_shared_limits(SlotReader& reader, std::vector<Cut>& cuts, std::vector<Hit>& hits) {
  const std::span<const RuleWork> matched = reader.scratch().matched();
  for (const LimitId id : reader.scratch().limits) {
    const bool own = std::any_of(matched.begin(), matched.end(), [&](const RuleWork& work) { return is_own(reader.program().rules[work.rule.index()], id); });
    if (is_late(reader.program().limits[id.index()], own)) SharedCut(id, reader).run(cuts, hits);
  }
}

namespace {

// What one receiver would hold of a unit of which nobody holds more than so much [U5].
class BalanceCut {
 public:
  BalanceCut(UnitId unit, Receiver to, SlotReader& reader) : id_(unit), unit_(reader.program().units[unit.index()]), to_(to), reader_(reader) {}

  void run(const MemberState& receiver, const std::vector<Accrual>& before) {
    Wide room = *unit_.held_cap_micro - held_micro(receiver, unit_.key);
    if (to_ == Receiver::kMember) room += freed_by_event();
    if (reader_.again() != nullptr && reader_.again()->had != nullptr) room = std::min(room, had(*reader_.again()->had));
    for (const Accrual& one : before) room -= one.unit == id_ && one.to == to_ ? one.amount_micro : Units{};
    std::span<Portion> portions = reader_.scratch().portions;
    for (std::size_t i = 0; i < portions.size(); ++i) {
      Portion& portion = portions[i];
      if (portion.unit != id_ || portion.to != to_) continue;
      const Rule& rule = reader_.program().rules[portion.rule.index()];
      if (rule.all_or_nothing) {
        if (is_first_of_rule(portions, i)) room -= keep_whole(portion.rule, room);
        continue;
      }
      const std::int64_t step = posted_step(rule, unit_);
      portion.amount_micro = std::min(portion.amount_micro, std::max<Wide>(0, room) / step * step);
      room -= portion.amount_micro;
    }
  }

 private:
  bool is_of(const Portion& portion, RuleId rule) const { return portion.rule == rule && portion.unit == id_ && portion.to == to_; }

  // What the event spends and uses of the unit makes room. Judged again, all of it is gone already.
  Wide freed_by_event() const {
    const bool again = reader_.again() != nullptr && reader_.again()->facts != nullptr;
    if (again) return 0;
    return moved_micro(reader_.scratch().booking, MoveKind::kSpent, id_) + moved_micro(reader_.scratch().booking, MoveKind::kUsed, id_);
  }

  Wide had(const std::vector<GivenSoFar>& given) const {
    Wide sum = 0;
    for (const GivenSoFar& entry : given)
      if (entry.unit == id_ && (entry.to == reader_.event().member) == (to_ == Receiver::kMember)) sum += entry.amount_micro;
    return sum;
  }

  Wide given_by(RuleId rule) const {
    Wide sum = 0;
    for (const Portion& portion : reader_.scratch().portions)
      if (is_of(portion, rule)) sum += portion.amount_micro;
    return sum;
  }

  bool is_first_of_rule(std::span<const Portion> portions, std::size_t place) const {
    return std::none_of(portions.begin(), portions.begin() + static_cast<std::ptrdiff_t>(place), [&](const Portion& one) { return is_of(one, portions[place].rule); });
  }

  // All that a rule gives, or nothing; says what it takes of the room.
  Wide keep_whole(RuleId rule, Wide room) {
    const Wide wanted = given_by(rule);
    if (wanted <= room) return wanted;
    for (Portion& portion : reader_.scratch().portions)
      if (is_of(portion, rule)) portion.amount_micro = 0;
    return 0;
  }

  UnitId id_;
  const Unit& unit_;
  Receiver to_;
  SlotReader& reader_;
};

}  // namespace

void cut_by_balance(SlotReader& reader, const std::vector<Accrual>& before) {
  for (std::size_t i = 0; i < reader.program().units.size(); ++i) {
    if (!reader.program().units[i].held_cap_micro) continue;
    BalanceCut(UnitId{i}, Receiver::kMember, reader).run(reader.member(), before);
    if (const MemberState* referrer = reader.referrer()) BalanceCut(UnitId{i}, Receiver::kReferrer, reader).run(*referrer, before);
  }
}

void count_usage(VersionOrdinal version, SlotReader& reader, std::vector<Change>& changes) {
  std::vector<std::pair<LimitId, Wide>>& uses = reader.scratch().used;
  const std::size_t first = uses.size();
  for (const LimitId id : reader.scratch().limits) {
    const Limit& limit = reader.program().limits[id.index()];
    if (!is_kept(limit) || !counts_now(limit, reader) || (limit.scope == CapScope::kReferrer && reader.referrer() == nullptr)) continue;
    const Wide used = used_now(id, limit, reader);
    if (used > 0) uses.emplace_back(id, used);
  }
  for (std::size_t i = first; i < uses.size(); ++i) {
    const auto& [id, used] = uses[i];
    changes.push_back(usage_change(id, reader.program().limits[id.index()], version, reader.event().member, used, reader));
  }
}

}  // namespace setia::engine
