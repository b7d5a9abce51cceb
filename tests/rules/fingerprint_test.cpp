// The hash of a program covers what it says and how, not how it is spaced.
#include <catch2/catch.hpp>

#include "rules/compile.hpp"

namespace setia {
namespace {

rules::ProgramText text_of(std::string text) {
  rules::ProgramText program;
  program.sources.emplace_back("program.setia", std::move(text));
  return program;
}

TEST_CASE("spacing does not change the hash of a program, words and paths do") {
  const rules::ProgramText tidy = text_of("program \"P\" version 1\n  currency EUR\n");
  CHECK(rules::fingerprint(tidy) == rules::fingerprint(text_of("program   \"P\" version 1\n  currency    EUR\n")));
  CHECK(rules::fingerprint(tidy) != rules::fingerprint(text_of("program \"P\" version 2\n  currency EUR\n")));
  rules::ProgramText moved;
  moved.sources.emplace_back("other.setia", tidy.sources.front().text());
  CHECK(rules::fingerprint(tidy) != rules::fingerprint(moved));
}

TEST_CASE("lists and personal fields are part of the hash") {
  const rules::ProgramText plain = text_of("program \"P\" version 1\n  currency EUR\n");
  rules::ProgramText listed = plain;
  listed.lists.push_back({"City", "store", {"Lyon"}, {}});
  rules::ProgramText other = plain;
  other.lists.push_back({"City", "store", {"Nantes"}, {}});
  rules::ProgramText personal = plain;
  personal.personal.push_back("phone");
  CHECK(rules::fingerprint(plain) != rules::fingerprint(listed));
  CHECK(rules::fingerprint(listed) != rules::fingerprint(other));
  CHECK(rules::fingerprint(plain) != rules::fingerprint(personal));
}

}  // namespace
}  // namespace setia
