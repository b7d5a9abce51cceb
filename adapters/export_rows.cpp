// A row for each entry, under the same names in both formats.
#include "adapters/export_text.hpp"
#include "adapters/json_object.hpp"
#include "adapters/shown.hpp"

namespace setia::adapters {
namespace {

using engine::Status;

constexpr const char* kHeading =
    "entry,record,source,event,instant,day,from,to,unit,amount,cause,rule,program,line,lot_left,lot_entered,earned,valid_until,released,reverses\n";

std::string number_or_nothing(std::uint64_t number) { return number == 0 ? std::string() : std::to_string(number); }

// RFC 4180.
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char character : text) quoted += character == '"' ? std::string("\"\"") : std::string(1, character);
  return quoted + "\"";
}

std::string csv_row(const ExportedEntry& entry) {
  std::string row;
  for (const std::string& text :
       {std::to_string(entry.number), number_or_nothing(entry.record), entry.source, entry.event, entry.instant, entry.day, entry.from, entry.to, entry.unit,
        units_text(entry.amount_micro), entry.cause, entry.rule, entry.program, number_or_nothing(static_cast<std::uint64_t>(entry.line)),
        number_or_nothing(entry.lot_left), number_or_nothing(entry.lot_entered), entry.earned, entry.valid_until, entry.released,
        number_or_nothing(entry.reverses)})
    row += (row.empty() ? "" : ",") + cell(text);
  return row + "\n";
}

std::string json_row(const ExportedEntry& entry) {
  JsonObject object;
  object.number("entry", entry.number);
  if (entry.record != 0) object.number("record", entry.record);
  if (!entry.event.empty()) object.text("source", entry.source).text("event", entry.event);
  object.text("instant", entry.instant).text("day", entry.day).text("from", entry.from).text("to", entry.to).text("unit", entry.unit);
  object.text("amount", units_text(entry.amount_micro)).text("cause", entry.cause);
  if (!entry.rule.empty()) object.text("rule", entry.rule);
  object.text("program", entry.program);
  if (entry.line != 0) object.number("line", entry.line);
  if (entry.lot_left != 0) object.number("lot_left", entry.lot_left);
  if (entry.lot_entered != 0) object.number("lot_entered", entry.lot_entered);
  if (!entry.earned.empty()) object.text("earned", entry.earned);
  if (!entry.valid_until.empty()) object.text("valid_until", entry.valid_until);
  if (!entry.released.empty()) object.text("released", entry.released);
  if (entry.reverses != 0) object.number("reverses", entry.reverses);
  return object.done() + "\n";
}

}  // namespace

Status export_csv(Ledger& ledger, OutputFile& output, const OnProgress& progress) {
  if (const Status written = output.write(kHeading); !written) return written;
  ExportCalls calls;
  calls.entry = [&](const ExportedEntry& entry) { return output.write(csv_row(entry)); };
  return export_entries(ledger, calls, progress);
}

Status export_ndjson(Ledger& ledger, OutputFile& output, const OnProgress& progress) {
  ExportCalls calls;
  calls.entry = [&](const ExportedEntry& entry) { return output.write(json_row(entry)); };
  return export_entries(ledger, calls, progress);
}

}  // namespace setia::adapters
