#include "engine/limits.hpp"

#include <algorithm>
#include <tuple>

#include "engine/rounding.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

SymbolId scope_of(const Limit& limit, SlotReader& reader) {
  switch (limit.scope) {
    case CapScope::kStore: return reader.event().store;
    case CapScope::kPaymentCard:
      for (const Payment& payment : reader.event().payments) {
        if (payment.card != SymbolId{}) return payment.card;
      }
      return SymbolId{};
    case CapScope::kField: {
      const SlotReading& reading = reader.read(limit.field);
      return reading.status == SlotStatus::kPresent ? SymbolId{static_cast<std::size_t>(reading.value)} : SymbolId{};
    }
    default: return SymbolId{};
  }
}

std::int64_t window_of(const Limit& limit, SlotReader& reader) {
  switch (limit.window) {
    case CapWindow::kCalendar: return reader.days().window(limit.calendar).first;
    case CapWindow::kAny: return is_by_hours(limit.any) ? reader.event().stamp.instant_second : reader.day();
    case CapWindow::kPersonal: return window_days(reader.calendar(), limit.own, reader.day(), reader.member()).first;
    default: return 0;
  }
}

struct UsageRange {
  const Usage* first;
  const Usage* last;
};

const std::vector<Usage>& usage_of(const Limit& limit, const SlotReader& reader) {
  static const std::vector<Usage> kNone;
  if (limit.scope == CapScope::kReferrer) return reader.referrer() == nullptr ? kNone : reader.referrer()->usage;
  return limit.scope == CapScope::kMember || limit.scope == CapScope::kHousehold ? reader.member().usage : reader.state().usage;
}

UsageRange rows_of(const Limit& limit, SymbolId scope, const SlotReader& reader) {
  const std::vector<Usage>& rows = usage_of(limit, reader);
  const auto key = std::pair{limit.key, scope};
  const auto low = std::lower_bound(rows.begin(), rows.end(), key, [](const Usage& row, const auto& wanted) { return std::pair{row.limit_key, row.scope} < wanted; });
  auto high = low;
  while (high != rows.end() && std::pair{high->limit_key, high->scope} == key) ++high;
  return {rows.data() + (low - rows.begin()), rows.data() + (high - rows.begin())};
}

// The largest use over all windows of the length that contain `at`: a late event sees those that came after it too [L1].
Wide most_used_around(const UsageRange& rows, const CalendarRules& calendar, Length length, std::int64_t at) {
  const auto start = [&](std::int64_t end) {
    return is_by_hours(length) ? end - seconds_of(length) : std::int64_t{days_back(calendar, length, static_cast<Day>(end))};
  };
  const auto used_until = [&](std::int64_t end) {
    Wide used = 0;
    for (const Usage* row = rows.first; row != rows.last; ++row) used += row->window > start(end) && row->window <= end ? row->used : 0;
    return used;
  };
  Wide most = used_until(at);
  for (const Usage* row = rows.first; row != rows.last; ++row) {
    if (row->window > at && start(row->window) < at) most = std::max(most, used_until(row->window));
  }
  return most;
}

Wide used_in(const std::vector<Usage>& rows, std::uint32_t key, SymbolId scope, std::int64_t window) {
  const Usage* first = rows.data();
  for (std::size_t left = rows.size(); left > 0;) {
    const std::size_t half = left / 2;
    const Usage& row = first[half];
    const bool earlier = row.limit_key != key ? row.limit_key < key : row.scope != scope ? row.scope < scope : row.window < window;
    first += earlier ? half + 1 : 0;
    left = earlier ? left - half - 1 : half;
  }
  const bool known = first != rows.data() + rows.size() && first->limit_key == key && first->scope == scope && first->window == window;
  return known ? first->used : 0;
}

// What each of a household has used, all of them have.
Wide used_by_household(const Limit& limit, SlotReader& reader) {
  const std::int64_t window = window_of(limit, reader);
  std::vector<Usage> rows = reader.member().usage;
  for (const MemberIndex other : reader.member().household) {
    const std::vector<Usage>& theirs = reader.member_now(other).usage;
    rows.insert(rows.end(), theirs.begin(), theirs.end());
  }
  std::erase_if(rows, [&](const Usage& row) { return row.limit_key != limit.key || (limit.window != CapWindow::kAny && row.window != window); });
  if (limit.window == CapWindow::kAny) return most_used_around({rows.data(), rows.data() + rows.size()}, reader.calendar(), limit.any, window);
  Wide used = 0;
  for (const Usage& row : rows) used += row.used;
  return used;
}

Wide used_in_state(const Limit& limit, SlotReader& reader) {
  if (limit.scope == CapScope::kHousehold && !reader.member().household.empty()) return used_by_household(limit, reader);
  return used_alone(limit, reader);
}
// Before this event, worked out once.
Wide used_of(const Limit& limit, UsedBefore& known, SlotReader& reader) {
  if (!is_kept(limit)) return 0;
  if (known.reader != reader.number()) {
    const Wide used = used_in_state(limit, reader);
    known.reader = reader.number();
    known.used = used;
  }
  return known.used;
}

