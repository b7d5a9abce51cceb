// What a give is counted on, line by line, after the caps on the base.
#pragma once

#include "tests/oracle/give.hpp"

namespace setia::oracle {

// What of the basket a give counts: spend, pieces or a field of lines; empty for a quantity without lines.
enum class Counts { kSpend, kPieces, kField, kWhole };
Counts counts_of(const rules::PerPlan& per);

// Uncut, without the lines that the rule lost. `payer` narrows spend to what that tender paid. In the scale of the give's step.
std::vector<Exact> base_of_lines(const Judging& judging, const Applying& applying, std::size_t unit, const rules::PerPlan& per, const Payers* payer);

// The same for one row of a table: of the lines, and of the tenders, that find this row.
std::vector<Exact> base_of_row(const Judging& judging, const Applying& applying, std::size_t unit, const rules::GiveByPlan& by, const rules::RowPlan& row);

// The spend of the lines that a multiplier names, which is what a cap on its spend counts.
std::vector<Exact> multiplied_spend(const Judging& judging, const Applying& applying, const rules::MultiplyPlan& plan);

// What is paid with these units counts for the rule's gives of that unit.
std::vector<rules::UnitRef> earning_units(const Judging& judging, std::size_t rule, std::size_t unit);

// The tenders that a row of a table by payment method means.
Payers payers_of(const rules::TablePlan& table, const rules::RowPlan& row);

// Takes `wanted` from what is left of a cap, in line order [J6].
class Room {
 public:
  Room(Applying& applying, Counts counts);
  Exact take(const Exact& wanted);

 private:
  std::optional<Exact> left_;
  Exact* used_ = nullptr;                // in the rule's account; null where no cap counts
  Exact taken_ = 0;
};

}  // namespace setia::oracle
