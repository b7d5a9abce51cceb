// Canonical texts of what a program reads: two things with one text are one thing, in this version and across versions.
//
// A text says what is read, never what the author called it, and depends on no interned number. The text of a slot that
// refers to other slots begins with one "~" more than theirs, so that it sorts after them (engine/program.hpp).
#pragma once

#include <string>

#include "engine/program.hpp"

namespace setia::rules {

class Lowering;

std::string text_of(const Lowering& lowering, const engine::SymbolSet& set);
std::string text_of(const Lowering& lowering, const engine::LineFilter& filter);
std::string text_of(const Lowering& lowering, const engine::Check& check);
std::string text_of(const Lowering& lowering, const engine::Metric& metric);
std::string text_of(const Lowering& lowering, const engine::Reading& reading);
std::string text_of(const Lowering& lowering, const engine::Slot& slot);

std::string names_in_words(std::vector<std::string> names);  // sorted
std::string text_of(const engine::Length& length);
std::string text_of(engine::CalendarUnit unit);

}  // namespace setia::rules
