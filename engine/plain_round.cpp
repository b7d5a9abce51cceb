#include "engine/plain_round.hpp"

#include <algorithm>

#include "engine/limits.hpp"
#include "engine/rounding.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

bool fits_product(std::int64_t a, std::int64_t b, std::int64_t& result) { return !__builtin_mul_overflow(a, b, &result); }

std::int64_t whole_steps(std::int64_t exact, const PlainRule& row) {
  if (row.mode == RoundMode::kDown) return exact / row.round_step;
  return static_cast<std::int64_t>(round_quotient(exact, row.round_step, row.mode));
}

// Of what a limit binds, what it counts.
bool is_counted(const PlainWish& wish, const Limit& limit) { return wish.micro > 0 && (limit.kind != CapKind::kUnits || wish.row->unit == limit.unit); }

bool has_lines(const PlainRule& row) { return row.kind == PlainKind::kSpend || row.kind == PlainKind::kPieces; }

}  // namespace

bool PlainRound::settle(std::vector<Accrual>& round, std::vector<Cut>& cuts, std::vector<RuleId>& said) {
  if (!find_wishes() || (!scratch_.multiplying.empty() && !add_extras())) return false;
  for (PlainWish& wish : scratch_.wishes()) {
    wish.micro = 0;
    if (wish.exact == 0) continue;
    const PlainRule& row = *wish.row;
    if (row.first != row.own) cut_by_own(wish, cuts);
    if (!fits_product(whole_steps(wish.exact, row), row.step_micro, wish.micro)) return false;
  }
  scratch_.bounds.clear();
  if (bounded_) {
    list_bounds();
    if (!cut_by_bounds(cuts)) return false;
  }
  for (const PlainWish& wish : scratch_.wishes()) {
    if (wish.micro <= 0) continue;
    round.push_back({wish.rule, wish.row->unit, Receiver::kMember, 0, wish.micro});
    if (wish.row->says) said.push_back(wish.rule);
  }
  return true;
}

// What each rule gives before extras, which of it multipliers reach, and which rules multiply. Bases that count lines or another
// quantity come before flat ones.
bool PlainRound::find_wishes() {
  scratch_.bases.clear();
  scratch_.multiplying.clear();
  bool flat_bases = false;
  PlainWish* wish = scratch_.open_wishes().data();
  for (const FoundRule& found : scratch_.found()) {
    const PlainRule& row = rules_[found.rule];
    wish->rule = found.rule;
    wish->row = &row;
    wish->exact = 0;
    wish->marks = found.marks > 1 ? marks_within(row, found.marks) : 1;
    bounded_ = bounded_ || row.own != row.last;
    if (row.kind == PlainKind::kExtra) {
      const bool named = (reader_.basket().some >> row.place & 1) != 0 || row.place == 0;
      if (named && row.more.num > 0) scratch_.multiplying.push_back(wish);
      alone_ = alone_ || (named && row.meeting_alone != 0);
    } else {
      if (!wish_for(row, *wish)) return false;
      if (row.is_base && wish->exact > 0 && row.kind != PlainKind::kFlat) scratch_.bases.push_back(wish);
      flat_bases = flat_bases || (row.is_base && row.kind == PlainKind::kFlat);
    }
    ++wish;
  }
  if (flat_bases) {
    for (PlainWish& one : scratch_.wishes())
      if (one.row->is_base && one.row->kind == PlainKind::kFlat && one.exact > 0) scratch_.bases.push_back(&one);
  }
  return true;
}

// As many as its limits on times have room for, and at least one, which those limits then answer.
std::int64_t PlainRound::marks_within(const PlainRule& row, std::int64_t marks) {
  for (const LimitId id : rules_.bounds(row)) {
    const Limit& limit = reader_.program().limits[id.index()];
    if (limit.kind == CapKind::kTimes) marks = static_cast<std::int64_t>(std::min<Wide>(marks, room_of(limit, reader_)));
  }
  return std::max<std::int64_t>(marks, 1);
}

bool PlainRound::wish_for(const PlainRule& row, PlainWish& wish) {
  const Basket& basket = reader_.basket();
  std::int64_t base = 0;
  switch (row.kind) {
    case PlainKind::kSpend: base = basket.sums[row.place].minor; break;
    case PlainKind::kPieces: base = basket.sums[row.place].pieces_micro; break;
    case PlainKind::kQuantity: {
      const SlotReading& reading = reader_.read(row.slot);
      base = reading.status == SlotStatus::kPresent ? std::max<std::int64_t>(reading.value, 0) : 0;
      break;
    }
    default: return fits_product(wish.marks, row.per, wish.exact);
  }
  if (row.block == Block::kStarted && __builtin_add_overflow(base, row.block_step - 1, &base)) return false;
  if (row.block != Block::kExact) base /= row.block_step;
  return fits_product(base, row.per, wish.exact);
}

