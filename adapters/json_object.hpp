// One object or list of JSON, put together as text in the order of the calls.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/json_text.hpp"

namespace setia::adapters {

class JsonObject {
 public:
  JsonObject& text(std::string_view key, std::string_view value) { return raw(key, json_text(value)); }
  JsonObject& number(std::string_view key, std::integral auto value) { return raw(key, std::to_string(value)); }
  // `value` is JSON already: another object, a list, true.
  JsonObject& raw(std::string_view key, std::string_view value) {
    if (!members_.empty()) members_ += ',';
    members_ += json_text(key) + ":";
    members_ += value;
    return *this;
  }
  std::string done() const { return "{" + members_ + "}"; }

 private:
  std::string members_;
};

inline std::string json_list(const std::vector<std::string>& values) {
  std::string list;
  for (const std::string& value : values) {
    if (!list.empty()) list += ',';
    list += value;
  }
  return "[" + list + "]";
}

}  // namespace setia::adapters
