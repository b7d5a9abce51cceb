// Happenings. Lines that name several persons, or say how many times, are that many events of one moment.
#include "rules/try_tests_on.hpp"

#include "rules/test_values.hpp"
#include "rules/try_tests_basket.hpp"
#include "rules/try_tests_given.hpp"

namespace setia::rules {
namespace {

template <class T>
concept HasInstant = requires(const T& clause) { clause.at.date; };

struct OnLines {
  TestWorld& world;

  template <class T>
  void operator()(const T&) const {}  // other lines, and those that check answers with "not yet"

  void operator()(const dsl::OnBuys& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      for (std::int64_t i = 0; i < on.basket.times; ++i) {
        engine::Event event = world.event_at(engine::EventKind::kPurchase, time_of(on.at), member);
        fill_receipt(world, on.basket, event);
        if (on.basket.as) event.id = on.basket.as->text;
        world.judge(std::move(event));
      }
    }
  }

  void operator()(const dsl::OnReturns& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      engine::Event event = world.event_at(engine::EventKind::kReturn, time_of(on.at), member);
      event.receipt = on.receipt.text;
      if (on.what) fill_return(world, *on.what, event);
      world.judge(std::move(event));
    }
  }

  void operator()(const dsl::OnQuoted& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      engine::Event event = world.event_at(engine::EventKind::kPurchase, time_of(on.at), member);
      fill_receipt(world, on.basket, event);
      world.quote(std::move(event));
    }
  }

  // Asks to spend so many of a unit, or to have a reward, at once or after a hold.
  engine::Event request(engine::EventKind kind, const dsl::TestMoment& at, engine::MemberIndex member, const dsl::Asked& asked) const {
    engine::Event event = world.event_at(kind, time_of(at), member);
    if (const auto* const holding = std::get_if<dsl::Amount>(&asked)) {
      set_field(event.more, "unit", {world.program().units[unit_of(world.plan(), *holding).index].name});
      set_field(event.more, "amount", value_of({{}, holding->number, {}}));
      return event;
    }
    const auto& reward = std::get<dsl::RewardAsked>(asked);
    set_field(event.more, "reward", {reward.reward.text});
    if (reward.count != 1) set_field(event.more, "count", {engine::Number{std::to_string(reward.count)}});
    if (reward.price) set_field(event.more, "price", value_of({{}, reward.price->number, {}}));
    return event;
  }

  void operator()(const dsl::OnRedeems& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      engine::Event event = request(engine::EventKind::kRedeem, on.at, member, on.asked);
      for (const dsl::Fact& fact : on.facts) set_fact(world, fact, event);
      world.judge(std::move(event));
    }
  }

  void operator()(const dsl::OnHolds& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      engine::Event event = request(engine::EventKind::kHold, on.at, member, on.asked);
      event.id = on.as.text;
      world.judge(std::move(event));
    }
  }

  void operator()(const dsl::OnChooses& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      engine::Event event = world.event_at(engine::EventKind::kChoose, time_of(on.at), member);
      set_field(event.more, "reward", {on.reward.text});
      world.judge(std::move(event));
    }
  }

  void operator()(const dsl::OnEndsHold& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      const engine::EventKind kind = on.confirms ? engine::EventKind::kCommit : engine::EventKind::kCancel;
      engine::Event event = world.event_at(kind, time_of(on.at), member);
      set_field(event.more, "hold", {on.hold.text});
      world.judge(std::move(event));
    }
  }

  void operator()(const dsl::OnLeaves& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      engine::Event event = world.event_at(on.household ? engine::EventKind::kHousehold : engine::EventKind::kLeave, time_of(on.at), member);
      if (on.household) set_field(event.more, "action", {std::string{"leave"}});
      world.judge(std::move(event));
    }
  }

  void operator()(const dsl::OnAdds& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      engine::Event event = world.event_at(engine::EventKind::kHousehold, time_of(on.at), member);
      set_field(event.more, "action", {std::string{"add"}});
      event.other = world.person(on.other.name.text);
      world.judge(std::move(event));
    }
  }

  void operator()(const dsl::OnDoes& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      for (std::int64_t i = 0; i < on.times; ++i) {
        engine::Event event = world.event_at(engine::EventKind::kActivity, time_of(on.at), member);
        fill_activity(world, on.activity.text, on.facts, event);
        if (on.as) event.id = on.as->text;
        world.judge(std::move(event));
      }
    }
  }

  void operator()(const dsl::OnJoins& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      engine::Event event = on.kind ? opt_event(world, time_of(on.at), member, on.name.text) : world.event_at(engine::EventKind::kJoin, time_of(on.at), member);
      if (on.referrer) event.other = world.person(on.referrer->name.text);
      if (on.through) set_field(event.more, "through", {on.through->text});
      if (!on.kind) set_field(event.more, "attributes", {world.said_at_joining(member)});
      world.judge(std::move(event));
    }
  }

  void operator()(const dsl::OnNowHas& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      const bool level = ladder_named(world.program(), on.fact.field.text).has_value();
      engine::Event event = world.event_at(level ? engine::EventKind::kStatus : engine::EventKind::kMember, time_of(on.at), member);
      if (level) {
        set_field(event.more, "ladder", {on.fact.field.text});
        set_field(event.more, "level", value_of(on.fact));
        if (on.until) set_field(event.more, "until", value_of({{}, *on.until, {}}));
        world.judge(std::move(event));
        continue;
      }
      event.more.push_back({"set", {engine::Object{{on.fact.field.text, value_of(on.fact)}}}});
      world.judge(std::move(event));
    }
  }

  void operator()(const dsl::OnProgramBegins&) const { world.begin_program(); }

  void operator()(const dsl::OnState& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      engine::Event event = world.event_at(engine::EventKind::kMember, time_of(on.at), member);
      event.more.push_back({"state", {std::string{on.blocked ? "blocked" : "active"}}});
      world.judge(std::move(event));
    }
  }
};

struct MomentOf {
  template <class T>
  std::optional<TestTime> operator()(const T& clause) const {
    if constexpr (HasInstant<T>) return time_of(clause.at);
    else return std::nullopt;
  }
};

}  // namespace

std::optional<TestTime> moment_of_line(const dsl::Clause& clause) { return std::visit(MomentOf{}, clause.kind); }

void happen(TestWorld& world, const dsl::Clause& clause) {
  const std::optional<TestTime> time = moment_of_line(clause);
  if (!time) return;
  world.begin_line(*time);
  std::visit(OnLines{world}, clause.kind);
}

}  // namespace setia::rules
