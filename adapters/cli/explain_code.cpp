// `setia explain-code`: the page of a message's code.
#include <cstdio>
#include <vector>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/output.hpp"
#include "adapters/json_text.hpp"
#include "dsl/codes.hpp"
#include "dsl/suggest.hpp"
#include "rules/codes.hpp"

namespace setia::adapters::cli {
namespace {

// Of the form of lines, and of their meaning.
std::vector<const dsl::CodePage*> all_pages() {
  std::vector<const dsl::CodePage*> pages;
  for (const dsl::CodePage& page : dsl::code_pages()) pages.push_back(&page);
  for (const dsl::CodePage& page : rules::code_pages()) pages.push_back(&page);
  return pages;
}

const dsl::CodePage* find_page(const std::string& code) {
  for (const dsl::CodePage* page : all_pages()) {
    if (page->code == code) return page;
  }
  return nullptr;
}

Exit say_unknown(const std::string& code) {
  std::vector<std::string_view> codes;
  for (const dsl::CodePage* page : all_pages()) codes.push_back(page->code);
  const std::string near(dsl::nearest(code, codes));
  std::fprintf(stderr, "There is no code \"%s\".%s\n", code.c_str(), near.empty() ? "" : (" Did you mean " + near + "?").c_str());
  return Exit::kUsage;
}

// Two spaces before every line, as program text stands in messages.
std::string indented(std::string_view text) {
  std::string out = "  ";
  for (const char character : text) {
    out += character;
    if (character == '\n') out += "  ";
  }
  return out;
}

void print_human(const dsl::CodePage& page) {
  std::printf("%s  %s\n\n%s\n", std::string(page.code).c_str(), std::string(page.title).c_str(), std::string(page.text).c_str());
  if (!page.wrong.empty()) std::printf("\nWrong:\n%s\n", indented(page.wrong).c_str());
  if (!page.right.empty()) std::printf("\nRight:\n%s\n", indented(page.right).c_str());
}

void print_json(const dsl::CodePage& page) {
  std::printf("{\"code\":%s,\"title\":%s,\"text\":%s,\"wrong\":%s,\"right\":%s}\n", json_text(page.code).c_str(), json_text(page.title).c_str(),
              json_text(page.text).c_str(), json_text(page.wrong).c_str(), json_text(page.right).c_str());
}

Exit explain_code(const std::string& code, Format format) {
  const dsl::CodePage* page = find_page(code);
  if (page == nullptr) return say_unknown(code);
  format == Format::kJson ? print_json(*page) : print_human(*page);
  return Exit::kFine;
}

}  // namespace

void add_explain_code(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("explain-code", "Explains the code of a message, with an example");
  command->footer("Example:  setia explain-code S014");
  auto code = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("CODE", *code, "As it stands in brackets behind a message")->required();
  add_format(*command, *format);
  command->callback([code, format, &exit] { exit = explain_code(*code, *format); });
}

}  // namespace setia::adapters::cli
