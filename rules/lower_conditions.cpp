// Conditions, one function for each kind of line.
#include "rules/lower_conditions.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "rules/lower_checks.hpp"
#include "rules/lower_filters.hpp"
#include "rules/lower_quantities.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

using engine::Check;
using engine::SlotId;
using engine::SlotKind;
using engine::ValueType;

// --- texts ----------------------------------------------------------------------------------------------------------

std::optional<SlotKind> several_valued(const AnyField& field) {
  const BuiltIn* const built_in = std::get_if<BuiltIn>(&field);
  if (built_in == nullptr) return std::nullopt;
  switch (*built_in) {
    case BuiltIn::kPaymentMethod: return SlotKind::kAnyPayment;
    case BuiltIn::kPaymentCard: return SlotKind::kAnyCard;
    case BuiltIn::kCode: return SlotKind::kAnyCode;
    default: return std::nullopt;
  }
}

Check any_value_in(Lowering& lowering, SlotKind kind, const std::vector<std::string>& texts) {
  engine::Slot slot;
  slot.kind = kind;
  slot.type = ValueType::kYesNo;
  slot.set = lowering.set(lowering.symbols_of(texts));
  return says_yes(lowering.slot(std::move(slot)));
}

Check text_in(Lowering& lowering, SlotId slot, const std::vector<std::string>& texts) {
  const engine::SymbolSet set = lowering.symbols_of(texts);
  if (set.members.size() == 1) {
    const auto symbol = static_cast<std::int64_t>(set.members.front().value);
    return within(slot, symbol, symbol);
  }
  Check check;
  check.slot = slot;
  check.by_set = true;
  check.set = lowering.set(set);
  return check;
}

Check yes_or_no_in(SlotId slot, const std::vector<std::string>& words) {
  const auto says = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
  return within(slot, says("no") ? 0 : 1, says("yes") ? 1 : 0);
}

Check field_in(Lowering& lowering, const AnyField& field, const std::vector<std::string>& texts) {
  if (const auto kind = several_valued(field)) return any_value_in(lowering, *kind, texts);
  const SlotId slot = lower_field(lowering, field);
  const bool yes_no = lowering.program.slots[slot.index()].type == ValueType::kYesNo;
  return yes_no ? yes_or_no_in(slot, texts) : text_in(lowering, slot, texts);
}

// Of the member, whom a compiled list knows by id.
Check in_lists(Lowering& lowering, const std::vector<std::string>& lists) {
  engine::Slot slot;
  slot.kind = SlotKind::kMemberInSet;
  slot.type = ValueType::kYesNo;
  slot.from_body = false;
  slot.set = lowering.member_set(lists);
  return says_yes(lowering.slot(std::move(slot)));
}

std::vector<std::string> texts_of_lists(const Plan& plan, const std::vector<std::string>& names) {
  std::vector<std::string> texts;
  for (const ListPlan& list : plan.lists) {
    if (std::find(names.begin(), names.end(), list.name) != names.end()) texts.insert(texts.end(), list.texts.begin(), list.texts.end());
  }
  return texts;
}

// A list of days holds ISO dates; the folder's reader has checked them.
std::vector<std::int64_t> days_of_list(const Plan& plan, const std::string& name) {
  std::vector<std::int64_t> days;
  for (const std::string& text : texts_of_lists(plan, {name})) {
    engine::YearMonthDay civil;
    const char* const begin = text.data();
    if (text.size() != 10) continue;
    std::from_chars(begin, begin + 4, civil.year);
    std::from_chars(begin + 5, begin + 7, civil.month);
    std::from_chars(begin + 8, begin + 10, civil.day);
    days.push_back(engine::day_from(civil));
  }
  return days;
}

// --- one line each --------------------------------------------------------------------------------------------------

struct ConditionLowering {
  Lowering& lowering;
  Checks& out;

  SlotId plain_slot(SlotKind kind, ValueType type) const {
    engine::Slot slot;
    slot.kind = kind;
    slot.type = type;
    return lowering.slot(std::move(slot));
  }

  void compare(SlotId slot, const ComparePlan& plan, Checks& into) const {
    add(lowering, compared(lowering, slot, plan), plan.negated, into);
  }

  void operator()(const QuantityIs& is) const { compare(lower_quantity(lowering, is.quantity), is.compare, out); }

  void operator()(const QuantityReaches& reaches) const {
    engine::Slot slot;
    slot.kind = SlotKind::kCrossing;
    slot.type = ValueType::kCount;
    slot.left = lower_marked(lowering, reaches.quantity);
    slot.from_body = false;
    slot.mark = reaches.mark;
    slot.every = reaches.every;
    out.push_back(within(lowering.slot(std::move(slot)), 1, kMost));
  }

  // Of who is stated; in a segment of referrers of them.
  dsl::Owner owner(dsl::Owner stated) const { return lowering.of_referrer ? dsl::Owner::kReferrer : stated; }

  SlotId field_of(dsl::Owner stated, const AnyField& field) const {
    const ReadOf read(lowering, owner(stated));
    return lower_field(lowering, field);
  }

