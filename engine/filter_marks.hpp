// What filters say of a line, as bits: asked of every text once, when a version is adopted, where one text decides.
//
// Place 0 is filter 0, every line. Up to 63 filters more have a place, those of metrics and gives first; of all others
// `fits` (engine/filters.hpp) is asked line by line.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/event.hpp"
#include "engine/program.hpp"

namespace setia::engine {

using Marks = std::uint64_t;  // a bit per place

inline constexpr std::size_t kPlaces = 64;

class FilterMarks {
 public:
  explicit FilterMarks(const Program& program);

  // Where the filter's bit stands; kPlaces when it has none.
  std::size_t place(FilterId filter) const { return places_[filter.index()]; }
  std::size_t places() const { return used_; }
  // What a line is whose texts no filter names: nearly all of a filter that names what it does not mean.
  Marks usual() const { return kEveryLine | categories_.others | brands_.others | skus_.others; }

  // Where one field decides every filter: of() by its text alone.
  struct ByText {
    const Marks* rows = nullptr;
    std::size_t count = 0;
    Marks others = 0;
    Marks of(SymbolId text) const { return text.index() < count ? rows[text.index()] : others; }
  };
  bool by_category() const { return brands_.rows.empty() && skus_.rows.empty(); }
  ByText categories() const { return {categories_.rows.data(), categories_.rows.size(), categories_.others}; }

  Marks of(const Line& line) const {
    if (line.amount_minor < 0) return kEveryLine;
    return kEveryLine | categories_.of(line.category) | brands_.of(line.brand) | skus_.of(line.sku);
  }

 private:
  static constexpr Marks kEveryLine = 1;
  struct Column {
    std::vector<Marks> rows;  // by SymbolId; empty when no filter with a place reads this text
    Marks others = 0;         // of a text that no filter names
    Marks of(SymbolId text) const { return text.index() < rows.size() ? rows[text.index()] : others; }
  };

  void mark(const Program& program, FilterId filter);
  Column& column(LineField field);

  std::vector<std::uint8_t> places_;  // by FilterId
  std::size_t used_ = 1;
  Column categories_, brands_, skus_;
};

}  // namespace setia::engine
