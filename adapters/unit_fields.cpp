#include "adapters/unit_fields.hpp"

#include "adapters/amounts.hpp"
#include "rules/scales.hpp"

namespace setia::adapters {
namespace {

using engine::EventKind;

using rules::kMicroDecimals;

bool speaks_of_units(EventKind kind) {
  switch (kind) {
    case EventKind::kHold:
    case EventKind::kCommit:
    case EventKind::kRedeem:
    case EventKind::kAdjust:
    case EventKind::kGift:
    case EventKind::kExchange: return true;
    default: return false;
  }
}

void settle_amount(engine::Value& value) {
  const auto* text = std::get_if<std::string>(&value.held);
  const auto* number = std::get_if<engine::Number>(&value.held);
  const std::string written = text != nullptr ? *text : number != nullptr ? number->text : std::string();
  const AmountFault fault = read_amount(written, kMicroDecimals).fault;
  if (fault == AmountFault::kTooPrecise) throw DraftRefusal{"amount", "\"" + written + "\" has more decimals than are possible here.", "Write it with at most 6 decimals."};
  if (fault == AmountFault::kTooLarge || fault == AmountFault::kTooLong) throw DraftRefusal{"amount", "\"" + written + "\" is larger than I can count.", "Amounts of units stay below 9,223,372,036,854."};
  const std::optional<std::string> canonical = canonical_number(written);
  if (fault != AmountFault::kNone || !canonical) throw DraftRefusal{"amount", "\"" + written + "\" is not a number.", "Write digits and a decimal point, as in 12.50."};
  value.held = engine::Number{*canonical};
}

void settle_yes(const std::string& field, engine::Value& value) {
  if (std::holds_alternative<bool>(value.held)) return;
  const auto* text = std::get_if<std::string>(&value.held);
  const bool yes = text != nullptr && (*text == "true" || *text == "yes");
  if (!yes && (text == nullptr || (*text != "false" && *text != "no"))) throw DraftRefusal{field, "\"" + field + "\" is neither yes nor no.", "Write true or false."};
  value.held = yes;
}

}  // namespace

void settle_unit_fields(EventKind kind, engine::Fields& fields) {
  if (!speaks_of_units(kind)) return;
  for (engine::Field& field : fields) {
    if (field.name == "amount") settle_amount(field.value);
    if (kind == EventKind::kAdjust && (field.name == "force" || field.name == "counts")) settle_yes(field.name, field.value);
  }
}

}  // namespace setia::adapters
