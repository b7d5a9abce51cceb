#include "adapters/snapshot_file.hpp"

#include <algorithm>
#include <limits>

#include "adapters/file_text.hpp"
#include "engine/codec.hpp"

namespace setia::adapters {
namespace {

constexpr std::string_view kTitle = "setia snapshot 5";
constexpr std::size_t kAdoptionBytes = 33;

std::string path_of(const std::string& ledger_path) { return ledger_path + ".snapshot"; }

std::span<const std::uint8_t> bytes_of(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

}  // namespace

engine::Status save_snapshot(const std::string& ledger_path, const Snapshot& snapshot) {
  engine::Bytes bytes;
  engine::Writer writer(bytes);
  writer.text(kTitle);
  writer.raw(snapshot.header.ledger_id);
  writer.number(snapshot.sequence);
  writer.raw(snapshot.head);
  writer.number(snapshot.adoptions.size());
  for (const Adoption& adoption : snapshot.adoptions) {
    writer.number(adoption.sequence);
    writer.raw(adoption.program_hash);
  }
  writer.bytes(snapshot.state);
  writer.raw(engine::Hasher{}.of(bytes));
  return write_file_text(path_of(ledger_path), {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::optional<Snapshot> load_snapshot(const std::string& ledger_path, const engine::LedgerHeader& header) {
  const engine::Result<std::string> text = read_file_text(path_of(ledger_path), std::numeric_limits<std::size_t>::max());
  if (!text || text.value().size() < sizeof(engine::Hash)) return std::nullopt;
  const auto bytes = bytes_of(text.value());
  const auto kept = bytes.first(bytes.size() - sizeof(engine::Hash));
  const engine::Hash hash = engine::Hasher{}.of(kept);
  if (!std::equal(hash.begin(), hash.end(), bytes.end() - static_cast<std::ptrdiff_t>(hash.size()))) return std::nullopt;
  engine::Reader reader(kept);
  if (reader.text() != kTitle) return std::nullopt;
  Snapshot snapshot;
  snapshot.header.ledger_id = reader.member_id();
  snapshot.sequence = reader.number();
  snapshot.head = reader.hash();
  for (std::size_t left = reader.count(kAdoptionBytes); left > 0 && reader.ok(); --left) {
    const engine::Sequence sequence = reader.number();
    snapshot.adoptions.push_back({sequence, reader.hash()});
  }
  const auto state = reader.bytes();
  snapshot.state.assign(state.begin(), state.end());
  if (!reader.finish("a snapshot") || snapshot.header.ledger_id != header.ledger_id) return std::nullopt;
  return snapshot;
}

}  // namespace setia::adapters
