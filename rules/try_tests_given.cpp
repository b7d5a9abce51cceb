// Given facts. What has a history is told to the program of the past as events; what has none is booked as it stands.
#include "rules/try_tests_given.hpp"

#include <algorithm>

#include "engine/ensure.hpp"
#include "engine/levels.hpp"
#include "engine/life.hpp"
#include "engine/limits.hpp"
#include "engine/slot_reader.hpp"
#include "rules/scales.hpp"
#include "rules/test_values.hpp"
#include "rules/try_tests_basket.hpp"
#include "rules/try_tests_cast.hpp"
#include "rules/try_tests_values.hpp"

namespace setia::rules {
namespace {

using engine::MemberIndex;

engine::Change change_of(engine::ChangeKind kind, MemberIndex member, std::size_t index) {
  engine::Change change;
  change.kind = kind;
  change.member = member;
  change.index = static_cast<std::uint32_t>(index);
  return change;
}

struct GivenLines {
  TestWorld& world;
  engine::Day first_day;

  // The first minute of the receipts of a day [T1].
  TestTime opening(engine::Day day) const { return {day, world.program().calendar.day_ends_at * 60}; }
  TestTime start() const { return {first_day, 0}; }

  engine::Posting posting_to(MemberIndex member, UnitRef unit, std::int64_t micro) const {
    engine::Posting posting;
    posting.number = world.state().postings + 1;
    posting.why = engine::PostingWhy::kAdjust;
    posting.from = {engine::AccountKind::kAdjusted, {}};
    posting.to = {engine::AccountKind::kAvailable, member};
    posting.lot_entered = posting.number;
    posting.unit = engine::UnitId{unit.index};
    posting.amount_micro = micro;
    posting.earned = first_day;
    return posting;
  }

  void book(const engine::Posting& posting, engine::Outcome outcome, TestTime time) const {
    outcome.postings.push_back(posting);
    outcome.members.push_back(posting.to.member);
    world.remember(std::move(outcome), time);
  }

  // What a household has, somebody of it has.
  std::vector<MemberIndex> holders_in(const dsl::Who& who) const {
    const std::vector<MemberIndex> all = everyone_in(world, who);
    return who.household_of ? std::vector<MemberIndex>{all.front()} : all;
  }

  template <class T>
  void operator()(const T&) const {}  // other lines of a test are not given

  void operator()(const dsl::GivenHas& given) const {
    for (const MemberIndex member : holders_in(given.who)) {
      engine::Posting posting = posting_to(member, unit_of(world.plan(), given.holding), micro_of(given.holding.number));
      const engine::Day until = given.until ? day_of(*given.until) : engine::kNever;
      if (given.pending) {
        posting.to.kind = engine::AccountKind::kPending;
        posting.release.day = until;
      } else {
        posting.last_valid = until;
      }
      book(posting, {}, start());
    }
  }

  void operator()(const dsl::GivenEarned& given) const {
    for (const MemberIndex member : everyone_in(world, given.who)) earn(member, given);
  }

  // As if the rule had given it that day: its life and what counts as earned, nothing else.
  void earn(MemberIndex member, const dsl::GivenEarned& given) const {
    const engine::Program& program = world.program();
    const engine::Day day = day_of(given.on);
    const UnitRef unit = unit_of(world.plan(), given.holding);
    engine::Posting posting = posting_to(member, unit, micro_of(given.holding.number));
    const engine::Life* life = &program.units[unit.index].life;
    posting.earned = day;
    if (!given.from.empty()) {
      posting.why = engine::PostingWhy::kRule;
      posting.from.kind = engine::AccountKind::kIssued;
      posting.rule = engine::RuleId{rule_named(world.plan(), given.from.front().text).index};
      const engine::Rule& rule = program.rules[posting.rule.index()];
      if (rule.life) life = &*rule.life;
    }
    posting.last_valid = engine::last_valid_day(*life, {day, day}, world.member(member), program);
    book(posting, earned(posting), opening(day));
    world.review_levels(member, opening(day));
  }

