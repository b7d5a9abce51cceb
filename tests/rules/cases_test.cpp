// Every `test` block of tests/cases, each of which says one sentence of the language's meaning, and of tests/programs, which hold
// them together; and that these files are written as `setia fmt` writes them.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "rules/try_tests.hpp"
#include "tests/rules/checked_program.hpp"

namespace setia {
namespace {

std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"tests/cases", "tests/programs"}) {
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path{SETIA_ROOT} / folder)) {
      if (entry.path().extension() == ".setia") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string in_words(const rules::TestResult& result) {
  std::string text =
      result.file + ":" + std::to_string(result.line) + " \"" + result.name + "\"\n  " + result.expected + "\n  got " + result.got;
  for (const std::string& rule : result.rules) text += "\n    " + rule;
  return text;
}

TEST_CASE("every case of the meaning holds") {
  const std::vector<std::filesystem::path> files = case_files();
  REQUIRE_FALSE(files.empty());
  for (const std::filesystem::path& file : files) {
    DYNAMIC_SECTION(file.filename().string()) {
      const tests::CheckedProgram program(file.filename().string(), read(file));
      const std::vector<rules::TestResult> results = rules::try_tests(*program.checked, program.text, program.zones);
      REQUIRE_FALSE(results.empty());
      CHECK(dsl::format(program.text.sources.front()) == read(file));
      for (const rules::TestResult& result : results) {
        INFO(in_words(result));
        CHECK(result.passed);
      }
    }
  }
}

}  // namespace
}  // namespace setia
