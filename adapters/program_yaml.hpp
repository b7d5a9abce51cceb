// What program.yaml says, before any of the files it names is read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/event_reader.hpp"
#include "engine/result.hpp"

namespace setia::adapters {

struct ListEntry {
  std::string name, kind, file, column;  // `column` may be empty: the first one
  int line = 0;                          // in program.yaml
};
struct StoresEntry {
  std::string file, id = "id", zone = "zone";  // the file and two of its headings
  int line = 0;
};

struct ProgramYaml {
  std::vector<std::string> rules{"*.setia"};  // file patterns
  std::vector<ListEntry> lists;
  std::vector<StoresEntry> stores;            // one, or none
  std::vector<std::string> personal;
  CsvSettings csv;
};

// kInvalid with every mistake in `what`, one a line, each with the line of program.yaml.
engine::Result<ProgramYaml> read_program_yaml(const std::string& text);

}  // namespace setia::adapters
