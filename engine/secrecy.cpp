#include "engine/secrecy.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace setia::engine {
namespace {

// Built-in fields that Event keeps by name (interfaces.md, "Events"); `attributes` and `set` are not here: they are personal.
constexpr std::array kOpenFields = {
    std::pair{EventKind::kPurchase, std::string_view("used")},      std::pair{EventKind::kPurchase, std::string_view("discounts")},
    std::pair{EventKind::kJoin, std::string_view("through")},       std::pair{EventKind::kMember, std::string_view("state")},
    std::pair{EventKind::kRefer, std::string_view("through")},      std::pair{EventKind::kActivity, std::string_view("activity")},
    std::pair{EventKind::kHold, std::string_view("reward")},        std::pair{EventKind::kHold, std::string_view("unit")},
    std::pair{EventKind::kHold, std::string_view("amount")},        std::pair{EventKind::kRedeem, std::string_view("amount")},
    std::pair{EventKind::kAdjust, std::string_view("amount")},
    std::pair{EventKind::kCommit, std::string_view("hold")},        std::pair{EventKind::kCancel, std::string_view("hold")},
    std::pair{EventKind::kRedeem, std::string_view("reward")},      std::pair{EventKind::kRedeem, std::string_view("price")},
    std::pair{EventKind::kRedeem, std::string_view("unit")},        std::pair{EventKind::kVoid, std::string_view("voucher")},
    std::pair{EventKind::kAdjust, std::string_view("unit")},        std::pair{EventKind::kAdjust, std::string_view("reason")},
    std::pair{EventKind::kAdjust, std::string_view("by")},          std::pair{EventKind::kAdjust, std::string_view("expires")},
    std::pair{EventKind::kAdjust, std::string_view("force")},       std::pair{EventKind::kAdjust, std::string_view("counts")},
    std::pair{EventKind::kGift, std::string_view("unit")},          std::pair{EventKind::kExchange, std::string_view("unit")},
    std::pair{EventKind::kExchange, std::string_view("into")},      std::pair{EventKind::kStatus, std::string_view("ladder")},
    std::pair{EventKind::kStatus, std::string_view("level")},       std::pair{EventKind::kStatus, std::string_view("until")},
    std::pair{EventKind::kStatus, std::string_view("by")},          std::pair{EventKind::kOpt, std::string_view("kind")},
    std::pair{EventKind::kOpt, std::string_view("name")},           std::pair{EventKind::kChoose, std::string_view("choice")},
    std::pair{EventKind::kChoose, std::string_view("reward")},      std::pair{EventKind::kEnter, std::string_view("draw")},
    std::pair{EventKind::kEnter, std::string_view("by")},           std::pair{EventKind::kClub, std::string_view("club")},
    std::pair{EventKind::kClub, std::string_view("action")},        std::pair{EventKind::kHousehold, std::string_view("action")},
    std::pair{EventKind::kDeliver, std::string_view("message")},
};

// Undeclared is personal; so is what any version declares so.
bool declared_is_personal(const Versions& versions, FieldOwner owner, std::string_view name) {
  bool declared = false;
  for (std::size_t ordinal = 0; ordinal < versions.size(); ++ordinal)
    for (const FieldOf& field : versions.at(VersionOrdinal{ordinal}).program.fields) {
      if (field.owner != owner || field.name != name) continue;
      if (field.personal) return true;
      declared = true;
    }
  return !declared;
}

bool slot_is_personal(const Program& program, SlotId slot);

bool reads_personal(const Program& program, const std::vector<Check>& checks) {
  return std::any_of(checks.begin(), checks.end(), [&](const Check& check) { return slot_is_personal(program, check.slot); });
}

bool tests_personal(const Program& program, const std::vector<LineTest>& tests);

bool filter_is_personal(const Program& program, FilterId filter) {
  if (filter.index() >= program.filters.size()) return false;
  const LineFilter& lines = program.filters[filter.index()];
  return tests_personal(program, lines.any) || tests_personal(program, lines.all) || tests_personal(program, lines.except);
}

bool tests_personal(const Program& program, const std::vector<LineTest>& tests) {
  return std::any_of(tests.begin(), tests.end(), [&](const LineTest& test) {
    if (test.field == LineField::kDeclared) return program.fields[test.declared.index()].personal;
    return test.field == LineField::kFilter && filter_is_personal(program, test.filter);
  });
}

bool metric_is_personal(const Program& program, MetricId metric) {
  const Metric& measured = program.metrics[metric.index()];
  if (measured.kind == MetricKind::kActivityField && program.fields[measured.field.index()].personal) return true;
  const bool told_apart = measured.kind == MetricKind::kDifferent || measured.grouped;
  const bool by_field = measured.texts == TextSource::kField || (measured.texts == TextSource::kLines && measured.different == LineField::kDeclared);
  if (told_apart && by_field && program.fields[measured.different_field.index()].personal) return true;
  return filter_is_personal(program, measured.filter) || reads_personal(program, measured.checks);
}

bool slot_is_personal(const Program& program, SlotId slot) {
  const Slot& read = program.slots[slot.index()];
  switch (read.kind) {
    case SlotKind::kEventField:
    case SlotKind::kMemberField: return program.fields[read.field.index()].personal;
    case SlotKind::kFeast: return read.feast == Feast::kBirthday;
    case SlotKind::kReading: return metric_is_personal(program, program.readings[read.reading].metric);
    case SlotKind::kSpend:
    case SlotKind::kItems:
    case SlotKind::kDifferent:
    case SlotKind::kBasketHas: return filter_is_personal(program, read.filter);
    case SlotKind::kQuotient:
    case SlotKind::kDifference: return slot_is_personal(program, read.left) || slot_is_personal(program, read.right);
    case SlotKind::kCrossing: return slot_is_personal(program, read.left);
    case SlotKind::kAllOf: return reads_personal(program, read.checks);
    default: return false;
  }
}

}  // namespace

bool event_field_is_personal(const Versions& versions, EventKind kind, std::string_view name) {
  if (std::find(kOpenFields.begin(), kOpenFields.end(), std::pair{kind, name}) != kOpenFields.end()) return false;
  const bool activity = kind == EventKind::kActivity;
  return declared_is_personal(versions, activity ? FieldOwner::kActivity : FieldOwner::kReceipt, name);
}

bool line_field_is_personal(const Versions& versions, std::string_view name) {
  return declared_is_personal(versions, FieldOwner::kLine, name);
}

Personal::Personal(const Program& program) {
  for (std::size_t slot = 0; slot < program.slots.size(); ++slot) slots.push_back(slot_is_personal(program, SlotId{slot}));
  for (std::size_t metric = 0; metric < program.metrics.size(); ++metric) metrics.push_back(metric_is_personal(program, MetricId{metric}));
}

}  // namespace setia::engine
