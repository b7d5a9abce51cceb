// Tests that bring another program into force: which files they name, and the lines behind that line as lines of the other
// program.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "rules/compile.hpp"
#include "rules/program_text.hpp"

namespace setia::rules {

// By the file's name as tests write it; each stands beside the program and passes its own checks.
using NextPrograms = std::map<std::string, ProgramText, std::less<>>;

// The files that tests of the program name, in file order; a file that several name comes several times.
std::vector<dsl::Name> programs_begun(const Checked& checked);

// The number of clauses up to and including the next line of `test`, from `clause` on, that begins a program; of all its
// clauses when there is none.
std::size_t end_of_program(const dsl::Declaration& test, std::size_t clause);

// `next` with what stands between `first` and `end` in the test, checked. Places in the test's lines are those of `text`.
std::unique_ptr<Checked> check_continued(const ProgramText& next, const ProgramText& text, const dsl::Declaration& test, std::size_t first,
                                         std::size_t end, const engine::Zones& zones);

// What is wrong with lines behind one that begins a program: names that the other program does not know, and files that
// nobody has.
dsl::Diagnostics check_next_programs(const Checked& checked, const ProgramText& text, const NextPrograms& next, const engine::Zones& zones);

}  // namespace setia::rules
