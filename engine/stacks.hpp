// Who wins among rules that compete [J6].
#pragma once

#include "engine/slot_reader.hpp"

namespace setia::engine {

struct Loss {
  RuleId rule;
  StackId stack;
  RuleId winner;
};

// Which stacks are judged together: those that compete per line or item, those that compete as a whole, and last those in
// which extras stand, since an extra is compared after its base. Those that hand on are judged before (engine/hand_on.hpp).
enum class Contests : std::uint8_t { kByLine, kWhole, kWithExtras, kHandedOn };

// Marks what every loser gives up (RuleWork::lost), adds the losses, and says whether anything is new. The phases before are
// then run again, so that blocks, caps and limits are taken over what the rules won, and an extra goes with its base. `open`: a stack that is left undecided.
bool choose(Contests which, std::optional<StackId> open, SlotReader& reader, std::vector<Loss>& losses);

// What a rule lost on a line, on the event as a whole (-1), or altogether (kAllOfEvent).
inline constexpr std::int32_t kAllOfEvent = -2;
void give_up(RuleId rule, std::int32_t line, SlotReader& reader);

// Leaves the losses by which a rule is left with nothing.
void keep_whole_losses(SlotReader& reader, std::vector<Loss>& losses);

}  // namespace setia::engine
