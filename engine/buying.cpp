#include "engine/buying.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <utility>

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

// Automatic purchases of one member that are to be undone, for what they were paid with is taken back.
class Unbuying {
 public:
  // `taken`: what the record at hand has posted already.
  Unbuying(const Giving& giving, MemberState& member, const std::vector<Posting>& taken) : giving_(giving), member_(member) {
    for (const Posting& posting : taken)
      if (posting.reverses != 0) taken_.insert(posting.reverses);
  }

  void look_at(const Outcome& outcome) {
    std::vector<Posting> price;  // of the voucher that follows
    for (const Posting& posting : outcome.postings) {
      if (posting.why != PostingWhy::kBought || posting.reverses != 0) continue;
      if (posting.to.kind == AccountKind::kRedeemed) {
        if (posting.from.member == giving_.to) price.push_back(posting);
        continue;
      }
      if (posting.to.member == giving_.to && std::any_of(price.begin(), price.end(), [&](const Posting& paid) { return is_taken(paid); }) && is_unused(posting))
        bought_.push_back({posting, price});
      price.clear();
    }
  }

  // What was bought last goes first: so what is kept has bought what it would have bought alone.
  void find() {
    std::sort(bought_.begin(), bought_.end(), [](const Bought& one, const Bought& other) { return one.voucher.number > other.voucher.number; });
    for (const Bought& one : bought_) {
      if (std::none_of(one.price.begin(), one.price.end(), [&](const Posting& paid) { return is_owed(paid); })) continue;
      vouchers_.push_back(one.voucher);
      prices_.insert(prices_.end(), one.price.begin(), one.price.end());
    }
  }

  // What is owed comes back first; then what was spent last.
  void book(PostingNumber& next, std::vector<Posting>& out) {
    std::sort(prices_.begin(), prices_.end(), [&](const Posting& one, const Posting& other) {
      return std::pair{is_taken(one), one.number} > std::pair{is_taken(other), other.number};
    });
    for (const Posting& voucher : vouchers_) book(reversed(voucher, giving_.at, next++), next, out);
    for (const Posting& paid : prices_) book(reversed(paid, giving_.at, next++), next, out);
  }

 private:
  struct Bought {
    Posting voucher;
    std::vector<Posting> price;
  };

  const Holding* holding_of_unit(const Posting& posting) const { return find_holding(member_, unit_of(posting).key); }
  const Unit& unit_of(const Posting& posting) const { return giving_.versions.at(posting.version).program.units[posting.unit.index()]; }
  bool is_taken(const Posting& paid) const { return taken_.contains(paid.lot_left); }

  // Beyond what comes back already.
  bool is_owed(const Posting& paid) const {
    const Holding* const holding = holding_of_unit(paid);
    Wide coming = 0;
    for (const Posting& one : prices_)
      if (unit_of(one).key == unit_of(paid).key) coming += one.amount_micro;
    return holding != nullptr && holding->debt_micro > coming;
  }

  bool is_unused(const Posting& bought) const {
    const Holding* const holding = holding_of_unit(bought);
    const auto is_it = [&](const Lot& lot) { return lot.number == bought.lot_entered && lot.left_micro >= bought.amount_micro; };
    return holding != nullptr && std::any_of(holding->lots.begin(), holding->lots.end(), is_it);
  }

  void book(const Posting& posting, PostingNumber& next, std::vector<Posting>& out) {
    const Unit& unit = unit_of(posting);
    if (is_members(posting.from.kind)) book_from(posting, unit, member_);
    if (is_members(posting.to.kind)) book_to(posting, unit, member_);
    out.push_back(posting);
    if (posting.to.kind == AccountKind::kAvailable) pay_debt(posting, unit, member_, next, out);
  }

  const Giving& giving_;
  MemberState& member_;
  std::set<LotNumber> taken_;  // lots of which something was taken back, be it from others or as debt
  std::vector<Bought> bought_;
  std::vector<Posting> vouchers_, prices_;
};

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

void buy_automatically(const DueWorld& world, const Giving& giving, const MemberState& seen, MemberState& member, PostingNumber& next, Outcome& out) {
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
  shared.take(std::span(out.changes).subspan(world.known_changes));
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

void buy_with_what_came(const DueWorld& world, const Giving& giving, MemberState& member, PostingNumber& next, Outcome& out) {
  const std::size_t first = out.changes.size();
  buy_automatically(world, giving, member, member, next, out);
  for (std::size_t i = first; i < out.changes.size(); ++i)
    if (out.changes[i].member == giving.to) take_change(giving.versions, out.changes[i], world.record_second, member);
}

void unbuy(const Giving& giving, const Case& receipt, MemberState& member, PostingNumber& next, std::vector<Posting>& out) {
  Unbuying undone(giving, member, out);
  undone.look_at(receipt.past.outcome);
  for (const Outcome& outcome : receipt.later) undone.look_at(outcome);
  for (const Outcome& outcome : receipt.beside) undone.look_at(outcome);
  undone.find();
  undone.book(next, out);
}

}  // namespace setia::engine
