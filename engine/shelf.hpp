// The rules that one kind of event starts, each under its most selective text, with the moments at which they are in force.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/civil.hpp"
#include "engine/program.hpp"

namespace setia::engine {

class SlotReader;

// Local day and minute as one number that grows with time. The hours of a night that belongs to the day before are that day's
// last, and a period that holds a day's last minute holds them too.
inline constexpr std::int64_t kMomentsPerDay = 4'096;
inline std::int64_t first_moment(CivilTime from) { return from.day * kMomentsPerDay + from.minute; }
inline std::int64_t last_moment(CivilTime until) {
  constexpr Minute kLastMinute = 1'439;
  return until.day * kMomentsPerDay + (until.minute == kLastMinute ? 2 * (kLastMinute + 1) : until.minute);
}

class Shelf {
 public:
  struct Entry {                             // a rule and when it is in force
    RuleId rule;
    std::int64_t first = 0, last = 0;        // moments, both included
  };

  // Rules come in ascending order, before the shelf is closed.
  void put(const Entry& entry) { always_.entries.push_back(entry); }
  void put(const Entry& entry, SlotId slot, SlotKind kind, const std::vector<SymbolId>& texts);
  void close();

  // Rules in force at the event's time whose text the event has; ascending. They stand in `out`, or in the shelf itself.
  std::span<const RuleId> collect(SlotReader& reader, std::vector<RuleId>& out) const;

 private:
  // Entries by stretches of time that begin at `starts`: each stretch has those in force at some moment of it.
  struct Bucket {
    std::vector<Entry> entries;              // of all stretches, one after the other; those of one in order of rules
    std::vector<RuleId> rules;               // of exact ones, instead of `entries`
    std::vector<std::int64_t> starts;        // ascending; empty: one stretch
    std::vector<std::uint32_t> firsts;       // into `entries`, one more than stretches
    bool exact = false;                      // what a stretch has is in force all through it

    void cut();
    std::size_t stretch_at(std::int64_t moment) const;  // from 1; 0: before the first
    std::span<const RuleId> at(std::int64_t moment, std::vector<RuleId>& out) const;
    void add(std::int64_t moment, std::vector<RuleId>& out) const;
  };
  struct Keyed {                             // rules under the texts of one slot
    SlotId slot;
    SlotKind kind = SlotKind::kStore;        // of the slot
    std::vector<std::uint32_t> places;       // by SymbolId: of its bucket, plus 1; 0: no rule stands under the text
    std::vector<Bucket> buckets;

    Bucket& bucket_of(SymbolId text);
    const Bucket* find(SymbolId text) const {
      const std::uint32_t place = text.index() < places.size() ? places[text.index()] : 0;
      return place == 0 ? nullptr : &buckets[place - 1];
    }
  };
  void add_always(std::int64_t moment, std::vector<RuleId>& out) const;

  Bucket always_;
  std::vector<Keyed> keyed_;
};

}  // namespace setia::engine
