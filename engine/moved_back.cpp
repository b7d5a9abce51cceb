// What was returned whole has not been: the last purchase, earning, redemption or activity is the one before it [R4], and what
// expires by it goes with that one, but not before tomorrow [U1].
#include <algorithm>

#include "engine/booking.hpp"

namespace setia::engine {
namespace {

bool is_same_happening(const Change& a, const Change& b) { return a.index == b.index && a.text == b.text; }

bool is_of(const LastHappening& last, const Change& change) {
  return last.happening == static_cast<Happening>(change.index) && last.activity == change.text;
}

const LastHappening* find_last(const std::vector<LastHappening>& all, const Change& change) {
  const auto place = std::find_if(all.begin(), all.end(), [&](const LastHappening& one) { return is_of(one, change); });
  return place == all.end() ? nullptr : &*place;
}

void erase_undone(const std::vector<Change>& changes, std::int64_t record, std::vector<Change>& happened) {
  for (const Change& undone : changes) {
    if (undone.kind != ChangeKind::kUndone || undone.window != record) continue;
    const auto place = std::find_if(happened.rbegin(), happened.rend(), [&](const Change& one) { return is_same_happening(one, undone); });
    if (place != happened.rend()) happened.erase(std::next(place).base());
  }
}

// What happened in the receipt's record and is not yet undone.
std::vector<Change> happened_in(const Case& receipt, MemberIndex member) {
  std::vector<Change> happened;
  for (const Change& change : receipt.past.outcome.changes)
    if (change.kind == ChangeKind::kHappened && change.member == member) happened.push_back(change);
  erase_undone(receipt.past.outcome.changes, 0, happened);
  for (const PastEvent& returned : receipt.returns) erase_undone(returned.outcome.changes, static_cast<std::int64_t>(receipt.past.sequence), happened);
  return happened;
}

}  // namespace

bool Booking::undoes(const Returned& returned, Happening happening, const Event& event) const {
  switch (happening) {
    case Happening::kPurchase: return returned.whole && event.kind == EventKind::kPurchase;
    case Happening::kActivity: return returned.whole && event.kind == EventKind::kActivity;
    case Happening::kRedemption: return returned.whole;
    case Happening::kEarning: return returned.gives_nothing;
    case Happening::kStatusChange:
    case Happening::kJoining: return false;
  }
  return false;
}

void Booking::move_back(const Case& receipt, const Returned& returned) {
  if (!looks_back(versions_)) return;
  std::vector<Change> happened = happened_in(receipt, subject_);
  const std::vector<Change> all = happened;
  for (auto one = all.rbegin(); one != all.rend(); ++one) {
    if (!undoes(returned, static_cast<Happening>(one->index), receipt.past.event)) continue;
    const auto place = std::find_if(happened.rbegin(), happened.rend(), [&](const Change& other) { return is_same_happening(other, *one); });
    const bool told = std::any_of(all.rbegin(), one, [&](const Change& other) { return is_same_happening(other, *one); });
    if (told) continue;  // an earlier one of the same record was not the receipt's
    happened.erase(std::next(place).base());
    move_back(receipt, returned, *one, happened);
  }
}

// `others`: what else happened in the receipt's record.
void Booking::move_back(const Case& receipt, const Returned& returned, const Change& undone, const std::vector<Change>& others) {
  const bool now = returned.recorded == Recorded::kNow;
  Change gone = change(ChangeKind::kUndone);
  gone.index = undone.index;
  gone.text = undone.text;
  gone.window = now ? 0 : static_cast<std::int64_t>(receipt.past.sequence);
  out_.changes.push_back(gone);
  const std::int64_t own = receipt.past.event.stamp.instant_second;
  const bool is_new = now && subject_.index() >= state_.members.size();
  const LastHappening* const latest = is_new ? nullptr : find_last(now ? state_.members[subject_.index()].last : member().last, undone);
  if (latest != nullptr && latest->second > own + static_cast<std::int64_t>(undone.amount)) return;
  const LastHappening* const before = now ? latest : find_last(receipt.last, undone);
  Change last = change(ChangeKind::kLast);
  last.index = undone.index;
  last.text = undone.text;
  last.window = kNever;
  last.count = returned.at.program.day + 1;
  if (before != nullptr) {
    last.window = before->day;
    last.amount = before->second - now_.second;
  }
  for (const Change& other : others) {
    const std::int64_t second = own + static_cast<std::int64_t>(other.amount) - now_.second;
    if (!is_same_happening(other, undone) || (last.window != kNever && second < last.amount)) continue;
    last.window = other.window;
    last.amount = second;
  }
  out_.changes.push_back(last);
}

}  // namespace setia::engine