  engine::Outcome earned(const engine::Posting& posting) const {
    engine::Outcome outcome;
    const std::vector<engine::Metric>& metrics = world.program().metrics;
    for (std::size_t i = 0; i < metrics.size(); ++i) {
      const engine::Metric& metric = metrics[i];
      if (metric.kind != engine::MetricKind::kUnitEarned || metric.unit != posting.unit) continue;
      const bool counts =
          posting.why == engine::PostingWhy::kRule && std::find(metric.from.begin(), metric.from.end(), posting.rule) != metric.from.end();
      if (!metric.from.empty() && !counts) continue;
      engine::Change gathered = change_of(engine::ChangeKind::kGathered, posting.to.member, i);
      gathered.window = posting.earned;
      gathered.amount = posting.amount_micro;
      gathered.count = 1;
      outcome.changes.push_back(gathered);
    }
    outcome.changes.push_back(
        change_of(engine::ChangeKind::kHappened, posting.to.member, static_cast<std::size_t>(engine::Happening::kEarning)));
    outcome.changes.back().window = posting.earned;
    return outcome;
  }

  void operator()(const dsl::GivenSpent& given) const {
    const std::int64_t total = minor_of(world.plan(), given.money);
    for (const MemberIndex member : everyone_in(world, given.who)) {
      for (std::int64_t i = 0; i < given.purchases; ++i) {
        const std::int64_t share = total * (i + 1) / given.purchases - total * i / given.purchases;
        engine::Event event = world.event_at(engine::EventKind::kPurchase, opening(day_of(given.on)), member);
        event.lines.push_back(goods_line(world, share, given.category ? given.category->text : ""));
        event.currency = world.program().currency_symbol;
        if (given.store) event.store = world.symbols().intern(given.store->text);
        world.remember(std::move(event));
      }
    }
  }

  void set_of_member(MemberIndex member, const std::string& name, engine::Value value) const {
    if (world.member(member).standing == engine::Standing::kUnknown) return set_field(world.said_at_joining(member), name, std::move(value));
    engine::Event event = world.event_at(engine::EventKind::kMember, start(), member);
    event.more.push_back({"set", {engine::Object{{name, std::move(value)}}}});
    world.remember(std::move(event));
  }

  void operator()(const dsl::GivenThing& given) const {
    const UnitRef unit = thing_named(world.plan(), given.kind, given.name.text);
    for (const MemberIndex member : everyone_in(world, given.who)) {
      engine::Posting posting = posting_to(member, unit, given.count * kMicro);
      if (given.until) posting.last_valid = day_of(*given.until);
      book(posting, {}, start());
    }
  }

  // A level that history has reached already needs no more said, unless a last day is.
  void stand_on(const engine::Ladder& ladder, engine::LadderId id, MemberIndex member, const dsl::GivenFact& given) const {
    const std::size_t rank = level_rank(ladder, given.fact);
    const engine::MemberState& known = world.member(member);
    if (engine::rank_now(ladder, known, first_day) == rank && !given.until) return;
    const engine::Day since = given.since ? day_of(*given.since) : first_day;
    const bool counted = ladder.keeps_while_counted;
    engine::Outcome outcome;
    outcome.members.push_back(member);
    engine::Change held = change_of(engine::ChangeKind::kLevel, member, id.index());
    held.text = ladder.rungs[rank - 1].level;
    held.window = since;
    held.count = world.event_at(engine::EventKind::kMember, {since, 0}, member).stamp.instant_second;
    engine::Change reached = held;
    reached.kind = counted ? engine::ChangeKind::kFloor : engine::ChangeKind::kReached;
    reached.amount = 1;
    reached.window = given.until ? day_of(*given.until) : engine::level_until(engine::terms_on(ladder.rungs[rank - 1], since), since, known, world.program());
    outcome.changes = {reached, held};
    if (ladder.periods) {
      engine::Change begun = change_of(engine::ChangeKind::kGathered, member, ladder.periods->index());
      begun.window = since;
      begun.amount = begun.count = 1;
      outcome.changes.push_back(begun);
    }
    world.remember(std::move(outcome), start());
  }

  void operator()(const dsl::GivenFact& given) const {
    if (const auto ladder = ladder_named(world.program(), given.fact.field.text)) {
      for (const MemberIndex member : everyone_in(world, given.who)) stand_on(world.program().ladders[ladder->index()], *ladder, member, given);
      return;
    }
    for (const MemberIndex member : everyone_in(world, given.who)) set_of_member(member, given.fact.field.text, value_of(given.fact));
  }

  void operator()(const dsl::GivenBorn& given) const {
    for (const MemberIndex member : everyone_in(world, given.who)) set_of_member(member, "birthday", value_of({{}, given.on, {}}));
  }

  void operator()(const dsl::GivenJoined& given) const {
    if (!given.kind) return;  // joining the program comes before all else
    for (const MemberIndex member : everyone_in(world, given.who))
      world.remember(opt_event(world, {day_of(given.on), 0}, member, given.name.text));
  }

