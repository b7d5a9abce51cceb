// [J11] [Law] Nothing but what is said decides: neither the order of files and declarations, nor spacing, nor an index.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/laws/agreement.hpp"
#include "tests/laws/run_length.hpp"

namespace setia::laws {
namespace {

constexpr std::int64_t kOrderEvents = 20;

std::string after(const rules::ProgramText& text, std::uint64_t history_seed) {
  const auto compiled = compile(text, std::make_shared<engine::Symbols>());
  REQUIRE(compiled != nullptr);
  Dice dice(history_seed);
  World world(*compiled);
  for (const engine::Event& event : make_history(dice, kOrderEvents, *compiled->words, Kinds::kAll)) world.post(event);
  return dump(*compiled, world.state());
}

// The same declarations in another order and in several files.
rules::ProgramText scattered(Declarations declarations, Dice& dice) {
  dice.shuffle(declarations);
  const auto half = declarations.begin() + dice.from(1, static_cast<std::int64_t>(declarations.size()) - 1);
  rules::ProgramText text = text_of({});
  text.sources.clear();
  text.sources.emplace_back("a.setia", joined({declarations.begin(), half}));
  text.sources.emplace_back("b.setia", joined({half, declarations.end()}));
  return text;
}

rules::ProgramText formatted(const rules::ProgramText& text) {
  rules::ProgramText out = text;
  out.sources.clear();
  for (const dsl::Source& source : text.sources) out.sources.emplace_back(source.name(), dsl::format(source));
  return out;
}

// Comments above, between and behind lines, and blanks where they mean nothing.
std::string scribbled(const std::string& text, Dice& dice) {
  std::string out;
  int number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    if (dice.chance(15)) out += "# remark " + std::to_string(++number) + "\n";
    out += text.substr(begin, end - begin);
    if (dice.chance(15)) out += "   # remark " + std::to_string(++number);
    if (dice.chance(10)) out += "  ";
    out += "\n";
    begin = end + 1;
  }
  return out;
}

std::vector<std::string> comments_of(const std::string& text) {
  std::vector<std::string> comments;
  for (std::size_t at = text.find('#'); at != std::string::npos; at = text.find('#', at + 1)) {
    std::string comment = text.substr(at, text.find('\n', at) - at);
    comment.erase(comment.find_last_not_of(' ') + 1);
    comments.push_back(std::move(comment));
  }
  return comments;
}

}  // namespace

TEST_CASE("[J11] the order of files and declarations decides nothing", "[law]") {
  const std::uint64_t first = first_seed() + 1'000'000;
  std::int64_t tries = 0;
  for (std::int64_t i = 0; i < how_many(150); ++i) {
    const Pair pair = make_pair(first + static_cast<std::uint64_t>(i), 0, tries, every_second(i));
    Dice dice(pair.seed + 1);
    INFO("seed " << pair.seed << "\n" << joined(pair.program));
    CHECK(after(text_of(pair.program), pair.seed + 2) == after(scattered(pair.program, dice), pair.seed + 2));
  }
}

TEST_CASE("formatting changes no meaning, keeps every comment, and does nothing twice", "[law]") {
  const std::uint64_t first = first_seed() + 2'000'000;
  std::int64_t tries = 0;
  for (std::int64_t i = 0; i < how_many(150); ++i) {
    const Pair pair = make_pair(first + static_cast<std::uint64_t>(i), 0, tries, every_second(i));
    Dice dice(pair.seed + 1);
    rules::ProgramText text = text_of(pair.program);
    const std::string scribble = scribbled(joined(pair.program), dice);
    text.sources = {dsl::Source("laws.setia", scribble)};
    const rules::ProgramText once = formatted(text);
    INFO("seed " << pair.seed << "\n" << scribble);
    CHECK(formatted(once).sources.front().text() == once.sources.front().text());
    CHECK(comments_of(once.sources.front().text()) == comments_of(scribble));
    CHECK(after(once, pair.seed + 2) == after(text_of(pair.program), pair.seed + 2));
  }
}

namespace {

// The same program with every condition behind a door that no index can look through.
engine::Program without_keys(engine::Program program) {
  for (engine::Rule& rule : program.rules) {
    for (engine::Check& check : rule.checks) {
      if (program.slots[check.slot.index()].kind == engine::SlotKind::kCrossing) continue;  // no index looks for marks; they are counted
      engine::Slot slot;
      slot.text = "behind a door " + std::to_string(program.slots.size());
      slot.kind = engine::SlotKind::kAllOf;
      slot.type = engine::ValueType::kYesNo;
      slot.from_body = true;  // asked anew of what is kept, as the condition itself is
      slot.checks = {check};
      check = {engine::SlotId{program.slots.size()}, false, false, {}, 1, 0, check.clause};
      program.slots.push_back(std::move(slot));
    }
  }
  return program;
}

enum class Search { kIndex, kScan };

std::string after(const Pair& pair, Search search) {
  auto compiled = compile(text_of(pair.program), pair.words);
  if (search == Search::kScan) {
    engine::Versions scanned;
    scanned.adopt({without_keys(compiled->program()), engine::kAlways, "", {}});
    compiled->versions = std::move(scanned);
  }
  World world(*compiled);
  for (const engine::Event& event : pair.history) world.post(event);
  return dump(*compiled, world.state());
}

}  // namespace

TEST_CASE("an index finds what a scan finds", "[law]") {
  const std::uint64_t first = first_seed() + 3'000'000;
  std::int64_t tries = 0;
  for (std::int64_t i = 0; i < how_many(300); ++i) {
    const Pair pair = make_pair(first + static_cast<std::uint64_t>(i), kOrderEvents, tries, every_second(i));
    INFO("seed " << pair.seed << "\n" << joined(pair.program));
    CHECK(after(pair, Search::kIndex) == after(pair, Search::kScan));
  }
}

}  // namespace setia::laws
