#include "adapters/export_sqlite.hpp"

#include <cstdio>
#include <filesystem>

#include "adapters/event_draft.hpp"
#include "adapters/shown.hpp"
#include "adapters/unit_names.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::Failure;
using engine::Reason;
using engine::Result;
using engine::Status;

constexpr const char* kTables =
    "CREATE TABLE ledger(name TEXT NOT NULL, value TEXT NOT NULL) STRICT;"
    "CREATE TABLE event(record INTEGER PRIMARY KEY, source TEXT NOT NULL, event TEXT NOT NULL, type TEXT NOT NULL, instant TEXT NOT NULL, "
    "day TEXT NOT NULL, member TEXT, store TEXT, channel TEXT, receipt TEXT, total_minor INTEGER NOT NULL) STRICT;"
    "CREATE TABLE entry(entry INTEGER PRIMARY KEY, record INTEGER, source TEXT, event TEXT, instant TEXT NOT NULL, day TEXT NOT NULL, "
    "from_account TEXT NOT NULL, to_account TEXT NOT NULL, unit TEXT NOT NULL, amount_micro INTEGER NOT NULL, cause TEXT NOT NULL, rule TEXT, "
    "program TEXT NOT NULL, line INTEGER, lot_left INTEGER, lot_entered INTEGER, earned TEXT, valid_until TEXT, released TEXT, reverses INTEGER) STRICT;"
    "CREATE TABLE member(member TEXT PRIMARY KEY, joined TEXT, state TEXT NOT NULL) STRICT;"
    "CREATE TABLE balance(member TEXT NOT NULL, unit TEXT NOT NULL, available_micro INTEGER NOT NULL, pending_micro INTEGER NOT NULL, "
    "held_micro INTEGER NOT NULL, PRIMARY KEY(member, unit)) STRICT;"
    "CREATE VIEW posting AS SELECT entry, day, account, unit, amount_micro, amount_micro / 1000000.0 AS amount, cause, rule, event FROM ("
    "SELECT entry, day, to_account AS account, unit, amount_micro, cause, rule, event FROM entry UNION ALL "
    "SELECT entry, day, from_account, unit, -amount_micro, cause, rule, event FROM entry);";

// Binds values from the first parameter on; nothing where a text is empty or a number 0.
class Row {
 public:
  explicit Row(Statement& statement) : statement_(statement) {}
  Row& text(const std::string& value) { return statement_.bind(next_++, std::string_view(value)), *this; }
  Row& text_or_null(const std::string& value) { return value.empty() ? skip() : text(value); }
  Row& number(std::int64_t value) { return statement_.bind(next_++, value), *this; }
  Row& number_or_null(std::uint64_t value) { return value == 0 ? skip() : number(static_cast<std::int64_t>(value)); }

 private:
  Row& skip() { return statement_.bind_nothing(next_++), *this; }

  Statement& statement_;
  int next_ = 1;
};

