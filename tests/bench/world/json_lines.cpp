#include "tests/bench/world/json_lines.hpp"

#include <cstdio>

namespace setia::bench {
namespace {

std::string quoted(std::string_view name, std::string_view text) { return "\"" + std::string(name) + "\":\"" + std::string(text) + "\""; }

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string date(engine::Day day) {
  const engine::YearMonthDay civil = engine::civil_from(day);
  return std::to_string(civil.year) + "-" + two(civil.month) + "-" + two(civil.day);
}

std::string money(std::int64_t minor) { return std::to_string(minor / 100) + "." + two(minor % 100); }

std::string instant(const engine::Stamp& stamp) {
  return date(stamp.local.day) + "T" + two(stamp.local.minute / 60) + ":" + two(stamp.local.minute % 60) + ":" + two(stamp.instant_second % 60) + "+00:00";
}

std::string line_json(const engine::Line& line, const engine::Symbols& symbols) {
  return "{" + quoted("sku", symbols.text(line.sku)) + "," + quoted("category", symbols.text(line.category)) + ",\"quantity\":" +
         std::to_string(line.quantity_micro / 1'000'000) + "," + quoted("unit_price", money(line.unit_price_micro / 10'000)) + "," + quoted("discount", "0") +
         "," + quoted("amount", money(line.amount_minor)) + "}";
}

}  // namespace

std::string member_name(std::size_t person) {
  const std::string number = std::to_string(person);
  return "M" + std::string(number.size() < 7 ? 7 - number.size() : 0, '0') + number;
}

std::string join_json(const Workload& workload, std::size_t person) {
  const Person& who = workload.persons[person];
  return "{" + quoted("id", "j" + std::to_string(person)) + "," + quoted("source", "till-1") + "," + quoted("type", "join") + "," +
         quoted("at", "2026-12-31T00:00:00+00:00") + "," + quoted("member", member_name(person)) + ",\"attributes\":{" +
         quoted("birthday", date(who.birthday)) + "," + quoted("grade", who.is_gold ? "gold" : "plain") + "}}";
}

std::string receipt_json(const engine::Event& receipt, const engine::Symbols& symbols) {
  std::int64_t total = 0;
  std::string lines;
  for (const engine::Line& line : receipt.lines) {
    total += line.amount_minor;
    lines += (lines.empty() ? "" : ",") + line_json(line, symbols);
  }
  return "{" + quoted("id", receipt.id) + "," + quoted("source", "till-1") + "," + quoted("type", "purchase") + "," + quoted("at", instant(receipt.stamp)) +
         "," + quoted("member", member_name(receipt.member.index())) + "," + quoted("store", symbols.text(receipt.store)) + "," +
         quoted("channel", symbols.text(receipt.channel)) + "," + quoted("currency", "EUR") + ",\"lines\":[" + lines + "],\"payments\":[{" +
         quoted("method", "card") + "," + quoted("amount", money(total)) + "}]}";
}

}  // namespace setia::bench
