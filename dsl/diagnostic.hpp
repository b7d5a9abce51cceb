// What is wrong with a program, in the author's words: one struct, rendered for terminals, JSON, SARIF and editors.
//
// A title stands alone, in plain words, first person where a person speaks; it never holds a parser's word (token,
// expected, identifier). One mistake, one diagnostic.
#pragma once

#include <string>
#include <vector>

#include "dsl/source.hpp"

namespace setia::dsl {

enum class Severity { kError, kWarning, kNote };

// A place and what to say about it. The first label of a diagnostic is where it is shown; others are related places.
struct Label {
  Span span;
  std::string text;
};

struct Diagnostic {
  std::string code;                  // "S014"; dsl/codes.hpp lists them all
  Severity severity = Severity::kError;
  std::string title;                 // one sentence without a full stop
  std::vector<Label> labels;         // at least one
  std::string help;                  // what to do, maybe several lines; empty when the title says it
  std::string fix;                   // the text to write instead ("Did you mean  member ?"); empty when there is none
};

class Diagnostics {
 public:
  void add(Diagnostic diagnostic) { all_.push_back(std::move(diagnostic)); }
  bool has_errors() const;
  // Sorted by file, line, column, code: the order in which passes found them does not show.
  void sort();
  const std::vector<Diagnostic>& all() const { return all_; }

 private:
  std::vector<Diagnostic> all_;
};

// The rendering of language.md. `colour` adds ANSI colours and changes nothing else.
enum class Colour { kNo, kYes };
std::string render_text(const Diagnostic& diagnostic, const Sources& sources, Colour colour);
std::string render_json(const Diagnostics& diagnostics, const Sources& sources);   // one JSON array
std::string render_sarif(const Diagnostics& diagnostics, const Sources& sources);  // SARIF 2.1.0

}  // namespace setia::dsl
