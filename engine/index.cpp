#include "engine/index.hpp"

#include <algorithm>

#include "engine/base.hpp"
#include "engine/ensure.hpp"
#include "engine/follow_ups.hpp"
#include "engine/hand_on.hpp"
#include "engine/limits.hpp"
#include "engine/slot_reader.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

constexpr std::size_t kEventKinds = static_cast<std::size_t>(EventKind::kReceived);

// A positive equality on a text that an event has at most one of.
bool can_key(const Program& program, const Check& check) {
  const Slot& slot = program.slots[check.slot.index()];
  const bool one_text = slot.kind == SlotKind::kStore || slot.kind == SlotKind::kChannel ||
                        (slot.kind == SlotKind::kEventField && slot.type == ValueType::kText);
  return one_text && !check.negated && (check.by_set || check.width == 0);
}

std::vector<SymbolId> texts_of(const Program& program, const Check& check) {
  if (!check.by_set) return {SymbolId{static_cast<std::size_t>(check.low)}};
  return program.sets[check.set.index()].members;
}

// The equality with the fewest values: the likeliest to fail.
const Check* most_selective(const Program& program, const Rule& rule) {
  const Check* best = nullptr;
  const auto values = [&](const Check& check) { return check.by_set ? program.sets[check.set.index()].members.size() : std::size_t{1}; };
  for (const Check& check : rule.checks) {
    if (can_key(program, check) && (best == nullptr || values(check) < values(*best))) best = &check;
  }
  return best;
}

bool is_of_lines(RoundStage stage) { return stage == RoundStage::kItem || stage == RoundStage::kLine; }

bool any_of_lines(const std::vector<Rounding>& stages) {
  return std::any_of(stages.begin(), stages.end(), [](const Rounding& one) { return is_of_lines(one.stage) && !one.spend; });
}

// Shared limits cut what is rounded already, and so must know its lines; others ask what is given.
bool shares_lines(const Program& program, const Rule& rule) {
  return std::any_of(rule.shared.begin(), rule.shared.end(), [&](LimitId id) {
    const Limit& limit = program.limits[id.index()];
    return is_by_line(limit) && (limit.kind == CapKind::kUnits || limit.kind == CapKind::kMoney);
  });
}

bool gives_or_rounds_by_line(const Program& program, const Rule& rule) {
  if (any_of_lines(rule.stages) || shares_lines(program, rule)) return true;
  return std::any_of(rule.gives.begin(), rule.gives.end(), [&](const Give& give) {
    return give.apart != Apart::kTogether || (rule.stages.empty() && any_of_lines(unit_of(program, give).stages));
  });
}

bool looks_at_lines(const Program& program, const Rule& rule) {
  if (rule.stack && (program.stacks[rule.stack->index()].apart != Apart::kTogether || hands_on(program, rule))) return true;
  if (gives_or_rounds_by_line(program, rule)) return true;
  return std::any_of(rule.own.begin(), rule.own.end(), [&](LimitId id) { return is_by_line(program.limits[id.index()]); });
}

}  // namespace

Index::Index(const Program& program)
    : marks_(program), shelves_(kEventKinds), rows_(program.rules.size()), by_line_(program.rules.size()), names_lines_(program.rules.size()), reads_amounts_(program.slots.size()) {
  list_of_levels(program);
  caps_bases_ = std::any_of(program.limits.begin(), program.limits.end(), [](const Limit& limit) { return limit.kind == CapKind::kSpend || limit.kind == CapKind::kPieces; });
  const auto rounds = [](const auto& thing) { return std::any_of(thing.stages.begin(), thing.stages.end(), [](const Rounding& stage) { return stage.spend; }); };
  rounds_spend_ = std::any_of(program.units.begin(), program.units.end(), rounds) || std::any_of(program.rules.begin(), program.rules.end(), rounds);
  mark_amounts(program);
  mark_followed(program);
  for (std::size_t i = 0; i < program.rules.size(); ++i) shelve(program, RuleId{i});
  for (Shelf& shelf : shelves_) shelf.close();
  mark_by_line(program);
  plain_ = PlainRules(program, *this);
  mark_plain(program);
  list_plain_readings(program);
  list_plain_limits(program);
  list_facts(program);
}

void Index::list_facts(const Program& program) {
  for (std::size_t i = 0; i < program.slots.size(); ++i) {
    const Slot& slot = program.slots[i];
    if (slot.from_body) continue;
    FactRow& row = facts_.emplace_back();
    row.slot = SlotId{i};
    blank_facts_.push_back({row.slot, false, 0});
    if (slot.of_referrer) continue;
    if (slot.kind == SlotKind::kFeast) row.way = FactRow::kFeast;
    if (slot.kind == SlotKind::kPurchaseNumber) row.way = FactRow::kNumber;
    if (slot.kind == SlotKind::kMemberField) row.way = FactRow::kField, row.key = program.fields[slot.field.index()].key;
    if (slot.kind == SlotKind::kReading && plain_readings_[slot.reading].any) row.way = FactRow::kReading, row.key = slot.reading;
    if (slot.kind != SlotKind::kCrossing) continue;
    row.way = FactRow::kCrossing;
    row.key = slot.left.value;
    row.mark = slot.mark;
    row.every = slot.every;
  }
}

