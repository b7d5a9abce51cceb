#include "adapters/csv_rows.hpp"

#include <algorithm>

#include "adapters/event_reader.hpp"
#include "dsl/utf8.hpp"

namespace setia::adapters {
namespace {

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = dsl::utf8_sequence_bytes(text, at);
    if (bytes == 0) return false;
    at += bytes;
  }
  return true;
}

// Reads a quoted field behind its first quote; false when the text ends before the closing one.
bool take_quoted(std::string_view text, std::size_t& at, std::string& field) {
  while (at < text.size()) {
    const std::size_t quote = text.find('"', at);
    if (quote == std::string_view::npos) return false;
    field += text.substr(at, quote - at);
    at = quote + 1;
    if (at >= text.size() || text[at] != '"') return true;
    field += '"';
    ++at;
  }
  return false;
}

}  // namespace

bool CsvRows::split() {
  fields_.clear();
  const std::string_view text = text_;
  std::size_t at = 0;
  while (true) {
    fields_.emplace_back();
    if (at < text.size() && text[at] == '"' && !take_quoted(text, ++at, fields_.back())) return false;
    const std::size_t comma = std::min(text.find(',', at), text.size());
    fields_.back() += text.substr(at, comma - at);
    if (comma == text.size()) return true;
    at = comma + 1;
  }
}

engine::Result<bool> CsvRows::next() {
  fault_.clear();
  text_.clear();
  do {
    engine::Result<bool> more = lines_->next();
    if (!more || !more.value()) return more;
  } while (lines_->line().empty() && !lines_->too_long());
  line_ = lines_->number();
  text_ = lines_->line();
  bool too_long = lines_->too_long();
  while (!too_long && !split()) {
    engine::Result<bool> more = lines_->next();
    if (!more) return more;
    if (!more.value()) {
      fault_ = "A quoted field that begins in this row never ends.";
      break;
    }
    text_ += '\n';
    text_ += lines_->line();
    too_long = lines_->too_long() || text_.size() > kMaxEventBytes;
  }
  if (too_long) fault_ = "The row is longer than 1 MiB.";
  if (fault_.empty() && !is_utf8(text_)) fault_ = "The row is not UTF-8 text.";
  if (!fault_.empty()) fields_.clear();
  return true;
}

}  // namespace setia::adapters
