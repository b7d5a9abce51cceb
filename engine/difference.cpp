#include "engine/difference.hpp"

#include <algorithm>

#include "engine/outcome.hpp"

namespace setia::engine {
namespace {

// The caller ends the sentence.
std::string unreadable(const Failure& failure) {
  return failure.what.ends_with('.') ? failure.what.substr(0, failure.what.size() - 1) : failure.what;
}

std::string micro_text(std::int64_t micro) {
  constexpr std::uint64_t kMicro = 1'000'000;
  const std::uint64_t size = micro < 0 ? 0 - static_cast<std::uint64_t>(micro) : static_cast<std::uint64_t>(micro);
  std::string text = (micro < 0 ? "-" : "") + std::to_string(size / kMicro);
  std::string rest = std::to_string(kMicro + size % kMicro).substr(1);
  rest.erase(rest.find_last_not_of('0') + 1);
  return rest.empty() ? text : text + "." + rest;
}

bool same(const Posting& a, const Posting& b) {
  return a.number == b.number && a.why == b.why && a.effective_second == b.effective_second && a.effective == b.effective &&
         a.from == b.from && a.to == b.to && a.lot_left == b.lot_left && a.lot_entered == b.lot_entered && a.version == b.version &&
         a.unit == b.unit && a.amount_micro == b.amount_micro && a.rule == b.rule && a.line == b.line && a.release == b.release &&
         a.last_valid == b.last_valid && a.earned == b.earned && a.reverses == b.reverses;
}

std::string described(const Posting& posting, const Versions& versions) {
  const Program& program = versions.at(posting.version).program;
  const bool by_rule = posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn;
  return micro_text(posting.amount_micro) + " " + program.units[posting.unit.index()].name +
         (by_rule ? " by rule \"" + program.rules[posting.rule.index()].name + "\"" : std::string());
}

std::string byte_difference(const Bytes& stored, const Bytes& anew) {
  const auto [first, other] = std::mismatch(stored.begin(), stored.end(), anew.begin(), anew.end());
  return "byte " + std::to_string(first - stored.begin()) + " of " + std::to_string(stored.size()) + " stored and " +
         std::to_string(anew.size()) + " worked out is the first that differs";
}

std::string outcome_difference(const StoredRecord& stored, const StoredRecord& anew, const RecordStamp& stamp, const RecordWorld& world) {
  const Result<RecordedOutcome> was = read_outcome(stored, stamp, world);
  const Result<RecordedOutcome> is = read_outcome(anew, stamp, world);
  if (!was) return unreadable(was.failure());
  if (!is) return unreadable(is.failure());
  const auto& before = was.value().outcome.postings;
  const auto& after = is.value().outcome.postings;
  const std::size_t shared = std::min(before.size(), after.size());
  for (std::size_t i = 0; i < shared; ++i)
    if (!same(before[i], after[i]))
      return "posting " + std::to_string(before[i].number) + " is " + described(before[i], world.versions) + "; worked out anew it is " +
             described(after[i], world.versions) + " (" + byte_difference(stored.outcome, anew.outcome) + ")";
  if (before.size() != after.size())
    return "it holds " + std::to_string(before.size()) + " postings; worked out anew there are " + std::to_string(after.size());
  return "its links, cuts, changes or messages differ: " + byte_difference(stored.outcome, anew.outcome);
}

std::string fact_text(const SlotValue& fact, const Program& program, const Symbols& symbols) {
  if (!fact.present) return "absent";
  if (program.slots[fact.slot.index()].type == ValueType::kText && fact.value >= 0 && static_cast<std::size_t>(fact.value) < symbols.size())
    return "\"" + std::string(symbols.text(SymbolId{static_cast<std::size_t>(fact.value)})) + "\"";
  return std::to_string(fact.value);
}

std::string facts_difference(const StoredRecord& stored, const StoredRecord& anew, MemberIndex member, const RecordWorld& world) {
  bool sealed_away = false;
  const Result<Facts> was = read_facts(stored, member, world, sealed_away);
  const Result<Facts> is = read_facts(anew, member, world, sealed_away);
  if (!was) return unreadable(was.failure());
  if (!is) return unreadable(is.failure());
  if (was.value().version != is.value().version) return "they are of another version of the program";
  const Program& program = world.versions.at(is.value().version).program;
  const std::size_t shared = std::min(was.value().slots.size(), is.value().slots.size());
  for (std::size_t i = 0; i < shared; ++i) {
    const SlotValue& before = was.value().slots[i];
    const SlotValue& after = is.value().slots[i];
    if (before.slot == after.slot && before.present == after.present && before.value == after.value) continue;
    return "\"" + program.slots[before.slot.index()].text + "\" is " + fact_text(before, program, world.symbols) +
           "; worked out anew it is " + fact_text(after, program, world.symbols);
  }
  return byte_difference(stored.facts, anew.facts);
}

}  // namespace

std::string first_difference(const StoredRecord& stored, const StoredRecord& anew, const RecordStamp& stamp, MemberIndex member,
                             const RecordWorld& world) {
  const std::string record = "record " + std::to_string(stored.sequence) + ", ";
  if (stored.stamp != anew.stamp) return record + "stamp: " + byte_difference(stored.stamp, anew.stamp);
  if (stored.body != anew.body) return record + "body: " + byte_difference(stored.body, anew.body);
  if (stored.facts != anew.facts) return record + "facts: " + facts_difference(stored, anew, member, world);
  if (stored.outcome != anew.outcome) return record + "outcome: " + outcome_difference(stored, anew, stamp, world);
  return {};
}

}  // namespace setia::engine
