// What the run script counts under callgrind: the compiled program or its twin over the same parsed receipts.
//
// measure engine|twin|compare|load|memory PROGRAM RECEIPTS [CAMPAIGNS]. `compare` says whether both give the same; `load` takes the
// time from text to index; `memory` weighs as many members as RECEIPTS; with CAMPAIGNS the program has so many instead of its twenty. The first fifth of the year is not
// counted, so that buffers have their size.
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/bench/campaigns.hpp"
#include "tests/bench/memory.hpp"
#include "tests/bench/reference_program.hpp"
#include "tests/bench/twin/twin.hpp"

namespace setia::bench {
namespace {

constexpr std::uint64_t kSeed = 20'270'101;

struct Range {
  std::size_t first = 0, last = 0;
};
Range unmeasured(const Workload& workload) { return {0, workload.receipts.size() / 5}; }
Range measured(const Workload& workload) { return {workload.receipts.size() / 5, workload.receipts.size()}; }

std::size_t run_engine(ReferenceLedger& ledger, const Workload& workload, Range range) {
  std::size_t postings = 0;
  for (std::size_t i = range.first; i < range.last; ++i) postings += ledger.post(workload.receipts[i]).postings.size();
  return postings;
}

std::size_t run_twin(Twin& twin, const Workload& workload, Range range) {
  std::vector<TwinPosting> out;
  std::size_t postings = 0;
  for (std::size_t i = range.first; i < range.last; ++i) {
    twin.post(workload.receipts[i], out);
    postings += out.size();
  }
  return postings;
}

using Totals = std::array<std::int64_t, kRules>;

bool say_difference(const engine::Event& receipt, const Totals& engine, const Totals& twin, const engine::Program& program) {
  for (std::size_t rule = 0; rule < kRules; ++rule) {
    if (engine[rule] == twin[rule]) continue;
    std::fprintf(stderr, "%s: \"%s\" gives %lld points, the twin %lld\n", receipt.id.c_str(), program.rules[rule].name.c_str(),
                 static_cast<long long>(engine[rule]), static_cast<long long>(twin[rule]));
  }
  return false;
}

bool is_same(ReferenceLedger& ledger, Twin& twin, const Workload& workload) {
  std::vector<TwinPosting> out;
  for (const engine::Event& receipt : workload.receipts) {
    Totals engine{}, by_hand{};
    for (const engine::Posting& posting : ledger.post(receipt).postings)
      if (posting.why == engine::PostingWhy::kRule) engine[posting.rule.index()] += posting.amount_micro / 1'000'000;
    twin.post(receipt, out);
    for (const TwinPosting& posting : out) by_hand[posting.rule] += posting.points;
    if (engine != by_hand) return say_difference(receipt, engine, by_hand, ledger.program());
  }
  return true;
}

}  // namespace

// Outside the unnamed namespace and never inlined: callgrind counts what happens inside them.
[[gnu::noinline]] std::size_t measured_engine(ReferenceLedger& ledger, const Workload& workload) { return run_engine(ledger, workload, measured(workload)); }
[[gnu::noinline]] std::size_t measured_twin(Twin& twin, const Workload& workload) { return run_twin(twin, workload, measured(workload)); }

int compare(const std::string& program, std::size_t receipts) {
  engine::Symbols symbols;
  const Workload workload = make_workload(kSeed, receipts, symbols);
  ReferenceLedger ledger(program, symbols);
  Twin twin(workload, symbols);
  ledger.join(workload);
  return is_same(ledger, twin, workload) ? 0 : 1;
}

int say(const Workload& workload, std::size_t postings) {
  const Range range = measured(workload);
  std::printf("events %zu postings %zu\n", range.last - range.first, postings);
  return 0;
}

int count_engine(const std::string& program, std::size_t receipts) {
  engine::Symbols symbols;
  const Workload workload = make_workload(kSeed, receipts, symbols);
  ReferenceLedger ledger(program, symbols);
  ledger.join(workload);
  run_engine(ledger, workload, unmeasured(workload));
  return say(workload, measured_engine(ledger, workload));
}

int count_twin(const std::string& program, std::size_t receipts) {
  engine::Symbols symbols;
  const Workload workload = make_workload(kSeed, receipts, symbols);
  const ReferenceLedger names_of_the_program(program, symbols);
  Twin twin(workload, symbols);
  run_twin(twin, workload, unmeasured(workload));
  return say(workload, measured_twin(twin, workload));
}

// Text to index, in milliseconds.
int time_loading(const std::string& program) {
  const auto begin = std::chrono::steady_clock::now();
  engine::Symbols symbols;
  const ReferenceLedger ledger(program, symbols);
  const auto end = std::chrono::steady_clock::now();
  std::printf("milliseconds %lld rules %zu\n", static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(end - begin).count()), ledger.program().rules.size());
  return 0;
}

int run(const std::string& mode, const std::string& reference, std::size_t receipts, std::size_t campaigns) {
  const std::string program = campaigns == 0 ? reference : with_campaigns(reference, campaigns);
  if (mode == "compare") return compare(program, receipts);
  if (mode == "engine") return count_engine(program, receipts);
  if (mode == "twin") return count_twin(program, receipts);
  if (mode == "load") return time_loading(program);
  if (mode == "memory") return weigh_members(program, receipts);
  std::fprintf(stderr, "measure engine|twin|compare|load|memory PROGRAM RECEIPTS [CAMPAIGNS]\n");
  return 2;
}

}  // namespace setia::bench

int main(int count, char** arguments) {
  if (count < 4 || count > 5) return setia::bench::run("", "", 0, 0);
  const std::size_t campaigns = count == 5 ? std::strtoull(arguments[4], nullptr, 10) : 0;
  return setia::bench::run(arguments[1], setia::bench::read_text(arguments[2]), std::strtoull(arguments[3], nullptr, 10), campaigns);
}
