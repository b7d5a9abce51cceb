// docs/journal-format.md is true: its test vectors are what is written.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/engine/small_ledger.hpp"

using namespace setia::engine;

namespace {

std::string hex(std::span<const std::uint8_t> bytes) {
  static const char* const kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

// The vector under "### title" of the page: a part a line, its name first, long ones wrapped after a blank.
std::string vector_of(const std::string& title) {
  std::ifstream page(std::string(SETIA_ROOT) + "/docs/journal-format.md");
  std::string line, text;
  while (std::getline(page, line) && line != "### " + title) {
  }
  while (std::getline(page, line) && line != "```vector") {
  }
  while (std::getline(page, line) && line != "```") text += line.starts_with("  ") ? line.substr(2) : (text.empty() ? "" : "\n") + line;
  return text;
}

std::string wrapped(std::string line) {
  std::string text;
  for (std::size_t width = 120; line.size() > width; width = 118) {
    text += line.substr(0, width) + "\n  ";
    line.erase(0, width);
  }
  return text + line + "\n";
}

// SETIA_UPDATE=1 writes the vectors of the page anew; one that it lacks is added at its end.
void write_vector(const std::string& title, const std::string& vector) {
  const std::string path = std::string(SETIA_ROOT) + "/docs/journal-format.md";
  const std::string heading = "### " + title + "\n```vector\n";
  std::ostringstream read;
  read << std::ifstream(path).rdbuf();
  std::string page = read.str(), text;
  std::istringstream lines(vector);
  for (std::string line; std::getline(lines, line);) text += wrapped(line);
  if (page.find(heading) == std::string::npos) page += "\n" + heading + "```\n";
  const std::size_t body = page.find(heading) + heading.size();
  page.replace(body, page.find("```\n", body) - body, text);
  std::ofstream(path) << page;
}

std::string vector_of(const StoredRecord& record) {
  return "stamp " + hex(record.stamp) + "\nbody " + hex(record.body) + "\nfacts " + hex(record.facts) + "\noutcome " + hex(record.outcome) + "\nhash " +
         hex(record.hash);
}

SmallLedger documented() {
  SmallLedger ledger = ledger_of([](Program& program) {
    Expiry days;
    days.length = {10, LengthUnit::kDays};
    program.units[0].life.expiries = {days};
  });
  ledger.join(0, 1);
  Event event = ledger.purchase(1, 1, 4'500'000);
  event.store = ledger.rebuilt.symbols.intern("JKT-01");
  event.payments.resize(1);
  event.payments[0].method = ledger.rebuilt.symbols.intern("qris");
  ledger.post(event);
  ledger.post(ledger.purchase(2, 2));
  Event hold = ledger.at(EventKind::kHold, 3, 1);
  hold.more = {{"amount", Value{Number{"4"}}}, {"unit", Value{std::string("beans")}}};
  ledger.post(hold);
  Event commit = ledger.at(EventKind::kCommit, 3, 1);
  commit.more = {{"hold", Value{hold.id}}};
  ledger.post(commit);
  ledger.let_time_pass(12);
  Event back = ledger.at(EventKind::kReturn, 13, 1);
  back.receipt = event.id;
  ledger.post(back);
  Event early = ledger.at(EventKind::kReturn, 14, 1);
  early.receipt = "e9";
  early.lines.emplace_back().sku = ledger.rebuilt.symbols.intern("LATTE");
  early.lines.back().quantity_micro = kMicro;
  early.lines.back().has_quantity = true;
  ledger.post(early);
  return ledger;
}

}  // namespace

TEST_CASE("The test vectors of the journal format are what is written") {
  const SmallLedger ledger = documented();
  CHECK(vector_of("Header") == "header " + hex(encode_header(ledger.header)));
  const char* const titles[] = {"Adopt", "A member joins", "A purchase", "A purchase of a stranger", "A hold", "It is confirmed", "Time passes", "A return",
                                "A return before its receipt"};
  REQUIRE(ledger.records.size() == std::size(titles));
  for (std::size_t at = 0; std::getenv("SETIA_UPDATE") != nullptr && at < ledger.records.size(); ++at) write_vector(titles[at], vector_of(ledger.records[at]));
  for (std::size_t at = 0; at < ledger.records.size(); ++at) CHECK(vector_of(titles[at]) == vector_of(ledger.records[at]));
}