  Check text_of_field(const TextIs& is) const {
    const ReadOf read(lowering, owner(is.owner));
    return field_in(lowering, is.field, is.texts);
  }

  void operator()(const TextIs& is) const {
    std::vector<Checks> alternatives;
    if (!is.texts.empty()) alternatives.push_back({text_of_field(is)});
    for (std::size_t i = 0; i < is.fields.size(); ++i) {
      const SlotId other = field_of(is.field_owners[i], is.fields[i]);
      alternatives.push_back({within(difference(lowering, field_of(is.owner, is.field), other), 0, 0)});
    }
    if (is.negated) {
      for (const Checks& alternative : alternatives) out.push_back(negated(alternative.front()));
    } else {
      out.push_back(alternatives.size() == 1 ? alternatives.front().front() : any_of(lowering, alternatives));
    }
  }

  void operator()(const InListPlan& in) const {
    const ReadOf read(lowering, owner(in.owner));
    Check check;
    if (in.field) {
      check = field_in(lowering, *in.field, texts_of_lists(lowering.plan, in.lists));
    } else {
      check = in_lists(lowering, in.lists);
    }
    out.push_back(in.negated ? negated(check) : check);
  }

  void operator()(const InSegment& in) const {
    const ReadOf read(lowering, owner(in.owner));
    const Check check = in_any_segment(lowering, in.segments);
    out.push_back(in.negated ? negated(check) : check);
  }

  void operator()(const LevelIs& is) const {
    const ReadOf read(lowering, owner(is.owner));
    const SlotId slot = rank_slot(lowering, is.ladder);
    for (const Check& check : is.negated ? none_of(slot, is.ranks) : one_of(slot, is.ranks)) out.push_back(check);
  }

  Check passes(SlotKind kind, const LevelPasses& passes) const {
    engine::Slot slot;
    slot.kind = kind;
    slot.type = ValueType::kCount;
    slot.ladder = engine::LadderId{passes.ladder.index};
    return within(lowering.slot(std::move(slot)), passes.rank, passes.rank);
  }

  void operator()(const LevelPasses& is) const {
    const bool up = is.kind != dsl::MoveKind::kFallsTo, down = is.kind != dsl::MoveKind::kRisesTo;
    if (up && down) out.push_back(any_of(lowering, {{passes(SlotKind::kRisesTo, is)}, {passes(SlotKind::kFallsTo, is)}}));
    else out.push_back(passes(up ? SlotKind::kRisesTo : SlotKind::kFallsTo, is));
  }

  void operator()(const HoldsAny& has) const {
    std::vector<Checks> alternatives;
    for (const UnitRef unit : has.units) {
      engine::Slot slot;
      slot.kind = SlotKind::kHeld;
      slot.type = ValueType::kNumber;
      slot.from_body = false;
      slot.unit = engine::UnitId{unit.index};
      alternatives.push_back({within(lowering.slot(std::move(slot)), kMicro, kMost)});
    }
    const Check any = alternatives.size() == 1 ? alternatives.front().front() : any_of(lowering, alternatives);
    out.push_back(has.negated ? negated(any) : any);
  }

  // Yes or no, as the state has it of the member.
  void state_says(SlotKind kind, bool negated_here) const {
    engine::Slot slot;
    slot.kind = kind;
    slot.type = ValueType::kYesNo;
    slot.from_body = false;
    const Check check = says_yes(lowering.slot(std::move(slot)));
    out.push_back(negated_here ? negated(check) : check);
  }

  void operator()(const IsReferred& is) const { state_says(SlotKind::kReferred, is.negated); }

  void operator()(const IsBlocked& is) const {
    const ReadOf read(lowering, owner(is.owner));
    state_says(SlotKind::kBlocked, is.negated);
  }

  void operator()(const BasketHasPlan& has) const {
    engine::Slot slot;
    slot.kind = SlotKind::kBasketHas;
    slot.type = ValueType::kYesNo;
    slot.filter = lower_what(lowering, has.what);
    const Check check = says_yes(lowering.slot(std::move(slot)));
    out.push_back(has.negated ? negated(check) : check);
  }

  void operator()(const WeekdayIn& in) const {
    const SlotId slot = plain_slot(SlotKind::kWeekday, ValueType::kCount);
    const std::vector<std::int64_t> days(in.days.begin(), in.days.end());
    const Checks checks = in.negated ? none_of(slot, days) : one_of(slot, days);
    out.insert(out.end(), checks.begin(), checks.end());
  }

  void operator()(const DayOfMonthIn& in) const {
    const SlotId slot = plain_slot(SlotKind::kDayOfMonth, ValueType::kCount);
    const Checks checks = one_of(slot, {in.days.begin(), in.days.end()});
    out.insert(out.end(), checks.begin(), checks.end());
  }

  void operator()(const MinuteIn& in) const {
    const SlotId slot = plain_slot(SlotKind::kMinute, ValueType::kCount);
    if (in.first <= in.last) {
      out.push_back(within(slot, in.first, in.last));
    } else if (in.last + 1 < in.first) {  // over midnight: not between
      out.push_back(negated(within(slot, in.last + 1, in.first - 1)));
    }
  }

