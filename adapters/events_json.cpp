#include "adapters/events_json.hpp"

#include <algorithm>

#include "adapters/json_values.hpp"

namespace setia::adapters {
namespace {

using engine::EventKind;
using simdjson::ondemand::json_type;
using JsonValue = simdjson::ondemand::value;

// What is between the quotes of a text's token. Without escapes it is a view of the line itself.
std::string_view between_quotes(JsonValue& value, std::string_view token) {
  if (token.size() < 2 || token.find('\\') != std::string_view::npos) return value.get_string();
  return token.substr(1, token.size() - 2);
}

// A key up to its quote; with escapes it is written out.
template <class Field>
std::string_view key_of(Field& field) {
  const char* const begin = field.key().raw();
  const char* end = begin;
  while (*end != '"' && *end != '\\') ++end;
  if (*end == '\\') return field.unescaped_key();
  return {begin, static_cast<std::size_t>(end - begin)};
}

Piece json_text(JsonValue& value, const Place& place) {
  const std::string_view token = json_token(value);
  if (token.starts_with('"')) return between_quotes(value, token);
  if (value.is_null()) return std::nullopt;
  throw DraftRefusal{place.text(), "\"" + place.text() + "\" is not a text.", "Put it in quotes."};
}

// An amount is a decimal text or a number of JSON, both as written.
Piece json_amount(JsonValue& value, const Place& place) {
  const std::string_view token = json_token(value);
  if (token.starts_with('"')) return between_quotes(value, token);
  if (token.starts_with('-') || (!token.empty() && token[0] >= '0' && token[0] <= '9')) return number_token(token, place);
  if (value.is_null()) return std::nullopt;
  throw DraftRefusal{place.text(), "\"" + place.text() + "\" is not a number.", "Write digits and a decimal point, as in \"12.50\"."};
}

void json_texts(JsonValue value, const Place& place, std::vector<std::string_view>& texts) {
  if (value.is_null()) return;
  if (value.type() != json_type::array) throw DraftRefusal{place.text(), "\"" + place.text() + "\" is not a list.", "Write it as in [\"one\", \"two\"]."};
  for (JsonValue element : value.get_array()) {
    const Piece text = json_text(element, place);
    if (text) texts.push_back(*text);
  }
}

// A column of a draft: its name in JSON and where it goes.
template <typename Draft>
struct JsonColumn {
  std::string_view name;
  Piece Draft::*piece;
  bool is_amount;
};

constexpr JsonColumn<DraftLine> kJsonLineColumns[] = {
    {"sku", &DraftLine::sku, false},           {"category", &DraftLine::category, false}, {"quantity", &DraftLine::quantity, true},
    {"unit_price", &DraftLine::unit_price, true}, {"discount", &DraftLine::discount, true},  {"amount", &DraftLine::amount, true},
    {"brand", &DraftLine::brand, false},       {"tax", &DraftLine::tax, true},            {"line", &DraftLine::number, true},
};
constexpr JsonColumn<DraftPayment> kJsonPaymentColumns[] = {
    {"method", &DraftPayment::method, false}, {"amount", &DraftPayment::amount, true}, {"card", &DraftPayment::card, false},
    {"unit", &DraftPayment::unit, false},     {"points", &DraftPayment::points, true}, {"hold", &DraftPayment::hold, false},
};
constexpr JsonColumn<EventDraft> kJsonEventColumns[] = {
    {"id", &EventDraft::id, false},         {"source", &EventDraft::source, false},   {"at", &EventDraft::at, false},
    {"member", &EventDraft::member, false}, {"store", &EventDraft::store, false},     {"channel", &EventDraft::channel, false},
    {"currency", &EventDraft::currency, false},
};
constexpr JsonColumn<EventDraft> kReturnColumns[] = {{"receipt", &EventDraft::receipt, false}, {"amount", &EventDraft::amount, true}};

// Which built-in names stood already; all tables together have fewer than 32.
class Seen {
 public:
  void mark(std::size_t bit, const Place& place) {
    if ((bits_ >> bit & 1U) != 0) refuse(place);
    bits_ |= std::uint32_t{1} << bit;
  }

