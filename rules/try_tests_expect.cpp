// Expectations. Amounts are exact; `gets` and `loses` speak of the last `on` line, `has` of now.
#include "rules/try_tests_expect.hpp"

#include <algorithm>

#include "engine/counters.hpp"
#include "engine/carried.hpp"
#include "engine/limits.hpp"
#include "engine/pool.hpp"
#include "engine/posting.hpp"
#include "engine/rounding.hpp"
#include "engine/settle_payments.hpp"
#include "engine/slot_reader.hpp"
#include "engine/typed_value.hpp"
#include "rules/scales.hpp"
#include "rules/slot_of_measure.hpp"
#include "rules/test_answers.hpp"
#include "rules/test_causes.hpp"
#include "rules/test_things.hpp"
#include "rules/test_values.hpp"
#include "rules/try_tests_given.hpp"
#include "rules/try_tests_held.hpp"
#include "rules/try_tests_paid.hpp"
#include "rules/try_tests_values.hpp"
#include "rules/words.hpp"

namespace setia::rules {
namespace {

using engine::MemberIndex;
using Answer = std::optional<std::string>;

const engine::Holding* holding_of(const TestWorld& world, MemberIndex member, UnitRef unit) {
  const std::uint32_t key = world.program().units[unit.index].key;
  for (const engine::Holding& holding : world.member(member).holdings) {
    if (holding.unit_key == key) return &holding;
  }
  return nullptr;
}

struct ExpectLines {
  TestWorld& world;

  template <class T>
  Answer operator()(const T&) const { return std::nullopt; }

  std::string words(std::int64_t micro, UnitRef unit) const { return amount_in_words(micro, world.program().units[unit.index]); }

  // Of the line's persons, the first for whom it does not hold.
  template <class Ask>
  Answer each(const dsl::Who& who, Ask ask) const {
    for (const MemberIndex member : everyone_in(world, who)) {
      if (Answer answer = ask(member)) return answer;
    }
    return std::nullopt;
  }

  // Amounts of a household are those of all of it together.
  template <class Amount>
  Answer amounts(const dsl::Who& who, std::int64_t wanted, UnitRef unit, Amount amount) const {
    std::int64_t sum = 0;
    for (const MemberIndex member : everyone_in(world, who)) {
      sum = (who.household_of ? sum : 0) + amount(member);
      if (!who.household_of && sum != wanted) break;
    }
    return same(wanted, sum, unit);
  }

  Answer same(std::int64_t wanted, std::int64_t got, UnitRef unit) const {
    return wanted == got ? std::nullopt : Answer{words(got, unit)};
  }

  // --- what was given and taken -------------------------------------------------------------------------------------

  std::vector<const Happened*> happenings(MemberIndex member, const std::optional<dsl::Name>& receipt) const { return happenings_of(world, member, receipt); }

  bool is_from(const engine::Posting& posting, const std::optional<dsl::Name>& rule) const {
    return posting.why == engine::PostingWhy::kRule && (!rule || is_called(world.plan(), posting.rule, rule->text));
  }

  std::int64_t given(MemberIndex member, UnitRef unit, const std::optional<dsl::Name>& rule,
                     const std::optional<dsl::Name>& receipt) const {
    std::int64_t sum = 0;
    for (const Happened* const happened : concerning(world, member, receipt)) {
      for (const engine::Posting& posting : happened->outcome.postings) {
        if (is_from(posting, rule) && posting.to.member == member && posting.unit.index() == unit.index) sum += posting.amount_micro;
      }
    }
    return sum;
  }

  // Money of all wallets together, where none is named.
  Answer gets_money(const dsl::ExpectGets& expect) const {
    return each(expect.who, [&](MemberIndex member) -> Answer {
      std::int64_t sum = 0;
      for (std::size_t unit = 0; unit < world.plan().units.size(); ++unit)
        if (world.plan().units[unit].kind == engine::UnitKind::kWallet) sum += given(member, {unit}, expect.from, expect.for_);
      const std::int64_t coin = micro_per_coin(world.program().currency_decimals);
      if (sum == minor_of(world.plan(), expect.amount) * coin) return std::nullopt;
      return sum % coin == 0 ? money_in_words(sum / coin, world.program()) : number_in_words(sum, kMicroDecimals) + ' ' + world.program().currency;
    });
  }

