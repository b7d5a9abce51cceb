// The sub-grammars of clauses.md, section 2, with meaning: names found, units known, amounts scaled.
//
// Every function reports what is wrong and then answers nothing; a caller that gets nothing stays silent.
#pragma once

#include <optional>

#include "rules/check/context.hpp"

namespace setia::rules {

// --- amounts (amounts.cpp) -----------------------------------------------------------------------------------------
// Money of the program's currency, in minor units.
std::optional<std::int64_t> money_minor(Context& context, const dsl::Amount& amount);
// The unit of an amount, when its number and singular or plural agree; of money in a wallet, the wallet.
std::optional<UnitRef> unit_of(Context& context, const dsl::Amount& amount);
std::optional<UnitRef> find_unit(Context& context, const dsl::Name& name);
bool is_wallet(const Context& context, UnitRef unit);
std::optional<UnitRef> find_badge(Context& context, const dsl::Name& name);
std::optional<UnitRef> find_voucher(Context& context, const dsl::Name& reward);
// The voucher of one reward, or of a choice among several.
std::optional<UnitRef> find_voucher(Context& context, const dsl::Names& rewards);
// An amount of a unit in millionths.
struct UnitAmount {
  UnitRef unit;
  std::int64_t micro = 0;
};
// True when the word is a unit's name or singular.
bool knows_unit(const Context& context, std::string_view word);

std::optional<UnitAmount> units_micro(Context& context, const dsl::Amount& amount);
// Where only `unit` can be meant, money need not say that it is of that wallet: the amount as if it did.
dsl::Amount of_wallet(const Context& context, UnitRef unit, dsl::Amount amount);
std::optional<std::int64_t> number_micro(Context& context, const dsl::Decimal& number);
// 2.5% as millionths of the whole.
std::optional<std::int64_t> share_micro(Context& context, const dsl::Percent& percent);
std::string currency_hint(const Context& context, const dsl::Decimal& number);

// --- names of things (names.cpp) -----------------------------------------------------------------------------------
template <typename Ref>
std::optional<Ref> find(Context& context, NameKind kind, const dsl::Name& name) {
  const auto index = context.catalog.find(kind, name, context.messages);
  if (!index) return std::nullopt;
  return Ref{*index};
}
template <typename Ref>
std::optional<std::vector<Ref>> find_all(Context& context, NameKind kind, const dsl::Names& names) {
  std::vector<Ref> found;
  for (const dsl::Name& name : names)
    if (const auto ref = find<Ref>(context, kind, name)) found.push_back(*ref);
  if (found.size() != names.size()) return std::nullopt;
  return found;
}
std::vector<std::string> texts_of(const dsl::Names& names);
// Texts that a list of the folder knows: what it does not know is warned of.
void warn_unlisted(Context& context, const char* list_kind, const dsl::Names& names);

// --- fields (find_field.cpp) ---------------------------------------------------------------------------------------
struct FoundField {
  AnyField field;
  engine::FieldOwner owner = engine::FieldOwner::kReceipt;
  QuantityType type = QuantityType::kText;
};
// `owner` is what stands before the name; kEvent finds fields of receipts, activities and lines, and else of the member.
bool knows_field(const Context& context, std::string_view name);
// `activities`: whose field it is, where the words say so.
std::optional<FoundField> find_field(Context& context, dsl::Owner owner, const dsl::Name& name, const std::vector<std::string>& activities = {});
dsl::Owner reader_of(const FoundField& field);  // kMember, or kEvent
void use_birthday(Context& context);  // what starts on a birthday, or asks for one, reads the member field
std::optional<BuiltIn> built_in_of(std::string_view name);
std::string name_of(const Context& context, const AnyField& field);

// --- ladders (tiers.cpp) -------------------------------------------------------------------------------------------
bool is_ladder(const Context& context, const dsl::Name& name);
// Whose status periods `at` speaks of; without one, says so.
std::optional<LadderRef> status_ladder(Context& context, dsl::Span at);
// The same where something ends or starts with it: an index into Plan::status_ends.
std::optional<std::size_t> status_end(Context& context, dsl::Span at);
std::optional<LadderRef> find_ladder(Context& context, const dsl::Name& name);
// The rank of a level, from 1.
std::optional<std::int64_t> find_level(Context& context, LadderRef ladder, const dsl::Name& name);
std::optional<std::size_t> find_benefit(Context& context, LadderRef ladder, const dsl::Name& column);
std::string levels_in_words(const Context& context, LadderRef ladder);

// True when the program has households; says that it has none otherwise.
bool has_households(Context& context, dsl::Span at);

// All referrals count as used: what is asked does not name one.
void use_referrals(Context& context);

// --- lines, windows, calendars -------------------------------------------------------------------------------------
std::optional<WhatPlan> what_of(Context& context, const dsl::What& what);
std::optional<LinesPlan> lines_of(Context& context, const dsl::Lines& lines);
std::optional<engine::CalendarUnit> calendar_of(Context& context, const dsl::Calendar& calendar);
// True when the program has cycles; says that it has none otherwise.
bool has_cycles(Context& context, dsl::Span at);
std::optional<SchedulePlan> schedule_of(Context& context, const dsl::Schedule& schedule);
std::optional<WindowPlan> window_of(Context& context, const dsl::Window& window);
engine::CivilTime first_moment(const dsl::Instant& instant);
engine::CivilTime last_moment(const dsl::Instant& instant);
bool in_order(Context& context, engine::CivilTime from, engine::CivilTime until, dsl::Span at);

// --- quantities and conditions -------------------------------------------------------------------------------------
std::optional<QuantityPlan> quantity_of(Context& context, const dsl::Quantity& quantity);
std::string in_words(const Context& context, const QuantityPlan& quantity);  // "money", "beans", "a number"
std::optional<BoundPlan> bound_of(Context& context, const QuantityPlan& against, const dsl::Bound& bound);
std::optional<ConditionPlan> condition_of(Context& context, const dsl::Condition& condition);
bool is_line_field(const AnyField& field, const Context& context);
void say_line_field(Context& context, const dsl::Name& name);
bool is_one_of_receipt(Context& context, const QuantityPlan& quantity, const dsl::Name& name);  // else it says that lines have it
bool can_be_compared(Context& context, const QuantityPlan& quantity, const dsl::Quantity& asked);       // of the event or the member; else it says why not

// --- gives, tables, caps, life -------------------------------------------------------------------------------------
std::optional<PerPlan> per_of(Context& context, const dsl::Per& per);
std::optional<CapPlan> cap_of(Context& context, const dsl::Cap& cap);
std::optional<CapPlan> friends_cap_of(Context& context, const dsl::Cap& cap);  // of a referral
std::optional<CapPlan> changes_cap_of(Context& context, const dsl::Cap& cap);  // of the household
struct TableLines {
  std::vector<const dsl::TableRow*> rows;
  std::vector<dsl::Span> spans;
  dsl::Span clause;   // that the table belongs to
  bool whole = true;  // false when a row could not be read: then none is called missing
};
// `columns`: the value columns that must be there.
std::optional<TablePlan> table_of(Context& context, const std::vector<dsl::Key>& keys, const std::vector<std::string>& columns,
                                  const TableLines& lines);
std::optional<GivePlan> give_of(Context& context, const dsl::Clause& clause, const TableLines& table);
bool is_give(const dsl::Clause& clause);
bool wants_table(const dsl::Clause& clause);
// `give reward by …`: a table whose column `reward` names what each row gives.
std::optional<GivePlanKind> reward_by(Context& context, const std::vector<dsl::Key>& keys, const TableLines& table);
std::optional<DiscountPlan> discount_of(Context& context, const dsl::Clause& clause, const TableLines& table);
bool is_discount(const dsl::Clause& clause);
void order_discounts(RulePlan& rule);  // where they stand in the rule decides nothing
std::optional<engine::DiscountRounding> discount_rounding_of(Context& context, const dsl::DiscountsRound& round);
// Down to whole units, or to the coin of a wallet, once a rule.
engine::Rounding default_rounding(const Context& context, UnitRef unit);
// Adds a stage of rounding amounts of `unit`; empty: not known, because its give has a mistake.
void add_rounding(Context& context, std::vector<engine::Rounding>& stages, const dsl::Clause& clause, std::optional<UnitRef> unit);
// How long something is given for.
std::optional<engine::Expiry> expiry_of(Context& context, const dsl::LifeSpan& span);
// Takes a clause about expiry or pending; false when the clause is about something else.
bool take_life(Context& context, LifePlan& life, const dsl::Clause& clause);
std::optional<UnitRef> paid_with_of(Context& context, const dsl::PaidWithEarnsToo& clause);

}  // namespace setia::rules
