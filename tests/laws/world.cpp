#include "tests/laws/world.hpp"

#include <algorithm>

#include "engine/clock_dues.hpp"
#include "engine/completion.hpp"
#include "engine/ensure.hpp"

namespace setia::laws {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int32_t kZoneSeconds = 7 * 3600;

engine::MemberId id_of(std::size_t person) {
  engine::MemberId id{};
  id[0] = static_cast<std::uint8_t>(person);
  return id;
}

}  // namespace

engine::CivilTime OneZone::local(std::string_view, std::int64_t second) const {
  const std::int64_t local = second + kZoneSeconds;
  const std::int64_t day = local >= 0 ? local / kDaySeconds : (local - kDaySeconds + 1) / kDaySeconds;
  return {static_cast<engine::Day>(day), static_cast<engine::Minute>((local - day * kDaySeconds) / 60)};
}

std::int64_t OneZone::instant(std::string_view, engine::CivilTime civil, int second_of_minute) const {
  return civil.day * kDaySeconds + civil.minute * 60 + second_of_minute - kZoneSeconds;
}

std::int32_t OneZone::offset_seconds(std::string_view, std::int64_t) const { return kZoneSeconds; }

std::unique_ptr<Compiled> compile(const rules::ProgramText& text, Words words, std::string* messages) {
  auto compiled = std::make_unique<Compiled>();
  compiled->words = std::move(words);
  compiled->checked = rules::check(text, OneZone());
  const dsl::Diagnostics& diagnostics = compiled->checked->diagnostics;
  if (diagnostics.has_errors()) {
    if (messages == nullptr) return nullptr;
    for (const dsl::Diagnostic& one : diagnostics.all())
      if (one.severity == dsl::Severity::kError) *messages += dsl::render_text(one, text.sources, dsl::Colour::kNo);
    return nullptr;
  }
  compiled->versions.adopt({rules::lower(compiled->checked->plan, *compiled->words), engine::kAlways, "", {}});
  return compiled;
}

engine::Event World::translated(engine::Event event) {
  ENSURE(engine::complete(event, compiled_.plan().currency_decimals, *compiled_.words).ok());
  event.member = name(event.member, event);
  event.other = name(event.other, event);
  return event;
}

// As the door does: who is new gets a place of their own.
engine::MemberIndex World::name(engine::MemberIndex person, engine::Event& event) const {
  if (person == engine::MemberIndex{}) return person;
  if (const engine::MemberIndex known = index_of(person.index()); known != engine::MemberIndex{}) return known;
  const engine::MemberId id = id_of(person.index());
  for (const engine::Naming& naming : event.named)
    if (naming.id == id) return naming.member;
  event.named.push_back({engine::MemberIndex{state_.members.size() + event.named.size()}, id, {}});
  return event.named.back().member;
}

const engine::Outcome& World::quote(engine::Event event) {
  judge(translated(std::move(event)));
  return outcome_;
}

const engine::Outcome& World::explain(engine::Event event) {
  engine::Trace trace;
  judge(translated(std::move(event)), &trace);
  return outcome_;
}

void World::judge(const engine::Event& event, engine::Trace* trace) {
  const auto cases = engine::find_cases(event, compiled_.versions, state_, *compiled_.words, past_);
  ENSURE(cases.ok());
  engine::apply(compiled_.versions, state_, event, cases.value(), scratch_, outcome_, trace);
}

const engine::Outcome& World::post(engine::Event event) {
  const engine::Event mine = translated(std::move(event));
  judge(mine);
  if (outcome_.refused) return outcome_;
  past_.add({state_.sequence + 1, mine, outcome_.facts, outcome_});
  engine::take(compiled_.versions, outcome_, state_.sequence + 1, engine::passed_with(mine.stamp), state_);
  for (const engine::Naming& naming : outcome_.named) {
    known_.resize(std::max(known_.size(), std::size_t{naming.id[0]} + 1));
    known_[naming.id[0]] = naming.member;
  }
  return outcome_;
}

void World::take_time(const engine::Outcome& outcome, const engine::Passed& passed) {
  engine::PastEvent nothing{state_.sequence + 1, {}, {}, outcome};
  nothing.event.kind = engine::EventKind{};
  nothing.event.stamp.instant_second = passed.at.second;
  past_.add(std::move(nothing));
  engine::take(compiled_.versions, outcome, state_.sequence + 1, passed, state_);
}

void World::let_clocks_run(const engine::Passed& until) {
  engine::Passed passed{{state_.clock_second, state_.clock_program}, state_.clock_step};
  while (const auto due = engine::next_common_due(compiled_.versions, state_, passed)) {
    passed = {due->at, due->step};
    if (until < passed) return;
    engine::Outcome outcome;
    engine::apply_time(compiled_.versions, state_, {1, state_.joined}, passed, scratch_, outcome, nullptr);
    if (!outcome.members.empty()) take_time(outcome, passed);
  }
}

void World::let_fall_due(engine::Day day) {
  const std::int64_t second = OneZone().instant("", {day, 0}, 0);
  const engine::Passed until{{second, {day, 0}}, engine::DueStep::kAll};
  let_clocks_run(until);
  engine::Outcome due;
  engine::apply_time(compiled_.versions, state_, {1, state_.joined}, until, scratch_, due, nullptr);
  take_time(due, until);
}

std::int64_t World::available_micro(std::size_t person, std::size_t unit) const {
  const engine::MemberIndex index = index_of(person);
  const std::uint32_t key = compiled_.program().units[unit].key;
  for (const engine::Holding& holding : state_.members[index.index()].holdings)
    if (holding.unit_key == key) return holding.available_micro;
  return 0;
}

}  // namespace setia::laws
