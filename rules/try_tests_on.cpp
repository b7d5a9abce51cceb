// Happenings. Lines that name several persons, or say how many times, are that many events of one moment.
#include "rules/try_tests_on.hpp"

#include "rules/test_values.hpp"
#include "rules/try_tests_basket.hpp"
#include "rules/try_tests_given.hpp"

namespace setia::rules {
namespace {

template <class T>
concept HasTime = requires(const T& clause) { clause.at.date; };

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

  void operator()(const dsl::OnJoins& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      world.judge(world.event_at(engine::EventKind::kJoin, time_of(on.at), member));
    }
  }

  void operator()(const dsl::OnNowHas& on) const {
    for (const engine::MemberIndex member : everyone_in(world, on.who)) {
      engine::Event event = world.event_at(engine::EventKind::kMember, time_of(on.at), member);
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
    if constexpr (HasTime<T>) return time_of(clause.at);
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
