// What every grammar file is written with: Boost.Spirit X3 parsers over the words of one line, and the glue to our tree.
//
// A line reads as its form in clauses.md does:  "at most"_w >> amount[put(out.amount)] >> "held"_w
// A sub-grammar is a plain function `bool read_x(Cursor&, const Cursor&, X&)`, defined in one .cpp and used elsewhere
// through a Part, so that no file ever compiles another's templates.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "dsl/cursor.hpp"
#include "dsl/parts.hpp"
#include "dsl/words.hpp"

namespace setia::dsl {

namespace x3 = boost::spirit::x3;

// Reads the words of `phrase` (separated by one space; "," is a word). Moves `at` only on success.
bool read_phrase(Cursor& at, const Cursor& end, std::string_view phrase);

// Success at the end of the line alone.
bool read_finish(const Cursor& at, const Cursor& end);

struct Phrase : x3::parser<Phrase> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  explicit Phrase(std::string_view phrase) : text(phrase) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& at, const Cursor& end, const Context&, RuleContext&, Attribute&) const {
    return read_phrase(at, end, text);
  }

  std::string_view text;
};

inline Phrase operator""_w(const char* text, std::size_t size) { return Phrase(std::string_view(text, size)); }

struct Finish : x3::parser<Finish> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& at, const Cursor& end, const Context&, RuleContext&, Attribute&) const {
    return read_finish(at, end);
  }
};
inline const Finish finish;

// A sub-grammar by its function.
template <typename T, bool (*Read)(Cursor&, const Cursor&, T&)>
struct Part : x3::parser<Part<T, Read>> {
  using attribute_type = T;
  static constexpr bool has_attribute = true;

  template <typename Context, typename RuleContext>
  bool parse(Cursor& at, const Cursor& end, const Context&, RuleContext&, T& out) const {
    return Read(at, end, out);
  }
  template <typename Context, typename RuleContext>
  bool parse(Cursor& at, const Cursor& end, const Context&, RuleContext&, x3::unused_type) const {
    T ignored{};
    return Read(at, end, ignored);
  }
};

// The first spelling of a closed word list that fits.
template <typename T>
struct OneOf : x3::parser<OneOf<T>> {
  using attribute_type = T;
  static constexpr bool has_attribute = true;

  explicit OneOf(std::span<const Spelling<T>> list) : spellings(list) {}

  template <typename Context, typename RuleContext>
  bool parse(Cursor& at, const Cursor& end, const Context&, RuleContext&, T& out) const {
    for (const Spelling<T>& spelling : spellings) {
      if (!read_phrase(at, end, spelling.words)) continue;
      out = spelling.value;
      return true;
    }
    return false;
  }

  std::span<const Spelling<T>> spellings;
};

template <typename T, std::size_t N>
OneOf<T> one_of(const Spelling<T> (&spellings)[N]) {
  return OneOf<T>(std::span<const Spelling<T>>(spellings));
}

// Semantic actions: what was read goes to `target`, becomes its last element, or only means `value`.
template <typename Target>
auto put(Target& target) {
  return [&target](auto& context) { target = std::move(x3::_attr(context)); };
}
template <typename Target>
auto append(Target& target) {
  return [&target](auto& context) { target.push_back(std::move(x3::_attr(context))); };
}
template <typename Target, typename Value>
auto set(Target& target, Value value) {
  return [&target, value](auto&) { target = value; };
}

// Reads with an X3 parser; moves `at` only on success. The second form also says which stretch was read.
template <typename Parser>
bool match(Cursor& at, const Cursor& end, const Parser& parser) {
  return x3::as_parser(parser).parse(at, end, x3::unused, x3::unused, x3::unused);
}
template <typename Parser>
bool match(Cursor& at, const Cursor& end, const Parser& parser, Span& span) {
  const Cursor start = at;
  if (!match(at, end, parser)) return false;
  span = span_between(start, at);
  return true;
}

}  // namespace setia::dsl
