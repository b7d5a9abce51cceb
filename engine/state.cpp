#include "engine/state.hpp"

#include "engine/ensure.hpp"

namespace setia::engine {
namespace {

constexpr std::size_t kFewestNumbers = 16;

// The cell of the id, or the free one where its number would stand.
std::size_t cell_of(const MemberId& id, const std::vector<std::uint32_t>& cells, const std::vector<MemberState>& members) {
  const std::size_t last = cells.size() - 1;
  std::size_t at = MemberIdHash{}(id) & last;
  while (cells[at] != 0 && members[cells[at]].id != id) at = (at + 1) & last;
  return at;
}

}  // namespace

MemberIndex MemberNumbers::find(const MemberId& id, const std::vector<MemberState>& members) const {
  return cells_.empty() ? MemberIndex{} : MemberIndex{cells_[cell_of(id, cells_, members)]};
}

void MemberNumbers::add_last(const std::vector<MemberState>& members) {
  const std::size_t last = members.size() - 1;
  if (cells_.size() * 2 <= last * 3) {
    cells_.assign(std::max(cells_.size() * 2, kFewestNumbers), 0);
    for (std::uint32_t number = 1; number < last; ++number) cells_[cell_of(members[number].id, cells_, members)] = number;
  }
  std::uint32_t& cell = cells_[cell_of(members[last].id, cells_, members)];
  ENSURE(cell == 0);
  cell = static_cast<std::uint32_t>(last);
}

}  // namespace setia::engine
