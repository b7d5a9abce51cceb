// Rows of a CSV file (RFC 4180), one at a time, in bounded memory.
//
// A quoted field may hold commas, line ends and doubled quotes; a quote inside an unquoted field stands for itself. Blank
// lines are no rows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/line_source.hpp"
#include "engine/result.hpp"

namespace setia::adapters {

class CsvRows {
 public:
  explicit CsvRows(std::unique_ptr<LineSource> lines) : lines_(std::move(lines)) {}

  // Moves to the next row; false at the end.
  engine::Result<bool> next();

  const std::vector<std::string>& fields() const { return fields_; }
  std::int64_t line() const { return line_; }              // where the row begins; from 1
  std::string_view text() const { return text_; }          // the row as written
  const std::string& fault() const { return fault_; }      // one sentence when the row cannot be read; then it has no fields
  std::int64_t bytes_read() const { return lines_->bytes_read(); }
  const std::string& path() const { return lines_->path(); }

 private:
  // Reads on from `at` in text_; false when the row ends inside quotes.
  bool split();

  std::unique_ptr<LineSource> lines_;
  std::vector<std::string> fields_;
  std::string text_;
  std::string fault_;
  std::int64_t line_ = 0;
};

}  // namespace setia::adapters
