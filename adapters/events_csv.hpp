// Events as CSV: one row per line of a receipt, the rows of one event together.
//
// What belongs to the event (type, at, member, store …) is the same in all its rows. Columns that no heading of ours
// names are kept as text: fields of the line, or of the event when its kind has no lines. An event with a row that cannot
// be read is refused whole.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/csv_rows.hpp"
#include "adapters/event_draft.hpp"
#include "adapters/event_reader.hpp"

namespace setia::adapters {

class CsvEventReader final : public EventReader {
 public:
  // Reads the heading. kUnreadable when a needed column is missing, named twice, or mapped and not there.
  static engine::Result<std::unique_ptr<CsvEventReader>> open(std::unique_ptr<LineSource> lines, const ReaderSettings& settings);

  engine::Result<bool> next(Reading& reading) override;
  std::int64_t bytes_read() const override { return rows_.bytes_read(); }

 private:
  struct Row {
    std::vector<std::string> fields;
    std::int64_t line = 0;
    std::string fault;
  };

  CsvEventReader(std::unique_ptr<LineSource> lines, const ReaderSettings& settings);
  engine::Status read_heading();
  engine::Status place_columns(const std::vector<std::string>& headings);
  engine::Result<bool> read_ahead();
  std::string_view cell(const Row& row, std::size_t column) const;
  std::string_view id_of(const Row& row) const;
  void parse(Reading& reading);
  void fill_draft();
  void fill_line(const Row& row);
  void refuse_broken(const Row& row) const;
  void refuse_disagreement(const Row& row) const;
  void take_more(const Row& row, engine::Fields& more) const;

  CsvRows rows_;
  ReaderSettings settings_;
  std::vector<std::string> headings_;            // as written
  std::vector<std::size_t> places_;              // of our columns, by Column; kAbsent
  std::vector<std::size_t> others_;              // columns that are not ours
  std::vector<Row> event_;                       // the rows of the event being read; the first `event_rows_` count
  std::size_t event_rows_ = 0;
  Row ahead_;                                    // the row behind them
  bool has_ahead_ = false;
  std::string ahead_text_, event_text_;
  std::string doubt_;                            // a fault of the row before: it may have belonged to this event
  EventDraft draft_;
};

}  // namespace setia::adapters