  Answer operator()(const dsl::ExpectGets& expect) const {
    if (expect.amount.is_money && !expect.amount.wallet) return gets_money(expect);
    const UnitRef unit = unit_of(world.plan(), expect.amount);
    return amounts(expect.who, micro_of(expect.amount.number), unit, [&](MemberIndex member) { return given(member, unit, expect.from, expect.for_); });
  }

  Answer operator()(const dsl::ExpectOff& expect) const {
    return each(expect.who, [&](MemberIndex member) -> Answer {
      const std::int64_t off = taken_off(world, happenings(member, std::nullopt), expect.from);
      return off == minor_of(world.plan(), expect.money) ? std::nullopt : Answer{money_in_words(off, world.program()) + " off"};
    });
  }

  Answer operator()(const dsl::ExpectNothing& expect) const {
    return each(expect.who, [&](MemberIndex member) -> Answer {
      for (std::size_t unit = 0; unit < world.plan().units.size(); ++unit) {
        const std::int64_t micro = given(member, {unit}, expect.from, expect.for_);
        if (micro != 0) return words(micro, {unit});
      }
      if (const std::int64_t off = taken_off(world, happenings(member, expect.for_), expect.from); off != 0) return money_in_words(off, world.program()) + " off";
      if (!expect.cause || has_cause(member, expect)) return std::nullopt;
      return "nothing, for another reason";
    });
  }

  bool has_cause(MemberIndex member, const dsl::ExpectNothing& expect) const {
    std::vector<const Happened*> all = happenings(member, expect.for_);
    if (all.empty()) all = all_of_line(world);  // what somebody else's event did not bring them
    return std::any_of(all.begin(), all.end(), [&](const Happened* happened) {
      return std::any_of(happened->trace.rules.begin(), happened->trace.rules.end(), [&](const engine::RuleTrace& trace) {
        return (!expect.from || is_called(world.plan(), trace.rule, expect.from->text)) &&
               is_cause(*expect.cause, trace, world.program());
      });
    });
  }

  Answer operator()(const dsl::ExpectLoses& expect) const {
    const UnitRef unit = unit_of(world.plan(), expect.holding);
    return amounts(expect.who, micro_of(expect.holding.number), unit, [&](MemberIndex member) {
      std::int64_t lost = 0;
      for (const Happened* const happened : concerning(world, member, std::nullopt)) {
        for (const engine::Posting& posting : happened->outcome.postings) {
          const bool leaves = posting.from.member == member && !engine::is_members(posting.to.kind);
          if (leaves && posting.unit.index() == unit.index) lost += posting.amount_micro;
        }
      }
      return lost;
    });
  }

  // --- what there is ------------------------------------------------------------------------------------------------

  // What is owed is no balance, unless the unit may go below zero, or the line asks for what is owed by a number below it.
  static std::int64_t usable(const engine::Holding& holding, const engine::Unit& unit, const dsl::Decimal& wanted) {
    return unit.may_go_below || wanted.digits < 0 ? std::int64_t{holding.available_micro} : std::max<std::int64_t>(0, holding.available_micro);
  }

  std::int64_t balance(MemberIndex member, UnitRef unit, const dsl::ExpectHas& expect) const {
    const engine::Holding* const holding = holding_of(world, member, unit);
    if (holding == nullptr) return 0;
    if (expect.until) return held_until(world, member, *holding, {expect.how, day_of(*expect.until)});
    switch (expect.how) {
      case dsl::HeldHow::kAvailable: return usable(*holding, world.program().units[unit.index], expect.holding.number);
      case dsl::HeldHow::kPending: return holding->pending_micro;
      case dsl::HeldHow::kHeld: return holding->held_micro;
    }
    return 0;
  }

