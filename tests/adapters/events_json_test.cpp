#include <catch2/catch.hpp>

#include "tests/adapters/reading.hpp"

using namespace setia::adapters;
using namespace setia::adapters::testing;
using setia::engine::EventKind;

TEST_CASE("a purchase is read with every field it has") {
  ReadingWorld world;
  const ParsedEvent parsed = world.parsed(
      R"({"id":"jkt01-000123","source":"till-9","type":"purchase","at":"2027-01-09T10:15:30.75+07:00","member":"M001","store":"JKT-01",
      "channel":"till","currency":"IDR","lines":[{"sku":"LATTE","category":"coffee","quantity":2,"unit_price":"45000","discount":"0",
      "amount":"90000","tags":["hot","new"],"organic":true}],"payments":[{"method":"qris","amount":90000}],"codes":["X1"],"table":12.50,"guest":null})");
  const setia::engine::Event& event = parsed.event;
  CHECK(event.kind == EventKind::kPurchase);
  CHECK(event.id == "jkt01-000123");
  CHECK(event.stamp.source == "till-9");
  CHECK(event.stamp.instant_second == 1'799'464'530);
  CHECK(event.stamp.offset_second == 25'200);
  CHECK(event.stamp.local.minute == 615);
  CHECK(parsed.member == "M001");
  CHECK(world.symbols.text(event.store) == "JKT-01");
  REQUIRE(event.lines.size() == 1);
  CHECK(event.lines[0].quantity_micro == 2'000'000);
  CHECK(event.lines[0].unit_price_micro == 45'000'000'000);
  CHECK(event.lines[0].amount_minor == 9'000'000);
  CHECK(event.lines[0].number == 1);
  CHECK_FALSE(event.lines[0].has_number);
  CHECK(event.lines[0].tags.size() == 2);
  REQUIRE(event.lines[0].more.size() == 1);
  CHECK(event.lines[0].more[0].name == "organic");
  REQUIRE(event.payments.size() == 1);
  CHECK(event.payments[0].amount_minor == 9'000'000);
  CHECK(event.codes.size() == 1);
  REQUIRE(event.more.size() == 1);
  CHECK(event.more[0].name == "table");
  CHECK(event.more[0].value == setia::engine::Value{setia::engine::Number{"12.5"}});
}

TEST_CASE("fields beyond the built-in ones are sorted by name, whatever their order") {
  ReadingWorld world;
  const ParsedEvent parsed = world.parsed(purchase(R"("lines":[],"zone":"b","area":{"y":1,"x":[1.0,"a",null,false]})"));
  REQUIRE(parsed.event.more.size() == 2);
  CHECK(parsed.event.more[0].name == "area");
  const auto& area = std::get<setia::engine::Object>(parsed.event.more[0].value.held);
  CHECK(area[0].name == "x");
  CHECK(std::get<setia::engine::List>(area[0].value.held).size() == 3);
}

TEST_CASE("[T1] the stamp is local to the store, else to the program") {
  ReadingWorld world;
  const ParsedEvent bali = world.parsed(purchase(R"("store":"DPS-01","lines":[])"));
  CHECK(bali.event.stamp.local.minute == 11 * 60 + 15);
  CHECK(bali.event.stamp.program.minute == 10 * 60 + 15);
  const ParsedEvent without = world.parsed(R"({"id":"a","type":"join","at":"2027-01-09T10:15:00","member":"M","store":"DPS-01"})");
  CHECK(without.event.stamp.program.minute == 9 * 60 + 15);
  CHECK(without.event.stamp.offset_second == 8 * 3600);
  CHECK(world.rejected(R"({"id":"a","type":"join","at":"2027-01-09T10:15:00","member":"M","store":"JKT-01"})").field == "at");
}

TEST_CASE("money is read from its characters, never through a double") {
  ReadingWorld world;
  CHECK(world.parsed(one_line(R"("amount":0.29)")).event.lines[0].amount_minor == 29);
  CHECK(world.parsed(one_line(R"("amount":92233720368547758.07)")).event.lines[0].amount_minor == INT64_MAX);
  CHECK(world.rejected(one_line(R"("amount":0.291)")).field == "lines[0].amount");
  CHECK(world.rejected(one_line(R"("amount":1e400)")).field == "lines[0].amount");
  CHECK(world.rejected(one_line(R"("amount":11111111111111111111111111111111111111111)")).what.find("too long") != std::string::npos);
  CHECK(world.rejected(purchase(R"("lines":[],"big":11111111111111111111111111111111111111111)")).field == "big");
}

TEST_CASE("a missing amount is worked out exactly, or refused with the remedy") {
  ReadingWorld world;
  const auto worked_out = world.parsed(one_line(R"("quantity":1.5,"unit_price":"2","discount":"0.5")")).event.lines[0];
  CHECK(worked_out.amount_minor == 250);
  CHECK_FALSE(worked_out.has_amount);
  CHECK(world.rejected(one_line(R"("quantity":0.333,"unit_price":"0.0001")")).remedy == "Write the line's amount.");
  CHECK(world.rejected(one_line(R"("sku":"A")")).remedy == "Write its amount, or a unit_price.");
  CHECK(world.parsed(one_line(R"("quantity":2,"unit_price":"3","amount":"5")")).event.lines[0].amount_minor == 500);
}

TEST_CASE("a key that stands twice is refused wherever it stands") {
  ReadingWorld world;
  const char* twice[] = {R"("lines":[],"member":"M2")", R"("lines":[],"lines":[])", R"("lines":[{"amount":1,"amount":1}])",
                         R"("lines":[],"x":1,"x":2)", R"("lines":[],"x":{"a":1,"b":2,"a":3})", R"("lines":[],"x":null,"x":2)",
                         R"("lines":[],"x":{"a":null,"a":3})", R"("lines":[],"type":"purchase")", R"("lines":[{"tags":[],"tags":[],"amount":1}])"};
  for (const char* more : twice) {
    CAPTURE(more);
    CHECK(world.rejected(purchase(more)).what.find("stands twice") != std::string::npos);
  }
}

TEST_CASE("what is not one JSON object is refused, also behind a good one") {
  ReadingWorld world;
  const std::string good = purchase(R"("lines":[])");
  for (const std::string& bad : {std::string("{"), std::string("[]"), std::string("1"), good + "x", good + good, good + "]", good.substr(0, good.size() - 1),
                                 std::string(R"({"type":"join","id":"1",})"), std::string(R"({"type":"join" "id":"1"})"), std::string(R"({"type":"join","id":"a)"),
                                 purchase(R"("lines":[],"x":tru)"), purchase(R"("lines":[],"x":nul)"), purchase(R"("lines":[],"x":01)"), purchase(R"("lines":[],"x":1.)"),
                                 purchase(R"("lines":[],"x":"\q")"), purchase(R"("lines":[],"x":"\ud800")"), purchase(R"("lines":[1,])"), purchase(R"("lines":[],"x":[1 2])"),
                                 purchase("\"lines\":[],\"x\":\"a\nb\"")}) {
    CAPTURE(bad);
    CHECK(read_event(bad, world.settings).rejected.has_value());
  }
  CHECK_FALSE(read_event(" " + good + " \t", world.settings).rejected.has_value());
}

TEST_CASE("a line that is cut short anywhere is refused") {
  const std::string whole =
      R"({"id":"r\u0031","type":"purchase","at":"2027-01-09T10:15:30+07:00","member":"M1","lines":[{"sku":"A","quantity":2,"amount":-1.50,"tags":["x"]}],)"
      R"("payments":[{"method":"cash","amount":"1"}],"codes":["X"],"more":{"a":[1,true,null]}})";
  ReadingWorld world;
  REQUIRE(!read_event(whole, world.settings).rejected.has_value());
  for (std::size_t size = 1; size < whole.size(); ++size) {
    INFO(whole.substr(0, size));
    CHECK(read_event(whole.substr(0, size), world.settings).rejected.has_value());
  }
}

TEST_CASE("a nesting bomb, too many lines and invalid UTF-8 are refused in words") {
  ReadingWorld world;
  const auto nested = [](int depth) { return purchase(R"("lines":[],"x":)" + std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']')); };
  CHECK_FALSE(read_event(nested(31), world.settings).rejected.has_value());
  CHECK(world.rejected(nested(32)).what.find("32 deep") != std::string::npos);
  CHECK(read_event(nested(100'000), world.settings).rejected.has_value());
  std::string lines;
  for (int i = 0; i < 1000; ++i) lines += R"({"amount":1},)";
  lines.pop_back();
  CHECK(world.parsed(purchase(R"("lines":[)" + lines + "]")).event.lines.size() == 1000);
  CHECK(world.rejected(purchase(R"("lines":[)" + lines + R"(,{"amount":1}])")).what.find("1,000") != std::string::npos);
  CHECK(world.rejected(purchase("\"lines\":[],\"x\":\"\xff\"")).what == "The line is not UTF-8 text.");
}

TEST_CASE("a refusal names the event, the field and what would be right") {
  ReadingWorld world;
  const Rejected rejected = world.rejected(R"({"id":"e9","type":"purchas","at":"2027-01-09T10:15:00+07:00"})");
  CHECK(rejected.field == "type");
  CHECK(rejected.remedy == "Did you mean \"purchase\"?");
  CHECK(world.rejected(R"({"id":"e9","type":"time","at":"2027-01-09T10:15:00+07:00"})").remedy.find("close-day") != std::string::npos);
  CHECK(world.rejected(purchase(R"("lines":[],"currency":"IDX")")).remedy == "Write a code of ISO 4217, such as IDR.");
  CHECK(world.rejected(R"({"type":"join","at":"2027-01-09T10:15:00Z"})").field == "id");
  CHECK(world.rejected(R"({"id":"e9","type":"join"})").field == "at");
  CHECK(world.rejected(R"({"id":"e9","type":"join","at":"2027-02-30T10:15:00Z"})").what.find("does not exist") != std::string::npos);
  CHECK(world.rejected(R"({"id":9,"type":"join","at":"2027-01-30T10:15:00Z"})").remedy == "Put it in quotes.");
  CHECK(world.rejected(purchase(R"("store":"JKT-01")")).field == "lines");
  CHECK(world.rejected(one_line(R"("amount":"1","line":1},{"amount":"1","line":1)")).what.find("number 1") != std::string::npos);
}

TEST_CASE("an activity keeps amount, lines and other names as its own fields") {
  ReadingWorld world;
  const ParsedEvent flight = world.parsed(R"({"id":"f","type":"activity","at":"2027-01-09T10:15:00Z","member":"M","activity":"flight","amount":"7","lines":[1]})");
  CHECK(flight.event.more.size() == 3);
  CHECK_FALSE(flight.event.has_amount);
  const ParsedEvent join = world.parsed(R"({"id":"j","type":"join","at":"2027-01-09T10:15:00Z","member":"M","referrer":"N"})");
  CHECK(join.other == "N");
}

TEST_CASE("line ends, byte-order marks and blank lines are no part of events") {
  ReadingWorld world;
  const std::string event = purchase(R"("lines":[])");
  const auto read = world.json("\xEF\xBB\xBF" + event + "\r\n\r\n  \n" + event);
  REQUIRE(read.size() == 2);
  CHECK_FALSE(read[0].rejected.has_value());
  CHECK(read[0].text == event);
  CHECK(read[1].line == 4);
  CHECK_FALSE(read[1].rejected.has_value());
  CHECK(world.json("").empty());
  CHECK(world.json("\n\n").empty());
}

TEST_CASE("a line over 1 MiB is skipped unparsed and the next one is read") {
  ReadingWorld world;
  const std::string event = purchase(R"("lines":[])");
  const auto read = world.json(std::string(2 * 1024 * 1024 + 1, ' ') + event + "\n" + event + "\n" + std::string(3 * 1024 * 1024, 'x'));
  REQUIRE(read.size() == 3);
  CHECK(read[0].rejected->what == "The line is longer than 1 MiB.");
  CHECK(read[0].text.empty());
  CHECK_FALSE(read[1].rejected.has_value());
  CHECK(read[2].rejected->line == 3);
  const std::string padded = event + std::string(kMaxEventBytes - event.size(), ' ');
  CHECK_FALSE(world.json(padded + "\n")[0].rejected.has_value());
  CHECK(world.json(padded + " \n")[0].rejected.has_value());
}

TEST_CASE("a binary file is refused line by line") {
  ReadingWorld world;
  std::string bytes;
  for (int i = 0; i < 5000; ++i) bytes += static_cast<char>(i * 7919 % 256);
  for (const Read& read : world.json(bytes)) CHECK(read.rejected.has_value());
}

TEST_CASE("a million short lines need no memory of their own") {
  ReadingWorld world;
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += "{}\n";
  auto reader = open_events(world.folder.write("many.ndjson", text), world.settings);
  Reading reading;
  std::int64_t count = 0;
  while (reader.value()->next(reading).value()) ++count;
  CHECK(count == 1'000'000);
  CHECK(reading.line == 1'000'000);
  CHECK(reader.value()->bytes_read() == 3'000'000);
}

TEST_CASE("a folder or a missing file is a failure in words") {
  ReadingWorld world;
  CHECK(open_events(world.folder.path(), world.settings).failure().reason == setia::engine::Reason::kUnreadable);
  CHECK(open_events(world.folder.path() + "/none.ndjson", world.settings).failure().reason == setia::engine::Reason::kNotFound);
}
