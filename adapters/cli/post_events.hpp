// Posting files from the command line, as `post` and `run` do: progress on stderr, refused events told there.
#pragma once

#include "adapters/cli/ledger_output.hpp"
#include "adapters/posting_files.hpp"

namespace setia::adapters::cli {

// Posts and closes the ledger. `door` has the counts.
engine::Status post_events(Ledger& ledger, Door& door, const FilesToPost& files);

}  // namespace setia::adapters::cli