bool PlainRound::add_extras() {
  if (alone_ && scratch_.multiplying.size() > 1) return false;
  for (PlainWish* const extra : scratch_.multiplying) {
    const PlainWish* waiting = nullptr;  // nothing is carried from one base to none
    bool several = false;
    for (const PlainWish* const base : scratch_.bases) {
      if (!names(*base, *extra)) continue;
      if (waiting != nullptr && !several) {
        several = true;
        scratch_.carried = {0, 1};
      }
      if (waiting != nullptr && !add_extra(*waiting, *extra, several)) return false;
      waiting = base;
    }
    if (waiting != nullptr && !add_extra(*waiting, *extra, several)) return false;
  }
  return true;
}

bool PlainRound::names(const PlainWish& base, const PlainWish& extra) const {
  if (base.row->unit != extra.row->unit) return false;
  const std::span<const RuleId> from = rules_.from(*extra.row);
  return from.empty() || std::find(from.begin(), from.end(), base.rule) != from.end();
}

// What the lines that it names hold of the base, times what its factor adds.
bool PlainRound::add_extra(const PlainWish& base, PlainWish& extra, bool several) {
  std::int64_t num = extra.row->more.num, den = extra.row->more.den;
  if (extra.row->place != 0) {
    const std::int64_t named = has_lines(*base.row) ? named_minor(*base.row, *extra.row) : 0;
    if (named == 0) return true;
    const Basket::Sums& sums = reader_.basket().sums[base.row->place];
    const std::int64_t all = base.row->kind == PlainKind::kSpend ? sums.minor : sums.pieces_micro;
    if (!fits_product(num, named, num) || !fits_product(den, all, den)) return false;
  }
  const Wide product = Wide{base.exact} * num;
  const Wide share = quotient(product, den);
  Wide added = share;
  if (several) {
    const Wide lost = product - share * den;
    if (lost != 0) scratch_.carried.add(lost, den);
    added += scratch_.carried.take_whole();
  }
  return is_short(added) && !__builtin_add_overflow(extra.exact, static_cast<std::int64_t>(added), &extra.exact);
}

// Of what the base counts, what stands on lines that the extra names.
std::int64_t PlainRound::named_minor(const PlainRule& base, const PlainRule& extra) const {
  const std::vector<Marks>& marks = reader_.basket().lines;
  const std::vector<Line>& lines = reader_.event().lines;
  const Marks both = Marks{1} << base.place | Marks{1} << extra.place;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if ((marks[i] & both) != both) continue;
    sum += base.kind == PlainKind::kSpend ? std::int64_t{lines[i].amount_minor} : lines[i].quantity_micro;
  }
  return sum;
}

void PlainRound::cut_by_own(PlainWish& wish, std::vector<Cut>& cuts) {
  Wide most = wish.exact;
  LimitId smallest;
  bool cut = false;
  for (const LimitId id : rules_.own(*wish.row)) {
    const Wide within = exact_within(wish, id);
    if (within < most) most = within, smallest = id, cut = true;
  }
  if (!cut) return;
  cuts.push_back({{}, wish.rule, smallest, wish.row->unit, wish.exact / wish.row->denominator, static_cast<std::int64_t>(most) / wish.row->denominator});
  wish.exact = static_cast<std::int64_t>(most);
}

Wide PlainRound::exact_within(const PlainWish& wish, LimitId id) {
  const Limit& limit = reader_.program().limits[id.index()];
  if (limit.scope == CapScope::kTotal || !counts_now(limit, reader_)) return kUnlimited;
  if (limit.kind == CapKind::kTimes) return limit.scope == CapScope::kReceipt || room_of(limit, reader_) >= 1 ? kUnlimited : 0;
  if (limit.kind == CapKind::kUnits && limit.unit != wish.row->unit) return kUnlimited;
  const Wide within = units_within(limit, room_of(limit, reader_), reader_.program().units[wish.row->unit.index()], wish.row->step_micro);
  return within >= kUnlimited ? kUnlimited : within * wish.row->denominator;
}

