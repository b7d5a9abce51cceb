// What several tests of this room read: files beside them, and programs from strings.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "dsl/read_source.hpp"
#include "dsl/tree.hpp"

namespace setia::dsl {

inline std::string read_all(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

inline std::filesystem::path test_folder() { return std::filesystem::path(SETIA_ROOT) / "tests" / "dsl"; }

// The files of a folder that end so, by name.
inline std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, const std::string& extension) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == extension) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

// A program of one file, as far as it can be read.
struct Parsed {
  Sources sources;
  Diagnostics diagnostics;
  Tree tree;
};
inline Parsed parsed(const std::string& name, const std::string& bytes) {
  Parsed result;
  result.sources.push_back(read_source(name, bytes, 0, result.diagnostics));
  result.tree = parse(result.sources, result.diagnostics);
  return result;
}

}  // namespace setia::dsl
