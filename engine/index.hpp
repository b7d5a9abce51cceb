// Facts -> candidate rules: each rule stands under its most selective equality, so that cost follows candidates, not rules.
//
// Invariant: the candidates hold every rule whose conditions hold; order is that of the rules. Also keeps what is known
// of each rule before any event, so that no event works it out again.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/filter_marks.hpp"
#include "engine/outcome.hpp"
#include "engine/plain_rules.hpp"
#include "engine/program.hpp"
#include "engine/shelf.hpp"

namespace setia::engine {

class SlotReader;

// A condition with where its slot's value stands, for those that one walk over the lines has answered.
enum class CheckSource : std::uint8_t { kSlot, kHas, kTotal };
struct RowCheck : Check {
  CheckSource source = CheckSource::kSlot;
  std::uint8_t place = 0;                                                          // kHas: of the filter
};

// A metric that one walk over the lines answers, and a sum over it for which a member has one number (engine/windows.hpp).
struct PlainMetric {
  enum Kind : std::uint8_t { kNone, kSpend, kItems };
  Kind kind = kNone;
  std::uint8_t place = 0;                                                          // of the filter
  std::uint8_t windows = 0;                                                        // over which it is summed, as move_sums() takes them
};
struct PlainReading {
  bool any = false;
  MetricId metric;
  std::optional<CalendarUnit> calendar;                                            // nothing: for ever
};

// A slot that is recorded as a fact, with what the shortest way to it is.
struct FactRow {
  enum Way : std::uint8_t { kAsked, kField, kNumber, kReading, kCrossing, kFeast };
  Way way = kAsked;
  SlotId slot;
  std::uint32_t key = 0;                                                           // kField: of the field; kReading: which; kCrossing: the slot left
  std::int64_t mark = 0, every = 0;                                                // kCrossing
};
// A limit of which a member has one row at most that counts now.
struct PlainLimit {
  bool any = false, for_ever = false;
  CalendarUnit calendar = CalendarUnit::kDay;
  std::uint32_t key = 0;
  Wide most = 0;                                                                   // in the scale of rooms (engine/limits.hpp)
};

class Index {
 public:
  explicit Index(const Program& program);

  // Rules that `kind` triggers, in force at the event's time, whose key the event has; ascending. They stand in `out`, or in the index.
  std::span<const RuleId> collect(EventKind kind, SlotReader& reader, std::vector<RuleId>& out) const;

  // The conditions of a rule but for marks that its event's own postings cross: those that read neither lines nor amounts, which a return
  // cannot change (ledger.md, "facts"), and then the others.
  struct Checks {
    std::span<const RowCheck> lasting, others;
  };
  // Of a rule, into the lists below.
  struct Row {
    std::uint32_t check = 0;
    std::uint16_t lasting = 0, others = 0;
    std::uint32_t recorded = 0;
    std::uint16_t rooms = 0;
    std::uint8_t place = 0;                                                        // of the lines that a plain rule's extra is on
    bool always : 1 = false;                                                       // it matches every event that it stands under, and no room is recorded
    bool by_checks : 1 = false;                                                    // … if its conditions hold: nobody must join it, it means every activity and reward,
                                                                                   // it is not judged at the level reached and waits for no postings
    bool crosses : 1 = false;                                                      // some condition counts marks or vouchers
    bool plain : 1 = false;
    bool asks_first : 1 = false;                                                   // the condition below is its first, and no room is recorded before it
    bool negated : 1 = false;
    SlotId slot;                                                                   // a fact
    std::int64_t low = 0;
    std::uint64_t width = 0;
  };
  const Row* rows() const { return rows_.data(); }                                 // by RuleId
  const RowCheck* first_check(const Row& row) const { return checks_.data() + row.check; }
  Checks checks(const Row& row) const {
    const RowCheck* const first = first_check(row);
    return {{first, row.lasting}, {first + row.lasting, row.others}};
  }
  // Its limits whose room is recorded with a receipt.
  std::span<const LimitId> recorded(const Row& row) const { return {recorded_.data() + row.recorded, row.rooms}; }
  const PlainRules& plain() const { return plain_; }
  const PlainMetric& plain_metric(MetricId metric) const { return plain_metrics_[metric.index()]; }
  const PlainReading& plain_reading(std::size_t reading) const { return plain_readings_[reading]; }
  const FilterMarks& marks() const { return marks_; }

  // True when the rule's parts must be kept line by line (rounding, stacks or limits look at lines).
  bool by_line(RuleId rule) const { return by_line_[rule.index()]; }
  // True when its postings say which line they are for (ledger.md, "A posting knows").
  bool names_lines(RuleId rule) const { return names_lines_[rule.index()]; }
  // The slot asks for marks that this event's own postings cross; the rule waits for them [J9].
  bool is_followed(SlotId slot) const { return followed_[slot.index()]; }
  bool follows(RuleId rule) const { return follows_[rule.index()]; }
  bool has_stacks() const { return has_stacks_; }
  bool caps_bases() const { return caps_bases_; }                                  // some limit cuts spend or items
  bool rounds_spend() const { return rounds_spend_; }                              // some `round spend`
  const std::vector<FactRow>& facts() const { return facts_; }                    // slots with from_body false
  const std::vector<SlotValue>& blank_facts() const { return blank_facts_; }      // the same, absent
  const PlainLimit& plain_limit(LimitId limit) const { return plain_limits_[limit.index()]; }
  const std::vector<SlotId>& of_levels() const { return of_levels_; }             // slots that a change of level changes

 private:
  void shelve(const Program& program, RuleId id);
  void list_checks(const Program& program, RuleId id);
  void list_recorded(const Program& program, RuleId id);
  void mark_by_line(const Program& program);
  void mark_plain(const Program& program);
  void mark_amounts(const Program& program);
  void mark_followed(const Program& program);
  void list_of_levels(const Program& program);
  void list_plain_readings(const Program& program);
  void list_facts(const Program& program);
  void list_plain_limits(const Program& program);
  RowCheck row_check(const Program& program, const Check& check) const;

  FilterMarks marks_;
  PlainRules plain_;
  std::vector<PlainMetric> plain_metrics_;
  std::vector<PlainReading> plain_readings_;
  std::vector<Shelf> shelves_;                                                     // by EventKind - 1
  std::vector<Row> rows_;
  std::vector<RowCheck> checks_;
  std::vector<LimitId> recorded_;
  std::vector<char> by_line_;
  std::vector<char> names_lines_;
  std::vector<char> reads_amounts_;                                                // by SlotId: reads lines or amounts, which a return may change
  std::vector<char> followed_, follows_;                                           // by slot, by rule
  std::vector<FactRow> facts_;
  std::vector<SlotValue> blank_facts_;
  std::vector<PlainLimit> plain_limits_;
  std::vector<SlotId> of_levels_;
  bool has_stacks_ = false, caps_bases_ = false, rounds_spend_ = false;
};

}  // namespace setia::engine