// Every limit with the rules that it binds, ascending by both.
void PlainRound::list_bounds() {
  std::vector<PlainBound>& bounds = scratch_.bounds;
  for (std::size_t i = 0; i < scratch_.wishes().size(); ++i) {
    for (const LimitId id : rules_.bounds(*scratch_.wishes()[i].row)) {
      std::size_t place = bounds.size();
      bounds.push_back({id, static_cast<std::uint32_t>(i)});
      for (; place > 0 && id < bounds[place - 1].limit; --place) bounds[place] = bounds[place - 1];
      bounds[place] = {id, static_cast<std::uint32_t>(i)};
    }
  }
}

bool PlainRound::cut_by_bounds(std::vector<Cut>& cuts) {
  for (std::size_t first = 0, last = 0; first < scratch_.bounds.size(); first = last) {
    const LimitId id = scratch_.bounds[first].limit;
    for (last = first + 1; last < scratch_.bounds.size() && scratch_.bounds[last].limit == id;) ++last;
    if (!cut_by(id, first, last, cuts)) return false;
  }
  return true;
}

bool PlainRound::cut_by(LimitId id, std::size_t first, std::size_t last, std::vector<Cut>& cuts) {
  const Limit& limit = reader_.program().limits[id.index()];
  const bool times = limit.kind == CapKind::kTimes;
  bool any = false;
  Wide wanted = 0;
  for (std::size_t i = first; i < last; ++i) {
    const PlainWish& wish = wish_of(i);
    if (!is_counted(wish, limit)) continue;
    any = true;
    if (!times) wanted += use_of(limit, wish.micro, reader_.program().units[wish.row->unit.index()]);
  }
  if (!any) return true;
  const Wide room = room_of(id, reader_);
  if (room >= kUnlimited || (times ? room >= 1 : wanted <= room)) return true;
  return share(id, times ? Wide{0} : room, first, last, cuts);
}

// Of one unit, in the finest of their steps; what is wanted of several units the long way shares.
bool PlainRound::share(LimitId id, Wide room, std::size_t first, std::size_t last, std::vector<Cut>& cuts) {
  const Limit& limit = reader_.program().limits[id.index()];
  std::vector<Wide>& wants = scratch_.weights;
  wants.clear();
  const PlainRule* like = nullptr;
  std::int64_t finest = INT64_MAX;
  for (std::size_t i = first; i < last; ++i) {
    const PlainWish& wish = wish_of(i);
    if (!is_counted(wish, limit)) continue;
    if (like != nullptr && wish.row->unit != like->unit) return false;
    like = wish.row;
    finest = std::min(finest, like->step_micro);
    wants.push_back(wish.micro);
  }
  scratch_.shares.assign(wants.size(), 0);
  if (room > 0) allot(units_within(limit, room, reader_.program().units[like->unit.index()], finest) / finest, wants, scratch_.shares);
  const Wide* share = scratch_.shares.data();
  for (std::size_t i = first; i < last; ++i) {
    PlainWish& wish = wish_of(i);
    if (!is_counted(wish, limit)) continue;
    const Wide within = *share++ * finest / wish.row->step_micro * wish.row->step_micro;
    const auto given = static_cast<std::int64_t>(std::min<Wide>(within, wish.micro));
    if (given == wish.micro) continue;
    cuts.push_back({{}, wish.rule, id, wish.row->unit, wish.micro, given});
    wish.micro = given;
  }
  return true;
}

Wide PlainRound::used_now(const Limit& limit, std::size_t first, std::size_t last) const {
  Wide used = 0;
  for (std::size_t i = first; i < last; ++i) {
    const PlainWish& wish = wish_of(i);
    if (wish.micro == 0) continue;
    if (limit.kind == CapKind::kTimes) used = std::max<Wide>(used, wish.marks);
    else if (limit.kind != CapKind::kUnits || wish.row->unit == limit.unit) used += use_of(limit, wish.micro, reader_.program().units[wish.row->unit.index()]);
  }
  return used;
}

void PlainRound::count_usage(VersionOrdinal version, std::vector<Change>& changes) {
  for (std::size_t first = 0, last = 0; first < scratch_.bounds.size(); first = last) {
    const LimitId id = scratch_.bounds[first].limit;
    for (last = first + 1; last < scratch_.bounds.size() && scratch_.bounds[last].limit == id;) ++last;
    const Limit& limit = reader_.program().limits[id.index()];
    if (!is_kept(limit) || !counts_now(limit, reader_)) continue;
    const Wide used = used_now(limit, first, last);
    if (used <= 0) continue;
    scratch_.used.emplace_back(id, used);
    changes.push_back(usage_change(id, limit, version, reader_.event().member, used, reader_));
  }
}

}  // namespace setia::engine
