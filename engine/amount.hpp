// Amounts that must not be mixed: money and units of a program. Each takes part in arithmetic as the plain number of its scale,
// but one never meets the other without a rate between them: adding, comparing or assigning across does not compile.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>

namespace setia::engine {

template <class Kind>
class Amount {
 public:
  constexpr Amount() = default;
  constexpr Amount(std::int64_t value) : value_(value) {}
  template <class Other>
    requires(!std::same_as<Other, Kind>)
  Amount(Amount<Other>) = delete;

  constexpr operator std::int64_t() const { return value_; }

  constexpr Amount& operator+=(std::int64_t more) { return value_ += more, *this; }
  constexpr Amount& operator-=(std::int64_t less) { return value_ -= less, *this; }
  template <class Other>
    requires(!std::same_as<Other, Kind>)
  Amount& operator+=(Amount<Other>) = delete;
  template <class Other>
    requires(!std::same_as<Other, Kind>)
  Amount& operator-=(Amount<Other>) = delete;

 private:
  std::int64_t value_ = 0;
};

template <class A, class B>
  requires(!std::same_as<A, B>)
void operator+(Amount<A>, Amount<B>) = delete;
template <class A, class B>
  requires(!std::same_as<A, B>)
void operator-(Amount<A>, Amount<B>) = delete;
template <class A, class B>
  requires(!std::same_as<A, B>)
bool operator==(Amount<A>, Amount<B>) = delete;
template <class A, class B>
  requires(!std::same_as<A, B>)
std::strong_ordering operator<=>(Amount<A>, Amount<B>) = delete;

using Money = Amount<struct MoneyKind>;  // minor units of the program's currency
using Units = Amount<struct UnitsKind>;  // millionths of a unit of points

}  // namespace setia::engine
