// docs/language.md is made from the forms that this build reads and from its word lists. SETIA_UPDATE=1 writes it anew.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

#include "dsl/form.hpp"
#include "dsl/words.hpp"
#include "tests/dsl/form_rows.hpp"
#include "tests/dsl/samples.hpp"

using namespace setia::dsl;

namespace {

struct Chapter {
  std::string kind;    // as forms.tsv says
  std::string title;
  std::vector<DeclarationKind> of;
};

const std::vector<Chapter> kChapters = {
    {"program", "The program", {DeclarationKind::kProgram}},
    {"fields",
     "Fields of members, receipts, lines and activities",
     {DeclarationKind::kMemberFields, DeclarationKind::kReceiptFields, DeclarationKind::kLineFields, DeclarationKind::kActivityFields}},
    {"points", "Points", {DeclarationKind::kPoints}},
    {"wallet", "Wallets", {DeclarationKind::kWallet}},
    {"items", "Sets of items", {DeclarationKind::kItems}},
    {"segment", "Segments", {DeclarationKind::kSegment}},
    {"measure", "Measures", {DeclarationKind::kMeasure}},
    {"counter", "Counters", {DeclarationKind::kCounter}},
    {"period", "Periods", {DeclarationKind::kPeriod}},
    {"rule", "Rules", {DeclarationKind::kRule}},
    {"stack", "Stacks", {DeclarationKind::kStack}},
    {"limit", "Shared limits", {DeclarationKind::kLimit}},
    {"tiers", "Ladders of levels", {DeclarationKind::kTiers}},
    {"badge", "Badges", {DeclarationKind::kBadge}},
    {"reward", "Rewards", {DeclarationKind::kReward}},
    {"rewards", "Tables of rewards", {DeclarationKind::kRewards}},
    {"referral", "Referrals", {DeclarationKind::kReferral}},
    {"household", "Households", {DeclarationKind::kHousehold}},
    {"pay with", "Paying with points and wallets", {DeclarationKind::kPayWith}},
    {"test", "Tests", {DeclarationKind::kTest}}};

bool is_read(const std::string& kind, const FormRow& row) {
  return !heading_for(kind).empty() && parsed("form.setia", text_with(kind, row.example)).diagnostics.all().empty();
}

bool is_of(const FormRow& row, const std::string& kind) { return std::find(row.kinds.begin(), row.kinds.end(), kind) != row.kinds.end(); }

// In a cell of a table a bar would end it.
std::string cell(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string example_cell(const std::string& example) { return "`" + cell(example.substr(example.find_first_not_of(' '))) + "`"; }

std::string chapter_text(const Chapter& chapter) {
  std::string text = "\n## " + chapter.title + "\n\n| line, by example | what it means |\n|---|---|\n";
  for (const FormRow& row : form_rows())
    if (is_of(row, chapter.kind) && is_read(chapter.kind, row)) text += "| " + example_cell(row.example) + " | " + cell(row.meaning) + " |\n";
  std::string words;
  for (const std::string_view word : first_words(chapter.of.front())) words += (words.empty() ? "`" : ", `") + std::string(word) + "`";
  return text + (words.empty() ? "" : "\nIts lines begin with " + words + ".\n");
}

template <typename Words>
std::string list_of(const std::string& title, const Words& words) {
  std::string text = "- " + title + ": ";
  for (const auto& one : words) text += (&one == &*std::begin(words) ? "" : ", ") + std::string(one.words);
  return text + "\n";
}

std::string word_lists() {
  std::string fields = "- built-in fields: ";
  for (const std::string_view field : kBuiltInFields) fields += (field == kBuiltInFields[0] ? "" : ", ") + std::string(field);
  return "\n## Words\n\n" + list_of("weekdays", kWeekdays) + list_of("months", kMonths) + list_of("ways to round", kRoundModes) +
         list_of("stages of rounding", kRoundStages) + list_of("lengths", kLengthUnits) + list_of("calendars", kCalendars) + fields + "\n";
}

std::string language_page() {
  std::string text =
      "# The language, form by form\n\n"
      "Every line of a program is one of these forms. A heading stands at the margin, its lines two spaces further in; the order of\n"
      "declarations never matters. `setia check` reads a program against this list, `setia fmt` lays it out, and a line that is not\n"
      "here gets a message with the nearest form. New here? [Your first program](first-program.md) builds one from nothing.\n";
  for (const Chapter& chapter : kChapters) text += chapter_text(chapter);
  return text + word_lists();
}

// Whether the example is read by this very form.
bool reads(const Form& form, const std::string& kind, const FormRow& row) {
  if (row.example.front() != ' ') return false;
  const Source source("form.setia", text_with(kind, row.example));
  Line line = split_line(source, 0, 2);
  line.tokens.push_back({TokenKind::kWord, {}, line.tokens.back().span});
  Attempt attempt(line.tokens.data());
  Cursor at(line.tokens.data(), attempt);
  ClauseKind clause;
  return form.read(at, Cursor(line.tokens.data() + line.tokens.size() - 1, attempt), clause);
}

}  // namespace

TEST_CASE("docs/language.md is what this build reads") {
  const std::filesystem::path page = std::filesystem::path(SETIA_ROOT) / "docs" / "language.md";
  const std::string text = language_page();
  if (std::getenv("SETIA_UPDATE") != nullptr) std::ofstream(page, std::ios::binary) << text;
  CHECK(read_all(page) == text);
}

TEST_CASE("every form of the grammar has an example in docs/language.md") {
  const std::vector<FormRow> rows = form_rows();
  for (const Chapter& chapter : kChapters)
    for (const Form* form : forms_of(chapter.of.front())) {
      INFO(chapter.kind << ": a form that begins with \"" << form->opening << "\"");
      CHECK(std::any_of(rows.begin(), rows.end(), [&](const FormRow& row) { return is_of(row, chapter.kind) && reads(*form, chapter.kind, row); }));
    }
}
