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

// Who is told while files are posted; each may be empty.
struct PostingListener {
  std::function<void(const Rejected&)> rejected;
  std::function<void(const std::string& file, std::int64_t line, const std::string& note)> mended;  // a time that was mended [T1]
  std::function<void(std::int64_t)> bytes;  // of events, read so far
};

// Posts every event that can be; refused ones are counted, told and kept, and the rest goes on.
engine::Status post_files(Ledger& ledger, Door& door, const FilesToPost& files, const PostingListener& listener);

// {"file":…,"line":…,"id":…,"field":…,"what":…,"remedy":…,"event":…} where event is the text as it stood in the file.
std::string rejected_json(const Rejected& rejected, std::string_view text);

}  // namespace setia::adapters