void Index::list_plain_limits(const Program& program) {
  plain_limits_.resize(program.limits.size());
  for (std::size_t i = 0; i < program.limits.size(); ++i) {
    const Limit& limit = program.limits[i];
    const bool dated = limit.from.day != kAlways || limit.until.day != kNever;
    const bool calendar = limit.window == CapWindow::kCalendar;
    if (dated || limit.scope != CapScope::kMember || (!calendar && limit.window != CapWindow::kEver)) continue;
    PlainLimit& plain = plain_limits_[i];
    plain.any = true;
    plain.for_ever = !calendar;
    plain.calendar = limit.calendar;
    plain.key = limit.key;
    plain.most = limit.kind == CapKind::kMoney ? Wide{limit.most} * kMillion : Wide{limit.most};
  }
}

void Index::list_plain_readings(const Program& program) {
  plain_metrics_.resize(program.metrics.size());
  plain_readings_.resize(program.readings.size());
  for (std::size_t i = 0; i < program.metrics.size(); ++i) {
    const Metric& metric = program.metrics[i];
    const bool lines = metric.kind == MetricKind::kSpend || metric.kind == MetricKind::kItems;
    if (!lines || metric.grouped || metric.by_instant || metric.without_tax || !metric.tenders.methods.members.empty() || !metric.checks.empty()) continue;
    const std::size_t place = marks_.place(metric.filter);
    if (place < kPlaces) plain_metrics_[i] = {metric.kind == MetricKind::kSpend ? PlainMetric::kSpend : PlainMetric::kItems, static_cast<std::uint8_t>(place), 0};
  }
  for (std::size_t i = 0; i < program.readings.size(); ++i) {
    const Reading& reading = program.readings[i];
    const bool calendar = reading.window.kind == WindowKind::kCalendar && reading.window.shift == 0;
    if (reading.statistic != Statistic::kSum || reading.towards || (!calendar && reading.window.kind != WindowKind::kEver)) continue;
    plain_readings_[i].any = plain_metrics_[reading.metric.index()].kind != PlainMetric::kNone;
    plain_readings_[i].metric = reading.metric;
    if (calendar) plain_readings_[i].calendar = reading.window.calendar;
    const auto unit = calendar ? static_cast<unsigned>(reading.window.calendar) : unsigned{kForEver};
    const bool of_the_member = calendar && reading.window.calendar == CalendarUnit::kCycle;
    if (!of_the_member) plain_metrics_[reading.metric.index()].windows |= static_cast<std::uint8_t>(1U << unit);
  }
}

// Those that read a level, and those made of them.
void Index::list_of_levels(const Program& program) {
  std::vector<char> reads(program.slots.size());
  for (std::size_t i = 0; i < program.slots.size(); ++i) {
    const Slot& slot = program.slots[i];
    reads[i] = slot.kind == SlotKind::kRank || slot.kind == SlotKind::kRisesTo || slot.kind == SlotKind::kFallsTo;
    for (const Check& check : slot.checks) reads[i] = reads[i] || reads[check.slot.index()];
    if (reads[i]) of_levels_.push_back(SlotId{i});
  }
}

void Index::shelve(const Program& program, RuleId id) {
  const Rule& rule = program.rules[id.index()];
  has_stacks_ = has_stacks_ || rule.stack.has_value();
  const Check* key = most_selective(program, rule);
  const Shelf::Entry entry{id, first_moment(rule.from), last_moment(rule.until)};
  for (std::size_t kind = 0; kind < kEventKinds; ++kind) {
    if ((rule.triggers >> kind & 1) == 0) continue;
    if (key == nullptr) shelves_[kind].put(entry);
    else shelves_[kind].put(entry, key->slot, program.slots[key->slot.index()].kind, texts_of(program, *key));
  }
  list_checks(program, id);
  list_recorded(program, id);
}

// What one walk over the lines answers is not read slot by slot.
RowCheck Index::row_check(const Program& program, const Check& check) const {
  RowCheck row{check};
  const Slot& slot = program.slots[check.slot.index()];
  if (check.by_set) return row;
  if (slot.kind == SlotKind::kBasketTotal && !slot.before_discounts && !slot.without_tax) row.source = CheckSource::kTotal;
  if (slot.kind == SlotKind::kBasketHas && marks_.place(slot.filter) < kPlaces) {
    row.source = CheckSource::kHas;
    row.place = static_cast<std::uint8_t>(marks_.place(slot.filter));
  }
  return row;
}

