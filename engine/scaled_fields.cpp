#include "engine/scaled_fields.hpp"

#include <algorithm>

#include "engine/rounding.hpp"
#include "engine/typed_value.hpp"

namespace setia::engine {
namespace {

constexpr int kDecimals = 6;

bool is_counted(const Program& program, const std::string& name) {
  return std::any_of(program.rules.begin(), program.rules.end(), [&](const Rule& rule) {
    const auto by_field_off = [&](const Discount& one) { return one.kind == DiscountKind::kPerField && program.fields[one.field.index()].name == name; };
    if (std::any_of(rule.discounts.begin(), rule.discounts.end(), by_field_off)) return true;
    return std::any_of(rule.gives.begin(), rule.gives.end(), [&](const Give& give) {
      const bool by_field = give.base.kind == BaseKind::kField && !give.base.field_is_quantity;
      return by_field && program.fields[give.base.field.index()].name == name;
    });
  });
}

// Canonical: no zero at the end.
std::string decimal_text(std::int64_t micro) {
  constexpr std::uint64_t kOne = 1'000'000;
  const std::uint64_t size = micro < 0 ? 0 - static_cast<std::uint64_t>(micro) : static_cast<std::uint64_t>(micro);
  std::string fraction = std::to_string(kOne + size % kOne).substr(1);  // with its leading zeros
  fraction.erase(fraction.find_last_not_of('0') + 1);
  std::string text(micro < 0 ? 1 : 0, '-');
  text += std::to_string(size / kOne);
  if (!fraction.empty()) text += '.';
  return text += fraction;
}

}  // namespace

void scale_fields(const Program& program, std::int64_t kept, std::int64_t bought, Fields& fields) {
  if (kept == bought || bought == 0) return;
  for (Field& field : fields) {
    auto* number = std::get_if<Number>(&field.value.held);
    std::string* text = number != nullptr ? &number->text : std::get_if<std::string>(&field.value.held);
    if (text == nullptr || !is_counted(program, field.name)) continue;
    const auto micro = scaled_decimal(*text, kDecimals);
    if (!micro) continue;
    const Wide part = round_quotient(Wide{*micro} * kept, bought, RoundMode::kHalfEven);
    *text = decimal_text(static_cast<std::int64_t>(part));
  }
}

}  // namespace setia::engine
