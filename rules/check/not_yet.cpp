// What the language can say and the engine cannot do yet.
#include "rules/check/not_yet.hpp"

#include <string_view>

namespace setia::rules {
namespace {

struct LaterWords {
  Later what;
  std::string_view words;
};
constexpr LaterWords kLater[] = {
    {Later::kTrigger, "purchases, returns, activities, joining and leaving, referrals, birthdays and redemptions start a rule so far"},
    {Later::kCycle, "there are no cycles so far"},
    {Later::kPersonalPeriod, "a period of a member's own is so many days long, and has no next one, so far"},
    {Later::kHousehold, "a reward is bought automatically with what its member alone has, and a give is to one member, so far"},
    {Later::kUnitHistory, "by rules I know what was earned so far"},
    {Later::kStreak, "there are no streaks so far"},
    {Later::kStamps, "there are no stamp cards so far"},
    {Later::kClub, "there are no clubs so far"},
    {Later::kLadder, "a level decides by a factor, or in a condition, so far"},
    {Later::kOffer, "there are no offers so far"},
    {Later::kMembershipYear, "there are no clubs so far"},
    {Later::kStatusPeriod, "a status period is a window, how long a member's limit counts, or when something ends, so far"},
    {Later::kPaidDiscount, "partners bear what a rule gives, and no discounts, so far"},
    {Later::kTestLine, "tests cannot say this so far"},
};

std::string_view words_of(Later what) {
  for (const LaterWords& entry : kLater)
    if (entry.what == what) return entry.words;
  return {};
}

}  // namespace

void not_yet(Context& context, Later what, dsl::Span at) {
  const std::string written = context.written(at);
  const bool quotes = written.find('"') != std::string::npos;  // a name in it: quotes around all of it would end there
  context.messages.error({.code = "S006",
                          .at = at,
                          .title = (quotes ? written : in_quotes(written)) + " is not possible yet",
                          .label = std::string(words_of(what)),
                          .help = "Leave the line out for now; nothing else is the matter with it"});
}

}  // namespace setia::rules
