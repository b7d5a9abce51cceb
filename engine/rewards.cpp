// Rewards: got for their price, at once or after a hold, used with a receipt, chosen among several [X1] [X2] [X5].
#include <algorithm>

#include "engine/amount_text.hpp"
#include "engine/booking.hpp"
#include "engine/buying.hpp"
#include "engine/due.hpp"
#include "engine/event_fields.hpp"
#include "engine/event_day.hpp"
#include "engine/life.hpp"
#include "engine/lots.hpp"
#include "engine/member_changes.hpp"
#include "engine/posting.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {
namespace {

constexpr std::int64_t kOneReward = 1'000'000;

std::string vouchers_in_words(std::int64_t count, const std::string& reward) {
  return (count == 0 ? "no" : std::to_string(count)) + (count == 1 ? " reward " : count == 0 ? " reward " : " rewards ") + in_quotes(reward);
}

}  // namespace

bool Booking::asks_for_reward() const { return text_in(event_.more, "reward") != nullptr; }

std::optional<Booking::AskedReward> Booking::asked_reward() {
  const std::string* const name = text_in(event_.more, "reward");
  const Reward* const reward = name == nullptr ? nullptr : reward_named(program_, *name);
  if (reward == nullptr) {
    refuse(RefusalReason::kMalformed, "reward", name == nullptr ? "The event does not say which reward." : "The program has no reward " + in_quotes(*name) + ".",
           "Name a reward that the program declares.");
    return std::nullopt;
  }
  const auto micro = find_value(event_.more, "count") == nullptr ? std::optional(kOneReward) : micro_in(event_.more, "count");
  if (micro && *micro > 0 && *micro % kOneReward == 0) return AskedReward{reward, *micro / kOneReward, {}};
  refuse(RefusalReason::kAmount, "count", "Rewards are counted in whole numbers from one.", "Write how many, as in \"count\": 2.");
  return std::nullopt;
}

// What is asked for can be had, and its price be paid.
bool Booking::admit_reward(AskedReward& asked, SlotReader& reader) {
  RewardDesk desk(*asked.reward, reader);
  auto refusal = desk.refusal_of(asked.count);
  if (!refusal) refusal = desk.find_price(asked.count, asked.price);
  if (refusal) refuse(*refusal);
  return !refusal && std::all_of(asked.price.begin(), asked.price.end(), [&](const auto& part) { return has_enough({part.first, part.second}); });
}

void Booking::redeem_reward() {
  auto asked = asked_reward();
  if (!asked) return;
  list_members();
  book_what_fell_due();
  bring_household();
  begin_moving();
  SlotReader reader(program_, versions_.index(version_), *shared_, *before_, event_, scratch_);
  if (!admit_reward(*asked, reader)) return;
  for (const auto& [unit, micro] : asked->price) {
    spend({unit, micro}, AccountKind::kRedeemed, PostingWhy::kRedemption, {});
    count_move(MoveKind::kSpent, {unit, micro});
  }
  give_vouchers(asked->reward->voucher, asked->count, earned_);
  RewardDesk(*asked->reward, reader).count_usage(asked->count, version_, out_.changes);
  room_.bought = asked->reward->voucher;
  judge_and_post(event_);
}

void Booking::hold_reward() {
  auto asked = asked_reward();
  if (!asked) return;
  list_members();
  book_what_fell_due();
  bring_household();
  if (names_open_hold()) return;
  begin_moving();
  SlotReader reader(program_, versions_.index(version_), *shared_, *before_, event_, scratch_);
  if (!admit_reward(*asked, reader)) return;
  Change opened = change(ChangeKind::kHoldOpened);
  opened.index = asked->price.front().first.value;
  opened.text = event_.name;
  opened.amount = next_;
  for (const auto& [unit, micro] : asked->price) spend({unit, micro}, AccountKind::kHeld, PostingWhy::kHold, hold_ends());
  opened.count = static_cast<std::int64_t>(next_ - static_cast<PostingNumber>(opened.amount));
  out_.changes.push_back(opened);
  say_lent(hold_ends());
  Change reward = change(ChangeKind::kHoldsReward);
  reward.index = asked->reward->voucher.value;
  reward.amount = asked->count;
  out_.changes.push_back(reward);
  const std::size_t first = out_.changes.size();
  RewardDesk(*asked->reward, reader).count_usage(asked->count, version_, out_.changes);
  for (std::size_t i = first, last = out_.changes.size(); i < last; ++i) {
    Change reserved = out_.changes[i];
    reserved.kind = ChangeKind::kHoldReserves;
    reserved.count = reserved.member == MemberIndex{} ? 1 : 0;
    reserved.member = subject_;
    out_.changes.push_back(reserved);
  }
}

