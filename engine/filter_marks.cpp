#include "engine/filter_marks.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

#include "engine/filters.hpp"

namespace setia::engine {
namespace {

bool is_one_text(LineField field) { return field == LineField::kCategory || field == LineField::kBrand || field == LineField::kSku; }

// What decides a filter: the texts it names, all of one field.
struct Deciding {
  std::optional<LineField> field;
  bool several = false;
  std::vector<SymbolId> texts;

  void read(const Program& program, FilterId filter) {
    const LineFilter& wanted = program.filters[filter.index()];
    for (const std::vector<LineTest>* tests : {&wanted.any, &wanted.all, &wanted.except})
      for (const LineTest& test : *tests) read(program, test);
  }

 private:
  void read(const Program& program, const LineTest& test) {
    if (test.field == LineField::kFilter) return read(program, test.filter);
    several = several || !is_one_text(test.field) || (field && *field != test.field);
    if (several) return;
    field = test.field;
    const std::vector<SymbolId>& members = program.sets[test.set.index()].members;
    texts.insert(texts.end(), members.begin(), members.end());
  }
};

Line line_with(LineField field, SymbolId text) {
  Line line;
  (field == LineField::kCategory ? line.category : field == LineField::kBrand ? line.brand : line.sku) = text;
  return line;
}

// Filters that every receipt is asked about, then those that some rules ask about.
std::vector<FilterId> by_use(const Program& program) {
  std::vector<int> uses(program.filters.size(), 0);
  const auto used = [&](FilterId filter, int weight) { uses[filter.index()] += weight; };
  for (const Metric& metric : program.metrics) used(metric.filter, 3);
  for (const Rule& rule : program.rules)
    for (const Give& give : rule.gives) used(give.base.filter, 2), used(give.lines, 2);
  for (const Slot& slot : program.slots) used(slot.filter, 1);
  std::vector<FilterId> filters;
  for (std::size_t i = 1; i < program.filters.size(); ++i)
    if (uses[i] > 0) filters.push_back(FilterId{i});
  std::stable_sort(filters.begin(), filters.end(), [&](FilterId a, FilterId b) { return uses[a.index()] > uses[b.index()]; });
  return filters;
}

}  // namespace

FilterMarks::FilterMarks(const Program& program) : places_(std::max<std::size_t>(program.filters.size(), 1), kPlaces) {
  places_[0] = 0;
  for (const FilterId filter : by_use(program)) mark(program, filter);
}

FilterMarks::Column& FilterMarks::column(LineField field) { return field == LineField::kCategory ? categories_ : field == LineField::kBrand ? brands_ : skus_; }

void FilterMarks::mark(const Program& program, FilterId filter) {
  Deciding deciding;
  deciding.read(program, filter);
  if (used_ == kPlaces || deciding.several || !deciding.field) return;
  const LineField field = *deciding.field;
  const Marks bit = Marks{1} << used_;
  const auto means = [&](SymbolId text) { return fits(program, filter, line_with(field, text)); };
  Column& marked = column(field);
  const std::size_t rows = std::accumulate(deciding.texts.begin(), deciding.texts.end(), std::size_t{1}, [](std::size_t so_far, SymbolId text) { return std::max(so_far, text.index() + 1); });
  if (rows > marked.rows.size()) marked.rows.resize(rows, marked.others);
  const bool others = means(SymbolId{std::numeric_limits<std::uint32_t>::max()});
  if (others) {
    marked.others |= bit;
    for (Marks& row : marked.rows) row |= bit;
  }
  deciding.texts.push_back(SymbolId{});
  for (const SymbolId text : deciding.texts) {
    Marks& row = marked.rows[text.index()];
    row = means(text) ? row | bit : row & ~bit;
  }
  places_[filter.index()] = static_cast<std::uint8_t>(used_++);
}

}  // namespace setia::engine
