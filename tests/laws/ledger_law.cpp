// [Law] Books balance, quotes leave no trace, and no limit is passed after any event.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "tests/laws/agreement.hpp"
#include "tests/laws/run_length.hpp"
#include "tests/laws/shrink.hpp"

namespace setia::laws {
namespace {

constexpr std::int64_t kLedgerEvents = 30;

// --- sums -----------------------------------------------------------------------------------------------------------

using Accounts = std::map<std::tuple<int, std::size_t, std::size_t>, std::int64_t>;  // kind, member, unit

void post_to(Accounts& accounts, const engine::Posting& posting) {
  const auto place = [&](const engine::Account& account) { return std::tuple(static_cast<int>(account.kind), account.member.index(), posting.unit.index()); };
  accounts[place(posting.from)] -= posting.amount_micro;
  accounts[place(posting.to)] += posting.amount_micro;
}

void check_holdings(const Compiled& compiled, const engine::State& state, const Accounts& accounts) {
  for (std::size_t member = 1; member < state.members.size(); ++member) {
    for (const engine::Holding& holding : state.members[member].holdings) {
      std::size_t unit = 0;
      while (compiled.program().units[unit].key != holding.unit_key) ++unit;
      const auto held = [&](engine::AccountKind kind) {
        const auto found = accounts.find({static_cast<int>(kind), member, unit});
        return found == accounts.end() ? 0 : found->second;
      };
      CHECK(holding.available_micro == held(engine::AccountKind::kAvailable));
      CHECK(holding.pending_micro == held(engine::AccountKind::kPending));
      std::int64_t lots = 0;
      for (const engine::Lot& lot : holding.lots) lots += lot.left_micro;
      CHECK(holding.available_micro == lots - holding.debt_micro);
    }
  }
}

void check_books(const engine::State& state) {
  for (const engine::Books& books : state.books) {
    const engine::Wide sum = books.members_micro + books.issued_micro + books.redeemed_micro + books.expired_micro + books.forfeited_micro +
                             books.written_off_micro + books.adjusted_micro + books.partners_micro;
    CHECK(sum == 0);
  }
}

// --- limits ---------------------------------------------------------------------------------------------------------

struct Gift {
  std::size_t rule = 0, unit = 0, member = 0;
  engine::Day day = 0;
  std::string store;
  std::int64_t micro = 0;
  std::size_t event = 0;
  std::string id;
};

// What a cap on units counts: the rules it binds.
struct Bound {
  const rules::CapPlan* cap = nullptr;
  std::vector<std::size_t> rules;
  engine::CivilTime from{engine::kAlways, 0}, until{engine::kNever, 1439};
};

std::vector<Bound> bounds_of(const rules::Plan& plan) {
  std::vector<Bound> bounds;
  for (std::size_t rule = 0; rule < plan.rules.size(); ++rule)
    for (const rules::CapPlan& cap : plan.rules[rule].caps) bounds.push_back({&cap, {rule}});
  for (std::size_t limit = 0; limit < plan.limits.size(); ++limit) {
    for (const rules::CapPlan& cap : plan.limits[limit].caps) {
      Bound bound{&cap, {}, plan.limits[limit].from, plan.limits[limit].until};
      for (std::size_t rule = 0; rule < plan.rules.size(); ++rule)
        for (const rules::LimitRef ref : plan.rules[rule].limits)
          if (ref.index == limit) bound.rules.push_back(rule);
      bounds.push_back(bound);
    }
  }
  return bounds;
}

// The window and scope in which the cap counts a gift, as one text; empty where this law does not look.
std::string place_of(const rules::Plan& plan, const rules::CapPlan& cap, const Gift& gift) {
  std::string scope;
  switch (cap.scope) {
    case engine::CapScope::kMember: scope = "member " + std::to_string(gift.member); break;
    case engine::CapScope::kStore: scope = "store " + gift.store; break;
    case engine::CapScope::kTotal: scope = "all"; break;
    case engine::CapScope::kReceipt: return "event " + std::to_string(gift.event);
    default: return {};
  }
  if (cap.window == engine::CapWindow::kAny || cap.period) return {};
  if (cap.window == engine::CapWindow::kCalendar) scope += " " + std::to_string(engine::calendar_window(plan.calendar, cap.calendar, gift.day).first);
  return scope;
}

bool counts(const rules::Plan& plan, const Bound& bound, const Gift& gift) {
  if (std::find(bound.rules.begin(), bound.rules.end(), gift.rule) == bound.rules.end()) return false;
  if (bound.cap->kind == engine::CapKind::kUnits && bound.cap->unit.index != gift.unit) return false;
  (void)plan;
  return bound.from.day <= gift.day && gift.day <= bound.until.day;
}

// In units: millionths; in times: events; in money: millionths of a minor unit.
engine::Wide used_in(const rules::Plan& plan, const Bound& bound, const std::vector<Gift>& gifts) {
  engine::Wide used = 0;
  std::vector<std::size_t> events;
  for (const Gift& gift : gifts) {
    events.push_back(gift.event);
    used += bound.cap->kind == engine::CapKind::kMoney ? engine::Wide{gift.micro} * plan.units[gift.unit].worth.value_or(0) / 1'000'000 : gift.micro;
  }
  std::sort(events.begin(), events.end());
  const auto times = std::unique(events.begin(), events.end()) - events.begin();
  return bound.cap->kind == engine::CapKind::kTimes ? engine::Wide{times} : used;
}

// Where more was given than the bound allows, in words; empty where nowhere.
std::string passed_in(const rules::Plan& plan, const Bound& bound, const std::vector<Gift>& gifts) {
  const engine::CapKind kind = bound.cap->kind;
  if (kind != engine::CapKind::kUnits && kind != engine::CapKind::kTimes && kind != engine::CapKind::kMoney) return {};
  if (kind == engine::CapKind::kTimes && bound.cap->scope == engine::CapScope::kReceipt) return {};
  std::map<std::string, std::vector<Gift>> by_place;
  for (const Gift& gift : gifts) {
    const std::string place = place_of(plan, *bound.cap, gift);
    if (!place.empty() && counts(plan, bound, gift)) by_place[place].push_back(gift);
  }
  const engine::Wide most = kind == engine::CapKind::kMoney ? engine::Wide{bound.cap->most} * 1'000'000 : engine::Wide{bound.cap->most};
  for (const auto& [place, counted] : by_place) {
    const engine::Wide used = used_in(plan, bound, counted);
    if (used > most) return bound.cap->text + " in " + place + ": " + std::to_string(static_cast<std::int64_t>(used)) + " of " + std::to_string(static_cast<std::int64_t>(most)) + "\n";
  }
  return {};
}

// What is kept of everything given: what a return takes back is gone, and what it gives counts on the day of its receipt. A voucher that was
// used stays when its receipt is returned [R4], but what gave it has freed its limits [J5].
class Kept {
 public:
  explicit Kept(const Compiled& compiled) : compiled_(compiled) {}

