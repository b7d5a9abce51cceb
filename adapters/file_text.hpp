// Whole files as text, for what is small and read at once.
#pragma once

#include <string>
#include <string_view>

#include "engine/result.hpp"

namespace setia::adapters {

// kNotFound when there is none; kUnreadable for a folder, or when it is longer than `most_bytes`.
engine::Result<std::string> read_file_text(const std::string& path, std::size_t most_bytes);

// Replaces the file in one step: readers see the old text or the new one, also after a crash. Keeps its permissions.
engine::Status write_file_text(const std::string& path, std::string_view text);

}  // namespace setia::adapters
