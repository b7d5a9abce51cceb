// Parts of one or two words: names, texts, numbers, dates, times.
#include "dsl/clauses/common.hpp"
#include "dsl/numbers.hpp"

namespace setia::dsl {
namespace {

// One word that `fits`; otherwise the place hopes for `hope`.
template <typename Fits>
bool read_word(Cursor& at, const Cursor& end, std::string_view hope, const Fits& fits) {
  if (at == end || at->text.empty() || !fits(*at)) {
    at.missed({HopeKind::kPart, hope});
    return false;
  }
  ++at;
  return true;
}

// One bare word that `read` makes a value of.
template <typename T, typename Read>
bool read_value(Cursor& at, const Cursor& end, std::string_view hope, const Read& read, T& out) {
  return read_word(at, end, hope, [&](const Token& token) {
    if (token.kind != TokenKind::kWord) return false;
    const auto as_read = read(token.text);
    if (as_read) out = *as_read;
    return as_read.has_value();
  });
}

template <typename Fits>
bool read_named(Cursor& at, const Cursor& end, std::string_view hope, Name& out, const Fits& fits) {
  const Cursor start = at;
  if (!read_word(at, end, hope, fits)) return false;
  out = {std::string(start->text), start->kind == TokenKind::kText, start->span};
  return true;
}

bool is_name(const Token& token) {
  return token.kind == TokenKind::kText || (token.kind == TokenKind::kWord && is_bare_name(token.text));
}

// A built-in field, two words or a reserved one among them.
bool read_built_in(Cursor& at, const Cursor& end, Name& out) {
  for (const std::string_view built_in : kBuiltInFields) {
    const Cursor start = at;
    if (!read_phrase(at, end, built_in)) continue;
    out = {std::string(built_in), false, span_between(start, at)};
    return true;
  }
  return false;
}

}  // namespace

bool read_text(Cursor& at, const Cursor& end, Name& out) {
  return read_named(at, end, "a text in quotes", out, [](const Token& token) { return token.kind == TokenKind::kText; });
}

bool read_name(Cursor& at, const Cursor& end, Name& out) { return read_named(at, end, "a name", out, is_name); }

bool read_unit(Cursor& at, const Cursor& end, Name& out) { return read_named(at, end, "a unit", out, is_name); }

bool read_field(Cursor& at, const Cursor& end, Name& out) {
  return read_built_in(at, end, out) || read_named(at, end, "a field", out, is_name);
}

bool read_currency(Cursor& at, const Cursor& end, Name& out) {
  return read_named(at, end, "a currency", out, [](const Token& token) {
    return token.kind == TokenKind::kWord && is_currency(token.text);
  });
}

bool read_person_name(Cursor& at, const Cursor& end, Name& out) {
  return read_named(at, end, "a person", out, [](const Token& token) {
    return token.kind == TokenKind::kWord && is_person(token.text);
  });
}

bool read_number(Cursor& at, const Cursor& end, Decimal& out) {
  const Cursor start = at;
  if (!read_value(at, end, "a number", read_decimal, out)) return false;
  out.span = start->span;
  return true;
}

bool read_count(Cursor& at, const Cursor& end, std::int64_t& out) {
  Decimal decimal;
  const auto read_whole = [](std::string_view word) {
    const auto decimal_read = read_decimal(word);
    const bool whole = decimal_read && decimal_read->scale == 0 && decimal_read->digits >= 0;
    return whole ? decimal_read : std::nullopt;
  };
  if (!read_value(at, end, "a whole number", read_whole, decimal)) return false;
  out = decimal.digits;
  return true;
}

bool read_percent(Cursor& at, const Cursor& end, Percent& out) {
  const Cursor start = at;
  const auto read_share = [](std::string_view word) {
    const bool signed_off = word.size() > 1 && word.back() == '%' && word.front() != '-';
    return signed_off ? read_decimal(word.substr(0, word.size() - 1)) : std::nullopt;
  };
  if (!read_value(at, end, "a percentage", read_share, out.value)) return false;
  out.value.span = start->span;
  return true;
}

bool read_date(Cursor& at, const Cursor& end, Date& out) {
  const Cursor start = at;
  const auto read_day = [](std::string_view word) { return read_date(word); };
  if (!read_value(at, end, "a date", read_day, out)) return false;
  out.span = start->span;
  return true;
}

bool read_time_of_day(Cursor& at, const Cursor& end, TimeOfDay& out) {
  const Cursor start = at;
  if (!read_value(at, end, "a time", read_time, out)) return false;
  out.span = start->span;
  return true;
}

bool read_day_month(Cursor& at, const Cursor& end, DayMonth& out) {
  const Cursor start = at;
  std::int64_t day_number = 0;
  const auto whole = count[put(day_number)] >> one_of(kMonths)[put(out.month)];
  constexpr int kAnyLeapYear = 2000;
  if (!match(at, end, whole, out.span)) return false;
  if (day_number >= 1 && day_number <= days_in_month(kAnyLeapYear, out.month)) {
    out.day = static_cast<int>(day_number);
    return true;
  }
  at = start;
  at.missed({HopeKind::kPart, "a day of that month"});
  return false;
}

bool read_instant(Cursor& at, const Cursor& end, Instant& out) {
  return match(at, end, date[put(out.date)] >> -("at"_w >> time_of_day[put(out.time)]));
}

bool read_texts(Cursor& at, const Cursor& end, Names& out) { return match(at, end, text[append(out)] % "or"_w); }

}  // namespace setia::dsl
