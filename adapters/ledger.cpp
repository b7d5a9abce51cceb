#include "adapters/ledger.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "adapters/adopted_text.hpp"
#include "adapters/listed_members.hpp"
#include "engine/adoption.hpp"
#include "engine/apply.hpp"
#include "engine/clock_dues.hpp"
#include "engine/ensure.hpp"
#include "engine/posting.hpp"
#include "engine/snapshot.hpp"
#include "engine/take.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::Failure;
using engine::Reason;
using engine::Result;
using engine::Status;

namespace fs = std::filesystem;

// Names under which a ledger is made before it is there as a whole.
std::string draft_of(const std::string& path) { return path + ".new"; }

void remove_draft(const std::string& path) {
  std::error_code error;
  for (const char* suffix : {"", "-wal", "-shm", ".keys", ".keys-wal", ".keys-shm"}) fs::remove(draft_of(path) + suffix, error);
}

Status must_be_free(const std::string& path) {
  std::error_code error;
  for (const char* suffix : {"", ".keys"}) {
    if (fs::exists(path + suffix, error))
      return Failure{Reason::kFailed, path + suffix + " is there already.", "Choose another name, or go on with the ledger: setia post."};
  }
  return Done{};
}

// Logs that outlived a deleted file: SQLite would play them into the next one of that name.
void remove_orphan_logs(const std::string& path) {
  std::error_code error;
  for (const char* suffix : {"-wal", "-shm", ".keys-wal", ".keys-shm", ".snapshot"}) fs::remove(path + suffix, error);
}

Status rename_file(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) == 0) return Done{};
  return Failure{Reason::kFailed, to + " cannot be made.", "Check that its folder may be written."};
}

// After a rename the folder itself must reach the disk.
void sync_folder_of(const std::string& path) {
  const fs::path parent = fs::path(path).parent_path();
  const std::string folder = parent.empty() ? std::string(1, '.') : parent.string();
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

// Keys without a ledger come from a process that died while making it; with members in them, somebody lost a ledger.
Status clear_orphan_keys(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error) || !fs::exists(path + ".keys", error)) return Done{};
  Result<Database> keys = Database::open(path + ".keys", Access::kRead);
  const Result<std::int64_t> members = keys ? keys.value().ask("SELECT count(*) FROM member") : Result<std::int64_t>(keys.failure());
  if (members && members.value() == 0) fs::remove(path + ".keys", error);
  return Done{};
}

}  // namespace

Ledger::Ledger(Store store, Keys keys, World world)
    : store_(std::move(store)), keys_(std::move(keys)), sealer_(keys_), world_(world), compiler_(world.zones) {}

Result<std::unique_ptr<Ledger>> Ledger::create(const std::string& path, const rules::ProgramText& program, const DoorSettings& settings,
                                               World world) {
  Result<Lock> lock = Lock::take(path);
  if (!lock) return lock.failure();
  Status done = clear_orphan_keys(path);
  if (done) done = must_be_free(path);
  if (!done) return done.failure();
  remove_draft(path);
  remove_orphan_logs(path);
  const std::string draft = draft_of(path);
  engine::LedgerHeader header;
  world.random.fill(header.ledger_id);
  {
    Result<Keys> keys = Keys::create(draft, header, world.random);
    if (!keys) return keys.failure();
    Result<Store> store = Store::create(draft, header);
    if (!store) return store.failure();
    std::unique_ptr<Ledger> ledger(new Ledger(std::move(store).value(), std::move(keys).value(), world));
    ledger->rebuilt_.head = ledger->hasher_.of(engine::encode_header(header));
    done = ledger->keys_.save(settings);
    if (done) done = ledger->adopt(program, engine::kAlways);
    if (done) done = ledger->commit();
    if (!done) return done.failure();
  }
  done = rename_file(draft + ".keys", path + ".keys");
  if (done) done = rename_file(draft, path);
  if (!done) return done.failure();
  sync_folder_of(path);
  lock = Failure{};  // open() takes it again
  return open(path, Access::kWrite, world, {});
}

Result<std::unique_ptr<Ledger>> Ledger::open(const std::string& path, Access access, World world, const OnProgress& progress) {
  std::optional<Lock> lock;
  std::error_code error;
  if (access == Access::kWrite && fs::is_regular_file(path, error)) {
    Result<Lock> taken = Lock::take(path);
    if (!taken) return taken.failure();
    lock.emplace(std::move(taken).value());
  }
  Result<Store> store = Store::open(path, access);
  if (!store) return store.failure();
  Result<Keys> keys = Keys::open(path, store.value().header(), access);
  if (!keys) return keys.failure();
  std::unique_ptr<Ledger> ledger(new Ledger(std::move(store).value(), std::move(keys).value(), world));
  ledger->lock_ = std::move(lock);
  if (const Status restored = ledger->restore(progress); !restored) return restored.failure();
  return ledger;
}