// The held price is paid, and what was reserved is used.
void Booking::commit_reward(const Hold& hold) {
  for (const HeldPart& part : parts_of(hold)) {
    const UnitThen unit = unit_as_of(versions_, part.unit_key, version_);
    const std::int64_t micro = part.lot.lot.left_micro;
    spend_held(part, micro);
    if (unit.version == version_) count_move(MoveKind::kSpent, {unit.unit, micro});
  }
  const UnitThen voucher = unit_as_of(versions_, hold.reward_key - 1, version_);
  give_vouchers(voucher.unit, hold.rewards, earned_, voucher.version);
  const Reward* const reward = voucher.version == version_ ? reward_of(program_, voucher.unit) : nullptr;
  if (reward == nullptr) return;
  room_.bought = voucher.unit;
  free_what_was_reserved(hold, event_.member, versions_, version_, out_.changes);
  SlotReader reader(program_, versions_.index(version_), *shared_, *before_, event_, scratch_);
  RewardDesk(*reward, reader).count_usage(hold.rewards, version_, out_.changes);
}

void Booking::give_vouchers(UnitId voucher, std::int64_t count, Day earned) { give_vouchers(voucher, count, earned, version_); }

void Booking::give_vouchers(UnitId voucher, std::int64_t count, Day earned, VersionOrdinal version) {
  const Program& program = versions_.at(version).program;
  Posting posting = posting_of(PostingWhy::kRedemption, voucher);
  posting.version = version;
  posting.from = {AccountKind::kIssued, MemberIndex{}};
  posting.to = {AccountKind::kAvailable, event_.member};
  posting.lot_entered = next_;
  posting.amount_micro = count * kOneReward;
  posting.earned = earned;
  posting.last_valid = last_valid_day(program.units[voucher.index()].life, {earned, earned}, member(), program);
  move(posting);
}

bool Booking::must_be_unused(const Posting& got, const MemberState& holder) {
  const Unit& voucher = versions_.at(got.version).program.units[got.unit.index()];
  if (is_whole(got, find_holding(holder, voucher.key))) return true;
  refuse(RefusalReason::kNothingKept, "receipt", "The reward " + in_quotes(voucher.name) + " was used already, or its time is over.", "Only an unused reward is taken back.");
  return false;
}

// Rewards that a returned redemption got: they must be there, and go back for their price. Their limits are free again [R4].
bool Booking::take_back_bought(const Case& receipt, const Moment& at) {
  std::vector<Posting> back;
  for (const Posting& bought : receipt.past.outcome.postings) {
    if (bought.why != PostingWhy::kRedemption || bought.from.kind != AccountKind::kIssued) continue;
    if (!must_be_unused(bought, member())) return false;
    back.push_back(reversed(bought, at));
  }
  for (const Posting& posting : back) move(posting);
  if (!back.empty()) free_limits_of_rewards(receipt, {1, 1}, {0, 1});
  return true;
}

// Of what the limits counted, what comes back by now and has not come back before.
void Booking::free_limits_of_rewards(const Case& receipt, const ReturnedShare& now, const ReturnedShare& before) {
  for (const Change& used : receipt.past.outcome.changes) {
    if (used.kind != ChangeKind::kUsed || used.amount <= 0) continue;
    const std::vector<Reward>& rewards = versions_.at(used.version).program.rewards;
    const LimitId limit{std::size_t{used.index}};
    const auto binds = [&](const Reward& reward) { return std::find(reward.limits.begin(), reward.limits.end(), limit) != reward.limits.end(); };
    if (std::none_of(rewards.begin(), rewards.end(), binds)) continue;
    Change freed = used;
    freed.amount = used.amount * before.returned / before.whole - used.amount * now.returned / now.whole;
    if (freed.amount != 0) out_.changes.push_back(freed);
  }
}

