#include "tests/oracle/history.hpp"

#include <algorithm>
#include <set>

namespace setia::oracle {
namespace {

const engine::Value* named(const engine::Fields& fields, const std::string& name) {
  for (const engine::Field& field : fields)
    if (field.name == name) return &field.value;
  return nullptr;
}

void set_fields(const engine::Event& event, const char* container, Person& person) {
  const engine::Value* held = named(event.more, container);
  const auto* object = held == nullptr ? nullptr : std::get_if<engine::Object>(&held->held);
  if (object == nullptr) return;
  for (const auto& [name, value] : *object) person.fields[name] = value;
}

void set_standing(const engine::Event& event, Person& person) {
  const engine::Value* state = named(event.more, "state");
  const auto* text = state == nullptr ? nullptr : std::get_if<std::string>(&state->held);
  if (text == nullptr) return;
  if (*text == "active") person.standing = engine::Standing::kActive;
  if (*text == "blocked") person.standing = engine::Standing::kBlocked;
  if (*text == "closed") person.standing = engine::Standing::kClosed;
}

}  // namespace

void take_event(const Past& past, Person& person) {
  if (past.joins) {
    person.standing = engine::Standing::kActive;
    person.joined = past.event.stamp.local;
    person.joined_second = past.event.stamp.instant_second;
    person.referrer = past.referrer;
  }
  set_fields(past.event, past.event.kind == engine::EventKind::kJoin ? "attributes" : "set", person);
  if (past.event.kind == engine::EventKind::kMember) set_standing(past.event, person);
}

Person History::person(engine::MemberIndex member) const {
  Person person;
  for (const Past& past : past_)
    if (past.event.member == member) take_event(past, person);
  return person;
}

Past* History::returnable(const std::string& id) {
  const auto found = std::find_if(past_.begin(), past_.end(), [&](const Past& past) {
    return (past.event.kind == engine::EventKind::kPurchase || past.event.kind == engine::EventKind::kRedeem) && past.bought.id == id;
  });
  return found == past_.end() ? nullptr : &*found;
}

History History::without(const Past& one) const {
  History others(plan_, symbols_);
  for (const Past& past : past_)
    if (&past != &one) others.add(past);
  return others;
}

std::int64_t History::next_number(engine::MemberIndex member) const {
  std::set<std::int64_t> held;
  for (const Past& past : past_)
    if (past.counted && past.event.member == member) held.insert(past.number);
  std::int64_t number = 1;
  while (held.contains(number)) ++number;
  return number;
}

engine::Day effective_day(const rules::Plan& plan, const engine::Event& event) {
  const engine::CivilTime local = event.stamp.local;
  const bool belongs_to_the_day_before = event.kind == engine::EventKind::kPurchase && local.minute < plan.calendar.day_ends_at;
  return belongs_to_the_day_before ? local.day - 1 : local.day;
}

}  // namespace setia::oracle
