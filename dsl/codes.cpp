// The pages, in the words of those who read them.
#include "dsl/codes.hpp"

#include <algorithm>

#include "dsl/utf8.hpp"

namespace setia::dsl {
namespace {

constexpr CodePage kPages[] = {
    {"S001", Severity::kError, "This file is not plain text",
     "A program is UTF-8 text. This file holds bytes that are no text: it may be saved in another encoding, or it may be "
     "a document of an office program. Save it as plain text, encoding UTF-8.",
     "a file saved as Windows-1252, or a .docx", "the same words saved as UTF-8"},
    {"S002", Severity::kError, "This {} is too long",
     "A line holds at most 2,000 characters and a file at most 16 MB. What is longer is not a program anybody could "
     "read; a file like that was probably put here by mistake. Long lists belong into a list of the program folder.",
     "one line with ten thousand skus", "  when sku is in list \"Skus\""},
    {"S003", Severity::kError, "This line should begin {}",
     "A heading such as `rule \"…\"` stands at the beginning of its line. Every line below it is indented by exactly two "
     "spaces, never by a tab, and nothing stands deeper.",
     "rule \"Base beans\"\n    on purchase", "rule \"Base beans\"\n  on purchase"},
    {"S004", Severity::kError, "This quote is never closed",
     "A name in quotes begins and ends on the same line.", "rule \"Base beans", "rule \"Base beans\""},
    {"S005", Severity::kError, "Nothing begins with \"{}\"",
     "A line without indentation begins something: a rule, a test, a kind of points. This word begins none of them. The "
     "lines below it are not read until this is mended.",
     "ruel \"Base beans\"", "rule \"Base beans\""},
    {"S006", Severity::kError, "\"{}\" is not possible yet",
     "The language knows this form, but this version cannot do it yet. Leave the line out for now; nothing else is the "
     "matter with it.",
     "  award badge \"Regular\"", "  say \"You are a regular now\""},
    {"S007", Severity::kError, "{} needs quotes",
     "Names that you choose stand in quotes, so that they can hold any words. Only units, ladders and fields may stand "
     "without, when they are one word in lower case.",
     "rule Base beans", "rule \"Base beans\""},
    {"S008", Severity::kError, "This line belongs to nothing",
     "An indented line belongs to the heading above it, and there is none above this one.",
     "  give 10 beans", "rule \"Welcome\"\n  give 10 beans"},
    {"S009", Severity::kError, "\"{}\" does not stand in {}",
     "Every kind of declaration has its own lines. This one is a line of another kind.",
     "rule \"Base beans\"\n  currency EUR", "program \"Beans\" version 1\n  currency EUR"},
    {"S010", Severity::kError, "This line is not finished",
     "The line stops before it says enough to be understood. The message lists what may come next.",
     "  at most 500 beans per member per", "  at most 500 beans per member per day"},
    {"S011", Severity::kError, "This line is finished before \"{}\"",
     "The words before that place are a whole line already. One line says one thing: what follows belongs to a line of "
     "its own, or does not belong here.",
     "  give 10 beans at most 1 time per member per day", "  give 10 beans\n  at most 1 time per member per day"},
    {"S012", Severity::kError, "I cannot read the number {}",
     "Numbers are written 10000 or 10,000: a comma is only ever a mark between thousands, and decimals follow a point. "
     "A number holds at most 18 digits.",
     "  give 1,5 beans", "  give 1.5 beans"},
    {"S013", Severity::kError, "There is no {}",
     "Dates are written year-month-day, as 2027-02-28, and times from 00:00 to 23:59. This one is written like a date or "
     "a time, but no calendar or clock shows it.",
     "  until 2027-02-30", "  until 2027-02-28"},
    {"S014", Severity::kError, "I do not know what \"{}\" is",
     "The word is none that may stand at this place, but it looks like one. It is probably misspelt.",
     "  at most 500 beans per membr per day", "  at most 500 beans per member per day"},
    {"S015", Severity::kError, "\"{}\" cannot stand here",
     "Up to that place I understand the line. The message says what may stand there instead.",
     "  give 10 beans for breakfast", "  give 10 beans"},
    {"S016", Severity::kError, "This row of a table {}",
     "A row begins and ends with a bar, has something in every cell (- stands for nothing), and follows a line that asks "
     "for a table.",
     "  | coffee | 1", "  | coffee | 1 |"},
    {"S017", Severity::kError, "\"{}\" is a word of the language and cannot be a name",
     "Some words mean something in every line, so they cannot name a unit or a field. Choose another word; a longer name "
     "in quotes is possible too.",
     "points reward", "points stars"},
    {"S018", Severity::kError, "These are not plain quotes",
     "Office programs like to turn plain quotes into curly ones. Here only the plain quote \" counts.",
     "rule “Base beans”", "rule \"Base beans\""},
};

// A title stays a line, whatever a program holds.
std::string clipped(std::string_view word) {
  constexpr std::size_t kLongestWord = 60;
  const std::size_t end = utf8_offset(word, kLongestWord);
  return end == word.size() ? std::string(word) : std::string(word.substr(0, end)) + "…";
}

}  // namespace

std::span<const CodePage> code_pages() { return kPages; }

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> words) {
  std::string filled;
  auto word = words.begin();
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool is_gap = pattern.substr(at, 2) == "{}" && word != words.end();
    if (!is_gap) {
      filled += pattern[at];
      continue;
    }
    filled += clipped(*word++);
    ++at;
  }
  return filled;
}

Diagnostic diagnostic_of(std::string_view code, std::initializer_list<std::string_view> words, Label label) {
  const auto page = std::find_if(std::begin(kPages), std::end(kPages), [code](const CodePage& p) { return p.code == code; });
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = page->severity;
  diagnostic.title = fill(page->title, words);
  diagnostic.labels.push_back(std::move(label));
  return diagnostic;
}

}  // namespace setia::dsl
