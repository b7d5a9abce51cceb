// Which row of a table fits an event or one of its lines.
#pragma once

#include "engine/program.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

// True when a key reads lines, so that each line finds its own row.
bool is_by_line(const Table& table);

// True when the last key is how a receipt was paid, and the table splits what it is read for by that.
bool is_by_tender(const Table& table);

// Whether a row's days and all its keys but tenders and parts fit.
bool fits_row(const Table& table, const TableRow& row, std::int32_t line, SlotReader& reader);

// The tenders that a row by payment method means; `otherwise` is all that no other row names.
const Tenders& tenders_of(const Table& table, const TableRow& row, Scratch& scratch);

// The row for a line (index, or -1 for the event as a whole), null when none fits. Of the rows with one key the latest
// `since` is in force; a band row with the highest lower end wins; `otherwise` fits what no other fits. Keys over tenders
// and parts are not asked here: they split the base. `largest_column` set: of several rows the one whose value there is largest [J2].
const TableRow* find_row(const Table& table, std::int32_t line, SlotReader& reader, int largest_column = -1);

// The same for what one tender of a table by tender paid.
const TableRow* find_row_of_tender(const Table& table, SymbolId method, std::int32_t line, SlotReader& reader);

}  // namespace setia::engine
