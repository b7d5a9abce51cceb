// A program as it lies on disk: one `.setia` file, or a folder of them with an optional program.yaml.
//
// program.yaml has these keys and no others: `rules` (file patterns), `lists`, `stores`, `personal`, `csv`. Unknown keys
// are errors that name the key, the line and the nearest known key. All mistakes of a program.yaml are told at once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/event_reader.hpp"
#include "dsl/diagnostic.hpp"
#include "engine/result.hpp"
#include "rules/program_text.hpp"

namespace setia::adapters {

struct ProgramFolder {
  rules::ProgramText text;
  dsl::Diagnostics reading;                         // what was wrong with the bytes of the files; belongs to check()'s
  std::map<std::string, std::string, std::less<>> store_zones;  // store id -> zone, of those stores that have one
  CsvSettings csv;
};

// `path`: a `.setia` file or a folder. Names of sources are relative to the folder. kNotFound when there is nothing,
// kInvalid when program.yaml says what cannot be understood, kUnreadable when a file cannot be read.
engine::Result<ProgramFolder> read_program_folder(const std::string& path);

// The files of rules of the program at `path`, as paths.
engine::Result<std::vector<std::string>> program_files(const std::string& path);

}  // namespace setia::adapters
