// Opting in: the event `opt`, and what it opens.
#include "engine/opt_in.hpp"

#include "engine/booking.hpp"
#include "engine/life.hpp"
#include "engine/filters.hpp"

namespace setia::engine {
namespace {

bool is_early_enough(const Joined& joined, const Length& before, const SlotReader& reader) {
  const Stamp& stamp = reader.event().stamp;
  if (before.count == 0) return joined.second <= stamp.instant_second;
  if (!is_by_hours(before)) return day_when_full(before, joined.local.day, reader.calendar()) <= reader.day();
  return joined.second + before.count * (before.unit == LengthUnit::kHours ? 3'600 : 60) <= stamp.instant_second;
}

std::string text_of(const Fields& fields, std::string_view name) {
  const Value* value = find_field(fields, std::string(name));
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(&value->held);
  return text == nullptr ? "" : *text;
}

}  // namespace

const Joined* find_joined(const MemberState& member, std::uint32_t rule_key) {
  for (const Joined& joined : member.joined_rules)
    if (joined.rule_key == rule_key) return &joined;
  return nullptr;
}

bool has_joined(const Rule& rule, const SlotReader& reader) {
  if (!rule.opt_in) return true;
  const Joined* joined = find_joined(reader.member(), rule.key);
  return joined != nullptr && (rule.opt_in->from_start || is_early_enough(*joined, rule.opt_in->before, reader));
}

void Booking::opt(Cases cases) {
  if (member_ == nullptr || member().standing == Standing::kUnknown)
    return refuse(RefusalReason::kStanding, "member", "Nobody has joined under this name.", "Send a join event first.");
  if (text_of(event_.more, "kind") != "rule")
    return refuse(RefusalReason::kNotYet, "kind", "Only rules can be joined so far.", "Write \"kind\": \"rule\".");
  const std::string name = text_of(event_.more, "name");
  for (std::size_t i = 0; i < program_.rules.size(); ++i)
    if (program_.rules[i].name == name) return join_rule(RuleId{i}, cases);
  refuse(RefusalReason::kUnknownField, "name", "There is no rule called \"" + name + "\".", "Write the name as the program says it.");
}

// Joining again changes nothing: the first time counts.
void Booking::join_rule(RuleId id, Cases cases) {
  const Rule& rule = program_.rules[id.index()];
  if (!rule.opt_in)
    return refuse(RefusalReason::kCondition, "name", "Everybody takes part in \"" + rule.name + "\".", "Add  members join  to the rule.");
  if (event_.stamp.local.day > rule.opt_in->until)
    return refuse(RefusalReason::kDate, "at", "It is too late to join \"" + rule.name + "\".", "Join in time.");
  list_members();
  book_what_fell_due();
  if (find_joined(member(), rule.key) != nullptr) return;
  Change joined = change(ChangeKind::kRuleJoined);
  joined.index = id.value;
  joined.window = event_.stamp.local.day;
  joined.count = event_.stamp.local.minute;
  out_.changes.push_back(joined);
  if (rule.opt_in->from_start) count_from_start(cases);
}

}  // namespace setia::engine
