// The history is the plainest that a measure's window holds: as much as is said, in as many groups or periods as it needs.
#include "rules/try_tests_values.hpp"

#include <algorithm>

#include "engine/counters.hpp"
#include "engine/windows.hpp"
#include "rules/scales.hpp"
#include "rules/slot_of_measure.hpp"
#include "rules/test_values.hpp"

namespace setia::rules {
namespace {

using engine::MemberIndex;

// In the scale of the type.
std::int64_t stated(const Plan& plan, engine::ValueType type, const dsl::GivenIn& given) {
  const dsl::Amount* const amount = std::get_if<dsl::Amount>(&given.value);
  if (amount != nullptr) return type == engine::ValueType::kMoney ? minor_of(plan, *amount) : micro_of(amount->number);
  const std::int64_t micro = micro_of(std::get<dsl::Decimal>(given.value));
  return type == engine::ValueType::kCount ? micro / kMicro : micro;
}

class History {
 public:
  History(TestWorld& world, MemberIndex member, engine::Day first_day) : world_(world), member_(member), first_day_(first_day) {
    outcome_.members.push_back(member);
  }

  void of_reading(const engine::Reading& reading, std::int64_t value) {
    const engine::Metric& metric = world_.program().metrics[reading.metric.index()];
    reading_ = &reading;
    if (reading.statistic == engine::Statistic::kPeriodsMet) return each_period(value, std::max<std::int64_t>(reading.met_at_least, 1));
    if (metric.kind == engine::MetricKind::kDifferent) return texts(value);
    const bool by_period = reading.grouping != engine::Grouping::kNone && reading.grouping != engine::Grouping::kField;
    if (reading.statistic == engine::Statistic::kLargest || !by_period) return add(last(), {}, value);
    if (reading.statistic == engine::Statistic::kAverage || reading.statistic == engine::Statistic::kTotal) value /= reading.scale;
    each_period(INT32_MAX, value);
  }

  void last_happened(const engine::Slot& slot, std::int64_t days_ago) {
    engine::Change happened = change(engine::ChangeKind::kHappened, static_cast<std::size_t>(slot.happening));
    if (!slot.activities.members.empty()) happened.text = slot.activities.members.front();
    happened.window = first_day_ - days_ago;
    outcome_.changes.push_back(happened);
    world_.remember(std::move(outcome_), {static_cast<engine::Day>(happened.window), 0});
    outcome_ = {};
  }

  void of_counter(std::size_t index, std::int64_t value) {
    const engine::CounterId counter{index};
    engine::Change counted = change(engine::ChangeKind::kCounter, index);
    counted.window = engine::counter_window(world_.program(), counter, first_day_, world_.member(member_));
    counted.amount = value - engine::counter_value(world_.program(), counter, first_day_, world_.member(member_));
    outcome_.changes.push_back(counted);
  }

  void book() {
    if (!outcome_.changes.empty()) world_.remember(std::move(outcome_), {first_day_, 0});
  }

 private:
  engine::Change change(engine::ChangeKind kind, std::size_t index) const {
    engine::Change made;
    made.kind = kind;
    made.member = member_;
    made.index = static_cast<std::uint32_t>(index);
    return made;
  }

  // The last day, or second, that the window and the time before the test share.
  std::int64_t last() const {
    const std::int64_t start = world_.event_at(engine::EventKind::kMember, {first_day_, 0}, member_).stamp.instant_second;
    const engine::Span span = span_at(start);
    const bool by_hours = world_.program().metrics[reading_->metric.index()].by_instant;
    return std::min<std::int64_t>(span.last, by_hours ? start : first_day_);
  }

  engine::Span span_at(std::int64_t second) const {
    return engine::span_of(world_.program().calendar, reading_->window, {first_day_, second}, world_.member(member_));
  }

  void add(std::int64_t at, engine::SymbolId group, std::int64_t value) {
    engine::Change gathered = change(engine::ChangeKind::kGathered, reading_->metric.index());
    gathered.text = group;
    gathered.window = at;
    gathered.amount = value;
    gathered.count = 1;
    outcome_.changes.push_back(gathered);
  }

  void texts(std::int64_t count) {
    for (std::int64_t nth = 1; nth <= count; ++nth) add(last(), world_.symbols().intern("given " + std::to_string(nth)), 1);
  }

  engine::Day first_of(engine::Day day) const {
    using engine::CalendarUnit;
    if (reading_->grouping == engine::Grouping::kDay) return day;
    const CalendarUnit unit = reading_->grouping == engine::Grouping::kWeek    ? CalendarUnit::kWeek
                              : reading_->grouping == engine::Grouping::kMonth ? CalendarUnit::kMonth
                                                                               : CalendarUnit::kCycle;
    return engine::calendar_window(world_.program().calendar, unit, day).first;
  }

  // So much in each of the window's last periods, as many as it holds and as were asked for.
  void each_period(std::int64_t periods, std::int64_t value) {
    const std::int64_t first = std::max<std::int64_t>(span_at(0).first, first_day_ - 3'700);  // a window without a first day
    std::int64_t day = last();
    for (; periods > 0 && day >= first; --periods) {
      add(day, {}, value);
      day = std::int64_t{first_of(static_cast<engine::Day>(day))} - 1;
    }
  }

  TestWorld& world_;
  MemberIndex member_;
  engine::Day first_day_;
  const engine::Reading* reading_ = nullptr;
  engine::Outcome outcome_;
};

}  // namespace

engine::SlotId count_of_unit(const engine::Program& program, const engine::Ladder& ladder, engine::UnitId unit) {
  for (const engine::SlotId slot : ladder.counts) {
    const engine::Slot& count = program.slots[slot.index()];
    if (count.kind == engine::SlotKind::kReading && program.metrics[program.readings[count.reading].metric.index()].unit == unit) return slot;
  }
  return ladder.counts.front();
}

void set_towards(TestWorld& world, MemberIndex member, const dsl::GivenTowards& given, engine::Day first_day) {
  const engine::Program& program = world.program();
  const engine::Ladder& ladder = program.ladders[ladder_named(program, given.ladder.text)->index()];
  const engine::SlotId slot = count_of_unit(program, ladder, engine::UnitId{unit_of(world.plan(), given.holding).index});
  History history(world, member, first_day);
  history.of_reading(program.readings[program.slots[slot.index()].reading], micro_of(given.holding.number));
  history.book();
  world.review_levels(member, {first_day, 0});
}

void set_value(TestWorld& world, MemberIndex member, const dsl::GivenIn& given, engine::Day first_day) {
  History history(world, member, first_day);
  const engine::Program& program = world.program();
  if (given.kind == dsl::NamedKind::kCounter) {
    const std::size_t counter = counter_named(world.plan(), given.name.text).index;
    history.of_counter(counter, stated(world.plan(), program.counters[counter].type, given));
    return history.book();
  }
  const engine::SlotId measured = slot_of_measure(world.plan(), world.symbols(), program, measure_named(world.plan(), given.name.text));
  const engine::Slot& average = program.slots[measured.index()];
  const engine::Slot& slot = average.kind == engine::SlotKind::kQuotient ? program.slots[average.left.index()] : average;
  if (slot.kind == engine::SlotKind::kReading) history.of_reading(program.readings[slot.reading], stated(world.plan(), slot.type, given));
  if (slot.kind == engine::SlotKind::kElapsed) history.last_happened(slot, stated(world.plan(), slot.type, given));
  history.book();
}

}  // namespace setia::rules