  Answer operator()(const dsl::ExpectHas& expect) const {
    const UnitRef unit = unit_of(world.plan(), expect.holding);
    return amounts(expect.who, micro_of(expect.holding.number), unit, [&](MemberIndex member) { return balance(member, unit, expect); });
  }

  Answer operator()(const dsl::ExpectThing& expect) const {
    const UnitRef unit = thing_named(world.plan(), expect.kind, expect.name.text);
    const std::optional<engine::Day> until = expect.until ? std::optional(day_of(*expect.until)) : std::nullopt;
    return each(expect.who, [&](MemberIndex member) -> Answer {
      const std::int64_t got = expect.gets ? things_got(concerning(world, member, std::nullopt), member, unit, until) : held_of(member, unit, until);
      return agrees_with(expect, got) ? std::nullopt : Answer{things_in_words(expect, got)};
    });
  }

  std::int64_t held_of(MemberIndex member, UnitRef unit, std::optional<engine::Day> until) const {
    const engine::Holding* const holding = holding_of(world, member, unit);
    if (holding == nullptr) return 0;
    return until ? held_until(world, member, *holding, {dsl::HeldHow::kAvailable, *until}) : std::int64_t{holding->available_micro};
  }

  Answer operator()(const dsl::ExpectNoLevel& expect) const {
    const engine::Ladder& ladder = world.program().ladders[ladder_named(world.program(), expect.ladder.text)->index()];
    return each(expect.who, [&](MemberIndex member) -> Answer {
      const std::size_t rank = engine::level_now(ladder, world.program(), world.member(member), world.time().day, world.state());
      return rank == 0 ? std::nullopt : Answer{ladder.rungs[rank - 1].name};
    });
  }

  Answer operator()(const dsl::ExpectTowards& expect) const {
    const UnitRef unit = unit_of(world.plan(), expect.holding);
    const engine::Ladder& ladder = world.program().ladders[ladder_named(world.program(), expect.ladder.text)->index()];
    const engine::SlotId slot = count_of_unit(world.program(), ladder, engine::UnitId{unit.index});
    return each(expect.who, [&](MemberIndex member) {
      const engine::Event event = now_of(member);
      engine::SlotReader reader(world.program(), world.index(), world.state(), world.member(member), event, world.scratch());
      const auto count = std::find(ladder.counts.begin(), ladder.counts.end(), slot) - ladder.counts.begin();
      const std::vector<std::int64_t> brought = engine::carried(ladder, world.program(), world.member(member), reader.day());
      return same(micro_of(expect.holding.number), reader.read(slot).value + brought[static_cast<std::size_t>(count)], unit);
    });
  }

  Answer level(const engine::Ladder& ladder, const dsl::ExpectFact& expect) const {
    const std::size_t wanted = level_rank(ladder, expect.fact);
    return each(expect.who, [&](MemberIndex member) -> Answer {
      const std::size_t rank = engine::level_now(ladder, world.program(), world.member(member), world.time().day, world.state());
      if (rank != wanted) return rank == 0 ? "no " + ladder.name : ladder.rungs[rank - 1].name;
      const std::optional<engine::Day> until = engine::kept_until(ladder, world.member(member), rank);
      if (!expect.until || until == day_of(*expect.until)) return std::nullopt;
      return !until || *until == engine::kNever ? "for ever" : "until " + day_in_words(*until);
    });
  }

  Answer operator()(const dsl::ExpectFact& expect) const {
    if (const auto ladder = ladder_named(world.program(), expect.fact.field.text)) return level(world.program().ladders[ladder->index()], expect);
    const std::optional<std::size_t> index = member_field(world.program(), expect.fact.field.text);
    if (!index) return "no such field";
    const engine::FieldOf& field = world.program().fields[*index];
    engine::Value value = value_of(expect.fact);
    if (const std::string* const text = std::get_if<std::string>(&value.held)) value.symbol = world.symbols().intern(*text);
    const std::optional<std::int64_t> wanted = engine::typed_value(value, field.type, world.program().currency_decimals);
    return each(expect.who, [&](MemberIndex member) -> Answer {
      for (const engine::FieldValue& held : world.member(member).fields) {
        if (held.field_key != field.key) continue;
        engine::Slot slot;
        slot.kind = engine::SlotKind::kMemberField;
        slot.type = field.type;
        return held.value == wanted ? std::nullopt : Answer{value_in_words(held.value, slot, world.program(), world.symbols())};
      }
      return "nothing is known of it";
    });
  }

