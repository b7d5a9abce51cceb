#include "engine/pay_rate.hpp"

#include <utility>

#include "engine/filters.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

std::int64_t held_by(const Program& program, const PayRate& rate, const Line& line) {
  if (rate.built_in_quantity) return line.quantity_micro;
  std::int64_t value = 0;
  return number_of(program, line, rate.field, value) ? value : 0;
}

Wide quantity_of(const Program& program, const Event& event, const PayRate& rate) {
  Wide quantity = 0;
  for (const Line& line : event.lines)
    if (line.amount_minor >= 0 && fits(program, rate.lines, line)) quantity += held_by(program, rate, line);
  return quantity < 0 || quantity > INT64_MAX ? 0 : quantity;
}

}  // namespace

ExactRate::ExactRate(const Program& program, const Event& event, const PayRate& rate) {
  const Wide times = rate.per ? quantity_of(program, event, rate) : 1;
  const Wide minor = rate.minor * times, micro = rate.micro * (rate.per ? kMillion : 1);
  Wide common = minor, rest = micro;
  while (rest != 0) common = std::exchange(rest, common % rest);
  if (minor == 0 || minor / common > INT64_MAX || micro / common > INT64_MAX) return;
  minor_ = minor / common;
  micro_ = micro / common;
}

Wide ExactRate::units_for(Wide minor, Wide step) const {
  if (minor_ == 0) return 0;
  const Wide exact = (minor * micro_ + minor_ - 1) / minor_;
  return (exact + step - 1) / step * step;
}

}  // namespace setia::engine
