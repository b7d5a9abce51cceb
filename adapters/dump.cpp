#include "adapters/dump.hpp"

#include <algorithm>

#include "adapters/json_object.hpp"
#include "adapters/lot_origins.hpp"
#include "adapters/level_standings.hpp"
#include "adapters/shown.hpp"
#include "adapters/unit_names.hpp"
#include "adapters/used_limits.hpp"

namespace setia::adapters {
namespace {

using engine::Result;
using engine::Status;

constexpr const char* kTitle = "setia dump 1";

class Dumping {
 public:
  Dumping(Ledger& ledger, std::map<engine::LotNumber, LotOrigin> origins)
      : ledger_(ledger), units_(unit_names(ledger.versions())), origins_(std::move(origins)) {}

  Result<Dump> run() {
    const engine::State& state = ledger_.state();
    for (std::size_t index = 1; index < state.members.size(); ++index) {
      if (const Status done = member(state.members[index]); !done) return done.failure();
    }
    for (const std::string& line : used_lines(ledger_.versions(), ledger_.symbols(), state, state.members.front(), "total")) add(line);
    std::sort(dump_.lines.begin(), dump_.lines.end());
    dump_.clock = instant_text(state.clock_second);
    return std::move(dump_);
  }

 private:
  void add(std::string line) { dump_.lines.push_back(std::move(line)); }

  Status member(const engine::MemberState& member) {
    const Result<std::string> external = ledger_.keys().external(member.id);
    if (!external) return external.failure();
    const std::string name = json_text(external.value());
    if (member.joining != 0) add("member " + name + " joined " + day_text(member.joined.day) + " state " + standing_text(member.standing));
    for (const engine::Holding& holding : member.holdings) this->holding(name, holding);
    for (const std::string& line : used_lines(ledger_.versions(), ledger_.symbols(), ledger_.state(), member, "member " + name))
      add(line);
    for (const engine::CounterValue& counter : member.counters) this->counter(name, counter);
    levels(name, member);
    for (const engine::MemberIndex other : member.household) {
      const Result<std::string> with = ledger_.keys().external(ledger_.state().members[other.index()].id);
      if (!with) return with.failure();
      add("household " + name + " with " + json_text(with.value()));
    }
    return engine::Done{};
  }

  void holding(const std::string& name, const engine::Holding& holding) {
    const std::string unit = json_text(units_[holding.unit_key]);
    if (holding.available_micro != 0 || holding.pending_micro != 0 || holding.held_micro != 0) {
      add("balance " + name + " " + unit + " available " + units_text(holding.available_micro) + " pending " +
          units_text(holding.pending_micro) + " held " + units_text(holding.held_micro));
    }
    for (const engine::Lot& one : holding.lots) lot(name, unit, one, "available");
    for (const engine::PendingLot& one : holding.pending) lot(name, unit, one.lot, "pending until " + release_text(one.release));
    for (const auto& [number, one] : held_lots(holding)) lot(name, unit, one, "held " + units_text(one.left_micro));
  }

  // Parts of one lot in several holds are one line.
  static std::map<engine::LotNumber, engine::Lot> held_lots(const engine::Holding& holding) {
    std::map<engine::LotNumber, engine::Lot> lots;
    for (const engine::HeldLot& held : holding.held) {
      const auto [place, fresh] = lots.try_emplace(held.lot.number, held.lot);
      if (!fresh) place->second.left_micro += held.lot.left_micro;
    }
    return lots;
  }

  std::string release_text(const engine::Release& release) const {
    if (release.second != 0) return instant_text(release.second);
    return instant_text(ledger_.world().zones.instant(ledger_.program().zone, {release.day, 0}, 0));
  }

  void lot(const std::string& name, const std::string& unit, const engine::Lot& lot, const std::string& where) {
    if (lot.left_micro == 0) return;
    const LotOrigin& origin = origins_[lot.number];
    add("lot " + name + " " + unit + " " + json_text(origin.rule) + " " + json_text(origin.event) + " earned " + day_text(lot.earned) +
        " expires " + day_text(lot.last_valid) + " given " + units_text(origin.given_micro) + " left " + units_text(lot.left_micro) + " " +
        where);
  }

  // Nothing of those below the first rung.
  void levels(const std::string& name, const engine::MemberState& member) {
    const engine::MemberIndex index{static_cast<std::size_t>(&member - ledger_.state().members.data())};
    for (const LevelStanding& level : level_standings(ledger_, index)) {
      if (level.level.empty()) continue;
      add("status " + name + " " + json_text(level.ladder) + " " + json_text(level.level) + " since " + day_text(level.since) + " until " + day_text(level.until));
    }
  }

  void counter(const std::string& name, const engine::CounterValue& value) {
    const engine::Program& program = ledger_.program();
    const auto counter = std::find_if(program.counters.begin(), program.counters.end(),
                                      [&](const engine::Counter& one) { return one.key == value.counter_key; });
    if (counter == program.counters.end() || value.value == 0) return;
    const engine::Day today = ledger_.state().clock_program.day;
    if (counter->starts_again && engine::calendar_window(program.calendar, *counter->starts_again, today).first != value.window) return;
    const bool money = counter->type == engine::ValueType::kMoney;
    add("counter " + name + " " + json_text(counter->name) + " " +
        (money ? decimal_text(value.value, program.currency_decimals) : units_text(value.value)));
  }

  Ledger& ledger_;
  std::vector<std::string> units_;
  std::map<engine::LotNumber, LotOrigin> origins_;
  Dump dump_;
};

}  // namespace

Result<Dump> dump(Ledger& ledger) {
  ledger.apply_dues();
  Result<std::map<engine::LotNumber, LotOrigin>> origins = lot_origins(ledger);
  if (!origins) return origins.failure();
  return Dumping(ledger, std::move(origins).value()).run();
}

std::string dump_text(const Dump& dump) {
  std::string text(kTitle);
  text += "\nclock ";
  text += dump.clock;
  text += '\n';
  for (const std::string& line : dump.lines) text += line + "\n";
  return text;
}

std::string dump_json(const Dump& dump) {
  std::vector<std::string> lines;
  for (const std::string& line : dump.lines) lines.push_back(json_text(line));
  return JsonObject().text("format", kTitle).text("clock", dump.clock).raw("lines", json_list(lines)).done();
}

}  // namespace setia::adapters