  // --- measures and limits --------------------------------------------------------------------------------------------

  engine::Event now_of(MemberIndex member) const { return world.event_at(engine::EventKind::kMember, world.time(), member); }

  Answer operator()(const dsl::ExpectIn& expect) const {
    if (expect.kind == dsl::NamedKind::kCounter) return in_counter(expect);
    const engine::SlotId slot = slot_of_measure(world.plan(), world.symbols(), world.program(), measure_named(world.plan(), expect.name.text));
    return each(expect.who, [&](MemberIndex member) -> Answer {
      const engine::Event event = now_of(member);
      engine::SlotReader reader(world.program(), world.index(), world.state(), world.member(member), event, world.scratch());
      const engine::SlotReading& reading = reader.read(slot);
      if (reading.status != engine::SlotStatus::kPresent) return "nothing is known of it";
      return agrees_or(expect, reader.exactly(slot), world.program().slots[slot.index()]);
    });
  }

  Answer in_counter(const dsl::ExpectIn& expect) const {
    const engine::CounterId counter{counter_named(world.plan(), expect.name.text).index};
    engine::Slot slot;
    slot.kind = engine::SlotKind::kCounter;
    slot.type = world.program().counters[counter.index()].type;
    return each(expect.who, [&](MemberIndex member) {
      return agrees_or(expect, {engine::counter_value(world.program(), counter, world.time().day, world.member(member))}, slot);
    });
  }

  Answer agrees_or(const dsl::ExpectIn& expect, const engine::ExactReading& value, const engine::Slot& slot) const {
    if (agrees(expect, value, slot.type)) return std::nullopt;
    const auto shown = static_cast<std::int64_t>(engine::round_quotient(value.num, value.den, engine::RoundMode::kHalfUp));
    return value_in_words(shown, slot, world.program(), world.symbols());
  }

  // Rounded half up to the decimals written, or to those that are kept where more are written.
  bool agrees(const dsl::ExpectIn& expect, const engine::ExactReading& value, engine::ValueType type) const {
    const dsl::Amount* const amount = std::get_if<dsl::Amount>(&expect.value);
    const dsl::Decimal& wanted = amount != nullptr ? amount->number : std::get<dsl::Decimal>(expect.value);
    int decimals = type == engine::ValueType::kCount ? 0 : kMicroDecimals;
    if (type == engine::ValueType::kMoney) decimals = world.program().currency_decimals;
    engine::Wide step = 1;
    for (int i = wanted.scale; i < decimals; ++i) step *= 10;
    return engine::round_quotient(value.num, step * value.den, engine::RoundMode::kHalfUp) == wanted.digits;
  }

  Answer operator()(const dsl::ExpectUsed& expect) const {
    return each(expect.who, [&](MemberIndex member) -> Answer {
      for (const engine::Limit& limit : world.program().limits) {
        if (!is_named(limit, expect.kind, expect.name.text)) continue;
        if (const auto wanted = used_of(limit, expect)) return used_or(limit, *wanted, member);
      }
      return "no such limit";
    });
  }

  // What the line says, in the limit's scale; nothing when it counts something else.
  std::optional<engine::Wide> used_of(const engine::Limit& limit, const dsl::ExpectUsed& expect) const {
    if (const std::int64_t* const times = std::get_if<std::int64_t>(&expect.used)) {
      return limit.kind == engine::CapKind::kTimes ? std::optional<engine::Wide>{*times} : std::nullopt;
    }
    const dsl::Amount& amount = std::get<dsl::Amount>(expect.used);
    if (!amount.is_money || amount.wallet) {
      return limit.kind == engine::CapKind::kUnits ? std::optional<engine::Wide>{micro_of(amount.number)} : std::nullopt;
    }
    if (limit.kind == engine::CapKind::kSpend) return minor_of(world.plan(), amount);
    return limit.kind == engine::CapKind::kMoney ? std::optional{engine::Wide{minor_of(world.plan(), amount)} * kMicro} : std::nullopt;
  }