  void operator()(const DateIn& in) const {
    const SlotId slot = in.field ? lower_field(lowering, *in.field) : plain_slot(SlotKind::kDay, ValueType::kDate);
    if (in.list) {
      const std::vector<std::int64_t> days = days_of_list(lowering.plan, *in.list);
      const Checks checks = in.negated ? none_of(slot, days) : one_of(slot, days);
      out.insert(out.end(), checks.begin(), checks.end());
      return;
    }
    const Check check = within(slot, in.days.first, in.days.last);
    out.push_back(in.negated ? negated(check) : check);
  }

  void operator()(const FeastIs& is) const {
    engine::Slot slot;
    slot.kind = SlotKind::kFeast;
    slot.type = ValueType::kYesNo;
    slot.from_body = false;
    slot.feast = is.kind == dsl::FeastKind::kBirthday ? engine::Feast::kBirthday : engine::Feast::kJoiningAnniversary;
    slot.field = lowering.program.birthday.value_or(engine::FieldId{});
    slot.feast_when = static_cast<engine::FeastWhen>(is.when);
    out.push_back(says_yes(lowering.slot(std::move(slot))));
  }

  void operator()(const AgoIs& is) const {
    const auto slot = [&](Elapsed counted) { return elapsed_slot(lowering, is.happening, is.activities, is.length.unit, counted); };
    if (is.kind == dsl::AgoKind::kAtLeast) out.push_back(within(slot(Elapsed::kWhole), is.length.count, kMost));
    if (is.kind == dsl::AgoKind::kFromTo) out.push_back(within(slot(Elapsed::kWhole), is.from, kMost));
    if (is.kind != dsl::AgoKind::kAtLeast) out.push_back(within(slot(Elapsed::kBegun), kLeast, is.length.count));
  }
};

engine::Happening happening_of(std::optional<dsl::HappeningKind> kind) {
  if (!kind) return engine::Happening::kJoining;
  switch (*kind) {
    case dsl::HappeningKind::kPurchase: return engine::Happening::kPurchase;
    case dsl::HappeningKind::kEarning: return engine::Happening::kEarning;
    case dsl::HappeningKind::kRedemption: return engine::Happening::kRedemption;
    case dsl::HappeningKind::kStatusChange: return engine::Happening::kStatusChange;
    default: return engine::Happening::kActivity;
  }
}

}  // namespace

Checks lower_conditions(Lowering& lowering, const std::vector<ConditionPlan>& conditions) {
  Checks checks;
  for (std::size_t clause = 0; clause < conditions.size(); ++clause) {
    const std::size_t first = checks.size();
    std::visit(ConditionLowering{lowering, checks}, conditions[clause].kind);
    for (std::size_t i = first; i < checks.size(); ++i) checks[i].clause = static_cast<std::uint16_t>(clause);
  }
  return checks;
}

SlotId segment_slot(Lowering& lowering, SegmentRef segment) {
  const SegmentPlan& plan = lowering.plan.segments[segment.index];
  Checks conditions = lower_conditions(lowering, plan.conditions);
  if (plan.stated_in.empty()) return all_of(lowering, std::move(conditions));
  return all_of(lowering, {any_of(lowering, {std::move(conditions), {in_lists(lowering, {plan.stated_in})}})});
}

Check in_any_segment(Lowering& lowering, const std::vector<SegmentRef>& segments) {
  if (segments.size() == 1) return says_yes(segment_slot(lowering, segments.front()));
  std::vector<Checks> alternatives;
  for (const SegmentRef segment : segments) alternatives.push_back({says_yes(segment_slot(lowering, segment))});
  return any_of(lowering, alternatives);
}

Check uses_check(Lowering& lowering, UnitRef voucher) {
  engine::Slot slot;
  slot.kind = SlotKind::kUses;
  slot.type = ValueType::kCount;
  slot.unit = engine::UnitId{voucher.index};
  return within(lowering.slot(std::move(slot)), 1, kMost);
}

SlotId rank_slot(Lowering& lowering, LadderRef ladder) {
  engine::Slot slot;
  slot.kind = SlotKind::kRank;
  slot.type = ValueType::kCount;
  slot.from_body = false;
  slot.ladder = engine::LadderId{ladder.index};
  return lowering.slot(std::move(slot));
}

SlotId elapsed_slot(Lowering& lowering, std::optional<dsl::HappeningKind> happening, const std::vector<std::string>& activities,
                    engine::LengthUnit unit, Elapsed counted) {
  engine::Slot slot;
  slot.kind = SlotKind::kElapsed;
  slot.type = ValueType::kCount;
  slot.from_body = false;
  slot.happening = happening_of(happening);
  slot.activities = lowering.symbols_of(activities);
  slot.elapsed = unit;
  slot.elapsed_up = counted == Elapsed::kBegun && unit != engine::LengthUnit::kDays;  // days are whole local days
  return lowering.slot(std::move(slot));
}

}  // namespace setia::rules
