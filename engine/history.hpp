// What apply must be told of the past, and who tells it: the receipts that a return names, and the returns that wait for one.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/event.hpp"
#include "engine/outcome.hpp"
#include "engine/result.hpp"
#include "engine/state.hpp"
#include "engine/symbols.hpp"
#include "engine/versions.hpp"

namespace setia::engine {

// One event as it was recorded; of a record that is no event, such as that of a close, it has no kind.
struct PastEvent {
  Sequence sequence = 0;
  Event event;
  Facts facts;
  Outcome outcome;
};

enum class CaseKind : std::uint8_t {
  kNamed,     // the recorded event that a return names
  kWaits,     // a return that waited for the event at hand [L2]
  kCompleted, // the event with which a friend completed a referral, who now returns something else [R4]
  kRose,      // an earlier event that was returned; returned whole, a level that it reached stayed because others reached it, too [R5]
  kReopened,  // what `later` says may be judged again, because the event at hand is late [R6]
  kFromStart  // an earlier event of who joins a rule that counts from the start [P3]
};
struct Case {
  CaseKind kind = CaseKind::kNamed;
  PastEvent past;
  std::vector<PastEvent> returns;  // of `past`, ascending; those that waited for it, and rules joined that counted it, too
  std::vector<Outcome> later;      // of the records after it that name or change the member, oldest first
  std::vector<Outcome> beside;     // of the other records after it that change somebody else whom it gave something
  std::vector<Outcome> earlier;    // of those before it, where closes are judged again: a late receipt comes after its closes [R6];
                                   // where a rule pays for every so many: what was paid before counts [J9]; and where a reward is
                                   // bought by itself: a return may have left one for which it took of this receipt [R4]
  std::vector<LastHappening> last; // of each kind the last that is kept of the other records, where something counts from it [R4]
};
using Cases = std::span<const Case>;

// Earlier records of the ledger: those before the event at hand and no others.
class History {
 public:
  virtual ~History() = default;

  struct Found {
    std::string source;
    Sequence sequence = 0;
  };
  // Events of this id: that of `source` alone, when there is one, else of all sources.
  virtual Result<std::vector<Found>> find(std::string_view source, std::string_view id) = 0;
  virtual Result<PastEvent> event(Sequence sequence) = 0;
  // With the instant of the record, in seconds.
  using RecordVisit = std::function<void(Sequence, std::int64_t, const Outcome&)>;
  // Outcomes of the records after `sequence` that name or change the member, oldest first.
  virtual Status each_after(MemberIndex member, Sequence sequence, const RecordVisit& visit) = 0;
};

// True when some version asks when somebody last bought, earned, redeemed or did something.
bool looks_back(const Versions& versions);

// True when a return may name an event of this kind.
bool can_be_returned(EventKind kind);

// What apply must know of the past to judge `event`; empty for most events. Several cases of a return: its id is not unique.
Result<std::vector<Case>> find_cases(const Event& event, const Versions& versions, const State& state, const Symbols& symbols, History& history);

}  // namespace setia::engine
