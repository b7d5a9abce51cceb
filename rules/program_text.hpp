// A program as the world hands it over: its files, and what program.yaml says. Read by adapters, judged by rules.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dsl/source.hpp"

namespace setia::rules {

// One list of the folder: `rows` in file order.
struct FolderList {
  std::string name;
  std::string kind;                              // category, store, holiday, segment, member
  std::vector<std::string> texts;
  std::map<std::string, std::string> parents;    // of categories, when the file has a column "parent"
};

struct ProgramText {
  dsl::Sources sources;                          // sorted by path
  std::vector<FolderList> lists;                 // sorted by name
  std::vector<std::string> personal;             // sorted
};

}  // namespace setia::rules