void Index::list_checks(const Program& program, RuleId id) {
  const Rule& rule = program.rules[id.index()];
  // What its place on the shelf proves is not asked again; a clock's rules are not looked for there.
  const Check* const proven = rule.schedules.empty() && rule.feasts.empty() ? most_selective(program, rule) : nullptr;
  const auto add = [&](bool amounts) {
    const std::size_t before = checks_.size();
    for (const Check& check : rule.checks)
      if (&check != proven && !followed_[check.slot.index()] && (reads_amounts_[check.slot.index()] != 0) == amounts) checks_.push_back(row_check(program, check));
    ENSURE(checks_.size() - before <= UINT16_MAX);
    return static_cast<std::uint16_t>(checks_.size() - before);
  };
  const auto crosses = [&](const Check& check) {
    const SlotKind kind = program.slots[check.slot.index()].kind;
    return !check.negated && (kind == SlotKind::kCrossing || kind == SlotKind::kUses);
  };
  Row& row = rows_[id.index()];
  row.check = static_cast<std::uint32_t>(checks_.size());
  row.lasting = add(false);
  row.others = add(true);
  row.by_checks = !rule.opt_in && rule.activities.members.empty() && rule.rewards.empty() && !rule.at_status_reached && !follows_[id.index()];
  row.crosses = std::any_of(rule.checks.begin(), rule.checks.end(), crosses);
}

void Index::list_recorded(const Program& program, RuleId id) {
  const Rule& rule = program.rules[id.index()];
  Row& row = rows_[id.index()];
  row.recorded = static_cast<std::uint32_t>(recorded_.size());
  for (const std::vector<LimitId>* list : {&rule.own, &rule.shared})
    for (const LimitId limit : *list)
      if (program.limits[limit.index()].head_room_recorded && is_kept(program.limits[limit.index()])) recorded_.push_back(limit);
  ENSURE(recorded_.size() - row.recorded <= UINT16_MAX);
  row.rooms = static_cast<std::uint16_t>(recorded_.size() - row.recorded);
}

// What is known of rules as a whole, once all else is.
void Index::mark_plain(const Program& program) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    Row& row = rows_[i];
    const PlainRule& plain = plain_[RuleId{i}];
    row.plain = plain.kind != PlainKind::kNone;
    row.always = row.by_checks && !row.crosses && row.lasting + row.others + row.rooms == 0;
    if (plain.kind == PlainKind::kExtra) row.place = plain.place;
    if (!row.by_checks || row.lasting + row.others == 0 || (row.lasting == 0 && row.rooms > 0)) continue;
    const RowCheck& first = checks_[row.check];
    const bool of_level = std::binary_search(of_levels_.begin(), of_levels_.end(), first.slot);  // read anew when the event reaches one
    const Slot& slot = program.slots[first.slot.index()];
    const bool by_value = (slot.kind >= SlotKind::kPurchaseNumber && slot.kind <= SlotKind::kRank) || slot.kind == SlotKind::kCrossing;
    row.asks_first = by_value && first.source == CheckSource::kSlot && !first.by_set && !slot.from_body && !of_level;
    row.negated = first.negated;
    row.slot = first.slot;
    row.low = first.low;
    row.width = first.width;
  }
}

void Index::mark_by_line(const Program& program) {
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    const Rule& rule = program.rules[i];
    by_line_[i] = looks_at_lines(program, rule);
    names_lines_[i] = gives_or_rounds_by_line(program, rule);
  }
}

void Index::mark_followed(const Program& program) {
  followed_.resize(program.slots.size());
  follows_.resize(program.rules.size());
  for (std::size_t i = 0; i < program.slots.size(); ++i) {
    const Slot& slot = program.slots[i];
    followed_[i] = slot.kind == SlotKind::kCrossing && is_known_after(program, slot.left);
  }
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    for (const Check& check : program.rules[i].checks) follows_[i] = follows_[i] || followed_[check.slot.index()];
  }
}

void Index::mark_amounts(const Program& program) {
  for (std::size_t i = 0; i < program.slots.size(); ++i) {
    const Slot& slot = program.slots[i];
    bool reads = slot.kind >= SlotKind::kBasketTotal && slot.kind <= SlotKind::kBasketHas;
    reads = reads || slot.kind == SlotKind::kReading || slot.kind == SlotKind::kAnyPayment;
    if (slot.kind == SlotKind::kDifference || slot.kind == SlotKind::kQuotient) reads = reads_amounts_[slot.left.index()] || reads_amounts_[slot.right.index()];
    if (slot.kind == SlotKind::kCrossing) reads = reads_amounts_[slot.left.index()];
    for (const Check& check : slot.checks) reads = reads || reads_amounts_[check.slot.index()];
    reads_amounts_[i] = reads;
  }
}

std::span<const RuleId> Index::collect(EventKind kind, SlotReader& reader, std::vector<RuleId>& out) const { return shelves_[static_cast<std::size_t>(kind) - 1].collect(reader, out); }

}  // namespace setia::engine
