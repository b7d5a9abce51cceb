// Judges one event by the phases of [J1]: facts in, accruals out. Pure: reads the program and the state, changes
// neither, knows nothing of lots or postings. A return is judged by calling it again on the kept lines [R1].
#pragma once

#include "engine/amount.hpp"
#include "engine/event.hpp"
#include "engine/outcome.hpp"
#include "engine/program.hpp"
#include "engine/state.hpp"
#include "engine/trace.hpp"

namespace setia::engine {

class Index;    // engine/index.hpp: facts -> candidate rules
struct Again;   // engine/again.hpp: what a receipt is judged again with
class Scratch;  // engine/scratch.hpp: reused buffers, so that judging allocates nothing in the steady state

struct Accrual {                       // one future posting
  RuleId rule;
  UnitId unit;
  Receiver to = Receiver::kMember;
  std::int32_t line = 0;               // 0: not by line
  Units amount_micro;                  // > 0
};
struct Judgement {
  std::vector<Accrual> accruals;       // in order of rule, unit, line
  std::vector<Cut> cuts;
  std::vector<Change> changes;         // usage, metrics, counters, happenings, purchases
  Facts facts;
  std::vector<RuleId> said;            // rules whose messages are said
  std::vector<UnitId> awarded;         // badges
  std::vector<std::string> warned;     // of levels that will end
  bool friend_done = false;            // the referrer has one more friend who completed a referral
  bool overflow = false;               // a number did not fit: the event is refused
};

// `member` is the event's member as of this event: joined by it where the program says so, with what fell due before it
// already taken; it need not stand in `state` yet. `trace` may be null. `out` is cleared first.
void judge(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member,
           const Event& event, Scratch& scratch, Judgement& out, Trace* trace);

// The kept lines of a receipt, with the facts and the head-room recorded with it; `member` is without what it gave [R2].
void judge_again(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member,
                 const Event& event, Scratch& scratch, Judgement& out, Trace* trace, const Again& again);

// What somebody else's event brings a member: `event` is the member's own, of kind kReceived, `received` what they are given of
// it. Answers what follows from that alone [J10]. `again` as above; null where it is judged for the first time.
void judge_received(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member,
                    const Event& event, const std::vector<Accrual>& received, Scratch& scratch, Judgement& out, const Again* again);

// What the rules of a stack would give if the event were posted as it stands, before they compete: after each rule's own limits and all other
// stacks. Worth in millionths of millionths of a minor unit, of units that have a worth; `line` as in a portion.
struct GiveWorth {
  RuleId rule;
  std::int32_t line = -1;
  Wide worth = 0;
};
std::vector<GiveWorth> weigh_gives(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member,
                                   const Event& event, StackId stack);

}  // namespace setia::engine
