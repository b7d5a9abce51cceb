// [Laws] Buying and returning leaves nothing; what is kept is as if it alone had been bought; parts are the whole.
#include <catch2/catch.hpp>

#include "engine/buying.hpp"
#include "engine/completion.hpp"
#include "engine/ensure.hpp"
#include "engine/kept.hpp"
#include "tests/laws/agreement.hpp"
#include "tests/laws/run_length.hpp"
#include "tests/laws/shrink.hpp"

namespace setia::laws {
namespace {

constexpr std::int64_t kReturnsEvents = 12, kReturnsWorlds = 800;

// The last event of the history and everything before it. Nothing when that is no receipt that can be parted.
struct LastReceipt {
  Happenings before;
  engine::Event receipt;
};
std::optional<LastReceipt> last_receipt(const Pair& pair) {
  for (std::size_t i = pair.history.size(); i-- > 0;) {
    const engine::Event& event = pair.history[i];
    if (event.kind != engine::EventKind::kPurchase || event.member == engine::MemberIndex{}) continue;
    return LastReceipt{{pair.history.begin(), pair.history.begin() + static_cast<std::ptrdiff_t>(i)}, event};
  }
  return std::nullopt;
}

engine::Event event_after(const engine::Event& receipt, engine::EventKind kind, int minutes, const std::string& id) {
  engine::Event event;
  event.kind = kind;
  event.id = id;
  event.member = receipt.member;
  event.stamp = receipt.stamp;
  event.stamp.instant_second += minutes * 60;
  event.stamp.received_second += minutes * 60;
  for (engine::CivilTime* time : {&event.stamp.local, &event.stamp.program}) {
    time->minute = static_cast<engine::Minute>(time->minute + minutes);
    if (time->minute < 1440) continue;
    time->minute = static_cast<engine::Minute>(time->minute - 1440);
    ++time->day;
  }
  return event;
}

engine::Event return_of(const engine::Event& receipt, int minutes, const std::string& id) {
  engine::Event event = event_after(receipt, engine::EventKind::kReturn, minutes, id);
  event.receipt = receipt.id;
  return event;
}

// Nothing asks for it, but levels are looked at with it.
engine::Event look_after(const engine::Event& receipt, int minutes) {
  engine::Event event = event_after(receipt, engine::EventKind::kActivity, minutes, "look");
  event.more.push_back({"activity", engine::Value{std::string("look"), {}}});
  return event;
}

engine::Event amount_of(const engine::Event& receipt, int minutes, std::int64_t amount_minor) {
  engine::Event event = return_of(receipt, minutes, "part-" + std::to_string(minutes));
  event.has_amount = true;
  event.amount_minor = amount_minor;
  return event;
}

bool is_waited_for(const LastReceipt& last) {
  return std::any_of(last.before.begin(), last.before.end(), [&](const engine::Event& event) { return event.receipt == last.receipt.id; });
}

// What is kept of it once the returns that waited for it are judged.
std::int64_t kept_of(const LastReceipt& last, engine::Symbols& words) {
  engine::Event receipt = last.receipt;
  ENSURE(engine::complete(receipt, 2, words).ok());
  engine::Kept kept(receipt);
  for (const engine::Event& waiting : last.before)
    if (waiting.kind == engine::EventKind::kReturn && waiting.receipt == receipt.id) kept.take_off(waiting);
  return static_cast<std::int64_t>(kept.kept_minor());
}

bool is_plain(const engine::Event& receipt) {
  return std::all_of(receipt.lines.begin(), receipt.lines.end(), [](const engine::Line& line) { return line.amount_minor > 0; });
}

// Balances, measures and limits in words; joining by the receipt is no part of it.
std::string after(Compiled& compiled, const Happenings& before, const Happenings& then, engine::Day until) {
  World world(compiled);
  const auto post = [&](const engine::Event& event) {
    world.let_clocks_run(engine::passed_with(event.stamp));
    world.post(event);
  };
  std::for_each(before.begin(), before.end(), post);
  std::for_each(then.begin(), then.end(), post);
  world.let_fall_due(until);
  return dump(compiled, world.state());
}

// Two worlds that are to end alike, in words.
using Ends = std::pair<std::string, std::string>;

// `law` is handed a program, a history and its last receipt. Every second program holds all kinds; of lots that paid for rewards by
// themselves a part returned may leave others than the rest alone would.
enum class Returned { kWhole, kInPart };
template <class Law>
void for_receipts(std::uint64_t offset, Returned returned, Law law) {
  const std::uint64_t first = first_seed() + offset;
  const auto ends_of = [&](const Pair& pair) -> std::optional<Ends> {
    const auto compiled = compile(text_of(pair.program), pair.words);
    const auto last = last_receipt(pair);
    if (!last || !compiled || (returned == Returned::kInPart && engine::buys_by_itself(compiled->program()))) return std::nullopt;
    return law(*compiled, *last, pair.seed);
  };
  const auto fails = [&](const Pair& pair) {
    const auto ends = ends_of(pair);
    return ends && ends->first != ends->second;
  };
  std::int64_t tries = 0, failing = 0;
  for (std::int64_t i = 0; i < how_many(kReturnsWorlds) && failing < 3; ++i) {
    const Pair pair = make_pair(first + static_cast<std::uint64_t>(i), kReturnsEvents, tries, every_second(i));
    if (!fails(pair)) continue;
    ++failing;
    const Pair small = shrunk(pair, fails);
    FAIL_CHECK(in_words(small) + lines_of_one_alone(ends_of(small)->first, ends_of(small)->second));
  }
  CHECK(failing == 0);
}

}  // namespace

TEST_CASE("[R2] buy then return leaves nothing", "[law]") {
  for_receipts(10'000'000, Returned::kWhole, [](Compiled& compiled, const LastReceipt& last, std::uint64_t) -> std::optional<Ends> {
    const engine::Day day = last.receipt.stamp.program.day + 20;
    Happenings known = last.before;
    engine::Event join = last.receipt;
    join.kind = engine::EventKind::kJoin;
    join.id = "join";
    join.lines.clear();
    join.payments.clear();
    join.currency = join.store = join.channel = {};
    join.codes.clear();
    join.more.clear();
    known.push_back(join);
    known.push_back(look_after(last.receipt, 0));  // what counts have reached already is not the receipt's
    return Ends{after(compiled, known, {}, day), after(compiled, known, {last.receipt, return_of(last.receipt, 1, "back")}, day)};
  });
}

TEST_CASE("[R2] returning in parts is returning at once", "[law]") {
  for_receipts(11'000'000, Returned::kInPart, [](Compiled& compiled, const LastReceipt& last, std::uint64_t seed) -> std::optional<Ends> {
    const std::int64_t kept = kept_of(last, *compiled.words);
    if (!is_plain(last.receipt) || kept < 2) return std::nullopt;
    Dice dice(seed + 1);
    const std::int64_t whole = dice.from(2, kept);
    const std::int64_t part = dice.from(1, whole - 1);
    const engine::Day day = last.receipt.stamp.program.day + 20;
    const engine::Event& receipt = last.receipt;
    return Ends{after(compiled, last.before, {receipt, amount_of(receipt, 1, whole)}, day),
                after(compiled, last.before, {receipt, amount_of(receipt, 1, part), amount_of(receipt, 2, whole - part)}, day)};
  });
}

TEST_CASE("[R2] after a return a receipt is what buying the kept lines alone would have been", "[law]") {
  for_receipts(12'000'000, Returned::kInPart, [](Compiled& compiled, const LastReceipt& last, std::uint64_t seed) -> std::optional<Ends> {
    if (!is_plain(last.receipt) || last.receipt.lines.size() < 2 || is_waited_for(last)) return std::nullopt;
    Dice dice(seed + 1);
    const auto gone = static_cast<std::size_t>(dice.from(0, static_cast<std::int64_t>(last.receipt.lines.size()) - 1));
    engine::Event whole = last.receipt;
    whole.payments.clear();
    engine::Event kept = whole;
    kept.lines.erase(kept.lines.begin() + static_cast<std::ptrdiff_t>(gone));
    engine::Event back = return_of(whole, 1, "back");
    engine::Line& line = back.lines.emplace_back();
    line.number = static_cast<std::int32_t>(gone) + 1;
    line.has_number = true;
    for (std::size_t i = 0; i < kept.lines.size(); ++i) {  // lines keep their numbers
      kept.lines[i].number = static_cast<std::int32_t>(i < gone ? i + 1 : i + 2);
      kept.lines[i].has_number = true;
    }
    // A level that the kept lines alone reach, and the whole did not, comes with the next event: a return reaches nothing anew.
    const engine::Event look = look_after(whole, 2);
    const engine::Day day = last.receipt.stamp.program.day + 20;
    return Ends{after(compiled, last.before, {kept, look}, day), after(compiled, last.before, {whole, back, look}, day)};
  });
}

}  // namespace setia::laws
