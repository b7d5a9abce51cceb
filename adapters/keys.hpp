// LEDGER.keys: who the members of a ledger are, and the keys that seal what is personal.
//
// A separate database, always committed before the ledger: a member here whom no record names is harmless, the other way
// round would be a member without a name. Each row carries a mark, a keyed hash over the rest of the row, so that a changed
// cell is found. Members are remembered once read; what is read stays until the object goes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "adapters/event_reader.hpp"
#include "adapters/keyed_hash.hpp"
#include "adapters/random.hpp"
#include "adapters/sqlite.hpp"
#include "engine/chain.hpp"
#include "engine/state.hpp"

namespace setia::adapters {

struct MemberSecret {
  engine::MemberId id{};
  SecretKey key{};
  std::array<std::uint8_t, 16> salt{};
};

// What the door must know of a program's folder that is no part of the program: zones of stores, columns of CSV files.
struct DoorSettings {
  std::map<std::string, std::string, std::less<>> store_zones;
  CsvSettings csv;
};

class Keys {
 public:
  static engine::Result<Keys> create(const std::string& ledger_path, const engine::LedgerHeader& header, Random& random);
  // kDiffers when the keys are another ledger's.
  static engine::Result<Keys> open(const std::string& ledger_path, const engine::LedgerHeader& header, Access access);

  const SecretKey& fingerprint_key() const { return fingerprint_key_; }

  engine::Result<std::optional<MemberSecret>> find(std::string_view external);
  // Draws id, key and salt for a member who has none; call commit() before a record names them.
  engine::Result<MemberSecret> add(std::string_view external, Random& random);
  // The external id; empty when the member was forgotten.
  engine::Result<std::string> external(const engine::MemberId& id);
  engine::Result<std::optional<SecretKey>> key_of(const engine::MemberId& id);

  // For readers of many: reads on from one view of the file, which costs less, and from a newer one for whom it does not hold.
  engine::Status keep_view();

  engine::Status commit();
  Database& database() { return database_; }

  engine::Status save(const DoorSettings& settings);
  engine::Result<DoorSettings> settings();

  // Reads every row and compares it with its mark; the sentence names the first that differs.
  engine::Status check();
  // SHA-256(salt · external id): what the record that first names a member carries.
  static engine::Hash salted(engine::Hasher& hasher, const MemberSecret& secret, std::string_view external);

 private:
  Keys(Database database, Statement by_external, Statement by_id, Statement insert);
  engine::Hash mark(std::string_view external, const MemberSecret& secret);
  engine::Status begin_once();
  engine::Result<bool> step(Statement& find);

  Database database_;
  Statement by_external_, by_id_, insert_;
  SecretKey fingerprint_key_{};
  KeyedHash keyed_;
  bool changed_ = false;
  bool keeps_view_ = false;
  std::unordered_map<std::string, MemberSecret> known_;                                    // looked up, never iterated
  std::unordered_map<engine::MemberId, std::optional<SecretKey>, engine::MemberIdHash> sealing_;  // looked up, never iterated
};

}  // namespace setia::adapters
