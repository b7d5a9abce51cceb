#include "adapters/amounts.hpp"

#include <catch2/catch.hpp>

#include "rules/currencies.hpp"

using namespace setia::adapters;

TEST_CASE("amounts are read exactly, in the currency's decimals") {
  struct Case { const char* text; int decimals; std::int64_t value; };
  const Case cases[] = {{"90000", 2, 9'000'000}, {"0.1", 2, 10}, {"12.50", 2, 1250}, {"12.5000", 2, 1250}, {"-3.49", 2, -349}, {"-0", 2, 0},
                        {"700", 0, 700}, {"700.00", 0, 700}, {"1.234", 3, 1234}, {"1.25e3", 2, 125'000}, {"5E-2", 2, 5}, {"0.000001", 6, 1},
                        {"92233720368547758.07", 2, INT64_MAX}, {"007", 0, 7}};
  for (const Case& each : cases) {
    CAPTURE(each.text);
    const Amount amount = read_amount(each.text, each.decimals);
    CHECK(amount.fault == AmountFault::kNone);
    CHECK(amount.value == each.value);
  }
}

TEST_CASE("an amount that cannot be exact is refused with its fault") {
  struct Case { const char* text; int decimals; AmountFault fault; };
  const Case cases[] = {{"", 2, AmountFault::kNotANumber}, {"1,000", 2, AmountFault::kNotANumber}, {"+1", 2, AmountFault::kNotANumber},
                        {"1.", 2, AmountFault::kNotANumber}, {".5", 2, AmountFault::kNotANumber}, {"NaN", 2, AmountFault::kNotANumber},
                        {"1e", 2, AmountFault::kNotANumber}, {"1e400", 2, AmountFault::kNotANumber}, {"1 ", 2, AmountFault::kNotANumber},
                        {"0.001", 2, AmountFault::kTooPrecise}, {"0.5", 0, AmountFault::kTooPrecise}, {"1e-3", 2, AmountFault::kTooPrecise},
                        {"92233720368547758.08", 2, AmountFault::kTooLarge}, {"1e30", 2, AmountFault::kTooLarge},
                        {"11111111111111111111111111111111111111111", 2, AmountFault::kTooLong}};
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(read_amount(each.text, each.decimals).fault == each.fault);
  }
}

TEST_CASE("numbers have one canonical text") {
  CHECK(canonical_number("1.50") == "1.5");
  CHECK(canonical_number("15e-1") == "1.5");
  CHECK(canonical_number("-0.0") == "0");
  CHECK(canonical_number("0.05") == "0.05");
  CHECK(canonical_number("12e3") == "12000");
  CHECK(canonical_number("-7") == "-7");
  CHECK_FALSE(canonical_number("1e99"));
  CHECK_FALSE(canonical_number("1.2.3"));
  CHECK(amount_text(-349, 2) == "-3.49");
  CHECK(amount_text(9'000'000, 2) == "90000");
  CHECK(amount_text(INT64_MIN, 0) == "-9223372036854775808");
}

TEST_CASE("a line's amount is quantity times price less discount, or nothing when that is no minor unit") {
  CHECK(line_amount(2'000'000, 45'000'000'000, 0, 2) == 9'000'000);
  CHECK(line_amount(1'500'000, 3'990'000, 50, 2) == std::nullopt);
  CHECK(line_amount(2'000'000, 1'995'000, 50, 2) == 349);
  CHECK(line_amount(-1'000'000, 5'000'000, 0, 0) == -5);
  CHECK(line_amount(INT64_MAX, INT64_MAX, 0, 2) == std::nullopt);
}

TEST_CASE("currencies have the decimals of ISO 4217") {
  CHECK(setia::rules::currency_decimals("IDR") == 2);
  CHECK(setia::rules::currency_decimals("JPY") == 0);
  CHECK(setia::rules::currency_decimals("KWD") == 3);
  CHECK_FALSE(setia::rules::currency_decimals("idr"));
}
