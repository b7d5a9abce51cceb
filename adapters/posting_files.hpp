// Posts files of events through the door, and keeps what was refused.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/door.hpp"

namespace setia::adapters {

struct FilesToPost {
  std::vector<std::string> paths;     // "-" is standard input
  std::string source;                 // of events that name none; may be empty
  std::string rejects_path;           // refused events, one JSON object a line; empty: nowhere
};

using OnRejected = std::function<void(const Rejected&)>;
using OnBytes = std::function<void(std::int64_t)>;  // bytes of events read so far

// Posts every event that can be; refused ones are counted, told and kept, and the rest goes on.
engine::Status post_files(Ledger& ledger, Door& door, const FilesToPost& files, const OnRejected& on_rejected, const OnBytes& on_bytes);

// {"file":…,"line":…,"id":…,"field":…,"what":…,"remedy":…,"event":…} where event is the text as it stood in the file.
std::string rejected_json(const Rejected& rejected, std::string_view text);

}  // namespace setia::adapters
