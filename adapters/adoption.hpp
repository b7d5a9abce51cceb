// Whether a program can follow the one that a ledger runs, and what it changes: looked at before anything is written.
#pragma once

#include <string>
#include <vector>

#include "adapters/ledger.hpp"
#include "adapters/what_if.hpp"
#include "rules/compare.hpp"

namespace setia::adapters {

struct AdoptionPreview {
  bool same = false;                             // the program is in force already
  std::string before;                            // "Kopi Setia" version 7
  std::vector<rules::Difference> differences;
  std::vector<std::string> notes;                // what becomes of what is running
  WhatIf history;                                // had it been in force from the beginning
};

// kInvalid when the program cannot follow: a day that was judged already, another currency or zone, a name that would mean
// something else.
engine::Result<AdoptionPreview> preview_adoption(Ledger& ledger, const rules::ProgramText& next, engine::Day from, const OnProgress& progress);

}  // namespace setia::adapters
