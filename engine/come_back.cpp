#include "engine/come_back.hpp"

#include <algorithm>

#include "engine/life.hpp"
#include "engine/limits.hpp"
#include "engine/rounding.hpp"

namespace setia::engine {
namespace {

Wide back_of(const Posting& taken, std::span<const Posting> before) {
  Wide sum = 0;
  for (const Posting& back : before) sum += back.reverses == taken.number ? Wide{back.amount_micro} : Wide{0};
  return sum;
}

Day last_valid_now(const Posting& taken, const Versions& versions, const Moment& now) {
  const Program& program = versions.at(taken.version).program;
  const std::optional<Length>& grace = program.units[taken.unit.index()].grace;
  if (taken.last_valid >= now.program.day || !grace) return taken.last_valid;
  Expiry anew;
  anew.length = *grace;
  return day_by(anew, {now.program.day, now.program.day}, MemberState{}, program);
}

Posting back_to_its_lot(const Posting& taken, Wide amount_micro, const Versions& versions, const Moment& now) {
  Posting back;
  back.why = taken.why;
  back.effective_second = now.second;
  back.effective = now.program;
  back.from = {taken.to.kind, MemberIndex{}};
  back.to = {AccountKind::kAvailable, taken.from.member};
  back.lot_entered = taken.lot_left;
  back.version = taken.version;
  back.unit = taken.unit;
  back.amount_micro = static_cast<std::int64_t>(amount_micro);
  back.earned = taken.earned;
  back.last_valid = last_valid_now(taken, versions, now);
  back.reverses = taken.number;
  return back;
}

// In the unit's smallest steps, but for what is returned whole.
Wide due_back(std::span<const Posting> taken, ReturnedShare share, const Versions& versions) {
  Wide total = 0;
  for (const Posting& one : taken) total += one.amount_micro;
  if (taken.empty() || share.returned == share.whole) return total;
  const Unit& unit = versions.at(taken.front().version).program.units[taken.front().unit.index()];
  const Wide step = posted_step(Rule{}, unit);
  return std::min(total, round_quotient(total * share.returned, share.whole * step, RoundMode::kHalfEven) * step);
}

}  // namespace

Wide came_back(std::span<const Posting> taken, std::span<const Posting> back) {
  Wide sum = 0;
  for (const Posting& one : taken) sum += back_of(one, back);
  return sum;
}

std::vector<Posting> coming_back(std::span<const Posting> taken, std::span<const Posting> before, ReturnedShare share, const Versions& versions,
                                 const Moment& now) {
  Wide left = due_back(taken, share, versions) - came_back(taken, before);
  std::vector<Posting> back;
  for (auto one = taken.rbegin(); one != taken.rend() && left > 0; ++one) {
    const Wide amount = std::min(left, one->amount_micro - back_of(*one, before));
    if (amount <= 0) continue;
    back.push_back(back_to_its_lot(*one, amount, versions, now));
    left -= amount;
  }
  return back;
}

}  // namespace setia::engine
