// What an event would come to if it were posted now, for a till to show. Nothing is written.
#pragma once

#include <string>
#include <vector>

#include "adapters/balance.hpp"
#include "adapters/event_reader.hpp"

namespace setia::adapters {

struct QuotedEntry {
  std::string cause;               // the rule's name, "release", "expiry" …
  std::string from, to, unit;
  engine::Wide amount_micro = 0;
  const engine::Unit* declared = nullptr;
};
struct QuotedCut {
  std::string rule, limit, unit;
  engine::Wide wanted_micro = 0, given_micro = 0;
  const engine::Unit* declared = nullptr;
};
struct QuotedDiscount {
  std::string rule;
  std::int32_t line = 0;           // number of the line
  std::string amount;              // "0.60"
  std::string spend;               // what it is taken on, where a limit on spend counts it; else empty
};
struct QuotedDiscountCut {
  std::string rule, limit, wanted, given;
};
struct Quote {
  std::string member;              // empty: nobody
  bool repeated = false;           // an event of this id is in the ledger: posting it would change nothing
  bool refused = false;
  bool waiting = false;            // a return whose receipt has not come yet
  bool without_member = false;
  engine::Refusal refusal;
  std::vector<QuotedEntry> entries;
  std::vector<QuotedCut> cuts;
  std::vector<QuotedDiscount> discounts;  // by rule and line: what a till takes off and reports with the purchase
  std::vector<QuotedDiscountCut> discount_cuts;
  std::string to_pay;              // of a purchase: what is left when discounts and units have paid
  std::string currency;
  std::vector<std::string> messages;
  std::vector<UnitBalance> after;  // of the member, by name; without expiries
};

engine::Result<Quote> quote(Ledger& ledger, ParsedEvent& parsed);

}  // namespace setia::adapters