engine::Stamp Ledger::own_stamp() const {
  engine::Stamp stamp;
  stamp.received_second = stamp.instant_second = world_.clock.now_second();
  const std::string& zone = program().zone;
  stamp.offset_second = world_.zones.offset_seconds(zone, stamp.instant_second);
  stamp.local = stamp.program = world_.zones.local(zone, stamp.instant_second);
  return stamp;
}

Status Ledger::adopt(const rules::ProgramText& program, engine::Day from) {
  const Result<rules::ProgramText> with_ids = with_member_ids(program, keys_, world_.random);
  if (!with_ids) return with_ids.failure();
  engine::AdoptBody body;
  body.from = from;
  body.text = adopted_text(with_ids.value());
  Result<engine::Program> compiled = compiler_.compile(body.text, rebuilt_.symbols);
  if (!compiled) return compiled.failure();
  body.program_hash = compiled.value().hash;
  body.tables = engine::adopt_tables(compiled.value());
  body.offsets = world_.zones.offsets(compiled.value().zone);
  rebuilt_.versions.adopt({std::move(compiled).value(), body.from, body.text, body.offsets});
  engine::take_adoption(rebuilt_.versions, rebuilt_.state);
  engine::Outcome outcome;
  if (const Status gathered = gather_history(outcome); !gathered) return gathered;
  return append(engine::RecordKind::kAdopt, own_stamp(), body, outcome);
}

Status Ledger::gather_history(engine::Outcome& outcome) {
  const engine::VersionOrdinal adopted = rebuilt_.versions.latest();
  if (rebuilt_.state.sequence == 0 || engine::new_metrics(rebuilt_.versions, adopted).empty()) return Done{};
  Result<StoredRecords> records = StoredRecords::from(store_, 1);
  if (!records) return records.failure();
  engine::Rebuilt past;
  const auto judged = engine::judge_history(rebuilt_.versions, records.value(), rebuilt_.state.sequence + 1, sealer_, compiler_, past);
  if (!judged) return judged.failure();
  engine::add_cells(rebuilt_.versions, adopted, past, rebuilt_.state, rebuilt_.symbols, outcome);
  return Done{};
}

Status Ledger::adopt_next(const rules::ProgramText& program, engine::Day from) {
  const Status adopted = adopt(program, from);
  return adopted ? commit() : adopted;
}

// The state of `snapshot`, when the ledger holds its record and its programs still compile to what they were.
bool Ledger::restore_snapshot(const Snapshot& snapshot) {
  const auto last = store_.record(snapshot.sequence);
  if (!last || !last.value() || last.value()->hash != snapshot.head) return false;
  for (const Adoption& adoption : snapshot.adoptions) {
    const auto record = store_.record(adoption.sequence);
    if (!record || !record.value()) return false;
    const auto stamp = engine::read_stamp(record.value()->stamp);
    if (!stamp || stamp.value().kind != engine::RecordKind::kAdopt) return false;
    bool sealed_away = false;
    const auto body = engine::read_record_body(stamp.value(), record.value()->body, record_world(), sealed_away);
    if (!body) return false;
    const auto& adopted = std::get<engine::AdoptBody>(body.value());
    auto program = compiler_.compile(adopted.text, rebuilt_.symbols);
    if (!program || program.value().hash != adoption.program_hash) return false;
    rebuilt_.versions.adopt({std::move(program).value(), adopted.from, adopted.text, adopted.offsets});
  }
  auto state = engine::decode_state(snapshot.state, rebuilt_.versions, rebuilt_.symbols, sealer_);
  if (!state || state.value().sequence != snapshot.sequence) return false;
  rebuilt_.state = std::move(state).value();
  rebuilt_.head = snapshot.head;
  adoptions_ = snapshot.adoptions;
  snapshot_sequence_ = snapshot.sequence;
  return true;
}

Status Ledger::restore(const OnProgress& progress) {
  const auto snapshot = load_snapshot(store_.path(), store_.header());
  if (!snapshot || !restore_snapshot(*snapshot)) {
    rebuilt_ = engine::Rebuilt{};
    adoptions_.clear();
  }
  const Result<std::uint64_t> last = store_.last_sequence();
  if (!last) return last.failure();
  const engine::Sequence first = rebuilt_.state.sequence + 1;
  Result<StoredRecords> records = StoredRecords::from(store_, first);
  if (!records) return records.failure();
  engine::Replay replay(store_.header(), engine::ReplayMode::kTake, sealer_, compiler_, rebuilt_);
  while (true) {
    const auto record = records.value().next();
    if (!record) return record.failure();
    if (record.value() == nullptr) return Done{};
    const std::size_t versions = rebuilt_.versions.size();
    if (const Status taken = replay.next(*record.value()); !taken) return taken;
    if (rebuilt_.versions.size() > versions) adoptions_.push_back({rebuilt_.state.sequence, program().hash});
    if (progress) progress(rebuilt_.state.sequence + 1 - first, last.value() + 1 - first);
  }
}

