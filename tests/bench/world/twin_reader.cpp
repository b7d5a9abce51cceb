#include "tests/bench/world/twin_reader.hpp"

namespace setia::bench {
namespace {

using Object = simdjson::ondemand::object;

std::int64_t digits(std::string_view text) {
  std::int64_t number = 0;
  for (const char character : text)
    if (character >= '0' && character <= '9') number = number * 10 + (character - '0');
  return number;
}

// "12.50" with two decimals, always.
std::int64_t minor(std::string_view text) { return digits(text); }

engine::CivilTime civil(std::string_view at, std::int64_t& second) {
  constexpr std::int64_t kDaySeconds = 86'400;
  const engine::Day day = engine::day_from({static_cast<int>(digits(at.substr(0, 4))), static_cast<int>(digits(at.substr(5, 2))), static_cast<int>(digits(at.substr(8, 2)))});
  const std::int64_t minute = digits(at.substr(11, 2)) * 60 + digits(at.substr(14, 2));
  second = day * kDaySeconds + minute * 60 + digits(at.substr(17, 2));
  return {day, static_cast<engine::Minute>(minute)};
}

void read_line(Object object, engine::Line& line, engine::Symbols& symbols) {
  line.sku = symbols.intern(object["sku"].get_string());
  line.category = symbols.intern(object["category"].get_string());
  line.quantity_micro = static_cast<std::int64_t>(object["quantity"].get_int64()) * 1'000'000;
  line.amount_minor = minor(object["amount"].get_string());
}

}  // namespace

void TwinReader::read(std::string_view json, engine::Event& receipt) {
  simdjson::ondemand::document document = parser_.iterate(json.data(), json.size(), json.size() + simdjson::SIMDJSON_PADDING);
  Object object = document.get_object();
  receipt.id = std::string_view(object["id"].get_string());
  receipt.stamp.local = receipt.stamp.program = civil(object["at"].get_string(), receipt.stamp.instant_second);
  receipt.member = engine::MemberIndex{static_cast<std::size_t>(digits(object["member"].get_string()))};
  receipt.store = symbols_.intern(object["store"].get_string());
  receipt.channel = symbols_.intern(object["channel"].get_string());
  receipt.lines.clear();
  for (auto one : object["lines"].get_array()) read_line(one.get_object(), receipt.lines.emplace_back(), symbols_);
}

}  // namespace setia::bench
