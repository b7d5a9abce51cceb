#include "adapters/events_csv.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace setia::adapters {
namespace {

using engine::EventKind;
using engine::Failure;
using engine::Reason;

constexpr std::size_t kAbsent = std::numeric_limits<std::size_t>::max();

enum Column : std::size_t {
  kEventId, kType, kAt, kMember, kStore, kChannel, kCurrency, kReceipt, kSource,
  kLine, kSku, kCategory, kBrand, kQuantity, kUnitPrice, kDiscount, kAmount, kTax
};
constexpr std::string_view kColumnNames[] = {"event_id", "type",     "at",    "member",   "store",      "channel",  "currency", "receipt", "source",
                                             "line",     "sku",      "category", "brand", "quantity",   "unit_price", "discount", "amount",  "tax"};
constexpr Column kNeeded[] = {kEventId, kType, kAt};

// What belongs to the event and so is the same in all its rows.
struct EventColumn {
  Column column;
  Piece EventDraft::*piece;
};
constexpr EventColumn kEventColumns[] = {
    {kEventId, &EventDraft::id},       {kAt, &EventDraft::at},           {kMember, &EventDraft::member},   {kStore, &EventDraft::store},
    {kChannel, &EventDraft::channel},  {kCurrency, &EventDraft::currency}, {kReceipt, &EventDraft::receipt}, {kSource, &EventDraft::source},
};
struct LineColumn {
  Column column;
  Piece DraftLine::*piece;
};
constexpr LineColumn kLineColumns[] = {
    {kLine, &DraftLine::number},         {kSku, &DraftLine::sku},             {kCategory, &DraftLine::category}, {kBrand, &DraftLine::brand},
    {kQuantity, &DraftLine::quantity},   {kUnitPrice, &DraftLine::unit_price}, {kDiscount, &DraftLine::discount}, {kAmount, &DraftLine::amount},
    {kTax, &DraftLine::tax},
};

Piece piece_of(std::string_view cell) { return cell.empty() ? Piece() : Piece(cell); }

bool has_lines(EventKind kind) { return kind == EventKind::kPurchase || kind == EventKind::kReturn; }

}  // namespace

CsvEventReader::CsvEventReader(std::unique_ptr<LineSource> lines, const ReaderSettings& settings) : rows_(std::move(lines)), settings_(settings) {
  if (settings_.source.empty()) settings_.source = settings_.csv.source;
}

engine::Result<std::unique_ptr<CsvEventReader>> CsvEventReader::open(std::unique_ptr<LineSource> lines, const ReaderSettings& settings) {
  auto reader = std::unique_ptr<CsvEventReader>(new CsvEventReader(std::move(lines), settings));
  if (engine::Status heading = reader->read_heading(); !heading) return heading.failure();
  return reader;
}

engine::Status CsvEventReader::read_heading() {
  engine::Result<bool> first = rows_.next();
  if (!first) return first.failure();
  if (!first.value()) return engine::Done{};  // an empty file has no events
  if (!rows_.fault().empty()) return Failure{Reason::kUnreadable, "The heading of \"" + rows_.path() + "\" cannot be read: " + rows_.fault(), ""};
  headings_ = rows_.fields();
  if (engine::Status placed = place_columns(headings_); !placed) return placed;
  if (engine::Result<bool> ahead = read_ahead(); !ahead) return ahead.failure();
  return engine::Done{};
}

engine::Status CsvEventReader::place_columns(const std::vector<std::string>& headings) {
  const std::string file = "\"" + rows_.path() + "\"";
  const std::string mapping = "Say under \"csv: columns:\" in program.yaml what the file calls it.";
  places_.assign(std::size(kColumnNames), kAbsent);
  for (std::size_t column = 0; column < std::size(kColumnNames); ++column) {
    const auto mapped = settings_.csv.columns.find(std::string(kColumnNames[column]));
    const std::string wanted = mapped == settings_.csv.columns.end() ? std::string(kColumnNames[column]) : mapped->second;
    const auto found = std::find(headings.begin(), headings.end(), wanted);
    if (found != headings.end()) {
      places_[column] = static_cast<std::size_t>(found - headings.begin());
    } else if (mapped != settings_.csv.columns.end()) {
      return Failure{Reason::kUnreadable, file + " has no column \"" + wanted + "\", which program.yaml names for " + mapped->first + ".", mapping};
    }
  }
  for (const Column needed : kNeeded) {
    if (places_[needed] != kAbsent) continue;
    return Failure{Reason::kUnreadable, file + " has no column \"" + std::string(kColumnNames[needed]) + "\".", mapping};
  }
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (std::count(headings.begin(), headings.end(), headings[i]) > 1) {
      return Failure{Reason::kUnreadable, file + " has two columns \"" + headings[i] + "\".", "Give every column its own heading."};
    }
    if (std::find(places_.begin(), places_.end(), i) == places_.end()) others_.push_back(i);
  }
  return engine::Done{};
}

