#include "adapters/event_draft.hpp"

#include <algorithm>
#include <array>

#include "dsl/suggest.hpp"

namespace setia::adapters {
namespace {

using engine::EventKind;

struct KindName {
  std::string_view name;
  EventKind kind;
};

constexpr KindName kKinds[] = {
    {"purchase", EventKind::kPurchase}, {"return", EventKind::kReturn},   {"join", EventKind::kJoin},
    {"leave", EventKind::kLeave},       {"member", EventKind::kMember},   {"refer", EventKind::kRefer},
    {"activity", EventKind::kActivity}, {"hold", EventKind::kHold},       {"commit", EventKind::kCommit},
    {"cancel", EventKind::kCancel},     {"redeem", EventKind::kRedeem},   {"void", EventKind::kVoid},
    {"adjust", EventKind::kAdjust},     {"gift", EventKind::kGift},       {"exchange", EventKind::kExchange},
    {"status", EventKind::kStatus},     {"opt", EventKind::kOpt},         {"choose", EventKind::kChoose},
    {"enter", EventKind::kEnter},       {"club", EventKind::kClub},       {"household", EventKind::kHousehold},
    {"deliver", EventKind::kDeliver},
};

std::string kind_remedy(std::string_view type) {
  if (type == "time") return "Time records are made by the ledger itself; to let time pass, run setia close-day.";
  std::array<std::string_view, std::size(kKinds)> names;
  std::transform(std::begin(kKinds), std::end(kKinds), names.begin(), [](const KindName& kind) { return kind.name; });
  const std::string_view near = dsl::nearest(type, names);
  if (near.empty()) return "Write one of purchase, return, join, leave, member, activity, redeem, adjust and the others that the documentation lists.";
  return "Did you mean \"" + std::string(near) + "\"?";
}

}  // namespace

std::string Place::text() const {
  if (list.empty()) return std::string(name);
  const std::string element = std::string(list) + "[" + std::to_string(index) + "]";
  return name.empty() ? element : element + "." + std::string(name);
}

void EventDraft::clear() {
  kind = EventKind::kPurchase;
  id = source = at = member = other = store = channel = currency = receipt = amount = std::nullopt;
  zone = {};
  has_lines = false;
  lines.clear();
  payments.clear();
  codes.clear();
  more.clear();
}

EventKind read_kind(std::string_view type) {
  for (const KindName& kind : kKinds) {
    if (kind.name == type) return kind.kind;
  }
  throw DraftRefusal{"type", "There is no event of type \"" + std::string(type) + "\".", kind_remedy(type)};
}

std::string_view kind_name(EventKind kind) {
  const auto known = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const KindName& one) { return one.kind == kind; });
  return known == std::end(kKinds) ? std::string_view() : known->name;
}

std::string_view other_field(EventKind kind) {
  switch (kind) {
    case EventKind::kJoin:
    case EventKind::kRefer: return "referrer";
    case EventKind::kGift: return "to";
    case EventKind::kHousehold: return "other";
    default: return {};
  }
}

void sort_fields(engine::Fields& fields) {
  const auto by_name = [](const engine::Field& a, const engine::Field& b) { return a.name < b.name; };
  std::sort(fields.begin(), fields.end(), by_name);
  const auto same_name = [](const engine::Field& a, const engine::Field& b) { return a.name == b.name; };
  const auto twice = std::adjacent_find(fields.begin(), fields.end(), same_name);
  if (twice != fields.end()) throw DraftRefusal{twice->name, "The field \"" + twice->name + "\" stands twice.", "Keep one of them."};
}

}  // namespace setia::adapters