 private:
  [[noreturn]] static void refuse(const Place& place) {
    throw DraftRefusal{place.text(), "The field \"" + std::string(place.name) + "\" stands twice.", "Keep one of them."};
  }

  std::uint32_t bits_ = 0;
};

// Takes the value when its name is a column of the table. `first_bit`: of the table in `seen`.
template <typename Draft, std::size_t N>
bool take_column(const JsonColumn<Draft> (&columns)[N], const Place& place, JsonValue& value, std::size_t first_bit, Seen& seen, Draft& draft) {
  if (place.name.empty()) return false;
  for (std::size_t i = 0; i < N; ++i) {
    if (columns[i].name.front() != place.name.front() || columns[i].name != place.name) continue;
    seen.mark(first_bit + i, place);
    draft.*columns[i].piece = columns[i].is_amount ? json_amount(value, place) : json_text(value, place);
    return true;
  }
  return false;
}

// Null is absent, but its name is taken all the same.
void take_other(const Place& place, JsonValue value, int depth, engine::Fields& more, std::vector<std::string>& absent) {
  std::optional<engine::Value> held = json_value(value, place, depth);
  if (held) {
    more.push_back({std::string(place.name), std::move(*held)});
  } else {
    absent.emplace_back(place.name);
  }
}

void refuse_absent_twins(const engine::Fields& more, std::vector<std::string>& absent) {
  if (absent.empty()) return;
  for (const engine::Field& field : more) absent.push_back(field.name);
  std::sort(absent.begin(), absent.end());
  const auto twice = std::adjacent_find(absent.begin(), absent.end());
  if (twice != absent.end()) throw DraftRefusal{*twice, "The field \"" + *twice + "\" stands twice.", "Keep one of them."};
}

constexpr int kItemDepth = 3;  // of the values of a line: event, list, line
constexpr std::size_t kTagsBit = 31;

void fill_line(JsonValue value, const Place& where, DraftLine& line) {
  Seen seen;
  std::vector<std::string> absent;
  for (auto member : value.get_object()) {
    const Place place = where.of(key_of(member));
    JsonValue held = member.value();
    if (take_column(kJsonLineColumns, place, held, 0, seen, line)) continue;
    if (place.name == "tags") {
      seen.mark(kTagsBit, place);
      json_texts(held, place, line.tags);
    } else {
      take_other(place, held, kItemDepth + 1, line.more, absent);
    }
  }
  refuse_absent_twins(line.more, absent);
}

void fill_payment(JsonValue value, const Place& where, DraftPayment& payment) {
  Seen seen;
  std::vector<std::string> absent;
  for (auto member : value.get_object()) {
    const Place place = where.of(key_of(member));
    JsonValue held = member.value();
    if (take_column(kJsonPaymentColumns, place, held, 0, seen, payment)) continue;
    take_other(place, held, kItemDepth + 1, payment.more, absent);
  }
  refuse_absent_twins(payment.more, absent);
}

// Fills one draft per object of a list. `list` is its name.
template <typename Draft, typename Fill>
void fill_list(JsonValue value, std::string_view list, std::vector<Draft>& drafts, Fill fill) {
  if (value.is_null()) return;
  if (value.type() != json_type::array) throw DraftRefusal{std::string(list), "\"" + std::string(list) + "\" is not a list.", "Write it as [{…}, {…}]."};
  for (JsonValue element : value.get_array()) {
    if (drafts.size() == kMaxEventLines) throw DraftRefusal{std::string(list), "The event has more than 1,000 " + std::string(list) + ".", "Split it into several events."};
    const Place where{list, drafts.size(), {}};
    if (element.type() != json_type::object) throw DraftRefusal{where.text(), "\"" + where.text() + "\" is not an object.", "Write it as {…}."};
    fill(element, where, drafts.emplace_back());
  }
}

EventKind json_kind(simdjson::ondemand::document& document) {
  JsonValue type;
  if (document.find_field_unordered("type").get(type) != simdjson::SUCCESS) {
    throw DraftRefusal{"type", "The event has no type.", "Write \"type\": \"purchase\" or another type of event."};
  }
  const Piece text = json_text(type, Place{{}, 0, "type"});
  return read_kind(text.value_or(std::string_view()));
}

// Bits of `seen` for the event's own names.
constexpr std::size_t kReturnBits = std::size(kJsonEventColumns), kTypeBit = 26, kLinesBit = 27, kPaymentsBit = 28, kCodesBit = 29, kOtherBit = 30;

bool take_list(const Place& place, JsonValue value, Seen& seen, EventDraft& draft) {
  const bool receipt = draft.kind == EventKind::kPurchase || draft.kind == EventKind::kReturn;
  if (place.name == "codes") {
    seen.mark(kCodesBit, place);
    json_texts(value, place, draft.codes);
  } else if (place.name == "lines" && receipt) {
    seen.mark(kLinesBit, place);
    fill_list(value, "lines", draft.lines, fill_line);
    draft.has_lines = true;
  } else if (place.name == "payments" && receipt) {
    seen.mark(kPaymentsBit, place);
    fill_list(value, "payments", draft.payments, fill_payment);
  } else {
    return false;
  }
  return true;
}

void take_member(const Place& place, JsonValue value, Seen& seen, EventDraft& draft, std::vector<std::string>& absent) {
  if (take_column(kJsonEventColumns, place, value, 0, seen, draft)) return;
  if (draft.kind == EventKind::kReturn && take_column(kReturnColumns, place, value, kReturnBits, seen, draft)) return;
  if (take_list(place, value, seen, draft)) return;
  if (place.name == "type") {
    seen.mark(kTypeBit, place);
    json_text(value, place);
  } else if (place.name == other_field(draft.kind)) {
    seen.mark(kOtherBit, place);
    draft.other = json_text(value, place);
  } else {
    take_other(place, value, 2, draft.more, absent);
  }
}

DraftRefusal not_json(const simdjson::simdjson_error& error) {
  if (error.error() == simdjson::UTF8_ERROR) return {"", "The line is not UTF-8 text.", "Write the file as UTF-8."};
  return {"", "The line is not one JSON object.", "Write one event a line, as in {\"id\": \"1\", \"type\": \"purchase\", …}."};
}

}  // namespace

void JsonEventParser::fill_draft(std::string_view json, std::string& id) {
  draft_.clear();
  simdjson::ondemand::document document = parser_.iterate(json.data(), json.size(), json.size() + LineSource::kPadding);
  if (document.type() != json_type::object) throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
  draft_.kind = json_kind(document);
  document.rewind();
  Seen seen;
  std::vector<std::string> absent;
  for (auto member : document.get_object()) {
    const Place place{{}, 0, key_of(member)};
    take_member(place, member.value(), seen, draft_, absent);
    if (place.name == "id" && draft_.id) id = *draft_.id;
  }
  // Out of bounds is where a document that ends here should be.
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) throw simdjson::simdjson_error(simdjson::TRAILING_CONTENT);
  refuse_absent_twins(draft_.more, absent);
}

void JsonEventParser::parse(std::string_view json, ParsedEvent& parsed, std::string& id) {
  try {
    fill_draft(json, id);
  } catch (const simdjson::simdjson_error& error) {
    throw not_json(error);
  }
  complete_event(draft_, settings_, parsed);
}

engine::Result<bool> JsonEventReader::next(Reading& reading) {
  do {
    engine::Result<bool> more = lines_->next();
    if (!more || !more.value()) return more;
  } while (!lines_->too_long() && lines_->line().find_first_not_of(" \t\r") == std::string_view::npos);
  reading.rejected.reset();
  reading.line = lines_->number();
  reading.text = lines_->line();
  std::string id;
  try {
    if (lines_->too_long()) throw DraftRefusal{"", "The line is longer than 1 MiB.", "Write one event a line."};
    parser_.parse(reading.text, reading.parsed, id);
  } catch (const DraftRefusal& refusal) {
    reading.rejected = Rejected{lines_->path(), reading.line, id, refusal.field, refusal.what, refusal.remedy};
  }
  return true;
}

}  // namespace setia::adapters