engine::Result<bool> CsvEventReader::read_ahead() {
  engine::Result<bool> more = rows_.next();
  if (!more) return more;
  has_ahead_ = more.value();
  if (!has_ahead_) return false;
  ahead_.fields = rows_.fields();
  ahead_.line = rows_.line();
  ahead_.fault = rows_.fault();
  ahead_text_ = rows_.text();
  return true;
}

std::string_view CsvEventReader::cell(const Row& row, std::size_t column) const {
  return column < row.fields.size() ? std::string_view(row.fields[column]) : std::string_view();
}

std::string_view CsvEventReader::id_of(const Row& row) const { return cell(row, places_[kEventId]); }

engine::Result<bool> CsvEventReader::next(Reading& reading) {
  if (!has_ahead_) return false;
  event_rows_ = 0;
  event_text_.clear();
  const std::string id(id_of(ahead_));
  do {
    if (event_rows_ == event_.size()) event_.emplace_back();
    std::swap(event_[event_rows_], ahead_);
    // More rows than an event may have are read over, not kept.
    if (event_rows_ <= kMaxEventLines) ++event_rows_;
    if (event_text_.size() <= kMaxEventBytes) event_text_.append(event_text_.empty() ? "" : "\n").append(ahead_text_);
    if (engine::Result<bool> more = read_ahead(); !more) return more;
  } while (has_ahead_ && (!ahead_.fault.empty() || (!id.empty() && id_of(ahead_) == id)));
  reading.rejected.reset();
  reading.line = event_.front().line;
  reading.text = event_text_;
  parse(reading);
  return true;
}

void CsvEventReader::parse(Reading& reading) {
  try {
    fill_draft();
    complete_event(draft_, settings_, reading.parsed);
  } catch (const DraftRefusal& refusal) {
    reading.rejected = Rejected{rows_.path(), reading.line, std::string(id_of(event_.front())), refusal.field, refusal.what, refusal.remedy};
  }
}

void CsvEventReader::refuse_broken(const Row& row) const {
  const std::string where = "line " + std::to_string(row.line);
  if (!row.fault.empty()) throw DraftRefusal{where, row.fault, "Mend the row; the events next to it are refused with it."};
  if (row.fields.size() != headings_.size()) {
    throw DraftRefusal{where, "The row has " + std::to_string(row.fields.size()) + " columns, the heading has " + std::to_string(headings_.size()) + ".",
                  "Put fields that hold a comma in quotes."};
  }
}

void CsvEventReader::refuse_disagreement(const Row& row) const {
  for (std::size_t column = kEventId; column <= kSource; ++column) {
    if (cell(row, places_[column]) == cell(event_.front(), places_[column])) continue;
    throw DraftRefusal{headings_[places_[column]], "The rows of one event differ in \"" + headings_[places_[column]] + "\" (line " + std::to_string(row.line) + ").",
                  "Give the rows of one event the same values, and different events different ids."};
  }
}

void CsvEventReader::take_more(const Row& row, engine::Fields& more) const {
  for (const std::size_t column : others_) {
    if (!row.fields[column].empty()) more.push_back({headings_[column], engine::Value{row.fields[column]}});
  }
}

void CsvEventReader::fill_line(const Row& row) {
  DraftLine& line = draft_.lines.emplace_back();
  for (const LineColumn& column : kLineColumns) line.*column.piece = piece_of(cell(row, places_[column.column]));
  take_more(row, line.more);
}

void CsvEventReader::fill_draft() {
  draft_.clear();
  const Row& first = event_.front();
  // A row that cannot be read may belong to the event before it or to the one behind it: both are refused.
  const std::string doubt = std::exchange(doubt_, std::string());
  for (std::size_t i = 0; i < event_rows_; ++i) {
    if (!event_[i].fault.empty()) doubt_ = event_[i].fault;
  }
  if (!doubt.empty()) throw DraftRefusal{"", "The row before this event cannot be read: " + doubt, "Mend that row."};
  if (event_rows_ > kMaxEventLines) throw DraftRefusal{"line", "The event has more than 1,000 lines.", "Split it into several events."};
  for (std::size_t i = 0; i < event_rows_; ++i) {
    refuse_broken(event_[i]);
    refuse_disagreement(event_[i]);
  }
  draft_.kind = read_kind(cell(first, places_[kType]));
  draft_.zone = settings_.csv.zone;
  for (const EventColumn& column : kEventColumns) draft_.*column.piece = piece_of(cell(first, places_[column.column]));
  if (!has_lines(draft_.kind)) {
    if (const std::string_view amount = cell(first, places_[kAmount]); !amount.empty()) draft_.more.push_back({"amount", engine::Value{std::string(amount)}});
    return take_more(first, draft_.more);
  }
  draft_.has_lines = true;
  for (std::size_t i = 0; i < event_rows_; ++i) fill_line(event_[i]);
}

}  // namespace setia::adapters
