#include <catch2/catch.hpp>

#include "tests/adapters/reading.hpp"

using namespace setia::adapters;
using namespace setia::adapters::testing;

namespace {
const std::string kHeading = "event_id,line,type,at,member,store,sku,category,quantity,unit_price,discount,amount,receipt\n";
}  // namespace

TEST_CASE("rows that stand together are one event") {
  ReadingWorld world;
  world.settings.csv.zone = "Asia/Jakarta";
  const auto read = world.csv(kHeading +
                              "a,1,purchase,2027-01-09T10:15:00,M1,JKT-01,LATTE,coffee,2,45000.125,0.25,90000,\n"
                              "a,2,purchase,2027-01-09T10:15:00,M1,JKT-01,\"CAKE, \"\"big\"\"\",pastry,1,2,0,,\n"
                              "b,1,purchase,2027-01-09T10:16:00,,JKT-01,VOUCHER,,1,,,-5,\n");
  REQUIRE(read.size() == 2);
  const setia::engine::Event& first = read[0].parsed.event;
  REQUIRE(first.lines.size() == 2);
  CHECK(first.lines[0].unit_price_micro == 45'000'125'000);
  CHECK(first.lines[0].amount_minor == 9'000'000);
  CHECK(world.symbols.text(first.lines[1].sku) == "CAKE, \"big\"");
  CHECK(first.lines[1].amount_minor == 200);
  CHECK(first.stamp.offset_second == 25'200);
  CHECK(read[1].parsed.member.empty());
  CHECK(read[1].parsed.event.lines[0].amount_minor == -500);
  CHECK(read[1].line == 4);
}

TEST_CASE("program.yaml's columns and source are used, other columns are kept as text") {
  ReadingWorld world;
  world.settings.source.clear();
  world.settings.csv = {"America/New_York", "grocer", {{"at", "timestamp"}, {"quantity", "qty"}, {"receipt", "ref_event"}}};
  const auto read = world.csv("member,event_id,line,timestamp,type,store,sku,category,qty,unit_price,discount,amount,ref_event,coupon\n"
                              "993,31198515122,1,2017-01-01T09:16:13,purchase,32004,8118533,GROCERY,1,3.99,0.5,3.49,,C7\n");
  REQUIRE(read.size() == 1);
  REQUIRE_FALSE(read[0].rejected.has_value());
  CHECK(read[0].parsed.event.stamp.source == "grocer");
  CHECK(read[0].parsed.event.stamp.offset_second == -5 * 3600);
  CHECK(read[0].parsed.event.lines[0].more[0].name == "coupon");
}

TEST_CASE("a return's all negative numbers are read as positive, mixed ones are refused") {
  ReadingWorld world;
  const std::string row = "type,at,event_id,quantity,amount\nreturn,2027-01-09T10:15:00Z,";
  CHECK(world.csv(row + "r,-2,-10\n")[0].parsed.event.lines[0].quantity_micro == 2'000'000);
  CHECK(world.csv(row + "r,-2,-10\n")[0].parsed.event.lines[0].amount_minor == 1000);
  CHECK(world.csv(row + "r,-2,0\n")[0].parsed.event.lines[0].amount_minor == 0);
  CHECK(world.csv(row + "r,2,10\n")[0].parsed.event.lines[0].amount_minor == 1000);
  CHECK(world.csv(row + "r,-2,10\n")[0].rejected->what.find("positive and negative") != std::string::npos);
}

TEST_CASE("one bad row refuses its event whole and nothing else") {
  ReadingWorld world;
  const std::string good = ",purchase,2027-01-09T10:15:00Z,1,";
  const auto read = world.csv("event_id,type,at,quantity,amount\na" + good + "1\nb" + good + "1\nb" + good + "0.001\nb" + good + "1\nc" + good + "1\n");
  REQUIRE(read.size() == 3);
  CHECK_FALSE(read[0].rejected.has_value());
  CHECK(read[1].rejected->id == "b");
  CHECK(read[1].rejected->field == "lines[1].amount");
  CHECK_FALSE(read[2].rejected.has_value());
}

TEST_CASE("rows of one event that differ in what belongs to the event are refused") {
  ReadingWorld world;
  const auto read = world.csv("event_id,type,at,member,amount\na,purchase,2027-01-09T10:15:00Z,M1,1\na,purchase,2027-01-09T10:15:00Z,M2,1\n");
  REQUIRE(read.size() == 1);
  CHECK(read[0].rejected->field == "member");
}

TEST_CASE("a row that cannot be read refuses the events on both sides of it") {
  ReadingWorld world;
  const std::string good = ",purchase,2027-01-09T10:15:00Z,1\n";
  const auto read = world.csv("event_id,type,at,amount\na" + good + "b" + good + "\xff,purchase,x,1\nc" + good + "d" + good);
  REQUIRE(read.size() == 4);
  CHECK_FALSE(read[0].rejected.has_value());
  CHECK(read[1].rejected->what.find("UTF-8") != std::string::npos);
  CHECK(read[2].rejected.has_value());
  CHECK_FALSE(read[3].rejected.has_value());
}

TEST_CASE("a row with too few or too many columns, without an id or with an endless quote is refused") {
  ReadingWorld world;
  const std::string heading = "event_id,type,at,amount\n";
  CHECK(world.csv(heading + "a,purchase,2027-01-09T10:15:00Z\n")[0].rejected->what.find("3 columns") != std::string::npos);
  CHECK(world.csv(heading + "a,purchase,2027-01-09T10:15:00Z,1,000\n")[0].rejected->what.find("5 columns") != std::string::npos);
  CHECK(world.csv(heading + ",purchase,2027-01-09T10:15:00Z,1\n")[0].rejected->field == "id");
  CHECK(world.csv(heading + "\"a,purchase,2027-01-09T10:15:00Z,1\n")[0].rejected->what.find("never ends") != std::string::npos);
}

TEST_CASE("a quoted field may hold line ends; CRLF and byte-order marks are no part of fields") {
  ReadingWorld world;
  const auto read = world.csv("\xEF\xBB\xBF" "event_id,type,at,amount,note\r\na,purchase,2027-01-09T10:15:00Z,1,\"two\r\nlines\"\r\n");
  REQUIRE(read.size() == 1);
  REQUIRE_FALSE(read[0].rejected.has_value());
  CHECK(read[0].parsed.event.lines[0].more[0].value == setia::engine::Value{std::string("two\nlines")});
}

TEST_CASE("a heading without a needed column, or with one twice, is a failure that names it") {
  ReadingWorld world;
  const auto failure = [&](const std::string& text) { return open_events(world.folder.write("bad.csv", text), world.settings).failure().what; };
  CHECK(failure("event_id,type,amount\n").find("no column \"at\"") != std::string::npos);
  CHECK(failure("event_id,type,at,at\n").find("two columns \"at\"") != std::string::npos);
  world.settings.csv.columns = {{"sku", "article"}};
  CHECK(failure("event_id,type,at,sku\n").find("\"article\"") != std::string::npos);
  world.settings.csv.columns.clear();
  CHECK(world.csv("").empty());
  CHECK(world.csv(kHeading).empty());
}

TEST_CASE("an event of more than 1,000 rows is refused") {
  ReadingWorld world;
  std::string text = "event_id,type,at,amount\n";
  for (int i = 0; i < 1001; ++i) text += "a,purchase,2027-01-09T10:15:00Z,1\n";
  const auto read = world.csv(text + "b,purchase,2027-01-09T10:15:00Z,1\n");
  REQUIRE(read.size() == 2);
  CHECK(read[0].rejected->what.find("1,000") != std::string::npos);
  CHECK_FALSE(read[1].rejected.has_value());
}