  void add(const engine::Event& event, const engine::Outcome& outcome) {
    if (event.kind == engine::EventKind::kPurchase) receipts_.emplace(event.id, event);
    const auto receipt = receipts_.find(event.receipt);
    for (const engine::Posting& posting : outcome.postings) {
      if (posting.why == engine::PostingWhy::kRule) given_.emplace(posting.number, gift(receipt == receipts_.end() ? event : receipt->second, posting));
      if (posting.why == engine::PostingWhy::kReturn) given_.at(posting.reverses).micro -= posting.amount_micro;
      if (posting.why == engine::PostingWhy::kRedemption && is_voucher(posting)) used_.insert(posting.lot_left);
    }
    if (event.kind == engine::EventKind::kReturn && !outcome.refused) returned_.insert(event.receipt);
  }

  std::vector<Gift> gifts() const {
    std::vector<Gift> all;
    for (const auto& [number, gift] : given_)
      if (gift.micro > 0 && !(used_.contains(number) && returned_.contains(gift.id))) all.push_back(gift);
    return all;
  }

 private:
  bool is_voucher(const engine::Posting& posting) const { return compiled_.program().units[posting.unit.index()].kind == engine::UnitKind::kVoucher; }

  Gift gift(const engine::Event& event, const engine::Posting& posting) {
    const std::size_t number = numbers_.emplace(event.id, numbers_.size()).first->second;
    return {posting.rule.index(), posting.unit.index(), posting.to.member.index(), posting.earned, std::string(compiled_.words->text(event.store)), posting.amount_micro, number, event.id};
  }

