#include "engine/purchase_numbers.hpp"

#include <algorithm>

#include "engine/ensure.hpp"

namespace setia::engine {

std::int64_t next_purchase_number(const MemberState& member) {
  return member.free_numbers.empty() ? member.last_number + 1 : member.free_numbers.front();
}

void hold_purchase_number(MemberState& member, std::int64_t number) {
  ENSURE(number == next_purchase_number(member));
  if (member.free_numbers.empty()) ++member.last_number;
  else member.free_numbers.erase(member.free_numbers.begin());
}

void free_purchase_number(MemberState& member, std::int64_t number) {
  ENSURE(number >= 1 && number <= member.last_number);
  const auto place = std::lower_bound(member.free_numbers.begin(), member.free_numbers.end(), number);
  ENSURE(place == member.free_numbers.end() || *place != number);
  member.free_numbers.insert(place, number);
  while (!member.free_numbers.empty() && member.free_numbers.back() == member.last_number) {
    member.free_numbers.pop_back();
    --member.last_number;
  }
}

}  // namespace setia::engine
