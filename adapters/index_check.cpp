#include "adapters/index_check.hpp"

#include <sodium.h>

#include <algorithm>

#include "adapters/store_schema.hpp"
#include "engine/codec.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::Failure;
using engine::Reason;
using engine::Result;
using engine::Status;

Failure differs(const std::string& what) { return {Reason::kDiffers, what, ""}; }

Failure of_record(engine::Sequence sequence, const std::string& what) {
  return differs("record " + std::to_string(sequence) + ", " + what);
}

Status count_is(Database& database, const std::string& table, std::int64_t expected) {
  const Result<std::int64_t> count = database.ask(("SELECT count(*) FROM " + table).c_str());
  if (!count) return count.failure();
  if (count.value() == expected) return Done{};
  return differs("table " + table + ": it holds " + std::to_string(count.value()) + " rows where the records make " +
                 std::to_string(expected) + ".");
}

}  // namespace

Status check_tables(Database& database) {
  Result<Statement> select = database.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL");
  if (!select) return select.failure();
  std::size_t found = 0;
  while (true) {
    const Result<bool> row = select.value().step();
    if (!row) return row.failure();
    if (!row.value()) break;
    const std::string name(select.value().text(0));
    const std::string_view sql = select.value().text(1);
    const auto known = std::find_if(kSchema.begin(), kSchema.end(), [&](const SchemaEntry& entry) { return entry.name == name; });
    if (known == kSchema.end()) return differs("the file's tables: \"" + name + "\" is not one that a ledger has.");
    if (known->sql != sql) return differs("the file's tables: \"" + name + "\" is not as it was made.");
    ++found;
  }
  if (found != kSchema.size()) return differs("the file's tables: a table, or a trigger that refuses changes, is missing.");
  return count_is(database, "ledger", 1);
}

IndexCheck::IndexCheck(Store& store) : store_(&store) {
  static_assert(std::tuple_size_v<decltype(key_)> == crypto_shorthash_KEYBYTES);
  crypto_shorthash_keygen(key_.data());
}

void IndexCheck::add_event(std::string_view source, std::string_view id, engine::Sequence sequence, Sum& sum) {
  entry_.clear();
  engine::Writer out(entry_);
  out.text(source);
  out.text(id);
  out.number(sequence);
  std::array<std::uint8_t, crypto_shorthash_BYTES> hash{};
  crypto_shorthash(hash.data(), entry_.data(), entry_.size(), key_.data());
  std::uint64_t number = 0;
  for (const std::uint8_t byte : hash) number = number << 8 | byte;
  sum.hashes += number;
  ++sum.rows;
}

Status IndexCheck::record(const engine::State& state, const engine::Replayed& last, std::int64_t partition) {
  const engine::MemberId nobody{};
  const engine::MemberId& of = last.member == engine::MemberIndex{} ? nobody : state.members[last.member.index()].id;
  if (partition != partition_of(of)) return of_record(state.sequence, "partition: it is not that of its member.");
  if (last.kind == engine::RecordKind::kEvent) add_event(last.source, last.id, state.sequence, events_);
  return Done{};
}

Result<IndexCheck::Sum> IndexCheck::sum_of_table() {
  Result<Statement> rows = store_->database().prepare("SELECT source, id, sequence FROM event");
  if (!rows) return rows.failure();
  Sum sum;
  while (true) {
    const Result<bool> row = rows.value().step();
    if (!row) return row.failure();
    if (!row.value()) return sum;
    add_event(rows.value().text(0), rows.value().text(1), static_cast<engine::Sequence>(rows.value().integer(2)), sum);
  }
}

Status IndexCheck::event_leads_to(const engine::StoredRecord& record, const engine::RecordStamp& stamp, const engine::RecordWorld& world) {
  bool sealed_away = false;
  const Result<engine::Body> body = engine::read_record_body(stamp, record.body, world, sealed_away);
  if (!body) return body.failure();
  const std::string& id = std::get<engine::Event>(body.value()).id;
  const auto sequence = store_->find_event(stamp.door.source, id);
  if (!sequence) return sequence.failure();
  if (sequence.value() == record.sequence) return Done{};
  return of_record(record.sequence, "table event: \"" + stamp.door.source + "/" + id + "\" does not lead to it.");
}

Status IndexCheck::look_up(const engine::StoredRecord& record, const engine::RecordWorld& world) {
  const Result<engine::RecordStamp> stamp = engine::read_stamp(record.stamp);
  if (!stamp) return stamp.failure();
  return stamp.value().kind == engine::RecordKind::kEvent ? event_leads_to(record, stamp.value(), world) : Status(Done{});
}

Status IndexCheck::look_up_all(const engine::RecordWorld& world) {
  Result<StoredRecords> records = StoredRecords::from(*store_, 1);
  if (!records) return records.failure();
  while (true) {
    const Result<const engine::StoredRecord*> record = records.value().next();
    if (!record) return record.failure();
    if (record.value() == nullptr) return Done{};
    if (const Status done = look_up(*record.value(), world); !done) return done;
  }
}

Status IndexCheck::finish(const engine::RecordWorld& world) {
  Database& database = store_->database();
  const Result<std::int64_t> before = database.ask("SELECT count(*) FROM record WHERE sequence < 1");
  if (!before) return before.failure();
  if (before.value() > 0) return differs("table record: " + std::to_string(before.value()) + " rows of it stand before the first record.");
  const Result<Sum> events = sum_of_table();
  if (!events) return events.failure();
  if (events.value() == events_) return Done{};
  const Status done = look_up_all(world);
  return done ? count_is(database, "event", events_.rows) : done;
}

}  // namespace setia::adapters
