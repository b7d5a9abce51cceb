// Causes and reasons.
#include "rules/test_causes.hpp"

namespace setia::rules {

using engine::Why;

bool is_cause(const dsl::Cause& cause, const engine::RuleTrace& trace, const engine::Program& program) {
  const bool limited = trace.why == Why::kHeld || trace.why == Why::kOwnLimit || trace.why == Why::kSharedLimit || trace.why == Why::kBudget;
  switch (cause.kind) {
    case dsl::CauseKind::kStack: return trace.why == Why::kStack && program.stacks[trace.stack.index()].name == cause.name.text;
    case dsl::CauseKind::kLimit: return limited && trace.why != Why::kHeld && program.limits[trace.limit.index()].name == cause.name.text;
    case dsl::CauseKind::kALimit: return limited;
    case dsl::CauseKind::kBudget: return trace.why == Why::kBudget;
    case dsl::CauseKind::kDate: return trace.why == Why::kDate || trace.why == Why::kRewardDate;
    case dsl::CauseKind::kCondition: return trace.why == Why::kCondition || trace.why == Why::kMissing || trace.why == Why::kRewardCondition;
    case dsl::CauseKind::kNoRow: return trace.why == Why::kNoRow;
    case dsl::CauseKind::kMinimum: case dsl::CauseKind::kBalance: return false;  // reasons of requests, not of rules
  }
  return false;
}

bool is_cause(const dsl::Cause& cause, const engine::Refusal& refusal) {
  using Reason = engine::RefusalReason;
  switch (cause.kind) {
    case dsl::CauseKind::kLimit: case dsl::CauseKind::kALimit: return refusal.reason == Reason::kLimit || refusal.reason == Reason::kBudget;
    case dsl::CauseKind::kMinimum: return refusal.reason == Reason::kMinimum;
    case dsl::CauseKind::kDate: return refusal.reason == Reason::kDate || refusal.reason == Reason::kTooLate;
    case dsl::CauseKind::kBalance: return refusal.reason == Reason::kBalance;
    case dsl::CauseKind::kCondition: return refusal.reason == Reason::kCondition || refusal.reason == Reason::kStanding;
    case dsl::CauseKind::kBudget: return refusal.reason == Reason::kBudget;
    case dsl::CauseKind::kStack: case dsl::CauseKind::kNoRow: return false;  // reasons of rules, not of requests
  }
  return false;
}

}  // namespace setia::rules
