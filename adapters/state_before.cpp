#include "adapters/state_before.hpp"

namespace setia::adapters {

engine::Result<std::unique_ptr<engine::Rebuilt>> state_before(Ledger& ledger, engine::Sequence sequence, const OnProgress& progress) {
  engine::Result<StoredRecords> records = StoredRecords::from(ledger.store(), 1);
  if (!records) return records.failure();
  auto rebuilt = std::make_unique<engine::Rebuilt>();
  KeySealer sealer(ledger.keys());
  ProgramCompiler compiler(ledger.world().zones);
  engine::Replay replay(ledger.store().header(), engine::ReplayMode::kTake, sealer, compiler, *rebuilt);
  while (rebuilt->state.sequence + 1 < sequence) {
    const auto record = records.value().next();
    if (!record) return record.failure();
    if (record.value() == nullptr) break;
    if (const engine::Status taken = replay.next(*record.value()); !taken) return taken.failure();
    if (progress) progress(rebuilt->state.sequence, sequence - 1);
  }
  return rebuilt;
}

}  // namespace setia::adapters
