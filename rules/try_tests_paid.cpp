#include "rules/try_tests_paid.hpp"

#include "engine/posting.hpp"
#include "engine/reported_discounts.hpp"
#include "engine/settle_payments.hpp"
#include "rules/test_things.hpp"

namespace setia::rules {

std::int64_t taken_off(const TestWorld& world, const std::vector<const Happened*>& all, const std::optional<dsl::Name>& rule) {
  std::int64_t sum = 0;
  for (const Happened* const happened : all) {
    for (const engine::TakenOff& one : engine::reported_discounts(world.program(), happened->event))
      if (!rule || is_called(world.plan(), one.rule, rule->text)) sum += one.minor;
  }
  return sum;
}

std::int64_t spent(const std::vector<const Happened*>& all, UnitRef unit) {
  std::int64_t sum = 0;
  for (const Happened* const happened : all) {
    for (const engine::Posting& posting : happened->outcome.postings) {
      const bool spends = posting.why == engine::PostingWhy::kRedemption && engine::is_members(posting.from.kind);
      if (spends && posting.unit.index() == unit.index) sum += posting.amount_micro;
    }
  }
  return sum;
}

std::int64_t left_to_pay(const TestWorld& world, engine::Event event) {
  std::int64_t left = 0;
  for (const engine::Line& line : event.lines) left += line.amount_minor;
  if (engine::settle_payments(world.program(), event)) return left;
  for (const engine::Payment& payment : event.payments) left -= payment.unit.empty() ? engine::Money{} : payment.amount_minor;
  return left;
}

}  // namespace setia::rules