  // The day they joined, unless one is said; who joins in the test was invited on its first.
  engine::Day day_of_referral(const dsl::GivenReferred& given) const {
    if (given.on) return day_of(*given.on);
    const std::vector<MemberIndex> members = everyone_in(world, given.who);
    return members.empty() || world.member(members.front()).joining == 0 ? first_day : world.member(members.front()).joined.day;
  }

  void operator()(const dsl::GivenReferred& given) const {
    for (const MemberIndex member : everyone_in(world, given.who)) {
      engine::Event event = world.event_at(engine::EventKind::kRefer, {day_of_referral(given), 0}, member);
      event.other = world.person(given.referrer.name.text);
      if (given.through) set_field(event.more, "through", {given.through->text});
      world.remember(std::move(event));
    }
  }

  // The same text in a field of theirs, or a card with which both have paid.
  void operator()(const dsl::GivenShares& given) const {
    std::vector<MemberIndex> members = everyone_in(world, given.who);
    members.push_back(world.person(given.referrer.name.text));
    for (const MemberIndex member : members) {
      if (given.field.text == "payment card" && !given.field.quoted) pay_with_shared_card(member);
      else set_of_member(member, given.field.text, {given.referrer.name.text + "'s"});
    }
  }

  void pay_with_shared_card(MemberIndex member) const {
    engine::Outcome outcome;
    outcome.members.push_back(member);
    for (const engine::Referral& referral : world.program().referrals) {
      for (const engine::SharedField& shared : referral.shares) {
        if (!shared.cards) continue;
        engine::Change gathered = change_of(engine::ChangeKind::kGathered, member, shared.cards->index());
        gathered.text = world.symbols().intern("a shared card");
        gathered.window = first_day;
        gathered.amount = gathered.count = 1;
        outcome.changes.push_back(gathered);
      }
    }
    world.remember(std::move(outcome), start());
  }

  // Each of them lives with each other.
  void operator()(const dsl::GivenHousehold& given) const {
    const std::vector<MemberIndex> members = everyone_in(world, given.who);
    engine::Outcome outcome;
    for (const MemberIndex member : members) {
      outcome.members.push_back(member);
      for (const MemberIndex other : members) {
        if (other == member) continue;
        engine::Change together = change_of(engine::ChangeKind::kHousehold, member, 0);
        together.other = other;
        together.window = first_day;
        together.amount = 1;
        outcome.changes.push_back(together);
      }
    }
    world.remember(std::move(outcome), start());
  }

  void operator()(const dsl::GivenBlocked& given) const {
    for (const MemberIndex member : everyone_in(world, given.who)) {
      engine::Event event = world.event_at(engine::EventKind::kMember, start(), member);
      event.more.push_back({"state", {std::string{"blocked"}}});
      world.remember(std::move(event));
    }
  }

  void operator()(const dsl::GivenDid& given) const {
    for (const MemberIndex member : everyone_in(world, given.who)) {
      for (const dsl::Name& activity : given.activities) {
        engine::Event event = world.event_at(engine::EventKind::kActivity, opening(day_of(given.on)), member);
        fill_activity(world, activity.text, given.facts, event);
        world.remember(std::move(event));
      }
    }
  }

  void operator()(const dsl::GivenIn& given) const {
    for (const MemberIndex member : everyone_in(world, given.who)) set_value(world, member, given, first_day);
  }

  void operator()(const dsl::GivenTowards& given) const {
    for (const MemberIndex member : everyone_in(world, given.who)) set_towards(world, member, given, first_day);
  }

  void operator()(const dsl::GivenUsed& given) const {
    const std::vector<MemberIndex> members = everyone_in(world, given.who);
    for (std::size_t i = 0; i < world.program().limits.size(); ++i) {
      const bool together = world.program().limits[i].scope == engine::CapScope::kTotal;  // what everybody has used of it is used once
      for (const MemberIndex member : members) {
        use(member, given, engine::LimitId{i});
        if (together) break;
      }
    }
  }

