// What happened, as the door took it in: typed values, interned texts, and the stamp. Nothing here depends on a program.
//
// Units: money in minor units of ISO 4217; quantities, numbers and unit prices in millionths (unit prices of the major
// unit), see ledger.md "Scales".
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/amount.hpp"
#include "engine/civil.hpp"
#include "engine/ids.hpp"

namespace setia::engine {

enum class EventKind : std::uint8_t {
  kPurchase = 1, kReturn, kJoin, kLeave, kMember, kRefer, kActivity, kHold, kCommit, kCancel, kRedeem, kVoid, kAdjust, kGift,
  kExchange, kStatus, kOpt, kChoose, kEnter, kClub, kHousehold, kDeliver,
  kClock,  // what falls due starts rules; never in a body …
  kBadge,  // … nor does this: a badge that an event's rules award starts rules …
  kReferral,  // … nor this: a friend has done all that a referral asks …
  kReceived   // … nor this: what somebody else's event brings a member
};

// A value of a field that no built-in column holds. Numbers are canonical decimal text ("1.5"), exact whatever their size.
struct Field;
struct Value;
struct Number { std::string text; friend bool operator==(const Number&, const Number&) = default; };
using List = std::vector<Value>;
using Object = std::vector<Field>;  // sorted bytewise by name, each once
struct Value {
  std::variant<std::string, bool, Number, List, Object> held;
  SymbolId symbol{};                // of a text, given by complete(); no part of the value
  friend bool operator==(const Value&, const Value&);
};
struct Field {
  std::string name;
  Value value;
  friend bool operator==(const Field&, const Field&) = default;
};
using Fields = Object;

struct Line {
  std::int32_t number = 0;          // as the event names it, else its place from 1
  SymbolId sku, category, brand;
  std::vector<SymbolId> tags;
  std::int64_t quantity_micro = 1'000'000;
  std::int64_t unit_price_micro = 0;   // of the major unit
  Money discount_minor;
  Money amount_minor;                  // authoritative, tax included; negative on a discount line
  Money tax_minor;
  // Which of the values above the event stated; what it left out was worked out, and is not part of the body.
  bool has_number = false, has_quantity = false, has_unit_price = false, has_discount = false, has_amount = false, has_tax = false;
  Fields more;
};

struct Payment {
  SymbolId method, card;
  Money amount_minor;
  std::string unit;                 // paid with points or a wallet; empty otherwise
  Units points_micro;
  std::string hold;
  SymbolId hold_name;               // the same, interned by complete(); no part of the value
  bool has_amount = false, has_points = false;
  Fields more;
};

struct Stamp {
  std::string source;
  std::int64_t received_second = 0;  // UTC; when the door took it in
  std::int64_t instant_second = 0;   // UTC; fractions cut
  std::int32_t offset_second = 0;
  CivilTime local;                   // of the store, else of the program [T1], unshifted
  CivilTime program;                 // the same instant in the program's zone, unshifted
};

// A member whom the door names for the first time: the id it drew, and SHA-256(salt · external id).
struct Naming {
  MemberIndex member;                // State::members.size(), and so on upwards
  MemberId id{};
  Hash salted{};
};

// Why levels are looked at without an event of their member: a day is over, a day begins, a version or rows of it come into force
// with the day, or a return has just moved what they count.
enum class Review : std::uint8_t { kNone, kDayEnds, kDayBegins, kTermsBegin, kNow };

// The body's own values. Which fields a kind of event may carry: interfaces.md, "Events".
struct Event {
  EventKind kind = EventKind::kPurchase;
  std::string id;
  SymbolId name;                     // of a hold: its id, interned by complete(); no part of the value
  Stamp stamp;
  std::vector<Naming> named;         // by the door: members first named here, upwards
  MemberIndex member;                // nobody, known, or State::members.size() when first named here
  MemberIndex other;                 // referrer, receiver of a gift …
  SymbolId store, channel, currency;
  std::vector<Line> lines;
  std::vector<Payment> payments;
  std::vector<SymbolId> codes;
  std::string receipt;               // of a return: the event it names
  SymbolId receipt_symbol;           // the same, given by complete(); no part of the value
  Money amount_minor;                // of a return without lines
  bool has_amount = false;
  Fields more;                       // everything else, by name: declared, unknown, `set`, `attributes`, `state` …
  std::vector<RuleId> clock_rules;   // kClock: which rules, ascending
  bool closes = false;               // kClock: a window closes with this day
  Review review = Review::kNone;     // kClock: levels are looked at
};

}  // namespace setia::engine
