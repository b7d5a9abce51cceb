#include "adapters/discount_fields.hpp"

#include "adapters/amounts.hpp"

namespace setia::adapters {
namespace {

std::string written(const engine::Value& value) {
  const auto* text = std::get_if<std::string>(&value.held);
  const auto* number = std::get_if<engine::Number>(&value.held);
  return text != nullptr ? *text : number != nullptr ? number->text : std::string();
}

void settle_number(const std::string& place, int decimals, engine::Value& value) {
  const std::string text = written(value);
  const AmountFault fault = read_amount(text, decimals).fault;
  if (fault == AmountFault::kTooPrecise) {
    const std::string most = decimals == 0 ? "no decimals" : "at most " + std::to_string(decimals) + (decimals == 1 ? " decimal" : " decimals");
    throw DraftRefusal{place, "\"" + text + "\" has more decimals than are possible here.", "Write it with " + most + "."};
  }
  const std::optional<std::string> canonical = canonical_number(text);
  if (fault != AmountFault::kNone || !canonical) throw DraftRefusal{place, "\"" + text + "\" is not a number.", "Write digits and a decimal point, as in 12.50."};
  value.held = engine::Number{*canonical};
}

}  // namespace

void settle_discount_fields(engine::EventKind kind, int currency_decimals, engine::Fields& fields) {
  if (kind != engine::EventKind::kPurchase) return;
  for (engine::Field& field : fields) {
    if (field.name != "discounts") continue;
    auto* const list = std::get_if<engine::List>(&field.value.held);
    if (list == nullptr) throw DraftRefusal{"discounts", "\"discounts\" is not a list.", "Write it as [{…}, {…}]."};
    for (std::size_t i = 0; i < list->size(); ++i) {
      auto* const entry = std::get_if<engine::Object>(&(*list)[i].held);
      const std::string place = "discounts[" + std::to_string(i) + "]";
      if (entry == nullptr) throw DraftRefusal{place, "\"" + place + "\" is not an object.", "Write it as {…}."};
      for (engine::Field& part : *entry) {
        if (part.name == "amount" || part.name == "spend") settle_number(place + "." + part.name, currency_decimals, part.value);
        if (part.name == "line") settle_number(place + ".line", 0, part.value);
      }
    }
  }
}

}  // namespace setia::adapters
