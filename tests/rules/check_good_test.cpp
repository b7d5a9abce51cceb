// Programs without a mistake: they check clean, warnings included.
#include <catch2/catch.hpp>

#include "tests/rules/checking.hpp"

using namespace setia;

TEST_CASE("programs without a mistake check clean") {
  for (const auto& path : tests::files_in("good")) {
    const tests::CheckedFile file = tests::checked_text(path.filename().string(), tests::read_all(path));
    for (const dsl::Diagnostic& diagnostic : file.checked->diagnostics.all()) {
      INFO(dsl::render_text(diagnostic, file.text.sources, dsl::Colour::kNo));
      CHECK(diagnostic.title.empty());
    }
    CHECK_FALSE(file.checked->plan.rules.empty());
  }
}