  const Compiled& compiled_;
  std::map<std::string, engine::Event> receipts_;
  std::map<std::string, std::size_t> numbers_;
  std::map<engine::PostingNumber, Gift> given_;
  std::set<engine::LotNumber> used_;
  std::set<std::string> returned_;
};

// The first event after which a limit is passed, and which; of a program that does not check, none.
std::string first_passed(const Pair& pair) {
  const auto compiled = compile(text_of(pair.program), pair.words);
  if (compiled == nullptr) return {};
  World world(*compiled);
  Kept kept(*compiled);
  const std::vector<Bound> bounds = bounds_of(compiled->plan());
  for (const engine::Event& event : pair.history) {
    kept.add(event, world.post(event));
    for (const Bound& bound : bounds)
      if (const std::string passed = passed_in(compiled->plan(), bound, kept.gifts()); !passed.empty()) return "after " + describe(*compiled, event) + passed;
  }
  return {};
}

}  // namespace

TEST_CASE("postings sum to zero and holdings are their sums", "[law]") {
  const std::uint64_t first = first_seed() + 4'000'000;
  std::int64_t tries = 0;
  for (std::int64_t i = 0; i < how_many(300); ++i) {
    const Pair pair = make_pair(first + static_cast<std::uint64_t>(i), kLedgerEvents, tries, every_second(i));
    const auto compiled = compile(text_of(pair.program), pair.words);
    World world(*compiled);
    Accounts accounts;
    INFO("seed " << pair.seed << "\n" << joined(pair.program));
    for (const engine::Event& event : pair.history) {
      for (const engine::Posting& posting : world.post(event).postings) post_to(accounts, posting);
      check_books(world.state());
    }
    check_holdings(*compiled, world.state(), accounts);
  }
}

TEST_CASE("a quote leaves no trace and says what the posting will say", "[law]") {
  const std::uint64_t first = first_seed() + 5'000'000;
  std::int64_t tries = 0;
  for (std::int64_t i = 0; i < how_many(150); ++i) {
    const Pair pair = make_pair(first + static_cast<std::uint64_t>(i), kLedgerEvents, tries, every_second(i));
    const auto compiled = compile(text_of(pair.program), pair.words);
    World quoted(*compiled), plain(*compiled);
    INFO("seed " << pair.seed << "\n" << joined(pair.program));
    for (const engine::Event& event : pair.history) {
      const std::size_t promised = quoted.quote(event).postings.size();
      CHECK(quoted.post(event).postings.size() == promised);
      plain.post(event);
    }
    CHECK(dump(*compiled, quoted.state()) == dump(*compiled, plain.state()));
  }
}

TEST_CASE("[J5] no limit is passed after any event", "[law]") {
  const std::uint64_t first = first_seed() + 6'000'000;
  std::int64_t tries = 0, failing = 0;
  for (std::int64_t i = 0; i < how_many(500) && failing < 3; ++i) {
    const Pair pair = make_pair(first + static_cast<std::uint64_t>(i), kLedgerEvents, tries, every_second(i));
    if (first_passed(pair).empty()) continue;
    ++failing;
    const Pair small = shrunk(pair, [](const Pair& smaller) { return !first_passed(smaller).empty(); });
    FAIL_CHECK(in_words(small) + first_passed(small));
  }
  CHECK(failing == 0);
}

}  // namespace setia::laws
