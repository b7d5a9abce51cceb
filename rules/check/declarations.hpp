// One function for each kind of declaration: its clauses into its place in the plan.
#pragma once

#include "rules/check/parts.hpp"

namespace setia::rules {

// Names first: every declaration gets its place in the plan, in bytewise order, before any clause is looked at.
void collect_names(Context& context);
// The place of a declaration's name; empty when another declaration has it, which is reported.
bool is_first_of_its_name(const Context& context, NameKind kind, const dsl::Declaration& declaration);

void check_program(Context& context);
void check_cycle_field(Context& context);
void check_clock_rule(Context& context, const RulePlan& rule);
void check_fields(Context& context);
void check_unit(Context& context, const dsl::Declaration& declaration, UnitPlan& plan);
void check_items(Context& context, const dsl::Declaration& declaration, ItemsPlan& plan);
void check_segment(Context& context, const dsl::Declaration& declaration, SegmentPlan& plan);
// All measures: their figures first, those they are built on before them, then their conditions.
void check_measures(Context& context);
void check_period(Context& context, const dsl::Declaration& declaration, PeriodPlan& plan);
void check_counter(Context& context, const dsl::Declaration& declaration, CounterPlan& plan);
void check_rule(Context& context, const dsl::Declaration& declaration, RulePlan& plan);
void check_badges(Context& context);
// Rewards in a table of `rewards for …` are declared by its rows.
void declare_tabled_rewards(Context& context, void (*say_two)(Context&, NameKind, const dsl::Name&));
std::string use_called(const std::string& reward);        // reward "A"
std::string choice_called(const dsl::Names& rewards);  // choice of A or B
void check_rewards(Context& context);
void check_tabled_rewards(Context& context);
// The levels of every ladder: conditions name them before their ladder is checked.
void name_levels(Context& context);
void check_ladder(Context& context, const dsl::Declaration& declaration, LadderPlan& plan);
void check_stack(Context& context, const dsl::Declaration& declaration, StackPlan& plan);
void check_limit(Context& context, const dsl::Declaration& declaration, LimitPlan& plan);
void check_referral(Context& context, const dsl::Declaration& declaration, ReferralPlan& plan);
void name_household(Context& context);  // whether there is one, before anything asks
void check_household(Context& context, const dsl::Declaration& declaration);
void check_pay_with(Context& context, const dsl::Declaration& declaration);
void check_test(Context& context, const dsl::Declaration& declaration);

// What several kinds share (clauses.cpp).
void check_said_once(Context& context, const dsl::Declaration& declaration);
// `when` and `and` lines, as one list.
std::vector<ConditionPlan> conditions_in(Context& context, const dsl::Declaration& declaration);
// The rows directly below clause number `at`.
TableLines table_below(const dsl::Declaration& declaration, std::size_t at);
// Says which rows belong to no line that asks for a table.
void check_stray_rows(Context& context, const dsl::Declaration& declaration);
// `from`, `until`: false when the clause is neither.
bool take_run(Context& context, const dsl::Clause& clause, engine::CivilTime& from, engine::CivilTime& until);
// The one line a declaration cannot do without.
void say_missing(Context& context, const dsl::Declaration& declaration, const std::string& title, const std::string& help);

// What holds between declarations (whole.cpp, household.cpp, stacks.cpp, circles.cpp, follow_ups.cpp).
void check_whole(Context& context);
void check_shared_prices(Context& context);
void check_stacks(Context& context);
void check_circles(Context& context);
void check_follow_ups(Context& context);

}  // namespace setia::rules