  Answer used_or(const engine::Limit& limit, engine::Wide wanted, MemberIndex member) const {
    const engine::Event event = now_of(member);
    engine::SlotReader reader(world.program(), world.index(), world.state(), world.member(member), event, world.scratch());
    const engine::Wide scale = limit.kind == engine::CapKind::kMoney ? kMicro : 1;
    const engine::Wide used = limit.most * scale - engine::room_of(limit, reader);
    if (used == wanted) return std::nullopt;
    switch (limit.kind) {
      case engine::CapKind::kTimes: return number_in_words(used, 0) + (used == 1 ? " time" : " times");
      case engine::CapKind::kUnits: return words(static_cast<std::int64_t>(used), {limit.unit.index()});
      case engine::CapKind::kMoney:
        return number_in_words(used, kMicroDecimals + world.program().currency_decimals) + ' ' + world.program().currency;
      default: return money_in_words(static_cast<std::int64_t>(used), world.program());
    }
  }

  // --- answers --------------------------------------------------------------------------------------------------------

  Answer operator()(const dsl::ExpectTold& expect) const {
    return each(expect.who, [&](MemberIndex member) -> Answer {
      std::string told;
      for (const Happened* const happened : concerning(world, member, std::nullopt)) {
        for (const std::string& message : messages_to(member, *happened)) {
          if (message == expect.text.text) return std::nullopt;
          told += (told.empty() ? "\"" : ", \"") + message + '"';
        }
      }
      return told.empty() ? "no message" : told;
    });
  }

  Answer operator()(const dsl::ExpectRefused& expect) const {
    return each(expect.who, [&](MemberIndex member) -> Answer {
      const std::vector<const Happened*> all = happenings(member, std::nullopt);
      const std::optional<engine::Refusal> refusal = all.empty() ? std::nullopt : refusal_in(all.back()->outcome, world);
      if (refusal.has_value() == expect.negated) return refusal ? "refused: " + refusal->what : "not refused";
      const bool other = refusal && ((expect.cause && !is_cause(*expect.cause, *refusal)) || (expect.reason && expect.reason->text != refusal->what));
      return other ? Answer{"refused: " + refusal->what} : std::nullopt;
    });
  }

  Answer operator()(const dsl::ExpectPays& expect) const {
    const bool in_money = expect.amount.is_money && !expect.amount.wallet;
    return each(expect.who, [&](MemberIndex member) -> Answer {
      if (!in_money) return same(micro_of(expect.amount.number), spent(happenings(member, std::nullopt), unit_of(world.plan(), expect.amount)), unit_of(world.plan(), expect.amount));
      std::int64_t left = 0;
      for (const Happened* const happened : happenings(member, std::nullopt)) left += left_to_pay(world, happened->event);
      return left == minor_of(world.plan(), expect.amount) ? std::nullopt : Answer{money_in_words(left, world.program())};
    });
  }

  Answer operator()(const dsl::ExpectCanPay& expect) const {
    dsl::Amount holding;
    holding.of = expect.unit;
    const UnitRef unit = unit_of(world.plan(), holding);
    return each(expect.who, [&](MemberIndex member) -> Answer {
      std::int64_t most = 0;
      for (const Happened* const happened : happenings(member, std::nullopt))
        if (!happened->payable_minor.empty()) most = happened->payable_minor[unit.index];
      return most == minor_of(world.plan(), expect.money) ? std::nullopt : Answer{money_in_words(most, world.program())};
    });
  }
};

}  // namespace

std::optional<std::string> contradiction(TestWorld& world, const dsl::Clause& clause) {
  return std::visit(ExpectLines{world}, clause.kind);
}

}  // namespace setia::rules
