#include "engine/completion.hpp"

#include <limits>

#include "engine/program.hpp"

namespace setia::engine {
namespace {

void intern_texts(Value& value, Symbols& symbols) {
  if (const auto* text = std::get_if<std::string>(&value.held)) value.symbol = symbols.intern(*text);
  if (auto* list = std::get_if<List>(&value.held))
    for (Value& one : *list) intern_texts(one, symbols);
  if (auto* object = std::get_if<Object>(&value.held))
    for (Field& field : *object) intern_texts(field.value, symbols);
}

void intern_texts(Fields& fields, Symbols& symbols) {
  for (Field& field : fields) intern_texts(field.value, symbols);
}

Failure line_failure(Reason reason, std::size_t index, std::string_view what) {
  return {reason, "lines[" + std::to_string(index) + "].amount: " + std::string(what), "Write the line's amount."};
}

Status complete_line(Line& line, std::size_t index, int currency_decimals) {
  if (line.has_amount || !line.has_unit_price) return Done{};
  Wide unit = 1'000'000'000'000;  // quantity and unit price are in millionths each
  for (int decimal = 0; decimal < currency_decimals; ++decimal) unit /= 10;
  const Wide product = Wide{line.quantity_micro} * line.unit_price_micro;
  if (product % unit != 0) return line_failure(Reason::kInvalid, index, "quantity × unit price is no whole amount.");
  const Wide amount = product / unit - line.discount_minor;
  if (amount > std::numeric_limits<std::int64_t>::max() || amount < std::numeric_limits<std::int64_t>::min())
    return line_failure(Reason::kOverflow, index, "quantity × unit price is larger than can be counted.");
  line.amount_minor = static_cast<std::int64_t>(amount);
  return Done{};
}

// Units whose money only a program knows.
bool pays_by_rate(const Payment& payment) { return payment.has_points && !payment.has_amount && !payment.unit.empty(); }

// The one payment that says no amount pays the rest.
void complete_payments(Event& event) {
  Payment* open = nullptr;
  Wide rest = 0;
  for (const Line& line : event.lines) rest += line.amount_minor;
  for (Payment& payment : event.payments) {
    if (payment.has_amount) {
      rest -= payment.amount_minor;
      continue;
    }
    if (open != nullptr || pays_by_rate(payment)) return;
    open = &payment;
  }
  if (open != nullptr && rest >= 0 && rest <= std::numeric_limits<std::int64_t>::max())
    open->amount_minor = static_cast<std::int64_t>(rest);
}

}  // namespace

Status complete(Event& event, int currency_decimals, Symbols& symbols) {
  for (std::size_t index = 0; index < event.lines.size(); ++index) {
    if (!event.lines[index].has_number) event.lines[index].number = static_cast<std::int32_t>(index + 1);
    Status done = event.kind == EventKind::kPurchase ? complete_line(event.lines[index], index, currency_decimals) : Status(Done{});
    if (!done) return done;
    intern_texts(event.lines[index].more, symbols);
  }
  if (event.kind == EventKind::kPurchase) complete_payments(event);
  event.receipt_symbol = symbols.intern(event.receipt);
  for (Payment& payment : event.payments) {
    if (!payment.hold.empty()) payment.hold_name = symbols.intern(payment.hold);
    intern_texts(payment.more, symbols);
  }
  if (event.kind == EventKind::kHold) event.name = symbols.intern(event.id);
  intern_texts(event.more, symbols);
  return Done{};
}

}  // namespace setia::engine
