#include "engine/again.hpp"

#include <algorithm>

namespace setia::engine {

const SlotValue* recorded_fact(const Again& again, SlotId slot) {
  const auto& slots = again.facts->slots;
  const auto place = std::lower_bound(slots.begin(), slots.end(), slot, [](const SlotValue& one, SlotId wanted) { return one.slot < wanted; });
  return place != slots.end() && place->slot == slot ? &*place : nullptr;
}

std::int64_t marks_again(const Again* again, RuleId rule, std::int64_t marks) {
  if (again == nullptr) return marks;
  const auto own = std::find_if(again->marks_left.begin(), again->marks_left.end(), [rule](const auto& one) { return one.first == rule; });
  return own == again->marks_left.end() ? marks : std::min(marks, own->second);
}

Wide room_again(const Again& again, LimitId limit, Wide free, Wide before) {
  const auto own = std::lower_bound(again.used.begin(), again.used.end(), limit, [](const OwnUse& one, LimitId wanted) { return one.limit < wanted; });
  if (own != again.used.end() && own->limit == limit) free = std::max(own->used, own->is_counted ? free + own->used : free);
  free -= before;
  if (again.facts == nullptr) return std::max<Wide>(0, free);
  const auto& rooms = again.facts->head_room;
  const auto room = std::lower_bound(rooms.begin(), rooms.end(), limit, [](const HeadRoom& one, LimitId wanted) { return one.limit < wanted; });
  if (room != rooms.end() && room->limit == limit) free = std::min(free, room->free);
  return std::max<Wide>(0, free);
}

}  // namespace setia::engine
