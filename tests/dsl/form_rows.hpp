// The reference list of forms, as tests read it.
#pragma once

#include <string>
#include <vector>

namespace setia::dsl {

struct FormRow {
  std::vector<std::string> kinds;
  std::string form;
  std::string example;
  std::string meaning;
  bool first = false;
};

// A line that is answered in part has two rows, the part that is answered first.
std::vector<FormRow> form_rows();

// A heading of a kind that this build answers, for its lines to stand under; empty for the other kinds.
std::string heading_for(const std::string& kind);

// A program of one declaration that holds the example: a line of a declaration of `kind`, or the heading itself.
std::string text_with(const std::string& kind, const std::string& example);

}  // namespace setia::dsl
