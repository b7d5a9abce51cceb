// What a state says, in names and sorted lines, so that numbering shows nowhere.
#include <algorithm>
#include <map>
#include <set>

#include "engine/levels.hpp"
#include "tests/laws/world.hpp"

namespace setia::laws {
namespace {

std::string number(engine::Wide value) {
  if (value < 0) return "-" + number(-value);
  return value < 10 ? std::string(1, static_cast<char>('0' + static_cast<int>(value))) : number(value / 10) + number(value % 10);
}

class Dump {
 public:
  explicit Dump(const Compiled& compiled) : compiled_(compiled) {}

  void member(const engine::MemberState& member) {
    if (member.joining == 0 && member.holdings.empty() && member.gathered.empty()) return;  // no more than named
    const std::string who = "member " + std::to_string(member.id[0]);
    line(who + " standing " + std::to_string(static_cast<int>(member.standing)) + " joined " + std::to_string(member.joined.day) + " purchases " +
         std::to_string(member.last_number - static_cast<std::int64_t>(member.free_numbers.size())));
    for (const engine::Holding& holding : member.holdings) holds(who + " " + compiled_.versions.units().names[holding.unit_key], holding);
    for (const engine::Gathered& gathered : member.gathered) {
      if (gathered.value == 0) continue;
      line(who + " gathered " + compiled_.versions.metrics().names[gathered.metric_key] + " " + std::to_string(gathered.at) + " " +
           text(gathered.group) + " " + std::to_string(gathered.value));
    }
    used(who, member.usage);
    for (const engine::CounterValue& counter : member.counters)
      if (counter.value != 0) line(who + " counter " + compiled_.versions.counters().names[counter.counter_key] + " " + std::to_string(counter.window) + " " + std::to_string(counter.value));
    for (const engine::ReferralMark& mark : member.referrals)
      line(who + " referral state " + std::to_string(static_cast<int>(mark.state)) + " of " + std::to_string(mark.referral_key) + " by " + std::to_string(mark.by.index()) + " on " +
           std::to_string(mark.day) + (mark.ended == 0 ? "" : " ended"));
    for (const engine::Ladder& ladder : compiled_.program().ladders) stands(who + " " + ladder.name, ladder, member);
  }

  void used(const std::string& who, const std::vector<engine::Usage>& usage) {
    for (const engine::Usage& one : usage)
      line(who + " used " + compiled_.versions.limits().names[one.limit_key] + " " + text(one.scope) + " " + std::to_string(one.window) + " " + number(one.used));
  }

  std::string result() {
    std::sort(lines_.begin(), lines_.end());
    std::string all;
    for (const std::string& one : lines_) all += one + "\n";
    return all;
  }

 private:
  void holds(const std::string& what, const engine::Holding& holding) {
    if (holding.available_micro == 0 && holding.pending_micro == 0 && holding.lots.empty()) return;
    line(what + " available " + std::to_string(holding.available_micro) + " pending " + std::to_string(holding.pending_micro));
    std::map<std::pair<engine::Day, engine::Day>, std::int64_t> lots;  // lots that live alike are one
    for (const engine::Lot& lot : holding.lots) lots[{lot.earned, lot.last_valid}] += lot.left_micro;
    for (const auto& [days, left] : lots)
      line(what + " lot " + std::to_string(left) + " earned " + std::to_string(days.first) + " until " + std::to_string(days.second));
  }

  // The level held, and each that was reached with its last day.
  void stands(const std::string& what, const engine::Ladder& ladder, const engine::MemberState& member) {
    const std::size_t rank = engine::rank_now(ladder, member, engine::kNever);
    line(what + " level " + (rank == 0 ? "none" : ladder.rungs[rank - 1].name));
    std::set<std::string> reached;
    for (const engine::Reached& one : member.reached)
      if (one.ladder_key == ladder.key) reached.insert(what + " reached " + text(one.level) + " until " + std::to_string(one.until) + (one.floor ? " by hand" : ""));
    for (const std::string& one : reached) line(one);
  }

  void line(std::string text) { lines_.push_back(std::move(text)); }
  std::string text(engine::SymbolId symbol) const { return "\"" + std::string(compiled_.words->text(symbol)) + "\""; }

  const Compiled& compiled_;
  std::vector<std::string> lines_;
};

}  // namespace

std::string dump(const Compiled& compiled, const engine::State& state) {
  Dump dump(compiled);
  for (std::size_t i = 1; i < state.members.size(); ++i) dump.member(state.members[i]);
  dump.used("program", state.usage);
  return dump.result();
}

std::string describe(const Compiled& compiled, const engine::Event& event) {
  const auto text = [&](engine::SymbolId symbol) { return std::string(compiled.words->text(symbol)); };
  const engine::YearMonthDay date = engine::civil_from(event.stamp.local.day);
  std::string said = event.id + " kind " + std::to_string(static_cast<int>(event.kind)) + " person " + std::to_string(event.member.index()) + " on " +
                     std::to_string(date.year) + "-" + std::to_string(date.month) + "-" + std::to_string(date.day) + " minute " +
                     std::to_string(event.stamp.local.minute) + (event.other == engine::MemberIndex{} ? "" : " with person " + std::to_string(event.other.index())) + " store " + text(event.store) + " channel " + text(event.channel) + "\n";
  if (!event.receipt.empty()) said += "    returns of " + event.receipt + (event.has_amount ? " " + std::to_string(event.amount_minor) : "") + "\n";
  for (const engine::Line& line : event.lines) {
    if (line.has_number) said += "    line " + std::to_string(line.number) + "\n";
    said += "    " + std::to_string(line.amount_minor) + " of " + text(line.category) + " sku " + text(line.sku) + " brand " + text(line.brand) + " pieces " +
            std::to_string(line.quantity_micro / 1'000'000);
    for (const engine::SymbolId tag : line.tags) said += " tag " + text(tag);
    said += "\n";
  }
  for (const engine::Payment& payment : event.payments)
    said += "    paid " + std::to_string(payment.amount_minor) + " by " + text(payment.method) + payment.unit + " card " + text(payment.card) + "\n";
  for (const engine::Field& field : event.more) {
    said += "    " + field.name;
    if (const auto* word = std::get_if<std::string>(&field.value.held)) said += " " + *word;
    if (const auto* number = std::get_if<engine::Number>(&field.value.held)) said += " " + number->text;
    said += "\n";
  }
  return said;
}

}  // namespace setia::laws
