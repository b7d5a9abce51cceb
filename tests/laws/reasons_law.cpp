// [Law] Plain rules are judged by rows of numbers where nobody asks for reasons, and by the phases of [J1] where somebody does:
// both come to the same, to the last field of the outcome.
#include <catch2/catch.hpp>

#include <sstream>

#include "tests/laws/agreement.hpp"
#include "tests/laws/run_length.hpp"
#include "tests/laws/world.hpp"

namespace setia::laws {
namespace {

constexpr std::int64_t kHistory = 24;
constexpr std::int64_t kPrograms = 5'000;

void say(std::ostream& out, engine::Wide value) {
  if (value < 0) out << '-', value = -value;
  std::string digits;
  do digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
  while ((value /= 10) > 0);
  out << digits << ' ';
}

void say(std::ostream& out, const engine::Outcome& outcome) {
  for (const engine::SlotValue& fact : outcome.facts.slots) out << "fact " << fact.slot.value << ' ' << fact.present << ' ' << fact.value << '\n';
  for (const engine::HeadRoom& room : outcome.facts.head_room) say(out << "room " << room.limit.value << ' ', room.free);
  for (const engine::Cut& cut : outcome.cuts)
    out << "cut " << cut.member.value << ' ' << cut.rule.value << ' ' << cut.limit.value << ' ' << cut.unit.value << ' ' << std::int64_t{cut.wanted_micro} << ' ' << std::int64_t{cut.given_micro} << '\n';
  for (const engine::Posting& posting : outcome.postings) {
    out << "posting " << posting.number << ' ' << static_cast<int>(posting.why) << ' ' << posting.effective_second << ' ' << static_cast<int>(posting.from.kind) << ' '
        << static_cast<int>(posting.to.kind) << ' ' << posting.to.member.value << ' ' << posting.lot_left << ' ' << posting.lot_entered << ' ' << posting.unit.value << ' '
        << std::int64_t{posting.amount_micro} << ' ' << posting.rule.value << ' ' << posting.line << ' ' << posting.release.second << ' ' << posting.release.day << ' '
        << posting.last_valid << ' ' << posting.earned << ' ' << posting.reverses << '\n';
  }
  for (const engine::Change& change : outcome.changes) {
    out << "change " << static_cast<int>(change.kind) << ' ' << change.member.value << ' ' << change.index << ' ' << change.text.value << ' ' << change.window << ' ' << change.count << ' ';
    say(out, change.amount);
    out << '\n';
  }
  for (const std::string& words : outcome.messages) out << words << '\n';
}

std::string in_full(const engine::Outcome& outcome) {
  std::ostringstream out;
  out << outcome.refused << outcome.waits << outcome.barred << outcome.without_member << '\n';
  if (!outcome.refused) say(out, outcome);
  return out.str();
}

}  // namespace

TEST_CASE("what is judged with reasons comes to the same as without", "[law]") {
  const std::uint64_t first = first_seed();
  const std::int64_t pairs = how_many(kPrograms);
  std::int64_t tries = 0;
  for (std::int64_t i = 0; i < pairs; ++i) {
    const Pair pair = make_pair(first + static_cast<std::uint64_t>(i), kHistory, tries, every_second(i));
    const auto compiled = compile(text_of(pair.program), pair.words);
    World world(*compiled);
    for (const engine::Event& event : pair.history) {
      const std::string explained = in_full(world.explain(event));
      INFO("seed " << pair.seed << "\n" << describe(*compiled, event));
      REQUIRE(in_full(world.post(event)) == explained);
    }
  }
}

}  // namespace setia::laws
