// A program's text as a ledger keeps it: files as formatted when adopted, lists, and the personal fields, in one text.
//
// Its SHA-256 is the program's hash (rules::fingerprint), so a program read back is never formatted anew.
#pragma once

#include <string>
#include <string_view>

#include "engine/result.hpp"
#include "rules/program_text.hpp"

namespace setia::adapters {

std::string adopted_text(const rules::ProgramText& text);

// kUnreadable when it was not written by adopted_text().
engine::Result<rules::ProgramText> read_adopted_text(std::string_view text);

}  // namespace setia::adapters
