// The ledger's entries as text: an hledger journal (which ledger-cli reads too), CSV, or one JSON object a line.
#pragma once

#include "adapters/exported_entry.hpp"
#include "adapters/output_file.hpp"

namespace setia::adapters {

engine::Status export_hledger(Ledger& ledger, OutputFile& output, const OnProgress& progress);
engine::Status export_csv(Ledger& ledger, OutputFile& output, const OnProgress& progress);
engine::Status export_ndjson(Ledger& ledger, OutputFile& output, const OnProgress& progress);

}  // namespace setia::adapters
