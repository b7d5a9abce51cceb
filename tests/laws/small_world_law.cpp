// [Law] Exhaustive small worlds: all programs of up to two rules of a few shapes, all sequences of up to three of a few
// events, returns among them, each compared with the oracle.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/laws/agreement.hpp"

namespace setia::laws {
namespace {

const Declarations& common() {
  static const Declarations all{
      "program \"Small\" version 1\n  currency EUR\n  timezone \"Asia/Jakarta\"\n",
      "points beans\n  one is a bean\n  worth 0.10 EUR each\n  round half up per receipt\n  expire 2 days after earning\n",
      "stack \"Best\"\n  keep the best\n",
      "limit \"Purse\"\n  at most 9 beans per member per week\n"};
  return all;
}

const Declarations& shapes() {
  static const Declarations all{
      "rule \"A rate\"\n  on purchase\n  give 1 bean per 3.00 EUR of spend\n",
      "rule \"B blocks\"\n  on purchase\n  give 2 beans per full 4.00 EUR of spend on category \"tea\"\n  at most 5 beans per member per day\n",
      "rule \"C flat\"\n  on purchase\n  when day is saturday\n  give 3 beans\n  at most 1 time per member per day\n  in stack \"Best\"\n",
      "rule \"D factor\"\n  on purchase\n  multiply beans by 2 on category \"tea\"\n",
      "rule \"E mark\"\n  on purchase\n  when spend this week reaches 10.00 EUR\n  give 4 beans\n  without limit\n",
      "rule \"F purse\"\n  on purchase\n  give 5 beans per started 6.00 EUR of spend\n  in limit \"Purse\"\n",
      "rule \"G first\"\n  on purchase or joining\n  when beans held is less than 4 beans\n  give 2 beans\n  at most 0.50 EUR in total\n  in stack \"Best\"\n",
      "rule \"H split\"\n  on purchase\n  give 1 bean per 1.00 EUR of spend\n  at most 7.00 EUR of spend per member per day\n  pending 1 day\n",
      "rule \"I level\"\n  on purchase\n  when status is silver\n  give 1 bean per 2.00 EUR of spend\n",
      "rule \"J rise\"\n  on status change\n  when status rises to silver\n  give 6 beans\n  without limit\n"};
  return all;
}

// What rules about a level need.
const std::string& ladder() {
  static const std::string text = "tiers status\n  count beans earned this week\n  | tier   | from | keeps for |\n  | bronze | 2 | 1 day |\n  | silver | 4 | 2 days |\n";
  return text;
}

bool speaks_of_levels(const std::string& rule) { return rule.find("status") != std::string::npos; }

engine::Event at(engine::EventKind kind, int day, int minute) {
  engine::Event event;
  event.kind = kind;
  event.member = engine::MemberIndex{1};
  event.stamp = stamp_at(engine::day_from({2027, 1, day}), minute);
  return event;
}

engine::Event buys(int minute, std::vector<std::pair<std::string, std::int64_t>> lines, engine::Symbols& symbols) {
  engine::Event event = at(engine::EventKind::kPurchase, 8, minute);
  for (const auto& [category, amount] : lines) {
    engine::Line line;
    line.category = symbols.intern(category);
    line.amount_minor = amount;
    line.has_amount = true;
    event.lines.push_back(line);
  }
  return event;
}

// Of an event so many places away in the sequence: what stands there may be no receipt, or not be there at all.
engine::Event returns(int places, std::int64_t amount_minor) {
  engine::Event event = at(engine::EventKind::kReturn, 8, 840);
  event.receipt = std::to_string(places);
  event.member = {};
  event.has_amount = amount_minor > 0;
  event.amount_minor = amount_minor;
  return event;
}

// Sequence step by step a day later, so that periods, releases and expiry take part.
Happenings alphabet(engine::Symbols& symbols) {
  return {at(engine::EventKind::kJoin, 8, 0), buys(600, {{"tea", 500}}, symbols), buys(660, {{"tea", 700}, {"coffee", 250}}, symbols),
          buys(720, {{"coffee", 1100}}, symbols), buys(780, {{"tea", 900}, {"coffee", -150}}, symbols),
          returns(-1, 0), returns(-1, 300), returns(-2, 0), returns(1, 400)};
}

void move_days(engine::Event& event, int days) {
  event.stamp = stamp_at(event.stamp.local.day + days, event.stamp.local.minute);
}

// Calls `act` with every sequence of up to `most` of the events, each event a day after the one before.
template <class Act>
void each_sequence(const Happenings& events, std::size_t most, Happenings& so_far, Act act) {
  if (!so_far.empty()) act(so_far);
  if (so_far.size() == most) return;
  for (engine::Event event : events) {
    move_days(event, static_cast<int>(so_far.size()));
    event.id = "e" + std::to_string(so_far.size());
    if (event.kind == engine::EventKind::kReturn) event.receipt = "e" + std::to_string(static_cast<int>(so_far.size()) + std::stoi(event.receipt));
    so_far.push_back(event);
    each_sequence(events, most, so_far, act);
    so_far.pop_back();
  }
}

}  // namespace

TEST_CASE("all small programs agree with the oracle on all short histories", "[law]") {
  std::int64_t programs = 0, histories = 0;
  for (std::size_t first = 0; first < shapes().size(); ++first) {
    for (std::size_t second = first; second < shapes().size(); ++second) {
      Pair pair{0, common(), {}, std::make_shared<engine::Symbols>()};
      pair.program.push_back(shapes()[first]);
      if (second != first) pair.program.push_back(shapes()[second]);
      if (std::any_of(pair.program.begin(), pair.program.end(), speaks_of_levels)) pair.program.push_back(ladder());
      const auto compiled = compile(text_of(pair.program), pair.words);
      REQUIRE(compiled != nullptr);
      ++programs;
      Happenings so_far;
      each_sequence(alphabet(*pair.words), 3, so_far, [&](const Happenings& history) {
        ++histories;
        if (!difference(*compiled, history)) return;
        pair.history = history;
        FAIL(report(shrunk(pair)));
      });
    }
  }
  WARN(programs << " programs, " << histories << " histories");
  CHECK(histories == programs * (9 + 81 + 729));
}

}  // namespace setia::laws
