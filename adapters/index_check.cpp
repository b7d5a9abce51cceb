#include "adapters/index_check.hpp"

#include <sodium.h>

#include <algorithm>

#include "adapters/store_schema.hpp"
#include "engine/codec.hpp"
#include "engine/outcome_codec.hpp"

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

// The members whom the outcome of a record names or changes.
Result<std::vector<engine::MemberId>> members_of(const engine::StoredRecord& record, const engine::RecordStamp& stamp, const engine::RecordWorld& world) {
  const Result<engine::RecordedOutcome> recorded = engine::read_outcome(record, stamp, world);
  if (!recorded) return recorded.failure();
  std::vector<engine::MemberId> members;
  for (const engine::MemberIndex member : recorded.value().outcome.members) members.push_back(engine::member_id(world.state, {}, member));
  return members;
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

void IndexCheck::add(Sum& sum) {
  std::array<std::uint8_t, crypto_shorthash_BYTES> hash{};
  crypto_shorthash(hash.data(), entry_.data(), entry_.size(), key_.data());
  std::uint64_t number = 0;
  for (const std::uint8_t byte : hash) number = number << 8 | byte;
  sum.hashes += number;
  ++sum.rows;
}

void IndexCheck::add_event(std::string_view source, std::string_view id, engine::Sequence sequence, Sum& sum) {
  entry_.clear();
  engine::Writer out(entry_);
  out.text(source);
  out.text(id);
  out.number(sequence);
  add(sum);
}

void IndexCheck::add_member(std::int64_t partition, std::span<const std::uint8_t> member, engine::Sequence sequence, Sum& sum) {
  entry_.clear();
  engine::Writer out(entry_);
  out.integer(partition);
  out.bytes(member);
  out.number(sequence);
  add(sum);
}

Status IndexCheck::record(const engine::State& state, const engine::Replayed& last, std::uint8_t partition) {
  const engine::MemberId nobody{};
  const engine::MemberId& of = last.member == engine::MemberIndex{} ? nobody : state.members[last.member.index()].id;
  if (partition != partition_of(of)) return of_record(state.sequence, "partition: it is not that of its member.");
  if (last.kind == engine::RecordKind::kEvent) add_event(last.source, last.id, state.sequence, events_);
  for (const engine::MemberIndex index : last.members) {
    const engine::MemberId& member = state.members[index.index()].id;
    add_member(partition_of(member), member, state.sequence, members_);
  }
  return Done{};
}

Status IndexCheck::each_row(const char* select, const std::function<void(const Statement&)>& add) {
  Result<Statement> rows = store_->database().prepare(select);
  if (!rows) return rows.failure();
  while (true) {
    const Result<bool> row = rows.value().step();
    if (!row) return row.failure();
    if (!row.value()) return Done{};
    add(rows.value());
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

Status IndexCheck::member_leads_to(const engine::MemberId& member, engine::Sequence sequence, Statement& find) {
  find.bind(1, std::int64_t{partition_of(member)});
  find.bind(2, std::span<const std::uint8_t>(member));
  find.bind(3, static_cast<std::int64_t>(sequence));
  const Result<bool> row = find.step();
  if (!row) return row.failure();
  find.reset();
  if (row.value()) return Done{};
  return of_record(sequence, "table member_record: a member of the record does not lead to it.");
}

Status IndexCheck::look_up(const engine::StoredRecord& record, const engine::RecordWorld& world, Statement& find) {
  const Result<engine::RecordStamp> stamp = engine::read_stamp(record.stamp);
  if (!stamp) return stamp.failure();
  Status done = Done{};
  if (stamp.value().kind == engine::RecordKind::kEvent) done = event_leads_to(record, stamp.value(), world);
  if (!done) return done;
  const Result<std::vector<engine::MemberId>> members = members_of(record, stamp.value(), world);
  if (!members) return members.failure();
  for (const engine::MemberId& member : members.value())
    if (done = member_leads_to(member, record.sequence, find); !done) return done;
  return Done{};
}

Status IndexCheck::look_up_all(const engine::RecordWorld& world) {
  Result<Statement> find = store_->database().prepare("SELECT 1 FROM member_record WHERE partition = ? AND member = ? AND sequence = ?");
  if (!find) return find.failure();
  Result<StoredRecords> records = StoredRecords::from(*store_, 1);
  if (!records) return records.failure();
  while (true) {
    const Result<const engine::StoredRecord*> record = records.value().next();
    if (!record) return record.failure();
    if (record.value() == nullptr) return Done{};
    if (const Status done = look_up(*record.value(), world, find.value()); !done) return done;
  }
}

Status IndexCheck::finish(const engine::RecordWorld& world) {
  Database& database = store_->database();
  const Result<std::int64_t> before = database.ask("SELECT count(*) FROM record WHERE sequence < 1");
  if (!before) return before.failure();
  if (before.value() > 0) return differs("table record: " + std::to_string(before.value()) + " rows of it stand before the first record.");
  Sum events, members;
  Status read = each_row("SELECT source, id, sequence FROM event", [&](const Statement& row) {
    add_event(row.text(0), row.text(1), static_cast<engine::Sequence>(row.integer(2)), events);
  });
  if (read) read = each_row("SELECT partition, member, sequence FROM member_record", [&](const Statement& row) {
    add_member(row.integer(0), row.blob(1), static_cast<engine::Sequence>(row.integer(2)), members);
  });
  if (!read) return read;
  if (events == events_ && members == members_) return Done{};
  Status done = look_up_all(world);
  if (done) done = count_is(database, "event", events_.rows);
  if (done) done = count_is(database, "member_record", members_.rows);
  return done;
}

}  // namespace setia::adapters
