// From draft to event: amounts by the currency's decimals, what a line leaves out worked out exactly, texts interned.
#include <algorithm>
#include <cstdint>
#include <limits>

#include "adapters/amounts.hpp"
#include "adapters/discount_fields.hpp"
#include "adapters/event_draft.hpp"
#include "adapters/event_time.hpp"
#include "adapters/unit_fields.hpp"
#include "rules/currencies.hpp"
#include "rules/scales.hpp"

namespace setia::adapters {
namespace {

using engine::EventKind;

using rules::kMicroDecimals;

std::string decimals_text(int decimals) {
  if (decimals == 0) return "no decimals";
  return std::to_string(decimals) + (decimals == 1 ? " decimal" : " decimals");
}

[[noreturn]] void refuse_amount(const Place& place, std::string_view text, AmountFault fault, int decimals) {
  const std::string shown = "\"" + std::string(text.substr(0, kMaxNumberCharacters)) + "\"";
  switch (fault) {
    case AmountFault::kTooPrecise:
      throw DraftRefusal{place.text(), shown + " has more decimals than are possible here.", "Write it with at most " + decimals_text(decimals) + "."};
    case AmountFault::kTooLong:
      throw DraftRefusal{place.text(), "The number " + shown + " … is too long.", "A number has at most " + std::to_string(kMaxNumberCharacters) + " characters."};
    case AmountFault::kTooLarge:
      throw DraftRefusal{place.text(), shown + " is larger than I can count.", "Amounts stay below 9,223,372,036,854,775,807 of the smallest unit."};
    default:
      throw DraftRefusal{place.text(), shown + " is not a number.", "Write digits and a decimal point, as in 12.50."};
  }
}

// Fills `value` and says whether the event stated it.
template <class Value>
bool take_amount(const Piece& piece, const Place& place, std::string_view name, int decimals, Value& value) {
  if (!piece) return false;
  const Amount amount = read_amount(*piece, decimals);
  if (amount.fault != AmountFault::kNone) refuse_amount(place.of(name), *piece, amount.fault, decimals);
  value = amount.value;
  return true;
}

class Completion {
 public:
  Completion(EventDraft& draft, const ReaderSettings& settings, ParsedEvent& parsed)
      : draft_(draft), settings_(settings), event_(parsed.event), parsed_(parsed) {}

  void run() {
    take_names();
    take_currency();
    take_lines();
    take_payments();
    event_.codes.clear();
    for (const std::string_view code : draft_.codes) event_.codes.push_back(settings_.symbols->intern(code));
    event_.amount_minor = 0;
    event_.has_amount = take_amount(draft_.amount, {}, "amount", decimals_, event_.amount_minor);
    if (event_.kind == EventKind::kReturn) settle_return_signs();
    sort_fields(draft_.more);
    settle_unit_fields(event_.kind, draft_.more);
    settle_discount_fields(event_.kind, decimals_, draft_.more);
    event_.more.swap(draft_.more);
    if (event_.kind == EventKind::kReturn) settle_return_lines();
  }

 private:
  engine::SymbolId intern(const Piece& piece) { return settings_.symbols->intern(piece.value_or(std::string_view())); }

  void take_names() {
    event_.kind = draft_.kind;
    event_.member = event_.other = engine::MemberIndex{};
    event_.id = draft_.id.value_or(std::string_view());
    if (event_.id.empty()) throw DraftRefusal{"id", "The event has no id.", "Give every event an id that its source never uses again."};
    parsed_.member = draft_.member.value_or(std::string_view());
    parsed_.other = draft_.other.value_or(std::string_view());
    event_.receipt = draft_.receipt.value_or(std::string_view());
    event_.store = intern(draft_.store);
    event_.channel = intern(draft_.channel);
    event_.stamp = engine::Stamp{};
    event_.stamp.source = draft_.source.value_or(settings_.source);
    if (!draft_.at) throw DraftRefusal{"at", "The event does not say when it happened.", "Write a time like 2027-01-09T10:15:00+07:00."};
    stamp_time(*draft_.at, draft_.store.value_or(std::string_view()), draft_.zone, settings_, parsed_);
  }

  void take_currency() {
    event_.currency = intern(draft_.currency);
    const std::string_view code = draft_.currency.value_or(settings_.currency);
    const std::optional<int> decimals = rules::currency_decimals(code);
    if (!decimals) {
      const std::string_view near = rules::nearest_currency(code);
      throw DraftRefusal{"currency", "There is no currency \"" + std::string(code) + "\".",
                    "Write a code of ISO 4217, such as " + (near.empty() ? settings_.currency : std::string(near)) + "."};
    }
    decimals_ = *decimals;
  }

  void take_lines() {
    if (draft_.kind == EventKind::kPurchase && !draft_.has_lines) {
      throw DraftRefusal{"lines", "The purchase has no lines.", "Write what was bought, at least one line with an amount."};
    }
    event_.lines.resize(draft_.lines.size());
    for (std::size_t i = 0; i < draft_.lines.size(); ++i) take_line(i);
    refuse_equal_numbers();
  }

