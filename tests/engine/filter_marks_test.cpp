#include "engine/filter_marks.hpp"

#include <catch2/catch.hpp>

#include "engine/filters.hpp"
#include "tests/engine/programs.hpp"

namespace setia::engine {
namespace {

// Filters of every shape over two texts, one of them mixed, and two that refer to others.
struct Shelf {
  Program program;

  SetId set(std::initializer_list<std::size_t> texts) {
    SymbolSet& made = program.sets.emplace_back();
    for (const std::size_t text : texts) made.members.push_back(SymbolId{text});
    return SetId{program.sets.size() - 1};
  }
  LineTest test(LineField field, std::initializer_list<std::size_t> texts, bool negated = false) {
    LineTest made;
    made.field = field;
    made.set = set(texts);
    made.negated = negated;
    return made;
  }
  static LineTest of(std::size_t filter) {
    LineTest made;
    made.field = LineField::kFilter;
    made.filter = FilterId{filter};
    return made;
  }

  Shelf() {
    program.filters.push_back({});
    program.filters.push_back({{test(LineField::kCategory, {3, 5})}, {}, {}});
    program.filters.push_back({{}, {test(LineField::kCategory, {3}, true)}, {}});
    program.filters.push_back({{}, {}, {test(LineField::kBrand, {4})}});
    program.filters.push_back({{of(1)}, {of(2)}, {}});
    program.filters.push_back({{test(LineField::kSku, {9})}, {test(LineField::kCategory, {5})}, {}});
    for (std::size_t filter = 1; filter < program.filters.size(); ++filter) {
      Slot slot;
      slot.kind = SlotKind::kBasketHas;
      slot.filter = FilterId{filter};
      program.slots.push_back(slot);
    }
  }
};

TEST_CASE("a mark says of every line what its filter says") {
  const Shelf shelf;
  const FilterMarks marks(shelf.program);
  for (std::size_t category = 0; category < 8; ++category) {
    for (const std::size_t brand : {0U, 4U, 6U}) {
      for (const std::int64_t amount : {-100, 0, 100}) {
        Line line;
        line.category = SymbolId{category};
        line.brand = SymbolId{brand};
        line.amount_minor = amount;
        for (std::size_t filter = 0; filter < shelf.program.filters.size(); ++filter) {
          const std::size_t place = marks.place(FilterId{filter});
          if (place == kPlaces) continue;
          INFO("filter " << filter << " category " << category << " brand " << brand << " amount " << amount);
          CHECK((marks.of(line) >> place & 1) == (fits(shelf.program, FilterId{filter}, line) ? 1 : 0));
        }
      }
    }
  }
}

TEST_CASE("a filter over two fields has no place, all others have") {
  const Shelf shelf;
  const FilterMarks marks(shelf.program);
  for (std::size_t filter = 0; filter < 5; ++filter) CHECK(marks.place(FilterId{filter}) < kPlaces);
  CHECK(marks.place(FilterId{5}) == kPlaces);
}

TEST_CASE("the sixty-fifth filter has no place") {
  Shelf shelf;
  for (std::size_t text = 10; text < 90; ++text) {
    shelf.program.filters.push_back({{shelf.test(LineField::kCategory, {text})}, {}, {}});
    Slot slot;
    slot.kind = SlotKind::kBasketHas;
    slot.filter = FilterId{shelf.program.filters.size() - 1};
    shelf.program.slots.push_back(slot);
  }
  const FilterMarks marks(shelf.program);
  CHECK(marks.places() == kPlaces);
  CHECK(marks.place(FilterId{shelf.program.filters.size() - 1}) == kPlaces);
}

}  // namespace
}  // namespace setia::engine
