#include "tests/bench/memory.hpp"

#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "tests/bench/reference_program.hpp"

namespace setia::bench {
namespace {

constexpr std::uint64_t kSeed = 20'270'101;
constexpr std::size_t kReceipts = 20'000;
constexpr std::size_t kStride = 7'919;  // a prime: receipts reach members in no order

std::size_t resident_bytes() {
  std::ifstream sizes("/proc/self/statm");
  std::size_t all = 0, resident = 0;
  sizes >> all >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::size_t open_lots(const engine::State& state) {
  std::size_t lots = 0;
  for (const engine::MemberState& member : state.members)
    for (const engine::Holding& holding : member.holdings) lots += holding.lots.size() + holding.pending.size();
  return lots;
}

}  // namespace

int weigh_members(const std::string& program, std::size_t members) {
  engine::Symbols symbols;
  Workload workload = make_workload(kSeed, kReceipts, symbols);
  const std::size_t known = workload.persons.size();
  for (std::size_t person = known; person <= members; ++person) workload.persons.push_back(workload.persons[person % known]);
  ReferenceLedger ledger(program, symbols);
  const std::size_t before = resident_bytes();
  ledger.join(workload);
  for (std::size_t i = 0; i < members; ++i) {
    engine::Event& receipt = workload.receipts[i * kReceipts / members];
    receipt.member = engine::MemberIndex{i * kStride % members + 1};
    ledger.post(receipt);
  }
  std::printf("members %zu lots %zu bytes %zu\n", members, open_lots(ledger.state()), resident_bytes() - before);
  return 0;
}

}  // namespace setia::bench