Status Ledger::begin() {
  if (begun_) return Done{};
  const Status begun = store_.begin();
  begun_ = begun.ok();
  return begun;
}

Status Ledger::write(const RecordKeys& keys) {
  if (const Status begun = begin(); !begun) return begun;
  record_.hash = engine::chain_hash(hasher_, rebuilt_.head, record_);
  return store_.append(record_, keys);
}

Status Ledger::append(const engine::Event& event, const engine::Hash& fingerprint, const engine::Bytes& plain, const engine::Outcome& outcome) {
  const engine::Sequence sequence = rebuilt_.state.sequence + 1;
  engine::encode_event_record(sequence, fingerprint, event, plain, outcome, record_world(), record_);
  RecordKeys keys;
  if (event.member != engine::MemberIndex{}) keys.member = engine::member_id(rebuilt_.state, event.named, event.member);
  keys.source = event.stamp.source;
  keys.id = event.id;
  if (const Status written = write(keys); !written) return written;
  engine::take(rebuilt_.versions, outcome, sequence, engine::passed_with(event.stamp), rebuilt_.state);
  rebuilt_.head = record_.hash;
  return Done{};
}

Status Ledger::append(engine::RecordKind kind, const engine::Stamp& door, const engine::Body& body, const engine::Outcome& outcome) {
  engine::RecordStamp stamp;
  stamp.kind = kind;
  stamp.sequence = rebuilt_.state.sequence + 1;
  stamp.door = door;
  engine::encode_record(stamp, body, {}, outcome, record_world(), record_);
  if (const Status written = write({}); !written) return written;
  const engine::State& state = rebuilt_.state;
  const auto* time = std::get_if<engine::TimeBody>(&body);
  const engine::Passed passed = time != nullptr ? engine::passed_by(*time)
                                                : engine::Passed{{state.clock_second, state.clock_program}, engine::DueStep::kBefore};
  engine::take(rebuilt_.versions, outcome, stamp.sequence, passed, rebuilt_.state);
  rebuilt_.head = record_.hash;
  if (kind == engine::RecordKind::kAdopt) adoptions_.push_back({stamp.sequence, program().hash});
  return Done{};
}

Status Ledger::commit() {
  if (const Status done = keys_.commit(); !done) return done;
  if (!begun_) return Done{};
  if (const Status done = store_.commit(); !done) return done;
  begun_ = false;
  return rebuilt_.state.sequence - snapshot_sequence_ < kRecordsPerSnapshot ? Status(Done{}) : leave_snapshot();
}

Status Ledger::close() {
  if (const Status done = commit(); !done) return done;
  return rebuilt_.state.sequence == snapshot_sequence_ ? Status(Done{}) : leave_snapshot();
}

Status Ledger::leave_snapshot() {
  engine::check_sums(rebuilt_.state);
  Snapshot snapshot{store_.header(), rebuilt_.state.sequence, rebuilt_.head, adoptions_, {}};
  engine::encode_state(record_world(), snapshot.state);
  snapshot_sequence_ = snapshot.sequence;
  return save_snapshot(store_.path(), snapshot);
}

// One more record in memory alone.
void Ledger::let_pass(engine::JoiningRange members, const engine::Passed& until) {
  engine::State& state = rebuilt_.state;
  engine::Scratch scratch;
  engine::Outcome outcome;
  engine::apply_time(rebuilt_.versions, state, members, until, scratch, outcome, nullptr);
  engine::take(rebuilt_.versions, outcome, state.sequence + 1, until, state);
}

void Ledger::apply_dues() { let_pass({1, state().joined}, {{state().clock_second, state().clock_program}, engine::DueStep::kAll}); }

void Ledger::apply_dues(engine::MemberIndex member, const engine::Moment& until) {
  const std::uint32_t joining = state().members[member.index()].joining;
  if (joining == 0) return;
  engine::Passed passed{{state().clock_second, state().clock_program}, state().clock_step};
  while (const auto due = engine::next_common_due(versions(), state(), passed)) {
    if (due->at.second > until.second) break;
    passed = {due->at, due->step};
    let_pass({joining, joining}, passed);
  }
  let_pass({joining, joining}, {until, engine::DueStep::kAll});
}

}  // namespace setia::adapters
