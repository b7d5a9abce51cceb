// A diagnostic for people, as language.md shows it:
//
//   ✗ I do not know what "membr" is                                              [S014]
//      points.setia, line 20
//   20 |   at most 500 beans per membr per day
//      |                         ~~~~~ here comes a limit's scope
//      Did you mean  member ?
#include <algorithm>

#include "dsl/diagnostic.hpp"
#include "dsl/utf8.hpp"

namespace setia::dsl {
namespace {

constexpr std::size_t kColumns = 83;
constexpr std::size_t kLongestLine = 120;  // characters of a program shown at once
constexpr std::size_t kBeforeSpan = 60;
constexpr std::string_view kIndent = "   ";

struct Style {
  std::string_view mark;
  std::string_view colour;
};

Style style_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return {"✗", "\x1b[31m"};
    case Severity::kWarning:
      return {"!", "\x1b[33m"};
    case Severity::kNote:
      break;
  }
  return {"i", "\x1b[36m"};
}

class Painter {
 public:
  Painter(Severity severity, Colour colour) : style_(style_of(severity)), colour_(colour) {}

  std::string_view mark() const { return style_.mark; }
  std::string strong(std::string_view text) const { return painted(text, style_.colour); }
  std::string quiet(std::string_view text) const { return painted(text, "\x1b[2m"); }

 private:
  std::string painted(std::string_view text, std::string_view start) const {
    if (colour_ == Colour::kNo) return std::string(text);
    return std::string(start) + std::string(text) + "\x1b[0m";
  }

  Style style_;
  Colour colour_;
};

// The part of a line that is shown, and where the span lies in it, in characters.
struct Excerpt {
  std::string text;
  std::size_t begin = 0;
  std::size_t length = 0;
};

Excerpt excerpt(std::string_view line, const Span& span) {
  const auto byte = [&line](std::int32_t column) { return std::min(line.size(), static_cast<std::size_t>(column)); };
  Excerpt shown;
  shown.begin = utf8_characters(line.substr(0, byte(span.begin)));
  shown.length = utf8_characters(line.substr(byte(span.begin), byte(span.end) - byte(span.begin)));
  shown.text = line;
  if (utf8_characters(line) > kLongestLine) {
    const std::size_t from = shown.begin > kBeforeSpan ? shown.begin - kBeforeSpan : 0;
    const std::size_t start = utf8_offset(line, from);
    const std::string_view rest = line.substr(start);
    const std::size_t size = utf8_offset(rest, kLongestLine);
    shown.text = (from > 0 ? "…" : "") + std::string(rest.substr(0, size)) + (size < rest.size() ? "…" : "");
    shown.begin = shown.begin - from + (from > 0 ? 1 : 0);
    shown.length = std::min(shown.length, kLongestLine + 1 - std::min(shown.begin, kLongestLine));
  }
  std::replace(shown.text.begin(), shown.text.end(), '\t', ' ');
  shown.length = std::max<std::size_t>(shown.length, 1);
  return shown;
}

std::string title_line(const Diagnostic& diagnostic, const Painter& painter) {
  const std::string title = std::string(painter.mark()) + ' ' + diagnostic.title;
  const std::string code = '[' + diagnostic.code + ']';
  const std::size_t used = utf8_characters(title) + code.size();
  const std::string gap(used < kColumns ? kColumns - used : 1, ' ');
  return painter.strong(title) + gap + painter.quiet(code) + '\n';
}

std::string label_lines(const Label& label, const Sources& sources, const Painter& painter) {
  const Source& source = sources.at(static_cast<std::size_t>(label.span.file));
  const std::string number = std::to_string(label.span.line);
  std::string out = std::string(kIndent) + source.name();
  if (label.span.line > 0) out += ", line " + number;
  // A whole file, or a line that was too long to keep.
  if (source.line(label.span.line).empty()) return out + (label.text.empty() ? "" : ": " + label.text) + '\n';
  out += '\n';
  const Excerpt shown = excerpt(source.line(label.span.line), label.span);
  out += painter.quiet(number + " | ") + shown.text + '\n';
  out += painter.quiet(std::string(number.size(), ' ') + " | ") + std::string(shown.begin, ' ');
  out += painter.strong(std::string(shown.length, '~') + (label.text.empty() ? "" : ' ' + label.text)) + '\n';
  return out;
}

std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += std::string(kIndent) + std::string(text.substr(0, end)) + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

std::string render_text(const Diagnostic& diagnostic, const Sources& sources, Colour colour) {
  const Painter painter(diagnostic.severity, colour);
  std::string out = title_line(diagnostic, painter);
  for (const Label& label : diagnostic.labels) out += label_lines(label, sources, painter);
  out += indented(diagnostic.help);
  if (!diagnostic.fix.empty()) out += indented("Did you mean  " + diagnostic.fix + " ?");
  return out;
}

}  // namespace setia::dsl
