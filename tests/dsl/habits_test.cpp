// What people write from habit, and the remedy each gets.
#include <catch2/catch.hpp>

#include <string>

#include "tests/dsl/samples.hpp"

using namespace setia::dsl;

namespace {

// The one remedy for a line of a rule, in one line.
std::string remedy(const std::string& line) {
  const Parsed program = parsed("h.setia", "rule \"R\"\n  on purchase\n  " + line + "\n");
  REQUIRE(program.diagnostics.all().size() == 1);
  std::string help = program.diagnostics.all().front().help;
  for (char& character : help)
    if (character == '\n') character = ' ';
  return help;
}

bool says(const std::string& line, const std::string& words) {
  INFO(line << ": " << remedy(line));
  CHECK(remedy(line).find(words) != std::string::npos);
  return remedy(line).find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("habits of rules get a remedy that works") {
  CHECK(says("give 1 point per EUR of spend", "per 1.00 EUR of spend"));
  CHECK(says("1 item of category \"tea\" free", "is free"));
  CHECK(says("no limit", "without limit"));
  CHECK(says("no more than 5 points per member", "at most"));
  CHECK(says("at most 100 points in total per member", "per member ever"));
  CHECK(says("at most 1 time per receipt per day", "per member per day"));
  CHECK(says("when store is not \"A\" and not \"B\"", "is not \"A\" or \"B\""));
  CHECK(says("when date is 01/02/2027", "2027-02-01"));
  CHECK(says("when store is 'A'", "double quotes"));
  CHECK(says("when time is between 17:00 and 19:00", "from 17:00 to 19:00"));
  CHECK(says("exchange 100 points into miles", "declaration of its own"));
  CHECK(says("expire never", "leave the line out"));
  CHECK(says("give double points", "multiply points by 2"));
  CHECK(says("give voucher \"Mug\"", "give reward"));
  CHECK(says("expire on December 31", "31 December"));
  CHECK(says("at most 40% of spend", "of basket total"));
  CHECK(says("when time is from 9:00 to 12:00", "09:30"));
  CHECK(says("when time is after 10pm", "22:00"));
}
