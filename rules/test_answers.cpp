#include "rules/test_answers.hpp"

#include <algorithm>

#include "engine/referrals.hpp"

namespace setia::rules {

namespace {

template <class Fits>
std::vector<const Happened*> those(const TestWorld& world, const std::optional<dsl::Name>& receipt, Fits fits) {
  std::vector<const Happened*> all;
  if (receipt) {
    const Happened* const named = world.receipt(receipt->text);
    if (named != nullptr && fits(*named)) all.push_back(named);
    return all;
  }
  for (const Happened& happened : world.last())
    if (fits(happened)) all.push_back(&happened);
  return all;
}

}  // namespace

std::vector<const Happened*> happenings_of(const TestWorld& world, engine::MemberIndex member, const std::optional<dsl::Name>& receipt) {
  return those(world, receipt, [&](const Happened& happened) { return happened.member == member; });
}

std::vector<const Happened*> concerning(const TestWorld& world, engine::MemberIndex member, const std::optional<dsl::Name>& receipt) {
  return those(world, receipt, [&](const Happened& happened) {
    const std::vector<engine::MemberIndex>& members = happened.outcome.members;
    return happened.member == member || std::find(members.begin(), members.end(), member) != members.end();
  });
}

std::vector<const Happened*> all_of_line(const TestWorld& world) {
  return those(world, std::nullopt, [](const Happened&) { return true; });
}

std::optional<engine::Refusal> refusal_in(const engine::Outcome& outcome, TestWorld& world) {
  if (outcome.refused) return outcome.refusal;
  for (const engine::Change& change : outcome.changes)
    if (change.kind == engine::ChangeKind::kNotReferred) return engine::refusal_of(change, world.program(), std::string(world.symbols().text(change.text)));
  return std::nullopt;
}

std::vector<std::string> messages_to(engine::MemberIndex member, const Happened& happened) {
  std::vector<std::string> messages;
  if (happened.member == member) messages = happened.outcome.messages;
  for (const auto& [whom, message] : happened.outcome.told)
    if (whom == member) messages.push_back(message);
  return messages;
}

}  // namespace setia::rules
