// Near words, and how near is near enough.
#include <catch2/catch.hpp>

#include "dsl/suggest.hpp"

using namespace setia::dsl;

TEST_CASE("edits are letters added, left out, changed or swapped") {
  CHECK(edit_distance("member", "member") == 0);
  CHECK(edit_distance("membr", "member") == 1);
  CHECK(edit_distance("form", "from") == 1);
  CHECK(edit_distance("ruel", "rule") == 1);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("the nearest word is suggested, and none that is far") {
  const std::string_view words[] = {"member", "household", "store", "receipt"};
  CHECK(nearest("membr", words) == "member");
  CHECK(nearest("recipt", words) == "receipt");
  CHECK(nearest("shop", words).empty());
  CHECK(nearest("x", words).empty());
  CHECK(nearest(std::string(100000, 'm'), words).empty());
}

TEST_CASE("a short word is never changed wholly") {
  const std::string_view words[] = {"in", "or"};
  CHECK(nearest("im", words) == "in");
  CHECK(nearest("xy", words).empty());
}
