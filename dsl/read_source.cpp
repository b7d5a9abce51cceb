// One walk over the bytes that mends what it can and reports what it must.
#include "dsl/read_source.hpp"

#include <utility>

#include "dsl/codes.hpp"
#include "dsl/utf8.hpp"

namespace setia::dsl {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
}

class Reader {
 public:
  Reader(std::int32_t file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  std::string read(std::string_view bytes) {
    if (bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark) bytes.remove_prefix(kByteOrderMark.size());
    text_.reserve(bytes.size());
    std::size_t at = 0;
    while (at < bytes.size()) at += take(bytes, at);
    end_line();
    return std::move(text_);
  }

 private:
  // Bytes taken.
  std::size_t take(std::string_view bytes, std::size_t at) {
    const char c = bytes[at];
    if (c == '\r' || c == '\n') {
      end_line();
      text_ += '\n';
      line_start_ = text_.size();
      ++line_;
      return c == '\r' && bytes.substr(at, 2) == "\r\n" ? 2 : 1;
    }
    const std::size_t length = is_control(c) ? 0 : utf8_sequence_bytes(bytes, at);
    if (length == 0) {
      report_stray();
      text_ += kReplacement;
      return 1;
    }
    text_ += bytes.substr(at, length);
    return length;
  }

  void end_line() {
    const std::string_view line = std::string_view(text_).substr(line_start_);
    if (line.size() <= kMaxLineCharacters || utf8_characters(line) <= kMaxLineCharacters) return;
    const Span span{file_, line_, 0, 0};
    diagnostics_.add(diagnostic_of("S002", {"line"}, {span, "more than 2,000 characters"}));
    text_.resize(line_start_);
  }

  void report_stray() {
    if (std::exchange(reported_, true)) return;
    const auto column = static_cast<std::int32_t>(text_.size() - line_start_);
    const Span span{file_, line_, column, column + static_cast<std::int32_t>(kReplacement.size())};
    Diagnostic diagnostic = diagnostic_of("S001", {}, {span, "this is no text"});
    diagnostic.help = "Save the file as plain text, encoding UTF-8";
    diagnostics_.add(std::move(diagnostic));
  }

  std::int32_t file_;
  Diagnostics& diagnostics_;
  std::string text_;
  std::size_t line_start_ = 0;
  std::int32_t line_ = 1;
  bool reported_ = false;
};

}  // namespace

Source read_source(std::string name, std::string_view bytes, std::int32_t file, Diagnostics& diagnostics) {
  if (bytes.size() > kMaxFileBytes) {
    diagnostics.add(diagnostic_of("S002", {"file"}, {Span{file, 0, 0, 0}, "more than 16 MB"}));
    return Source(std::move(name), {});
  }
  std::string text = Reader(file, diagnostics).read(bytes);
  const bool is_binary = bytes.find('\0') != std::string_view::npos;
  return Source(std::move(name), is_binary ? std::string() : std::move(text));
}

}  // namespace setia::dsl
