// Sorting and renumbering. Every place that holds a SlotId, MetricId or LimitId is visited once.
#include "rules/sort_program.hpp"

#include <algorithm>
#include <numeric>

namespace setia::rules {
namespace {

// Sorts `things` by text; returns where each went.
template <class Thing>
std::vector<std::size_t> sort_by_text(std::vector<Thing>& things) {
  std::vector<std::size_t> order(things.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return things[a].text < things[b].text; });
  std::vector<Thing> sorted;
  std::vector<std::size_t> went(things.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    went[order[place]] = place;
    sorted.push_back(std::move(things[order[place]]));
  }
  things = std::move(sorted);
  return went;
}

struct SlotRenumbering {
  const std::vector<std::size_t>& went;

  void operator()(engine::SlotId& slot) const { slot = engine::SlotId{went[slot.index()]}; }

  void operator()(std::vector<engine::Check>& checks) const {
    for (engine::Check& check : checks) (*this)(check.slot);
  }

  void operator()(engine::Base& base) const {
    if (base.kind == engine::BaseKind::kSlot) (*this)(base.slot);
  }

  void operator()(engine::Slot& slot) const {
    const bool of_two = slot.kind == engine::SlotKind::kDifference || slot.kind == engine::SlotKind::kQuotient;
    if (of_two || slot.kind == engine::SlotKind::kCrossing) (*this)(slot.left);
    if (of_two) (*this)(slot.right);
    (*this)(slot.checks);
  }

  void operator()(engine::Table& table) const {
    for (engine::TableKey& key : table.keys) {
      if (key.source == engine::KeySource::kSlot || key.source == engine::KeySource::kPart) (*this)(key.slot);
    }
    for (engine::TableRow& row : table.rows) {
      for (engine::KeyCell& cell : row.keys) (*this)(cell.segment);
    }
  }

  void operator()(engine::Rule& rule) const {
    (*this)(rule.checks);
    for (engine::Give& give : rule.gives) {
      (*this)(give.base);
      if (give.factor_slot) (*this)(*give.factor_slot);
    }
    if (rule.life) (*this)(rule.life->never_while);
  }
};

void sort_slots(engine::Program& program) {
  const std::vector<std::size_t> went = sort_by_text(program.slots);
  const SlotRenumbering renumber{went};
  for (engine::Slot& slot : program.slots) renumber(slot);
  for (engine::Metric& metric : program.metrics) renumber(metric.checks);
  for (engine::Unit& unit : program.units) renumber(unit.life.never_while);
  for (engine::Table& table : program.tables) renumber(table);
  for (engine::Rule& rule : program.rules) renumber(rule);
  for (engine::PayWith& with : program.pay_with) renumber(with.checks);
  for (engine::Reward& reward : program.rewards) {
    renumber(reward.checks);
    renumber(reward.referrer_checks);
  }
  for (engine::Ladder& ladder : program.ladders) {
    renumber(ladder.rank);
    for (engine::SlotId& count : ladder.counts) renumber(count);
    for (engine::SlotId& count : ladder.kept_by) renumber(count);
    renumber(ladder.only_when);
  }
  for (engine::Referral& referral : program.referrals) {
    renumber(referral.steps);
    renumber(referral.only_when);
  }
  for (engine::Limit& limit : program.limits) {
    if (limit.scope == engine::CapScope::kField) renumber(limit.field);
  }
}

void sort_metrics(engine::Program& program) {
  const std::vector<std::size_t> went = sort_by_text(program.metrics);
  const auto move = [&](engine::MetricId& metric) { metric = engine::MetricId{went[metric.index()]}; };
  for (engine::Reading& reading : program.readings) {
    move(reading.metric);
    if (reading.towards) move(*reading.towards);
  }
  for (engine::Ladder& ladder : program.ladders) {
    for (engine::MetricId& metric : ladder.towards) move(metric);
    if (ladder.periods) move(*ladder.periods);
  }
  for (engine::Referral& referral : program.referrals)
    for (engine::SharedField& shared : referral.shares)
      if (shared.cards) shared.cards = engine::MetricId{went[shared.cards->index()]};
}

void sort_limits(engine::Program& program) {
  const std::vector<std::size_t> went = sort_by_text(program.limits);
  for (engine::Rule& rule : program.rules) {
    for (engine::LimitId& limit : rule.own) limit = engine::LimitId{went[limit.index()]};
    for (engine::LimitId& limit : rule.shared) limit = engine::LimitId{went[limit.index()]};
  }
  for (engine::Referral& referral : program.referrals) {
    for (engine::LimitId& limit : referral.limits) limit = engine::LimitId{went[limit.index()]};
  }
  for (engine::LimitId& limit : program.household.changes) limit = engine::LimitId{went[limit.index()]};
  for (engine::PayWith& with : program.pay_with) {
    for (engine::LimitId& limit : with.limits) limit = engine::LimitId{went[limit.index()]};
  }
  for (engine::Reward& reward : program.rewards) {
    for (engine::LimitId& limit : reward.limits) limit = engine::LimitId{went[limit.index()]};
  }
}

}  // namespace

void sort_program(engine::Program& program) {
  sort_slots(program);
  sort_metrics(program);
  sort_limits(program);
}

}  // namespace setia::rules
