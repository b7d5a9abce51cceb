#include "tests/laws/agreement.hpp"

#include <algorithm>
#include <map>

#include "engine/completion.hpp"
#include "engine/ensure.hpp"
#include "engine/levels.hpp"
#include "tests/laws/shrink.hpp"
#include "tests/oracle/oracle.hpp"

namespace setia::laws {
namespace {

using Given = std::map<std::pair<std::size_t, std::size_t>, std::int64_t>;  // by rule and unit

struct Said {
  bool refused = false, without_member = false;
  Given given;
  std::map<std::size_t, std::int64_t> redeemed;  // by unit
  friend bool operator==(const Said&, const Said&) = default;
};

Said said_by(const engine::Outcome& outcome) {
  Said said{outcome.refused, outcome.without_member, {}, {}};
  for (const engine::Posting& posting : outcome.postings) {
    if (posting.why == engine::PostingWhy::kRedemption)
      said.redeemed[posting.unit.index()] += posting.to.kind == engine::AccountKind::kAvailable ? std::int64_t{posting.amount_micro} : -posting.amount_micro;
    if (posting.why != engine::PostingWhy::kRule && posting.why != engine::PostingWhy::kReturn) continue;
    said.given[{posting.rule.index(), posting.unit.index()}] += posting.why == engine::PostingWhy::kRule ? std::int64_t{posting.amount_micro} : -posting.amount_micro;
  }
  std::erase_if(said.given, [](const auto& one) { return one.second == 0; });
  std::erase_if(said.redeemed, [](const auto& one) { return one.second == 0; });
  return said;
}

Said said_by(const oracle::Answer& answer) {
  Said said{answer.refused, answer.without_member, {}, answer.redeemed_micro};
  for (const oracle::Gift& gift : answer.gifts) said.given[{gift.rule, gift.unit}] += gift.amount_micro;
  std::erase_if(said.given, [](const auto& one) { return one.second == 0; });
  std::erase_if(said.redeemed, [](const auto& one) { return one.second == 0; });
  return said;
}

std::string in_words(const Compiled& compiled, const Said& said) {
  std::string text = said.refused ? " refused" : said.without_member ? " without member" : "";
  for (const auto& [key, micro] : said.given)
    text += " \"" + compiled.plan().rules[key.first].name + "\" " + std::to_string(micro) + " " + compiled.plan().units[key.second].name;
  for (const auto& [unit, micro] : said.redeemed) text += " redeemed " + std::to_string(micro) + " " + compiled.plan().units[unit].name;
  return text.empty() ? " nothing" : text;
}

std::optional<std::string> differing_level(const Compiled& compiled, oracle::Oracle& oracle, const World& world, std::size_t person, engine::Day day) {
  const engine::MemberState& member = world.state().members[world.index_of(person).index()];
  if (member.joining == 0) return std::nullopt;
  const std::vector<std::size_t> expected = oracle.ranks_on(engine::MemberIndex{person}, day);
  for (std::size_t ladder = 0; ladder < expected.size(); ++ladder) {
    const std::size_t got = engine::rank_now(compiled.program().ladders[ladder], member, day);
    if (got != expected[ladder])
      return "person " + std::to_string(person) + " holds rank " + std::to_string(got) + ", the oracle says " + std::to_string(expected[ladder]) + "\n";
  }
  return std::nullopt;
}

std::optional<std::string> differing_referrer(const oracle::Oracle& oracle, const World& world, std::size_t person) {
  const engine::MemberIndex index = world.index_of(person);
  engine::MemberIndex got;
  for (const engine::ReferralMark& mark : world.state().members[index.index()].referrals)
    if (mark.state == engine::ReferralState::kReferred) got = mark.by;
  const engine::MemberIndex expected = world.index_of(oracle.referrer_of(engine::MemberIndex{person}).index());
  if (got == expected) return std::nullopt;
  return "person " + std::to_string(person) + " was referred by member " + std::to_string(got.index()) + ", the oracle says " + std::to_string(expected.index()) + "\n";
}

// Some days after the last event, and long after.
std::optional<std::string> differing_balance(const Compiled& compiled, oracle::Oracle& oracle, World& world, engine::Day last) {
  for (const engine::Day day : {last + 1, last + 30, last + 400}) {
    world.let_fall_due(day);
    for (std::size_t person = 1; person <= 3; ++person) {
      if (day <= last + 30)  // the oracle looks at every single day
        if (auto levels = differing_level(compiled, oracle, world, person, day)) return "on day " + std::to_string(day - last) + " after the last event " + *levels;
      for (std::size_t unit = 0; unit < compiled.plan().units.size(); ++unit) {
        const std::int64_t expected = oracle.available_micro(engine::MemberIndex{person}, unit, {OneZone().instant("", {day, 0}, 0), day});
        const std::int64_t got = world.available_micro(person, unit);
        if (expected == got) continue;
        return "on day " + std::to_string(day - last) + " after the last event person " + std::to_string(person) + " has " + std::to_string(got) + " " +
               compiled.plan().units[unit].name + ", the oracle says " + std::to_string(expected) + "\n";
      }
    }
  }
  return std::nullopt;
}

}  // namespace

Pair make_pair(std::uint64_t seed, std::int64_t events, std::int64_t& tries, Kinds kinds) {
  Dice dice(seed);
  while (true) {
    ++tries;
    Pair pair{seed, make_program(dice, kinds), {}, std::make_shared<engine::Symbols>()};
    if (compile(text_of(pair.program), pair.words) == nullptr) continue;
    const bool levels = std::any_of(pair.program.begin(), pair.program.end(), [](const std::string& one) { return one.starts_with("tiers "); });
    pair.history = make_history(dice, events, *pair.words, kinds, levels && kinds == Kinds::kOfOracle ? LateReturns::kWhole : LateReturns::kAny);
    return pair;
  }
}

std::optional<std::string> difference(Compiled& compiled, const Happenings& history) {
  World world(compiled);
  oracle::Oracle oracle(compiled.plan(), compiled.program(), *compiled.words);
  engine::Day last = 0;
  for (const engine::Event& event : history) {
    const Said engine = said_by(world.post(event));
    engine::Event whole = event;
    ENSURE(engine::complete(whole, compiled.plan().currency_decimals, *compiled.words).ok());
    const Said expected = said_by(oracle.judge(whole));
    last = std::max(last, event.stamp.program.day);
    if (engine != expected)
      return describe(compiled, event) + "engine:" + in_words(compiled, engine) + "\noracle:" + in_words(compiled, expected) + "\n";
    if (engine.refused) continue;
    if (auto referrer = differing_referrer(oracle, world, event.member.index())) return describe(compiled, event) + *referrer;
    if (auto levels = differing_level(compiled, oracle, world, event.member.index(), event.stamp.program.day)) return describe(compiled, event) + *levels;
  }
  return differing_balance(compiled, oracle, world, last);
}

std::optional<std::string> difference(const Pair& pair) {
  const auto compiled = compile(text_of(pair.program), pair.words);
  return compiled == nullptr ? std::nullopt : difference(*compiled, pair.history);
}

Pair shrunk(Pair pair) {
  return shrunk(std::move(pair), [](const Pair& smaller) { return difference(smaller).has_value(); });
}

std::string in_words(const Pair& pair) {
  const auto compiled = compile(text_of(pair.program), pair.words);
  std::string text = "seed " + std::to_string(pair.seed) + "\n" + joined(pair.program) + "\n";
  for (const engine::Event& event : pair.history) text += describe(*compiled, event);
  return text;
}

std::string report(const Pair& pair) { return in_words(pair) + difference(pair).value_or("no difference\n"); }

std::string lines_of_one_alone(const std::string& expected, const std::string& got) {
  std::string text;
  const auto say = [&](const char* which, const std::string& mine, const std::string& other) {
    for (std::size_t begin = 0; begin < mine.size(); begin = mine.find('\n', begin) + 1) {
      const std::string line = mine.substr(begin, mine.find('\n', begin) + 1 - begin);
      if (other.find(line) == std::string::npos) text += which + line;
    }
  };
  say("expected: ", expected, got);
  say("but got:  ", got, expected);
  return text;
}

}  // namespace setia::laws