// Vouchers that a receipt names are used with it [D3]; they are no tender, and their use is no redemption.
bool Booking::use_vouchers() {
  const Value* const used = find_value(event_.more, "used");
  if (used == nullptr) return true;
  const List* const names = std::get_if<List>(&used->held);
  const auto is_text = [](const Value& name) { return std::holds_alternative<std::string>(name.held); };
  if (names == nullptr || !std::all_of(names->begin(), names->end(), is_text)) {
    refuse(RefusalReason::kMalformed, "used", "What a receipt uses is a list of rewards.", "Write their names, as in \"used\": [\"Free coffee\"].");
    return false;
  }
  std::vector<std::string> rewards;
  for (const Value& name : *names) rewards.push_back(std::get<std::string>(name.held));
  std::sort(rewards.begin(), rewards.end());
  rewards.erase(std::unique(rewards.begin(), rewards.end()), rewards.end());
  return rewards.empty() || (admit_spender() && std::all_of(rewards.begin(), rewards.end(), [&](const std::string& name) { return use_voucher(name); }));
}

bool Booking::use_voucher(const std::string& name) {
  const Reward* const reward = reward_named(program_, name);
  if (reward == nullptr) {
    refuse(RefusalReason::kMalformed, "used", "The program has no reward " + in_quotes(name) + ".", "Name a reward that the program declares.");
    return false;
  }
  const std::int64_t count = vouchers_used(event_, name);
  if (count > reward->per_receipt) {
    refuse(RefusalReason::kLimit, "used", "One receipt uses at most " + vouchers_in_words(reward->per_receipt, name) + ", and this one uses " + std::to_string(count) + ".",
           "Use fewer of them.");
    return false;
  }
  const Holding* const holding = find_holding(member(), program_.units[reward->voucher.index()].key);
  const std::int64_t held = holding == nullptr ? Units{} : holding->available_micro;
  if (count * kOneReward > held) {
    const bool lapsed = holding != nullptr && holding->lapsed != kAlways;
    refuse(lapsed ? RefusalReason::kDate : RefusalReason::kBalance, "used",
           "The member has " + vouchers_in_words(held / kOneReward, name) + (lapsed ? ", the last one was valid until " + day_in_words(holding->lapsed) : "") +
               ", and the receipt uses " + std::to_string(count) + ".",
           "Use no more than there are.");
    return false;
  }
  take_from_lots({reward->voucher, count * kOneReward}, AccountKind::kRedeemed, PostingWhy::kRedemption, {});
  count_move(MoveKind::kUsed, {reward->voucher, count * kOneReward});
  return true;
}

// One of several: the voucher of the choice goes, and the chosen one comes in its place, of the same day [X5].
void Booking::choose() {
  if (!admit_spender()) return;
  const auto asked = asked_reward();
  if (!asked) return;
  list_members();
  book_what_fell_due();
  const UnitId chosen = asked->reward->voucher;
  const std::string* const named = text_in(event_.more, "choice");
  for (const Holding& holding : member().holdings) {
    const UnitThen then = unit_as_of(versions_, holding.unit_key, version_);
    const Unit& choice = versions_.at(then.version).program.units[then.unit.index()];
    const bool offers = std::find(choice.choices.begin(), choice.choices.end(), chosen) != choice.choices.end();
    if (then.version != version_ || !offers || holding.lots.empty() || (named != nullptr && *named != choice.name)) continue;
    const Lot lot = holding.lots.front();
    const Day last = last_valid_day(program_.units[chosen.index()].life, {lot.earned, lot.earned}, member(), program_);
    if (last < now_.program.day)
      return refuse(RefusalReason::kDate, "reward", "What was to be chosen was valid until " + day_in_words(last) + ".", "Choose another reward.");
    SlotReader reader(program_, versions_.index(version_), *shared_, member(), event_, scratch_);
    if (const auto refusal = RewardDesk(*asked->reward, reader).refusal_of(1)) return refuse(*refusal);
    RewardDesk(*asked->reward, reader).count_usage(1, version_, out_.changes);
    take_from_lots({then.unit, kOneReward}, AccountKind::kRedeemed, PostingWhy::kRedemption, {});
    give_vouchers(chosen, 1, lot.earned);
    return;
  }
  refuse(RefusalReason::kBalance, "reward", "The member has no open choice that offers " + in_quotes(asked->reward->name) + ".", "Choose among what was given.");
}

void Booking::buy_rewards() {
  if (out_.refused || out_.waits || !is_known() || !buys_by_itself(program_)) return;
  book_from_now_on();
  MemberState seen = member();  // levels and fields of the member as the event leaves them
  for (const Change& change : std::span(out_.changes).subspan(known_changes_))
    if (change.member == subject_) take_change(versions_, change, now_.second, seen);
  buy_automatically(due_world(), {versions_, version_, now_, now_, earned_, subject_}, seen, working(), next_, out_);
}

}  // namespace setia::engine
