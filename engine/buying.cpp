#include "engine/buying.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "engine/due.hpp"
#include "engine/life.hpp"
#include "engine/lots.hpp"
#include "engine/member_changes.hpp"
#include "engine/reward_desk.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {
namespace {

constexpr std::int64_t kOneVoucher = 1'000'000;

class Buying {
 public:
  Buying(const DueWorld& world, const Giving& giving, MemberState& member, PostingNumber& next, Outcome& out)
      : world_(world), giving_(giving), program_(giving.versions.at(giving.version).program), member_(member), next_(next), out_(out) {}

  // True when one was bought.
  bool buy(const Reward& reward, const Event& event, const State& state, const MemberState& seen, std::vector<Change>& uses) {
    SlotReader reader(program_, world_.versions.index(giving_.version), state, seen, event, world_.scratch);
    RewardDesk desk(reward, reader);
    RewardDesk::Amounts price;
    if (desk.refusal_of(1) || desk.find_price(1, price) || !can_pay(price)) return false;
    for (const auto& [unit, micro] : price) pay(unit, micro);
    Posting voucher = posting(reward.voucher, kOneVoucher);
    voucher.from = {AccountKind::kIssued, MemberIndex{}};
    voucher.to = {AccountKind::kAvailable, giving_.to};
    voucher.lot_entered = voucher.number;
    voucher.earned = giving_.earned;
    voucher.last_valid = last_valid_day(program_.units[reward.voucher.index()].life, {giving_.earned, giving_.earned}, member_, program_);
    book(voucher);
    desk.count_usage(1, giving_.version, uses);
    return true;
  }

 private:
  bool can_pay(const RewardDesk::Amounts& price) const {
    return std::all_of(price.begin(), price.end(), [&](const auto& part) {
      const Holding* holding = find_holding(member_, program_.units[part.first.index()].key);
      return holding != nullptr && holding->available_micro >= part.second;
    });
  }

  Posting posting(UnitId unit, std::int64_t micro) {
    Posting made;
    made.number = next_++;
    made.why = PostingWhy::kBought;
    made.effective_second = giving_.at.second;
    made.effective = giving_.at.program;
    made.version = giving_.version;
    made.unit = unit;
    made.amount_micro = micro;
    return made;
  }

  void pay(UnitId unit, std::int64_t micro) {
    for (const Lot& lot : first_of(find_holding(member_, program_.units[unit.index()].key)->lots, micro)) {
      Posting paid = posting(unit, lot.left_micro);
      paid.from = {AccountKind::kAvailable, giving_.to};
      paid.to = {AccountKind::kRedeemed, MemberIndex{}};
      paid.lot_left = lot.number;
      paid.earned = lot.earned;
      paid.last_valid = lot.last_valid;
      book(paid);
    }
  }

  void book(const Posting& posting) {
    const Unit& unit = program_.units[posting.unit.index()];
    if (is_members(posting.from.kind)) book_from(posting, unit, member_);
    if (is_members(posting.to.kind)) book_to(posting, unit, member_);
    out_.postings.push_back(posting);
  }

  const DueWorld& world_;
  const Giving& giving_;
  const Program& program_;
  MemberState& member_;
  PostingNumber& next_;
  Outcome& out_;
};

Posting reversed(const Posting& posting, const Moment& at, PostingNumber number) {
  Posting back = posting;
  back.number = number;
  back.effective_second = at.second;
  back.effective = at.program;
  std::swap(back.from, back.to);
  std::swap(back.lot_left, back.lot_entered);
  back.reverses = posting.number;
  return back;
}

bool owes(const Versions& versions, const Posting& paid, const MemberState& member) {
  const Holding* holding = find_holding(member, versions.at(paid.version).program.units[paid.unit.index()].key);
  return holding != nullptr && holding->debt_micro > 0;
}

// What all members share, as the changes taken so far leave it.
class SharedUse {
 public:
  SharedUse(const Versions& versions, const State& state) : versions_(versions), known_(state) {}

  const State& state() const { return own_ ? *own_ : known_; }
  void take(std::span<const Change> changes) {
    for (const Change& change : changes) {
      if (change.kind != ChangeKind::kUsed || change.member != MemberIndex{}) continue;
      if (!own_) own_.emplace().usage = known_.usage;
      take_use(versions_, change, own_->usage);
    }
  }

 private:
  const Versions& versions_;
  const State& known_;
  std::optional<State> own_;
};

}  // namespace

bool buys_by_itself(const Program& program) {
  return std::any_of(program.rewards.begin(), program.rewards.end(), [](const Reward& reward) { return reward.automatic; });
}

void buy_automatically(const DueWorld& world, const Giving& giving, const MemberState& seen, std::size_t first_change, MemberState& member,
                       PostingNumber& next, Outcome& out) {
  constexpr int kMostAtOnce = 10'000;  // of one reward in one event
  const Program& program = giving.versions.at(giving.version).program;
  if (member.standing != Standing::kActive || !buys_by_itself(program)) return;
  Event event;
  event.kind = EventKind::kClock;
  event.member = giving.to;
  event.stamp.instant_second = giving.at.second;
  event.stamp.local = event.stamp.program = giving.at.program;
  Buying buying(world, giving, member, next, out);
  MemberState known = seen;
  SharedUse shared(giving.versions, world.state);
  shared.take(std::span(out.changes).subspan(first_change));
  for (const Reward& reward : program.rewards) {
    if (!reward.automatic) continue;
    for (int bought = 0; bought < kMostAtOnce; ++bought) {
      known.holdings = member.holdings;
      std::vector<Change> uses;
      if (!buying.buy(reward, event, shared.state(), known, uses)) break;
      for (const Change& use : uses)
        if (use.member == giving.to) take_change(giving.versions, use, giving.at.second, known);
      shared.take(uses);
      out.changes.insert(out.changes.end(), uses.begin(), uses.end());
    }
  }
}

void unbuy(const Versions& versions, const std::vector<Posting>& receipt, const Moment& at, MemberState& member, PostingNumber& next,
           std::vector<Posting>& out) {
  const auto book = [&](const Posting& posting) {
    const Unit& unit = versions.at(posting.version).program.units[posting.unit.index()];
    if (is_members(posting.from.kind)) book_from(posting, unit, member);
    if (is_members(posting.to.kind)) book_to(posting, unit, member);
    out.push_back(posting);
    if (posting.to.kind == AccountKind::kAvailable) pay_debt(posting, unit, member, next, out);
  };
  std::vector<Posting> price;  // of the voucher that follows
  for (const Posting& posting : receipt) {
    if (posting.why != PostingWhy::kBought) continue;
    if (posting.to.kind == AccountKind::kRedeemed) {
      price.push_back(posting);
      continue;
    }
    const Holding* holding = find_holding(member, versions.at(posting.version).program.units[posting.unit.index()].key);
    const auto is_it = [&](const Lot& lot) { return lot.number == posting.lot_entered && lot.left_micro >= posting.amount_micro; };
    const bool unused = holding != nullptr && std::any_of(holding->lots.begin(), holding->lots.end(), is_it);
    if (unused && std::any_of(price.begin(), price.end(), [&](const Posting& paid) { return owes(versions, paid, member); })) {
      book(reversed(posting, at, next++));
      for (const Posting& paid : price) book(reversed(paid, at, next++));
    }
    price.clear();
  }
}

}  // namespace setia::engine
