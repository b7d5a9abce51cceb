#include "adapters/told_payments.hpp"

#include "adapters/find_entry.hpp"
#include "adapters/read_record.hpp"
#include "engine/settle_payments.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::Result;
using engine::Status;

// The id of the event whose posting put units aside; empty when there is none.
Result<std::string> hold_of(Ledger& ledger, engine::PostingNumber number) {
  const auto sequence = record_of_posting(ledger, number);
  if (!sequence) return sequence.failure();
  if (!sequence.value()) return std::string();
  const Result<ReadRecord> record = read_record(ledger, *sequence.value());
  if (!record) return record.failure();
  const engine::Event* event = record.value().event();
  return event == nullptr ? std::string() : event->id;
}

// A payment that names a hold alone says neither unit nor amount: the postings do.
Status tell_held(Ledger& ledger, const engine::Outcome& outcome, engine::Payment& payment) {
  const bool says_points = payment.has_points;
  for (const engine::Posting& posting : outcome.postings) {
    if (posting.from.kind != engine::AccountKind::kHeld || posting.to.kind != engine::AccountKind::kRedeemed || posting.reverses == 0) continue;
    const Result<std::string> hold = hold_of(ledger, posting.reverses);
    if (!hold) return hold.failure();
    if (hold.value() != payment.hold) continue;
    payment.unit = ledger.versions().at(posting.version).program.units[posting.unit.index()].name;
    if (!says_points) payment.points_micro += posting.amount_micro;
    payment.has_points = true;
  }
  return Done{};
}

}  // namespace

Status tell_payments(Ledger& ledger, const engine::Outcome& outcome, const engine::Program& program, engine::Event& event) {
  if (event.kind != engine::EventKind::kPurchase || !engine::has_unit_payments(event)) return Done{};
  for (engine::Payment& payment : event.payments) {
    if (payment.hold.empty() || !payment.unit.empty()) continue;
    if (const Status told = tell_held(ledger, outcome, payment); !told) return told;
  }
  const auto refusal = engine::settle_payments(program, event);
  return refusal ? Status(engine::Failure{engine::Reason::kFailed, refusal->what, refusal->remedy}) : Status(Done{});
}

}  // namespace setia::adapters
