#include "adapters/index_check.hpp"

#include <algorithm>

#include "adapters/store_schema.hpp"

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

Result<IndexCheck> IndexCheck::begin(Store& store) {
  Result<Statement> members = store.database().prepare("SELECT 1 FROM member_record WHERE partition = ? AND member = ? AND sequence = ?");
  if (!members) return members.failure();
  return IndexCheck(store, std::move(members).value());
}

Status IndexCheck::event(const engine::State& state, const engine::Replayed& last) {
  ++events_;
  const auto sequence = store_->find_event(last.source, last.id);
  if (!sequence) return sequence.failure();
  if (sequence.value() == state.sequence) return Done{};
  return of_record(state.sequence, "table event: \"" + last.source + "/" + last.id + "\" does not lead to it.");
}

Status IndexCheck::member(const engine::MemberId& member, engine::Sequence sequence) {
  ++member_records_;
  members_.bind(1, std::int64_t{partition_of(member)});
  members_.bind(2, std::span<const std::uint8_t>(member));
  members_.bind(3, static_cast<std::int64_t>(sequence));
  const Result<bool> row = members_.step();
  if (!row) return row.failure();
  if (!row.value()) return of_record(sequence, "table member_record: a member of the record does not lead to it.");
  members_.reset();
  return Done{};
}

Status IndexCheck::record(const engine::State& state, const engine::Replayed& last, std::uint8_t partition) {
  ++records_;
  const engine::MemberId nobody{};
  const engine::MemberId& of = last.member == engine::MemberIndex{} ? nobody : state.members[last.member.index()].id;
  if (partition != partition_of(of)) return of_record(state.sequence, "partition: it is not that of its member.");
  Status done = Done{};
  if (last.kind == engine::RecordKind::kEvent) done = event(state, last);
  for (const engine::MemberIndex index : last.members) {
    if (!done) return done;
    done = member(state.members[index.index()].id, state.sequence);
  }
  return done;
}

Status IndexCheck::finish() {
  Database& database = store_->database();
  Status done = count_is(database, "record", records_);
  if (done) done = count_is(database, "event", events_);
  if (done) done = count_is(database, "member_record", member_records_);
  return done;
}

}  // namespace setia::adapters