// By earlier rounds of this event.
Wide used_before(const Limit& limit, const SlotReader& reader) {
  Wide used = 0;
  for (const auto& [id, amount] : reader.scratch().used) used += &reader.program().limits[id.index()] == &limit ? amount : 0;
  return used;
}

}  // namespace

bool counts_now(const Limit& limit, const SlotReader& reader) {
  const bool dated = limit.from.day != kAlways || limit.until.day != kNever;
  return !dated || reader.is_between(limit.from, limit.until);
}

Wide used_alone(const Limit& limit, SlotReader& reader) {
  const SymbolId scope = scope_of(limit, reader);
  const std::int64_t window = window_of(limit, reader);
  if (limit.window == CapWindow::kAny) return most_used_around(rows_of(limit, scope, reader), reader.calendar(), limit.any, window);
  return used_in(usage_of(limit, reader), limit.key, scope, window);
}

bool bounds(const Limit& limit, Receiver to) {
  const bool amounts = limit.kind == CapKind::kUnits || limit.kind == CapKind::kMoney;
  if (!amounts || (limit.scope != CapScope::kMember && limit.scope != CapScope::kReferrer && limit.scope != CapScope::kHousehold)) return true;
  return to == (limit.scope == CapScope::kReferrer ? Receiver::kReferrer : Receiver::kMember);
}

bool is_kept(const Limit& limit) { return limit.scope != CapScope::kReceipt && !is_by_line(limit); }

Wide work_out_room(LimitId id, SlotReader& reader) {
  UsedBefore& known = reader.scratch().used_before[id.index()];
  const bool first = reader.scratch().used.empty();
  const Limit& limit = reader.program().limits[id.index()];
  Wide room = kUnlimited;
  if (const PlainLimit& plain = reader.index().plain_limit(id); plain.any && first && reader.again() == nullptr) {
    const std::int64_t window = plain.for_ever ? 0 : reader.days().window(plain.calendar).first;
    room = std::max<Wide>(0, plain.most - used_in(reader.member().usage, plain.key, SymbolId{}, window));
  } else if (counts_now(limit, reader)) {
    const Wide most = limit.kind == CapKind::kMoney ? Wide{limit.most} * kMillion : Wide{limit.most};
    const Wide free = most - used_of(limit, known, reader), before = used_before(limit, reader);
    room = reader.again() == nullptr ? std::max<Wide>(0, free - before) : room_again(*reader.again(), id, free, before);
  }
  if (first) {
    known.room = room;
    known.room_reader = reader.number();
  }
  return room;
}

bool is_by_line(const Limit& limit) { return limit.scope == CapScope::kLine || limit.scope == CapScope::kItem; }

Wide room_at(const Limit& limit, std::size_t line, SlotReader& reader) {
  const Wide room = room_of(limit, reader);
  const std::vector<Line>& lines = reader.event().lines;
  if (limit.scope != CapScope::kItem || room >= kUnlimited || line >= lines.size()) return room;
  return room * lines[line].quantity_micro / kMillion;
}

std::int64_t posted_step(const Rule& rule, const Unit& unit) {
  const std::vector<Rounding>& stages = rule.stages.empty() ? unit.stages : rule.stages;
  for (auto stage = stages.rbegin(); stage != stages.rend(); ++stage) {
    if (!stage->spend) return stage->step;
  }
  return 1;
}

Wide units_within(const Limit& limit, Wide room, const Unit& unit, std::int64_t step_micro) {
  if (room >= kUnlimited) return kUnlimited;
  if (limit.kind == CapKind::kMoney || limit.kind == CapKind::kShareOfBasket) {
    const Wide worth = unit.worth.value_or(0);
    if (worth <= 0) return kUnlimited;
    room = quotient(room * kMillion, worth);
  }
  return quotient(room, step_micro) * step_micro;
}

Wide money_of(Wide amount_micro, const Unit& unit) {
  return round_quotient(amount_micro * unit.worth.value_or(0), kMillion, RoundMode::kUp);
}

Wide use_of(const Limit& limit, Wide amount_micro, const Unit& unit) {
  return limit.kind == CapKind::kMoney || limit.kind == CapKind::kShareOfBasket ? money_of(amount_micro, unit) : amount_micro;
}

Change usage_change(LimitId id, const Limit& limit, VersionOrdinal version, MemberIndex member, Wide amount, SlotReader& reader) {
  Change change;
  change.kind = ChangeKind::kUsed;
  change.member = limit.scope == CapScope::kMember || limit.scope == CapScope::kHousehold ? member : limit.scope == CapScope::kReferrer ? reader.referrer_index() : MemberIndex{};
  change.version = version;
  change.index = id.value;
  change.text = scope_of(limit, reader);
  change.window = window_of(limit, reader);
  change.amount = amount;
  return change;
}

}  // namespace setia::engine