  void take_line(std::size_t index) {
    DraftLine& draft = draft_.lines[index];
    engine::Line& line = event_.lines[index];
    const Place place{"lines", index, {}};
    engine::Fields more;
    sort_fields(draft.more);
    more.swap(draft.more);
    std::vector<engine::SymbolId> tags;
    tags.swap(line.tags);
    line = engine::Line{};
    line.more.swap(more);
    line.tags.swap(tags);
    line.tags.clear();
    for (const std::string_view tag : draft.tags) line.tags.push_back(settings_.symbols->intern(tag));
    line.sku = intern(draft.sku);
    line.category = intern(draft.category);
    line.brand = intern(draft.brand);
    take_number(draft, place, line);
    line.has_quantity = take_amount(draft.quantity, place, "quantity", kMicroDecimals, line.quantity_micro);
    line.has_unit_price = take_amount(draft.unit_price, place, "unit_price", kMicroDecimals, line.unit_price_micro);
    line.has_discount = take_amount(draft.discount, place, "discount", decimals_, line.discount_minor);
    line.has_tax = take_amount(draft.tax, place, "tax", decimals_, line.tax_minor);
    line.has_amount = take_amount(draft.amount, place, "amount", decimals_, line.amount_minor);
    if (!line.has_amount && draft_.kind == EventKind::kPurchase) work_out_amount(place, line);
  }

  void take_number(const DraftLine& draft, const Place& place, engine::Line& line) {
    std::int64_t number = static_cast<std::int64_t>(place.index) + 1;
    line.has_number = take_amount(draft.number, place, "line", 0, number);
    if (number < 1 || number > std::numeric_limits<std::int32_t>::max()) {
      throw DraftRefusal{place.of("line").text(), "The line number " + std::to_string(number) + " is not possible.", "Lines count from 1."};
    }
    line.number = static_cast<std::int32_t>(number);
  }

  void work_out_amount(const Place& place, engine::Line& line) {
    if (!line.has_unit_price) throw DraftRefusal{place.of("amount").text(), "The line has no amount.", "Write its amount, or a unit_price."};
    const auto amount = line_amount(line.quantity_micro, line.unit_price_micro, line.discount_minor, decimals_);
    if (!amount) {
      throw DraftRefusal{place.of("amount").text(), "Quantity × unit price − discount is no amount with " + decimals_text(decimals_) + ".", "Write the line's amount."};
    }
    line.amount_minor = *amount;
  }

  // A return may take from one line twice; a receipt has each line once, or a return could not name it.
  void refuse_equal_numbers() {
    if (draft_.kind != EventKind::kPurchase) return;
    const auto stated = [](const engine::Line& line) { return line.has_number; };
    if (std::none_of(event_.lines.begin(), event_.lines.end(), stated)) return;
    numbers_.clear();
    for (const engine::Line& line : event_.lines) numbers_.push_back(line.number);
    std::sort(numbers_.begin(), numbers_.end());
    const auto twice = std::adjacent_find(numbers_.begin(), numbers_.end());
    if (twice == numbers_.end()) return;
    throw DraftRefusal{"lines", "Two lines have the number " + std::to_string(*twice) + ".", "Number every line of a receipt differently."};
  }

  void take_payments() {
    event_.payments.resize(draft_.payments.size());
    for (std::size_t i = 0; i < draft_.payments.size(); ++i) {
      DraftPayment& draft = draft_.payments[i];
      const Place place{"payments", i, {}};
      engine::Payment payment;
      payment.method = intern(draft.method);
      payment.card = intern(draft.card);
      payment.unit = draft.unit.value_or(std::string_view());
      payment.hold = draft.hold.value_or(std::string_view());
      payment.has_amount = take_amount(draft.amount, place, "amount", decimals_, payment.amount_minor);
      payment.has_points = take_amount(draft.points, place, "points", kMicroDecimals, payment.points_micro);
      sort_fields(draft.more);
      payment.more.swap(draft.more);
      event_.payments[i] = std::move(payment);
    }
  }

  // A return's quantities and amounts are positive; zero counts as either; all negative ones are read as positive.
  void settle_return_signs() {
    bool any_negative = event_.amount_minor < 0, any_positive = event_.amount_minor > 0;
    for (const engine::Line& line : event_.lines) {
      const std::int64_t quantity = line.has_quantity ? line.quantity_micro : 0;
      any_negative = any_negative || quantity < 0 || line.amount_minor < 0;
      any_positive = any_positive || quantity > 0 || line.amount_minor > 0;
    }
    if (!any_negative) return;
    if (any_positive) {
      throw DraftRefusal{"lines", "The return has positive and negative numbers.", "Write what is returned as positive quantities and amounts."};
    }
    event_.amount_minor = -event_.amount_minor;
    for (engine::Line& line : event_.lines) {
      if (line.has_quantity) line.quantity_micro = -line.quantity_micro;
      line.amount_minor = -line.amount_minor;
    }
  }

  // A line that names none, as a row of CSV does, speaks of the whole receipt: all of it, or an amount.
  void settle_return_lines() {
    if (event_.has_amount && !event_.lines.empty())
      throw DraftRefusal{"amount", "The return names lines and an amount.", "Write the amounts of the lines, or the amount alone."};
    if (event_.lines.size() != 1) return;
    engine::Line& only = event_.lines.front();
    const bool names = only.has_number || only.has_quantity || only.sku != engine::SymbolId{} || only.category != engine::SymbolId{};
    if (names) return;
    event_.has_amount = only.has_amount;
    event_.amount_minor = only.amount_minor;
    if (event_.more.empty()) event_.more.swap(only.more);
    event_.lines.clear();
  }

  EventDraft& draft_;
  const ReaderSettings& settings_;
  engine::Event& event_;
  ParsedEvent& parsed_;
  int decimals_ = 2;
  std::vector<std::int32_t> numbers_;
};

}  // namespace

void complete_event(EventDraft& draft, const ReaderSettings& settings, ParsedEvent& parsed) {
  parsed.notes.clear();
  Completion(draft, settings, parsed).run();
}

}  // namespace setia::adapters