class Tables {
 public:
  static Result<Tables> begin(Database& database, Ledger& ledger) {
    if (const Status made = database.run(kTables); !made) return made.failure();
    if (const Status begun = database.run("BEGIN"); !begun) return begun.failure();
    Result<Statement> entry = database.prepare("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!entry) return entry.failure();
    Result<Statement> event = database.prepare("INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?)");
    if (!event) return event.failure();
    Result<Statement> member = database.prepare("INSERT INTO member VALUES (?,?,?)");
    if (!member) return member.failure();
    Result<Statement> balance = database.prepare("INSERT INTO balance VALUES (?,?,?,?,?)");
    if (!balance) return balance.failure();
    Result<Statement> about = database.prepare("INSERT INTO ledger VALUES (?,?)");
    if (!about) return about.failure();
    return Tables(ledger, std::move(entry).value(), std::move(event).value(), std::move(member).value(), std::move(balance).value(), std::move(about).value());
  }

  Status add(const ReadRecord& record) {
    const engine::Event* const event = record.event();
    if (event == nullptr) return Done{};
    const Result<std::string> member = event->member == engine::MemberIndex{} ? Result<std::string>(std::string()) : names_.member(event->member);
    if (!member) return member.failure();
    const engine::Stamp& stamp = record.stamp.door;
    std::int64_t total = 0;
    for (const engine::Line& line : event->lines) total += line.amount_minor;
    const std::string type(kind_name(event->kind)), instant = instant_text(stamp.instant_second), day = day_text(stamp.local.day);
    const std::string store(ledger_.symbols().text(event->store)), channel(ledger_.symbols().text(event->channel));
    Row row(event_);
    row.number(static_cast<std::int64_t>(record.stamp.sequence)).text(stamp.source).text(event->id).text(type).text(instant).text(day);
    row.text_or_null(member.value()).text_or_null(store).text_or_null(channel).text_or_null(event->receipt).number(total);
    return event_.run();
  }

  Status add(const ExportedEntry& entry) {
    Row row(entry_);
    row.number(static_cast<std::int64_t>(entry.number)).number_or_null(entry.record).text_or_null(entry.source).text_or_null(entry.event);
    row.text(entry.instant).text(entry.day).text(entry.from).text(entry.to).text(entry.unit).number(static_cast<std::int64_t>(entry.amount_micro));
    row.text(entry.cause).text_or_null(entry.rule).text(entry.program).number_or_null(static_cast<std::uint64_t>(entry.line));
    row.number_or_null(entry.lot_left).number_or_null(entry.lot_entered).text_or_null(entry.earned).text_or_null(entry.valid_until);
    row.text_or_null(entry.released).number_or_null(entry.reverses);
    return entry_.run();
  }

  Status add_members() {
    const engine::State& state = ledger_.state();
    const std::vector<std::string> units = unit_names(ledger_.versions());
    for (std::size_t index = 1; index < state.members.size(); ++index) {
      const engine::MemberState& member = state.members[index];
      const Result<std::string> name = names_.member(engine::MemberIndex{index});
      if (!name) return name.failure();
      const std::string joined = member.joining == 0 ? std::string() : day_text(member.joined.day);
      const std::string standing = standing_text(member.standing);
      Row(member_).text(name.value()).text_or_null(joined).text(standing);
      if (const Status done = member_.run(); !done) return done;
      for (const engine::Holding& holding : member.holdings) {
        Row(balance_).text(name.value()).text(units[holding.unit_key]).number(holding.available_micro).number(holding.pending_micro).number(holding.held_micro);
        if (const Status done = balance_.run(); !done) return done;
      }
    }
    return Done{};
  }

  Status add_about() {
    const std::string names[] = {"program", "clock", "head"};
    const std::string values[] = {ledger_.program().name, instant_text(ledger_.state().clock_second), hash_text(ledger_.head())};
    for (std::size_t i = 0; i < std::size(names); ++i) {
      Row(about_).text(names[i]).text(values[i]);
      if (const Status done = about_.run(); !done) return done;
    }
    return Done{};
  }

 private:
  Tables(Ledger& ledger, Statement entry, Statement event, Statement member, Statement balance, Statement about)
      : ledger_(ledger), names_(ledger), entry_(std::move(entry)), event_(std::move(event)), member_(std::move(member)), balance_(std::move(balance)),
        about_(std::move(about)) {}

  Ledger& ledger_;
  AccountNames names_;
  Statement entry_, event_, member_, balance_, about_;
};

Status fill(Database& database, Ledger& ledger, const OnProgress& progress) {
  Result<Tables> tables = Tables::begin(database, ledger);
  if (!tables) return tables.failure();
  ExportCalls calls;
  calls.record = [&](const ReadRecord& record) { return tables.value().add(record); };
  calls.entry = [&](const ExportedEntry& entry) { return tables.value().add(entry); };
  Status done = export_entries(ledger, calls, progress);
  if (done) ledger.apply_dues();
  if (done) done = tables.value().add_members();
  if (done) done = tables.value().add_about();
  if (done) done = database.run("COMMIT");
  return done ? database.run("PRAGMA journal_mode=DELETE") : done;
}

}  // namespace

Status export_sqlite(Ledger& ledger, const std::string& path, const OnProgress& progress) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) return Failure{Reason::kFailed, path + " is there already.", "Choose another name."};
  const std::string draft = path + ".new";
  const auto remove_draft = [&] {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(draft + suffix, error);
  };
  remove_draft();
  Status done = Done{};
  {
    Result<Database> database = Database::create(draft);
    if (!database) return database.failure();
    done = fill(database.value(), ledger, progress);
  }
  if (done && std::rename(draft.c_str(), path.c_str()) != 0) done = Failure{Reason::kFailed, path + " cannot be made.", "Check that its folder may be written."};
  if (!done) remove_draft();
  return done;
}

}  // namespace setia::adapters
