#include "engine/value_codec.hpp"

namespace setia::engine {
namespace {

constexpr int kDeepest = 40;  // the door takes 32

Value read_nested(Reader& in, int depth);

List read_list(Reader& in, int depth) {
  List list;
  for (std::size_t left = in.count(1); left > 0 && in.ok(); --left) list.push_back(read_nested(in, depth + 1));
  return list;
}

Object read_object(Reader& in, int depth) {
  Object object;
  for (std::size_t left = in.count(2); left > 0 && in.ok(); --left) {
    std::string key(in.text());
    if (!object.empty() && key <= object.back().name) in.fail("keys are not in order");
    object.push_back({std::move(key), read_nested(in, depth + 1)});
  }
  return object;
}

Value read_nested(Reader& in, int depth) {
  if (depth > kDeepest) in.fail("values are nested too deep");
  Value value;
  switch (static_cast<ValueTag>(in.byte())) {
    case ValueTag::kText: value.held = std::string(in.text()); break;
    case ValueTag::kNo: value.held = false; break;
    case ValueTag::kYes: value.held = true; break;
    case ValueTag::kNumber: value.held = Number{std::string(in.text())}; break;
    case ValueTag::kList: value.held = read_list(in, depth); break;
    case ValueTag::kObject: value.held = read_object(in, depth); break;
    default: in.fail("a value has no known kind");
  }
  return value;
}

void tag(Writer& out, ValueTag value) { out.byte(static_cast<std::uint8_t>(value)); }

}  // namespace

bool operator==(const Value& a, const Value& b) { return a.held == b.held; }

void write_value(Writer& out, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.held)) {
    tag(out, ValueTag::kText);
    out.text(*text);
  } else if (const auto* yes = std::get_if<bool>(&value.held)) {
    tag(out, *yes ? ValueTag::kYes : ValueTag::kNo);
  } else if (const auto* number = std::get_if<Number>(&value.held)) {
    tag(out, ValueTag::kNumber);
    out.text(number->text);
  } else if (const auto* list = std::get_if<List>(&value.held)) {
    tag(out, ValueTag::kList);
    out.number(list->size());
    for (const Value& one : *list) write_value(out, one);
  } else if (const auto* object = std::get_if<Object>(&value.held)) {
    tag(out, ValueTag::kObject);
    out.number(object->size());
    for (const auto& [key, held] : *object) {
      out.text(key);
      write_value(out, held);
    }
  }
}

Value read_value(Reader& in) { return read_nested(in, 0); }

}  // namespace setia::engine
