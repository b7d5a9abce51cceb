// What the run script asks about the world around the engine: reading JSON, writing durably, chaining.
//
// world json|json_twin PROGRAM RECEIPTS under callgrind; world durable PROGRAM RECEIPTS PER_COMMIT FOLDER; world chain RECORDS;
// world events RECEIPTS writes the workload to standard output.
#include <simdjson.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unordered_map>

#include "adapters/events_json.hpp"
#include "adapters/zones.hpp"
#include "tests/bench/reference_program.hpp"
#include "tests/bench/twin/twin.hpp"
#include "tests/bench/world/chaining.hpp"
#include "tests/bench/world/durable.hpp"
#include "tests/bench/world/json_lines.hpp"
#include "tests/bench/world/twin_reader.hpp"

namespace setia::bench {
namespace {

constexpr std::uint64_t kSeed = 20'270'101;

// Lines of JSON, each with the padding that parsers want behind it.
struct Lines {
  std::vector<std::string> padded;
  std::string_view operator[](std::size_t line) const { return {padded[line].data(), padded[line].size() - simdjson::SIMDJSON_PADDING}; }
};

Lines lines_of(const Workload& workload, const engine::Symbols& symbols) {
  Lines lines;
  for (const engine::Event& receipt : workload.receipts) lines.padded.push_back(receipt_json(receipt, symbols) + std::string(simdjson::SIMDJSON_PADDING, ' '));
  return lines;
}

// JSON to postings, as the door does it but for the files.
class Reading {
 public:
  Reading(const std::string& program, engine::Symbols& symbols, const Workload& workload) : ledger_(program, symbols), parser_(settings(symbols)) {
    ledger_.join(workload);
    for (std::size_t person = 1; person < workload.persons.size(); ++person) members_.emplace(member_name(person), engine::MemberIndex{person});
  }

  std::size_t post(std::string_view json) {
    parser_.parse(json, parsed_, id_);
    parsed_.event.member = members_.find(parsed_.member)->second;
    parsed_.event.stamp.received_second = parsed_.event.stamp.instant_second;
    return ledger_.take(parsed_.event).postings.size();
  }

 private:
  adapters::ReaderSettings settings(engine::Symbols& symbols) {
    adapters::ReaderSettings all;
    all.currency = "EUR";
    all.zone = "UTC";
    all.zones = &zones_;
    all.symbols = &symbols;
    return all;
  }

  adapters::SystemZones zones_;
  ReferenceLedger ledger_;
  adapters::JsonEventParser parser_;
  adapters::ParsedEvent parsed_;
  std::string id_;
  std::unordered_map<std::string, engine::MemberIndex> members_;
};

// The same by the twin.
class TwinReading {
 public:
  TwinReading(const Workload& workload, engine::Symbols& symbols) : twin_(workload, symbols), reader_(symbols) {}

  std::size_t post(std::string_view json) {
    reader_.read(json, receipt_);
    twin_.post(receipt_, out_);
    return out_.size();
  }

 private:
  Twin twin_;
  TwinReader reader_;
  engine::Event receipt_;
  std::vector<TwinPosting> out_;
};

int say(std::size_t events, std::size_t postings) {
  std::printf("events %zu postings %zu\n", events, postings);
  return 0;
}

}  // namespace

// Outside the unnamed namespace and never inlined: callgrind counts what happens inside them.
[[gnu::noinline]] std::size_t measured_json(Reading& reading, const Lines& lines, std::size_t first) {
  std::size_t postings = 0;
  for (std::size_t i = first; i < lines.padded.size(); ++i) postings += reading.post(lines[i]);
  return postings;
}

[[gnu::noinline]] std::size_t measured_json_twin(TwinReading& reading, const Lines& lines, std::size_t first) {
  std::size_t postings = 0;
  for (std::size_t i = first; i < lines.padded.size(); ++i) postings += reading.post(lines[i]);
  return postings;
}

int count_json(const std::string& program, std::size_t receipts) {
  engine::Symbols symbols;
  const Workload workload = make_workload(kSeed, receipts, symbols);
  const Lines lines = lines_of(workload, symbols);
  Reading reading(program, symbols, workload);
  const std::size_t first = receipts / 5;
  for (std::size_t i = 0; i < first; ++i) reading.post(lines[i]);
  return say(receipts - first, measured_json(reading, lines, first));
}

int count_json_twin(const std::string& program, std::size_t receipts) {
  engine::Symbols symbols;
  const Workload workload = make_workload(kSeed, receipts, symbols);
  const Lines lines = lines_of(workload, symbols);
  const ReferenceLedger names_of_the_program(program, symbols);
  TwinReading reading(workload, symbols);
  const std::size_t first = receipts / 5;
  for (std::size_t i = 0; i < first; ++i) reading.post(lines[i]);
  return say(receipts - first, measured_json_twin(reading, lines, first));
}

void say_pace(const char* name, const Pace& pace) {
  std::printf("%s %.1f\n", name, static_cast<double>(pace.events) * 1e9 / static_cast<double>(pace.nanoseconds));
}

int time_durable(const std::string& program, std::size_t receipts, std::size_t per_commit, const std::string& folder) {
  engine::Symbols symbols;
  const Workload workload = make_workload(kSeed, receipts, symbols);
  std::vector<std::string> joins, lines;
  for (std::size_t person = 1; person < workload.persons.size(); ++person) joins.push_back(join_json(workload, person));
  for (const engine::Event& receipt : workload.receipts) lines.push_back(receipt_json(receipt, symbols));
  constexpr std::size_t kPostings = 4;
  const std::string ledger = folder + "/ledger";
  say_pace("setia", post_durably(ledger, program, joins, lines, per_commit));
  say_pace("same_bytes", write_same_bytes(ledger, folder + "/same_bytes", receipts, per_commit));
  say_pace("plain_rows", write_plain_rows(folder + "/plain_rows", lines, workload, kPostings, per_commit));
  return 0;
}

// As a till sends them: everybody joins, then come the receipts of the year.
int write_events(std::size_t receipts) {
  engine::Symbols symbols;
  const Workload workload = make_workload(kSeed, receipts, symbols);
  for (std::size_t person = 1; person < workload.persons.size(); ++person) std::puts(join_json(workload, person).c_str());
  for (const engine::Event& receipt : workload.receipts) std::puts(receipt_json(receipt, symbols).c_str());
  std::fflush(stdout);
  return std::ferror(stdout) ? 3 : 0;
}

}  // namespace setia::bench

int main(int count, char** arguments) {
  using namespace setia::bench;
  const std::string mode = count > 1 ? arguments[1] : "";
  const auto number = [&](int place) { return std::strtoull(arguments[place], nullptr, 10); };
  if (mode == "json" && count == 4) return count_json(read_text(arguments[2]), number(3));
  if (mode == "json_twin" && count == 4) return count_json_twin(read_text(arguments[2]), number(3));
  if (mode == "durable" && count == 6) return time_durable(read_text(arguments[2]), number(3), number(4), arguments[5]);
  if (mode == "chain" && count == 3) return time_chaining(number(2));
  if (mode == "events" && count == 3) return write_events(number(2));
  std::fprintf(stderr, "world json|json_twin PROGRAM RECEIPTS | durable PROGRAM RECEIPTS PER_COMMIT FOLDER | chain RECORDS | events RECEIPTS\n");
  return 2;
}
