// All versions of the program that a ledger adopted, with their indexes and ledger-wide keys.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "engine/ids.hpp"
#include "engine/program.hpp"
#include "engine/state.hpp"

namespace setia::engine {

class Index;
struct Personal;
struct Timetable;

// A measure that one version reads and another does not.
struct ForeignMetric {
  VersionOrdinal version;
  MetricId metric;
};

// What a unit goes by in a ledger: points by their bare name; a wallet or a voucher of the same name is another unit.
std::string unit_key_name(UnitKind kind, const std::string& name);

class Versions {
 public:
  Versions();
  ~Versions();
  Versions(Versions&&) noexcept;
  Versions& operator=(Versions&&) noexcept;

  // Gives ledger-wide keys by name and builds the index. `from` must lie after every earlier version's first day;
  // the first version's is kAlways.
  VersionOrdinal adopt(Version version);

  std::size_t size() const { return versions_.size(); }
  const Version& at(VersionOrdinal ordinal) const { return versions_[ordinal.index()]; }
  const Index& index(VersionOrdinal ordinal) const { return *indexes_[ordinal.index()]; }
  const Timetable& timetable(VersionOrdinal ordinal) const { return *timetables_[ordinal.index()]; }
  const Personal& personal(VersionOrdinal ordinal) const { return *personal_[ordinal.index()]; }
  VersionOrdinal in_force(Day local_day) const;
  DayRange days_of(VersionOrdinal ordinal) const;  // on which it is in force
  const Offsets& offsets() const { return versions_.back().offsets; }  // of the zone, as adopted last
  // What other versions measure beside this one, each measure once: what is judged by one is gathered for all.
  const std::vector<ForeignMetric>& foreign(VersionOrdinal ordinal) const { return foreign_[ordinal.index()]; }
  bool has_partners() const { return has_partners_; }  // who bear some of what a rule of some version gives
  VersionOrdinal latest() const { return VersionOrdinal{versions_.size() - 1}; }

  // Names behind the ledger-wide keys, for state that outlives a version.
  struct Keys {
    std::vector<std::string> names;  // key -> canonical name
  };
  const Keys& units() const { return units_; }
  const Keys& limits() const { return limits_; }
  const Keys& metrics() const { return metrics_; }
  const Keys& fields() const { return fields_; }
  const Keys& counters() const { return counters_; }
  const Keys& rules() const { return rules_; }
  const Keys& ladders() const { return ladders_; }

 private:
  void find_foreign_metrics();

  std::deque<Version> versions_;
  std::vector<std::unique_ptr<Index>> indexes_;
  std::vector<std::unique_ptr<Timetable>> timetables_;
  std::vector<std::unique_ptr<Personal>> personal_;
  std::vector<std::vector<ForeignMetric>> foreign_;
  bool has_partners_ = false;
  Keys units_, limits_, metrics_, fields_, counters_, rules_, ladders_, referrals_;
};

}  // namespace setia::engine
