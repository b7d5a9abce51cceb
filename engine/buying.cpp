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
#include "engine/posting.hpp"
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

bool gave_lot(const std::vector<GivenSoFar>& given, LotNumber lot) {
  return std::any_of(given.begin(), given.end(), [&](const GivenSoFar& entry) {
    return std::any_of(entry.lots.begin(), entry.lots.end(), [&](const GivenLot& one) { return one.given.number == lot; });
  });
}

// The lots that a receipt gave, and those for which a return took of these instead: what was bought with those, these have paid since.
class LotsInStead {
 public:
  explicit LotsInStead(const std::vector<GivenSoFar>& given) {
    for (const GivenSoFar& entry : given)
      for (const GivenLot& one : entry.lots) lots_.insert(one.given.number);
  }

  void note(std::span<const Posting> postings) {
    for (const Posting& posting : postings) {
      const bool took = posting.why == PostingWhy::kReturn && posting.from.kind == AccountKind::kAvailable && posting.reverses != 0;
      if (took && posting.lot_left != 0 && posting.lot_left != posting.reverses) taken_.emplace_back(posting.lot_left, posting.reverses);
    }
  }

  void follow() {
    for (bool more = true; more;) {
      more = false;
      for (const auto& [taken, stead] : taken_) more = (lots_.contains(taken) && lots_.insert(stead).second) || more;
    }
  }

  bool paid(const std::vector<Posting>& price) const {
    return std::any_of(price.begin(), price.end(), [&](const Posting& paid) { return lots_.contains(paid.lot_left); });
  }

 private:
  std::set<LotNumber> lots_;
  std::vector<std::pair<LotNumber, LotNumber>> taken_;  // a lot, and the one for which it was taken
};

// Adds the purchases for the member among the postings; a price stands before its voucher.
template <class IsIts>
void add_purchases(std::span<const Posting> postings, MemberIndex member, IsIts is_its, std::vector<Bought>& all) {
  std::vector<Posting> price;
  for (const Posting& posting : postings) {
    if (posting.why != PostingWhy::kBought) continue;
    if (posting.to.kind == AccountKind::kRedeemed) {
      if (posting.from.member == member) price.push_back(posting);
      continue;
    }
    if (posting.from.kind == AccountKind::kIssued && posting.to.member == member && is_its(price)) all.push_back({price, posting});
    price.clear();
  }
}

// The automatic purchases of one receipt that are to be undone for one member.
class Unbuying {
 public:
  Unbuying(const Giving& giving, const std::vector<GivenSoFar>& given, const MemberState& owing) : giving_(giving), given_(given), owing_(owing) {}

  // What was bought last goes first: so what is kept has bought what it would have bought alone.
  void find(std::vector<Bought> bought) {
    std::sort(bought.begin(), bought.end(), [](const Bought& one, const Bought& other) { return one.voucher.number > other.voucher.number; });
    for (const Bought& one : bought) {
      const bool owed = std::any_of(one.price.begin(), one.price.end(), [&](const Posting& paid) { return is_owed(paid); });
      if (!owed || !is_whole(one.voucher, holding_of_unit(one.voucher))) continue;
      vouchers_.push_back(one.voucher);
      prices_.insert(prices_.end(), one.price.begin(), one.price.end());
    }
  }

  // What the receipt gave itself comes back first, for it is what is owed; then what was taken last.
  void book(MemberState& member, PostingNumber& next, std::vector<Posting>& out) {
    std::sort(prices_.begin(), prices_.end(), [](const Posting& one, const Posting& other) { return one.number > other.number; });
    std::stable_partition(prices_.begin(), prices_.end(), [&](const Posting& paid) { return gave_lot(given_, paid.lot_left); });
    for (const std::vector<Posting>* undone : {&vouchers_, &prices_})
      for (const Posting& posting : *undone) book(reversed(posting, giving_.at), member, next, out);
  }

 private:
  const Holding* holding_of_unit(const Posting& posting) const { return find_holding(owing_, unit_of(posting).key); }
  const Unit& unit_of(const Posting& posting) const { return giving_.versions.at(posting.version).program.units[posting.unit.index()]; }

  // Beyond what comes back already.
  bool is_owed(const Posting& paid) const {
    const Holding* const holding = holding_of_unit(paid);
    Wide coming = 0;
    for (const Posting& one : prices_)
      if (unit_of(one).key == unit_of(paid).key) coming += one.amount_micro;
    return holding != nullptr && holding->debt_micro > coming;
  }

  void book(Posting posting, MemberState& member, PostingNumber& next, std::vector<Posting>& out) {
    posting.number = next++;
    const Unit& unit = unit_of(posting);
    if (is_members(posting.from.kind)) book_from(posting, unit, member);
    if (is_members(posting.to.kind)) book_to(posting, unit, member);
    out.push_back(posting);
    if (posting.to.kind == AccountKind::kAvailable) pay_debt(posting, unit, member, next, out);
  }

  const Giving& giving_;
  const std::vector<GivenSoFar>& given_;
  const MemberState& owing_;
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

bool buys_by_itself(const Versions& versions) {
  for (std::size_t version = 0; version < versions.size(); ++version)
    if (buys_by_itself(versions.at(VersionOrdinal{version}).program)) return true;
  return false;
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

std::vector<Bought> bought_by(const Case& receipt, const std::vector<GivenSoFar>& given, std::span<const Posting> booked, MemberIndex member) {
  const std::vector<Posting>& own = receipt.past.outcome.postings;
  const PostingNumber first = first_posting(receipt.past.outcome.changes);
  const auto begins = std::find_if(own.begin(), own.end(), [first](const Posting& posting) { return posting.number >= first; });
  const PostingNumber last = own.empty() ? 0 : own.back().number;
  const auto news = std::find_if(booked.begin(), booked.end(), [last](const Posting& posting) { return posting.number > last; });
  std::vector<std::span<const Posting>> others{{own.begin(), begins}, {news, booked.end()}};
  for (const std::vector<Outcome>* records : {&receipt.earlier, &receipt.later, &receipt.beside})
    for (const Outcome& outcome : *records) others.emplace_back(outcome.postings);
  LotsInStead lots(given);
  for (const std::span<const Posting> postings : others) lots.note(postings);
  lots.follow();
  std::vector<Bought> all;
  add_purchases({begins, own.end()}, member, [](const std::vector<Posting>&) { return true; }, all);
  for (const std::span<const Posting> postings : others)
    add_purchases(postings, member, [&](const std::vector<Posting>& price) { return lots.paid(price); }, all);
  return all;
}

void unbuy(const Giving& giving, const std::vector<GivenSoFar>& given, const std::vector<Bought>& bought, const MemberState& owing, MemberState& member,
           PostingNumber& next, std::vector<Posting>& out) {
  Unbuying undone(giving, given, owing);
  undone.find(bought);
  undone.book(member, next, out);
}

}  // namespace setia::engine
