// A ledger that is open: its files, its programs and its state. Records go in here and nowhere else.
//
// What was appended is durable once commit() has come back; on any failure the object is of no more use, and opening the
// ledger again finds all that was committed. Writers hold the lock and leave a snapshot on closing; readers take no lock,
// write nothing, and see the ledger as it stood when they opened it.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "adapters/keys.hpp"
#include "adapters/lock.hpp"
#include "adapters/program_compiler.hpp"
#include "adapters/sealer.hpp"
#include "adapters/snapshot_file.hpp"
#include "adapters/store.hpp"
#include "adapters/world.hpp"
#include "engine/apply.hpp"
#include "engine/record.hpp"
#include "engine/replay.hpp"
#include "rules/program_text.hpp"

namespace setia::adapters {

inline constexpr std::uint64_t kRecordsPerSnapshot = 500'000;  // so that a restart after a crash does not replay more

// Called with the records replayed and those to replay.
using OnProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

class Ledger {
 public:
  // Makes the ledger whole or not at all, with a program in force from the beginning. `program` passes the checks.
  static engine::Result<std::unique_ptr<Ledger>> create(const std::string& path, const rules::ProgramText& program,
                                                        const DoorSettings& settings, World world);
  static engine::Result<std::unique_ptr<Ledger>> open(const std::string& path, Access access, World world, const OnProgress& progress);

  // Brings a further version into force from a day after the last judged one, rebuilds what it needs to know of the past, and
  // commits. `program` passes the checks; kInvalid when it cannot follow the version before it.
  engine::Status adopt_next(const rules::ProgramText& program, engine::Day from);

  const engine::State& state() const { return rebuilt_.state; }
  const engine::Versions& versions() const { return rebuilt_.versions; }
  engine::Symbols& symbols() { return rebuilt_.symbols; }
  const engine::Hash& head() const { return rebuilt_.head; }
  engine::RecordWorld record_world() { return {rebuilt_.versions, rebuilt_.state, rebuilt_.symbols, sealer_}; }
  const engine::Program& program() const { return versions().at(versions().latest()).program; }
  Store& store() { return store_; }
  Keys& keys() { return keys_; }
  const World& world() const { return world_; }

  // Opens what commit() closes, unless it is open: what is looked up from here on is what is appended to.
  engine::Status begin();
  // `plain`: the event's plain body, of which the fingerprint was taken.
  engine::Status append(const engine::Event& event, const engine::Hash& fingerprint, const engine::Bytes& plain, const engine::Outcome& outcome);
  // A record that is no event. `door` is its stamp.
  engine::Status append(engine::RecordKind kind, const engine::Stamp& door, const engine::Body& body, const engine::Outcome& outcome);
  // Keys first, then records; a snapshot when many were appended since the last one.
  engine::Status commit();
  // Leaves a snapshot when something was appended since the last one.
  engine::Status close();

  // Lets time pass in memory, for readers: for everybody up to the clock, or for one member up to an instant of the program's
  // zone. Nothing can be appended afterwards.
  void apply_dues();
  void apply_dues(engine::MemberIndex member, const engine::Moment& until);

 private:
  Ledger(Store store, Keys keys, World world);
  engine::Status adopt(const rules::ProgramText& program, engine::Day from);
  engine::Status gather_history(engine::Outcome& outcome);
  engine::Status restore(const OnProgress& progress);
  bool restore_snapshot(const Snapshot& snapshot);
  engine::Status write(const RecordKeys& keys);
  engine::Status leave_snapshot();
  engine::Stamp own_stamp() const;
  void let_pass(engine::JoiningRange members, const engine::Passed& until);

  Store store_;
  Keys keys_;
  KeySealer sealer_;
  World world_;
  ProgramCompiler compiler_;
  std::optional<Lock> lock_;
  engine::Rebuilt rebuilt_;
  engine::Hasher hasher_;
  std::vector<Adoption> adoptions_;
  engine::StoredRecord record_;
  engine::Sequence snapshot_sequence_ = 0;
  bool begun_ = false;
};

}  // namespace setia::adapters
