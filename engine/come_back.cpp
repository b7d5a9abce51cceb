#include "engine/come_back.hpp"

#include <algorithm>

#include "engine/life.hpp"
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
  back.why = PostingWhy::kRedemption;
  back.effective_second = now.second;
  back.effective = now.program;
  back.from = {AccountKind::kRedeemed, MemberIndex{}};
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

}  // namespace

std::vector<Posting> coming_back(std::span<const Posting> taken, std::span<const Posting> before, ReturnedShare share, const Versions& versions,
                                 const Moment& now) {
  Wide total = 0, came = 0;
  for (const Posting& one : taken) {
    total += one.amount_micro;
    came += back_of(one, before);
  }
  Wide left = round_quotient(total * share.returned, share.whole, RoundMode::kHalfEven) - came;
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
