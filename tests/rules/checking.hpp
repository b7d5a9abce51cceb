// Programs of tests/rules with whatever is wrong with them.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "rules/compile.hpp"
#include "tests/rules/fixed_zones.hpp"

namespace setia::tests {

inline std::string read_all(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The programs of a folder of tests/rules, by name.
inline std::vector<std::filesystem::path> files_in(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(SETIA_ROOT) / "tests" / "rules" / folder))
    if (entry.path().extension() == ".setia") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

struct CheckedFile {
  rules::ProgramText text;
  std::unique_ptr<rules::Checked> checked;
};

inline CheckedFile checked_text(const std::string& name, const std::string& program, std::vector<rules::FolderList> lists = {}) {
  CheckedFile file;
  file.text.sources.emplace_back(name, program);
  file.text.lists = std::move(lists);
  file.checked = rules::check(file.text, FixedZones{});
  return file;
}

}  // namespace setia::tests
