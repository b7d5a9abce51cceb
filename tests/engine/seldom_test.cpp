// Containers that save room: they must not be told from those that they stand for.
#include <catch2/catch.hpp>

#include "engine/state.hpp"
#include "engine/symbols.hpp"

using namespace setia::engine;

TEST_CASE("a vector that is seldom filled reads as an empty one until it is") {
  Seldom<int> seldom;
  CHECK(seldom.empty());
  CHECK(seldom.size() == 0);
  CHECK(seldom.begin() == seldom.end());
  const std::vector<int>& read = seldom;
  CHECK(read.empty());
  erase_if(seldom, [](int) { return true; });
  CHECK(seldom.empty());
}

TEST_CASE("a vector that is seldom filled inserts, takes out and copies as one") {
  Seldom<int> seldom;
  CHECK(*seldom.insert(seldom.begin(), 2) == 2);
  seldom.insert(seldom.begin(), 1);
  seldom.push_back(3);
  Seldom<int> copy = seldom;
  seldom.erase(seldom.begin() + 1);
  CHECK(static_cast<const std::vector<int>&>(seldom) == std::vector{1, 3});
  CHECK(static_cast<const std::vector<int>&>(copy) == std::vector{1, 2, 3});
  erase_if(copy, [](int one) { return one != 2; });
  CHECK(copy.front() == 2);
  CHECK(copy.size() == 1);
  copy = std::vector<int>{};
  CHECK(copy.empty());
}

TEST_CASE("members are found by their ids, however many share a cell") {
  State state;
  constexpr std::uint32_t kMembers = 1'000;
  const auto id_of = [](std::uint32_t number) {
    MemberId id{};
    id[0] = static_cast<std::uint8_t>(number % 7);  // nearly all of them fall on the same cells
    id[8] = static_cast<std::uint8_t>(number);
    id[9] = static_cast<std::uint8_t>(number >> 8);
    return id;
  };
  for (std::uint32_t number = 1; number <= kMembers; ++number) {
    CHECK(state.find(id_of(number)) == MemberIndex{});
    state.members.emplace_back().id = id_of(number);
    state.numbers.add_last(state.members);
  }
  for (std::uint32_t number = 1; number <= kMembers; ++number) CHECK(state.find(id_of(number)).value == number);
  CHECK(state.find(id_of(kMembers + 1)) == MemberIndex{});
}

TEST_CASE("texts of every length are interned once and found again") {
  Symbols symbols;
  CHECK(symbols.intern("") == SymbolId{});
  CHECK(symbols.find("a") == SymbolId{});
  std::vector<std::string> texts;
  for (std::size_t length = 1; length <= 40; ++length)
    for (const char letter : {'a', 'b', '\0', '\xff'}) {
      texts.push_back(std::string(length, 'x'));
      texts.back().back() = letter;
    }
  for (std::size_t i = 0; i < texts.size(); ++i) CHECK(symbols.intern(texts[i]).value == i + 1);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CHECK(symbols.intern(texts[i]).value == i + 1);
    CHECK(symbols.find(texts[i]).value == i + 1);
    CHECK(symbols.text(SymbolId{i + 1}) == texts[i]);
  }
  CHECK(symbols.size() == texts.size() + 1);
}
