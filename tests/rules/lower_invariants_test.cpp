// What engine/program.hpp promises, of every compiled program of tests/cases.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/rules/checked_program.hpp"

namespace setia {
namespace {

template <class Things, class Text>
bool is_sorted(const Things& things, Text text) {
  return std::adjacent_find(things.begin(), things.end(), [&](const auto& a, const auto& b) { return !(text(a) < text(b)); }) ==
         things.end();
}

bool refers_back(const std::vector<engine::Check>& checks, engine::SlotId slot) {
  return std::all_of(checks.begin(), checks.end(), [&](const engine::Check& check) { return check.slot < slot; });
}

void require_order(const engine::Program& program) {
  // Points and wallets, then badges, rewards, and choices of rewards.
  const auto group = [](const engine::Unit& unit) {
    if (unit.kind == engine::UnitKind::kVoucher) return unit.choices.empty() ? 2 : 3;
    return unit.kind == engine::UnitKind::kBadge ? 1 : 0;
  };
  CHECK(is_sorted(program.units, [&](const engine::Unit& unit) { return std::pair(group(unit), unit.name); }));
  CHECK(is_sorted(program.rules, [](const engine::Rule& rule) { return rule.name; }));
  CHECK(is_sorted(program.limits, [](const engine::Limit& limit) { return limit.text; }));
  CHECK(is_sorted(program.metrics, [](const engine::Metric& metric) { return metric.text; }));
  CHECK(is_sorted(program.slots, [](const engine::Slot& slot) { return slot.text; }));
}

void require_slots_refer_back(const engine::Program& program) {
  for (std::size_t i = 0; i < program.slots.size(); ++i) {
    const engine::Slot& slot = program.slots[i];
    const engine::SlotId id{i};
    INFO(slot.text);
    CHECK(refers_back(slot.checks, id));
    if (slot.kind == engine::SlotKind::kReading)
      CHECK(refers_back(program.metrics[program.readings[slot.reading].metric.index()].checks, id));
    if (slot.kind == engine::SlotKind::kCrossing) CHECK(slot.left < id);
    if (slot.kind == engine::SlotKind::kDifference) CHECK((slot.left < id && slot.right < id));
  }
}

void require_filters_refer_back(const engine::Program& program) {
  for (std::size_t i = 0; i < program.filters.size(); ++i) {
    for (const auto* tests : {&program.filters[i].any, &program.filters[i].all, &program.filters[i].except}) {
      for (const engine::LineTest& test : *tests) {
        if (test.field == engine::LineField::kFilter) CHECK(test.filter.index() < i);
      }
    }
  }
}

TEST_CASE("compiled programs keep their promises") {
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path{SETIA_ROOT} / "tests/cases")) {
    DYNAMIC_SECTION(entry.path().filename().string()) {
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      const tests::CheckedProgram program(entry.path().filename().string(), text.str());
      engine::Symbols symbols;
      const engine::Program compiled = rules::lower(program.checked->plan, symbols);
      require_order(compiled);
      require_slots_refer_back(compiled);
      require_filters_refer_back(compiled);
    }
  }
}

TEST_CASE("[J11] texts of slots do not depend on what was interned before") {
  const tests::CheckedProgram program("order.setia", std::string{"program \"Order\" version 1\n  currency EUR\n  timezone \"UTC\"\n\n"
                                                                 "points beans\n  one is a bean\n\n"
                                                                 "rule \"R\"\n  on purchase\n  when store is \"b\" or \"a\"\n  and spend "
                                                                 "on category \"z\" or \"y\" this month is at least 1.00 EUR\n"
                                                                 "  give 1 bean\n  without limit\n"});
  engine::Symbols fresh, used;
  for (const char* text : {"z", "a", "b", "y"}) used.intern(text);
  const engine::Program first = rules::lower(program.checked->plan, fresh);
  const engine::Program second = rules::lower(program.checked->plan, used);
  REQUIRE(first.slots.size() == second.slots.size());
  for (std::size_t i = 0; i < first.slots.size(); ++i) CHECK(first.slots[i].text == second.slots[i].text);
  CHECK(first.metrics.at(0).text == second.metrics.at(0).text);
}

}  // namespace
}  // namespace setia
