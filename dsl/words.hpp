// The closed word lists of the language (clauses.md, sections 1, 2 and 6): one source for grammar, messages, formatter,
// completion and documentation.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/parts.hpp"
#include "dsl/tree.hpp"

namespace setia::dsl {

// A value and how it is written, words separated by one space. In a table, a spelling stands before its own beginnings.
template <typename T>
struct Spelling {
  std::string_view words;
  T value;
};

inline constexpr Spelling<Weekday> kWeekdays[] = {
    {"monday", Weekday::kMonday}, {"tuesday", Weekday::kTuesday},   {"wednesday", Weekday::kWednesday},
    {"thursday", Weekday::kThursday}, {"friday", Weekday::kFriday}, {"saturday", Weekday::kSaturday},
    {"sunday", Weekday::kSunday}};

inline constexpr Spelling<int> kMonths[] = {
    {"January", 1}, {"February", 2}, {"March", 3},     {"April", 4},    {"May", 5},       {"June", 6},
    {"July", 7},    {"August", 8},   {"September", 9}, {"October", 10}, {"November", 11}, {"December", 12}};

inline constexpr Spelling<RoundMode> kRoundModes[] = {{"down", RoundMode::kDown},
                                                      {"up", RoundMode::kUp},
                                                      {"half up", RoundMode::kHalfUp},
                                                      {"half down", RoundMode::kHalfDown},
                                                      {"half even", RoundMode::kHalfEven}};

inline constexpr Spelling<RoundStage> kRoundStages[] = {{"item", RoundStage::kItem},
                                                        {"line", RoundStage::kLine},
                                                        {"rule", RoundStage::kRule},
                                                        {"receipt", RoundStage::kReceipt},
                                                        {"cycle", RoundStage::kCycle}};

inline constexpr Spelling<LengthUnit> kLengthUnits[] = {
    {"minute", LengthUnit::kMinutes},          {"minutes", LengthUnit::kMinutes}, {"hour", LengthUnit::kHours},
    {"hours", LengthUnit::kHours},             {"day", LengthUnit::kDays},        {"days", LengthUnit::kDays},
    {"working day", LengthUnit::kWorkingDays}, {"working days", LengthUnit::kWorkingDays},
    {"week", LengthUnit::kWeeks},              {"weeks", LengthUnit::kWeeks},     {"month", LengthUnit::kMonths},
    {"months", LengthUnit::kMonths},           {"year", LengthUnit::kYears},      {"years", LengthUnit::kYears},
    {"cycle", LengthUnit::kCycles},            {"cycles", LengthUnit::kCycles}};

// All calendars but `period "…"`, which takes a name.
inline constexpr Spelling<CalendarKind> kCalendars[] = {
    {"day", CalendarKind::kDay},
    {"week", CalendarKind::kWeek},
    {"month", CalendarKind::kMonth},
    {"quarter", CalendarKind::kQuarter},
    {"half-year", CalendarKind::kHalfYear},
    {"year", CalendarKind::kYear},
    {"cycle", CalendarKind::kCycle},
    {"membership year", CalendarKind::kMembershipYear},
    {"status period", CalendarKind::kStatusPeriod}};

inline constexpr Spelling<WhatKind> kWhats[] = {{"items", WhatKind::kItems},
                                                {"category", WhatKind::kCategory},
                                                {"brand", WhatKind::kBrand},
                                                {"tag", WhatKind::kTag},
                                                {"sku", WhatKind::kSku}};

// Fields every event or line has; some of them are reserved words, so that a bare name does not cover them.
inline constexpr std::string_view kBuiltInFields[] = {"store",    "channel", "payment method", "payment card", "code",
                                                      "currency", "category", "brand",         "tag",          "sku",
                                                      "price",    "quantity", "day"};

// A heading and the kind it begins; no kind: known to the language, not answered by this build.
struct Heading {
  std::string_view words;
  std::string_view kind_in_words;  // "a rule"; empty when the build does not answer it
  DeclarationKind kind = DeclarationKind::kProgram;

  bool is_answered() const { return !kind_in_words.empty(); }
};
std::span<const Heading> headings();
std::string_view in_words(DeclarationKind kind);  // "a rule"

// Words that no bare name may be.
bool is_reserved(std::string_view word);

// A bare name: lower case, begins with a letter or digit, holds a letter, may hold digits, "-" and "_", not reserved.
bool is_bare_name(std::string_view word);

// A person of a test: a capital, then letters or digits; no month, no three capitals.
bool is_person(std::string_view word);

bool is_currency(std::string_view word);  // three capitals
bool is_digit(char c);
bool is_lower(char c);
bool is_upper(char c);

// First words of the clauses of a kind, sorted; clauses that begin with a number or a bar are not among them.
const std::vector<std::string_view>& first_words(DeclarationKind kind);

}  // namespace setia::dsl
