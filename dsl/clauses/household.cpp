// Clauses of `household`, and what a household shares.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool read_leave_any_time(Cursor& at, const Cursor& end, LeaveAnyTime&) { return match(at, end, "members can leave any time"_w); }

bool read_shared_units(Cursor& at, const Cursor& end, SharedByHousehold& out) {
  return match(at, end, "shared by household"_w >> -(", taken in proportion"_w[set(out.in_proportion, true)]));
}

bool read_shared_level(Cursor& at, const Cursor& end, SharedByHousehold&) { return match(at, end, "shared by household"_w); }

constexpr Form kForms[] = {
    form<LeaveAnyTime, read_leave_any_time>(kinds(DeclarationKind::kHousehold), "members"),
    form<SharedByHousehold, read_shared_units>(kinds(DeclarationKind::kPoints, DeclarationKind::kWallet), "shared"),
    form<SharedByHousehold, read_shared_level>(kinds(DeclarationKind::kTiers), "shared"),
};

}  // namespace

std::span<const Form> household_forms() { return kForms; }

}  // namespace setia::dsl