  void use(MemberIndex member, const dsl::GivenUsed& given, engine::LimitId id) const {
    const engine::Program& program = world.program();
    const engine::Limit& limit = program.limits[id.index()];
    if (!is_named(limit, given.kind, given.name.text)) return;
    const std::optional<engine::Wide> amount = used_amount(limit, given);
    if (!amount) return;
    const engine::Event event = world.event_at(engine::EventKind::kMember, start(), member);
    engine::SlotReader reader(program, world.index(), world.state(), world.member(member), event, world.scratch());
    engine::Outcome outcome;
    outcome.members.push_back(member);
    outcome.changes.push_back(engine::usage_change(id, limit, engine::VersionOrdinal{0}, member, *amount, reader));
    world.remember(std::move(outcome), start());
  }

  // In the limit's scale; nothing when the limit counts something else.
  std::optional<engine::Wide> used_amount(const engine::Limit& limit, const dsl::GivenUsed& given) const {
    if (const std::int64_t* const times = std::get_if<std::int64_t>(&given.used)) {
      return limit.kind == engine::CapKind::kTimes ? std::optional<engine::Wide>{*times} : std::nullopt;
    }
    const dsl::Amount& amount = std::get<dsl::Amount>(given.used);
    if (!amount.is_money || amount.wallet) {
      const bool same = limit.kind == engine::CapKind::kUnits && limit.unit.index() == unit_of(world.plan(), amount).index;
      return same ? std::optional<engine::Wide>{micro_of(amount.number)} : std::nullopt;
    }
    if (limit.kind == engine::CapKind::kSpend) return minor_of(world.plan(), amount);
    return limit.kind == engine::CapKind::kMoney ? std::optional{engine::Wide{minor_of(world.plan(), amount)} * kMicro} : std::nullopt;
  }
};

void join_cast(TestWorld& world, const dsl::Declaration& test, engine::Day first_day) {
  const std::map<std::string, Role> cast = cast_of(test);
  for (const auto& [name, role] : cast) world.add_person(name);
  for (const auto& [name, role] : cast) {
    if (role.joins_in_the_test) continue;
    const engine::Day day = role.first_seen == engine::kNever ? first_day : role.first_seen;
    world.remember(world.event_at(engine::EventKind::kJoin, {day, 0}, world.person(name)));
  }
}

// Receipts, what was earned and who was referred, by their day; facts without one come last. Who bought first is referred by nobody.
std::vector<const dsl::Clause*> in_order_of_days(const GivenLines& lines, const dsl::Declaration& test) {
  const auto day = [&](const dsl::Clause* clause) {
    if (const auto* const referred = std::get_if<dsl::GivenReferred>(&clause->kind)) return std::pair{lines.day_of_referral(*referred), 0};
    if (const auto* const earned = std::get_if<dsl::GivenEarned>(&clause->kind)) return std::pair{day_of(earned->on), 1};
    if (const auto* const spent = std::get_if<dsl::GivenSpent>(&clause->kind)) return std::pair{day_of(spent->on), 1};
    if (const auto* const did = std::get_if<dsl::GivenDid>(&clause->kind)) return std::pair{day_of(did->on), 1};
    if (std::holds_alternative<dsl::GivenHousehold>(clause->kind)) return std::pair{engine::kAlways, 0};
    return std::pair{engine::kNever, 1};
  };
  std::vector<const dsl::Clause*> clauses;
  for (const dsl::Clause& clause : test.clauses) clauses.push_back(&clause);
  std::stable_sort(clauses.begin(), clauses.end(), [&](const dsl::Clause* a, const dsl::Clause* b) { return day(a) < day(b); });
  return clauses;
}

}  // namespace

void set_up(TestWorld& world, const dsl::Declaration& test, engine::Day first_day) {
  join_cast(world, test, first_day);
  const GivenLines lines{world, first_day};
  for (const dsl::Clause* const clause : in_order_of_days(lines, test)) std::visit(lines, clause->kind);
}

engine::Event opt_event(const TestWorld& world, TestTime time, MemberIndex member, const std::string& rule) {
  engine::Event event = world.event_at(engine::EventKind::kOpt, time, member);
  event.more = {{"kind", {std::string{"rule"}}}, {"name", {rule}}};
  return event;
}

std::vector<MemberIndex> everyone_in(const TestWorld& world, const dsl::Who& who) {
  std::vector<MemberIndex> members;
  if (who.everybody) {
    for (const auto& [name, index] : world.persons()) members.push_back(index);
  }
  for (const dsl::Person& person : who.persons) members.push_back(world.person(person.name.text));
  if (who.household_of) {
    const std::vector<MemberIndex>& others = world.member(members.front()).household;
    members.insert(members.end(), others.begin(), others.end());
  }
  return members;
}

}  // namespace setia::rules
