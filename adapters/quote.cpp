#include "adapters/quote.hpp"

#include <map>

#include "adapters/account_names.hpp"
#include "adapters/door.hpp"
#include "adapters/member_history.hpp"
#include "adapters/shown.hpp"
#include "adapters/unit_names.hpp"
#include "engine/settle_payments.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::MemberIndex;
using engine::Result;
using engine::Status;

class Quoting {
 public:
  Quoting(Ledger& ledger, const engine::Event& event, const std::string& member) : ledger_(ledger), names_(ledger), event_(event) { out_.member = member; }

  Result<Quote> run(const engine::Outcome& outcome, const engine::DiscountQuote& discounts) {
    out_.without_member = outcome.without_member;
    out_.messages = outcome.messages;
    for (const engine::Posting& posting : outcome.postings) {
      if (const Status added = add(posting); !added) return added.failure();
    }
    const engine::Program& program = ledger_.versions().at(ledger_.versions().in_force(event_.stamp.local.day)).program;
    for (const engine::Cut& cut : outcome.cuts)
      out_.cuts.push_back({program.rules[cut.rule.index()].name, program.limits[cut.limit.index()].name, program.units[cut.unit.index()].name,
                           cut.wanted_micro, cut.given_micro, &program.units[cut.unit.index()]});
    if (event_.kind == engine::EventKind::kPurchase) price(program, discounts);
    balances(outcome);
    return std::move(out_);
  }

 private:
  // Somebody who is not in the ledger yet goes by the name in the event.
  Result<std::string> account(const engine::Account& account, const engine::Posting& posting) {
    const bool stranger = account.kind <= engine::AccountKind::kHeld && account.member.index() >= ledger_.state().members.size();
    if (!stranger) return names_.account(account, posting);
    engine::Account nobody = account;
    nobody.member = MemberIndex{};
    Result<std::string> name = names_.account(nobody, posting);
    if (!name) return name;
    return "member:" + out_.member + name.value().substr(name.value().find(':', name.value().find(':') + 1));
  }

  Status add(const engine::Posting& posting) {
    Result<std::string> from = account(posting.from, posting);
    if (!from) return from.failure();
    Result<std::string> to = account(posting.to, posting);
    if (!to) return to.failure();
    const engine::Program& program = ledger_.versions().at(posting.version).program;
    out_.entries.push_back({cause_of(posting, program), std::move(from).value(), std::move(to).value(), names_.unit(posting), posting.amount_micro,
                            &program.units[posting.unit.index()]});
    return Done{};
  }

  void price(const engine::Program& program, const engine::DiscountQuote& discounts) {
    const auto money = [&](std::int64_t minor) { return money_text(minor, program.currency_decimals); };
    for (const engine::TakenOff& one : discounts.taken)
      out_.discounts.push_back({program.rules[one.rule.index()].name, event_.lines[static_cast<std::size_t>(one.line)].number, money(one.minor),
                                one.spend_minor ? money(*one.spend_minor) : std::string()});
    for (const engine::DiscountCut& cut : discounts.cuts)
      out_.discount_cuts.push_back({program.rules[cut.rule.index()].name, program.limits[cut.limit.index()].name, money(cut.wanted_minor), money(cut.given_minor)});
    engine::Event settled = event_;
    std::int64_t left = 0;
    for (const engine::Line& line : settled.lines) left += line.amount_minor;
    if (!engine::settle_payments(program, settled)) {
      for (const engine::Payment& payment : settled.payments) left -= payment.unit.empty() ? engine::Money{} : payment.amount_minor;
    }
    out_.to_pay = money(left);
    out_.currency = program.currency;
  }

  void balances(const engine::Outcome& outcome) {
    const engine::State& state = ledger_.state();
    std::map<std::string, UnitBalance> units;
    const auto of = [&](const engine::Unit& unit) -> UnitBalance& { return units.try_emplace(unit.name, UnitBalance{unit.name, 0, 0, 0, {}, {}, &unit}).first->second; };
    if (event_.member.index() < state.members.size()) {
      const std::vector<const engine::Unit*> declared = units_by_key(ledger_.versions());
      for (const engine::Holding& holding : state.members[event_.member.index()].holdings) {
        UnitBalance& balance = of(*declared[holding.unit_key]);
        balance.available_micro = holding.available_micro;
        balance.pending_micro = holding.pending_micro;
        balance.held_micro = holding.held_micro;
      }
    }
    for (const engine::Posting& posting : outcome.postings) {
      const Effect effect = effect_of(posting, event_.member);
      UnitBalance& balance = of(ledger_.versions().at(posting.version).program.units[posting.unit.index()]);
      balance.available_micro += effect.available_micro;
      balance.pending_micro += effect.pending_micro;
      balance.held_micro += effect.held_micro;
    }
    for (auto& [name, balance] : units) out_.after.push_back(std::move(balance));
  }

  Ledger& ledger_;
  AccountNames names_;
  const engine::Event& event_;
  Quote out_;
};

}  // namespace

Result<Quote> quote(Ledger& ledger, ParsedEvent& parsed) {
  Door door(ledger);
  Quote refused;
  const Result<Answer> answer = door.quote(parsed, refused.refusal);
  if (!answer) return answer.failure();
  if (answer.value() == Answer::kPosted) return Quoting(ledger, parsed.event, parsed.member).run(door.outcome(), door.discounts());
  refused.member = parsed.member;
  refused.refused = answer.value() == Answer::kRefused;
  refused.repeated = answer.value() == Answer::kRepeated;
  refused.waiting = answer.value() == Answer::kWaiting;
  return refused;
}

}  // namespace setia::adapters
