// An event between its text and its meaning: the pieces as written, by name, before amounts and times are worked out.
//
// JSON and CSV both fill a draft; complete_event() makes an event of it, so that both mean the same. The views point into
// the reader's buffers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/event_reader.hpp"
#include "engine/event.hpp"

namespace setia::adapters {

// Why an event is refused. Thrown and caught inside the readers; it never leaves them.
struct DraftRefusal {
  std::string field;
  std::string what;
  std::string remedy;
};

// Where in an event something stands; made into text only when it is refused.
struct Place {
  std::string_view list;  // "lines", "payments"; empty: the event itself
  std::size_t index = 0;  // in the list
  std::string_view name;  // of the field; empty: the whole element of the list

  Place of(std::string_view field) const { return {list, index, field}; }
  std::string text() const;  // `lines[2].amount`
};

using Piece = std::optional<std::string_view>;  // a text, or a number's characters

struct DraftLine {
  Piece number, sku, category, brand, quantity, unit_price, discount, amount, tax;
  std::vector<std::string_view> tags;
  engine::Fields more;
};

struct DraftPayment {
  Piece method, card, amount, unit, points, hold;
  engine::Fields more;
};

struct EventDraft {
  engine::EventKind kind = engine::EventKind::kPurchase;
  Piece id, source, at, member, other, store, channel, currency, receipt, amount;
  std::string_view zone;  // of a time without an offset, where the store has none; empty: there is none
  bool has_lines = false;
  std::vector<DraftLine> lines;
  std::vector<DraftPayment> payments;
  std::vector<std::string_view> codes;
  engine::Fields more;

  void clear();
};

// The kind that `type` names. Throws DraftRefusal.
engine::EventKind read_kind(std::string_view type);
// The other way round.
std::string_view kind_name(engine::EventKind kind);

// Which field of an event of this kind names its other member: `referrer`, `to` or `other`; empty: none does.
std::string_view other_field(engine::EventKind kind);

// Works out the stamp, the amounts and the interned texts. Throws DraftRefusal; `parsed` is then half filled.
// `draft.more` and its like are moved from.
void complete_event(EventDraft& draft, const ReaderSettings& settings, ParsedEvent& parsed);

// Sorts by name; throws DraftRefusal when a name stands twice.
void sort_fields(engine::Fields& fields);

}  // namespace setia::adapters
