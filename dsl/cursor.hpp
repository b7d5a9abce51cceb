// Where the reading of a line stands, and what was possible at the farthest place it reached.
//
// Every grammar reads with a Cursor: an iterator over the words of one line that also carries the line's Attempt, so
// that a word which fails to fit can say what would have fitted there. Messages come from the farthest such place.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>
#include <vector>

#include "dsl/lines.hpp"

namespace setia::dsl {

enum class HopeKind { kWord, kPart };

// What could have stood at a place: a word of the language ("per"), or a part in the author's terms ("a number").
struct Hope {
  HopeKind kind = HopeKind::kWord;
  std::string_view text;
};

class Attempt {
 public:
  explicit Attempt(const Token* start) : farthest_(start) {}

  void missed(const Token* at, Hope hope) {
    if (at < farthest_) return;
    if (at > farthest_) hopes_.clear();
    farthest_ = at;
    hopes_.push_back(hope);
  }
  const Token* farthest() const { return farthest_; }
  const std::vector<Hope>& hopes() const { return hopes_; }

 private:
  const Token* farthest_;
  std::vector<Hope> hopes_;
};

class Cursor {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = Token;
  using difference_type = std::ptrdiff_t;
  using pointer = const Token*;
  using reference = const Token&;

  Cursor() = default;
  Cursor(const Token* at, Attempt& attempt) : at_(at), attempt_(&attempt) {}

  const Token& operator*() const { return *at_; }
  const Token* operator->() const { return at_; }
  Cursor& operator++() {
    ++at_;
    return *this;
  }
  Cursor operator++(int) {
    Cursor before = *this;
    ++at_;
    return before;
  }
  friend bool operator==(const Cursor& a, const Cursor& b) { return a.at_ == b.at_; }

  void missed(Hope hope) const { attempt_->missed(at_, hope); }

 private:
  const Token* at_ = nullptr;
  Attempt* attempt_ = nullptr;
};

// The stretch from the word at `from` to the word before `to`.
inline Span span_between(const Cursor& from, const Cursor& to) {
  if (from == to) return {from->span.file, from->span.line, from->span.begin, from->span.begin};
  const Token& last = *(&*to - 1);
  return {from->span.file, from->span.line, from->span.begin, last.span.end};
}

}  // namespace setia::dsl
