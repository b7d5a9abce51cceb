// From decimals as written to whole numbers in the scales of engine/program.hpp, exactly or not at all.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "dsl/parts.hpp"
#include "engine/civil.hpp"
#include "engine/program.hpp"

namespace setia::rules {

inline constexpr int kMicroDecimals = 6;
inline constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min(), kMost = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t kMicro = 1'000'000;

// The number times 10^`decimals`; empty when it has more decimals than that or does not fit.
std::optional<std::int64_t> scaled(const dsl::Decimal& number, int decimals);

// The number as a fraction in lowest terms; empty when 10^scale does not fit.
std::optional<engine::Ratio> ratio_of(const dsl::Decimal& number);
engine::Ratio lowest_terms(std::int64_t num, std::int64_t den);

// Millionths of a currency's major unit that its smallest coin is: 10,000 for two decimals.
std::int64_t micro_per_coin(int currency_decimals);

bool is_one(const dsl::Decimal& number);

engine::Day day_of(const dsl::Date& date);
engine::Minute minute_of(const dsl::TimeOfDay& time);
engine::Length length_of(const dsl::Length& length);

}  // namespace setia::rules
