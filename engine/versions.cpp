#include "engine/versions.hpp"

#include <algorithm>

#include "engine/ensure.hpp"
#include "engine/index.hpp"
#include "engine/partners.hpp"
#include "engine/secrecy.hpp"
#include "engine/timetable.hpp"

namespace setia::engine {
namespace {

// The key of a name: the one it has, else the next.
std::uint32_t key_of(Versions::Keys& keys, std::string name) {
  const auto found = std::find(keys.names.begin(), keys.names.end(), name);
  const auto key = static_cast<std::uint32_t>(found - keys.names.begin());
  if (found == keys.names.end()) keys.names.push_back(std::move(name));
  return key;
}

// Keys of a whole version at once: names that are new are looked for among the old ones alone.
template <class Things, class Name>
void give_keys(Versions::Keys& keys, Things& things, Name name) {
  if (keys.names.empty()) {
    for (auto& thing : things) {
      thing.key = static_cast<std::uint32_t>(keys.names.size());
      keys.names.push_back(name(thing));
    }
    return;
  }
  for (auto& thing : things) thing.key = key_of(keys, name(thing));
}

}  // namespace

std::string unit_key_name(UnitKind kind, const std::string& name) {
  return kind == UnitKind::kPoints ? name : std::to_string(static_cast<int>(kind)) + " " + name;
}

Versions::Versions() = default;
Versions::~Versions() = default;
Versions::Versions(Versions&&) noexcept = default;
Versions& Versions::operator=(Versions&&) noexcept = default;

VersionOrdinal Versions::adopt(Version version) {
  ENSURE(versions_.empty() ? version.from == kAlways : version.from > versions_.back().from);
  Program& program = version.program;
  has_partners_ = has_partners_ || engine::has_partners(program);
  give_keys(units_, program.units, [](const Unit& unit) { return unit_key_name(unit.kind, unit.name); });
  give_keys(limits_, program.limits, [](const Limit& limit) { return limit.text; });
  for (Limit& limit : program.limits)
    if (!limit.counts_with.empty()) limit.key = key_of(limits_, limit.counts_with);
  give_keys(metrics_, program.metrics, [](const Metric& metric) { return metric.text; });
  give_keys(fields_, program.fields, [](const FieldOf& field) { return std::to_string(static_cast<int>(field.owner)) + " " + field.name; });
  give_keys(counters_, program.counters, [](const Counter& counter) { return counter.name; });
  give_keys(ladders_, program.ladders, [](const Ladder& ladder) { return ladder.name; });
  give_keys(referrals_, program.referrals, [](const Referral& referral) { return referral.name; });
  give_keys(rules_, program.rules, [](const Rule& rule) { return rule.name; });
  const auto key_periods = [&](Window& window) {
    if (window.kind == WindowKind::kStatusPeriod) window.periods_key = program.metrics[program.ladders[window.ladder.index()].periods->index()].key;
  };
  for (Reading& reading : program.readings) key_periods(reading.window);
  for (Limit& limit : program.limits) key_periods(limit.own);
  for (Window& period : program.periods) key_periods(period);
  for (Counter& counter : program.counters)
    if (counter.own) key_periods(*counter.own);
  for (Rule& rule : program.rules)
    for (Schedule& schedule : rule.schedules) key_periods(schedule.own);
  versions_.push_back(std::move(version));
  indexes_.push_back(std::make_unique<Index>(versions_.back().program));
  timetables_.push_back(std::make_unique<Timetable>(versions_.back().program));
  personal_.push_back(std::make_unique<Personal>(versions_.back().program));
  find_foreign_metrics();
  return latest();
}

void Versions::find_foreign_metrics() {
  constexpr ForeignMetric kNone{VersionOrdinal{0}, MetricId{std::size_t{UINT32_MAX}}};
  std::vector<ForeignMetric> by_key(metrics_.names.size(), kNone);
  for (std::size_t version = 0; version < versions_.size(); ++version) {
    const std::vector<Metric>& metrics = versions_[version].program.metrics;
    for (std::size_t metric = 0; metric < metrics.size(); ++metric) by_key[metrics[metric].key] = {VersionOrdinal{version}, MetricId{metric}};
  }
  foreign_.assign(versions_.size(), {});
  for (std::size_t version = 0; version < versions_.size(); ++version) {
    std::vector<char> own(by_key.size(), 0);
    for (const Metric& metric : versions_[version].program.metrics) own[metric.key] = 1;
    for (std::size_t key = 0; key < by_key.size(); ++key)
      if (own[key] == 0) foreign_[version].push_back(by_key[key]);
    std::sort(foreign_[version].begin(), foreign_[version].end(), [](const ForeignMetric& a, const ForeignMetric& b) {
      return std::pair(a.version, a.metric) < std::pair(b.version, b.metric);
    });
  }
}

VersionOrdinal Versions::in_force(Day local_day) const {
  ENSURE(!versions_.empty());
  std::size_t ordinal = versions_.size() - 1;
  while (ordinal > 0 && versions_[ordinal].from > local_day) --ordinal;
  return VersionOrdinal{ordinal};
}

DayRange Versions::days_of(VersionOrdinal ordinal) const {
  const std::size_t next = ordinal.index() + 1;
  return {versions_[ordinal.index()].from, next < versions_.size() ? versions_[next].from - 1 : kNever};
}

}  // namespace setia::engine
