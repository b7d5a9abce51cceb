#include "engine/symbols.hpp"

#include <cstring>

namespace setia::engine {
namespace {

constexpr std::size_t kFirstCells = 64;

template <class Word>
std::uint64_t word_at(const char* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

// Eight bytes at a time, the last eight over those before them; multiplied by the golden ratio of 64 bits.
std::uint64_t hash_of(std::string_view text) {
  constexpr std::uint64_t kGolden = 0x9E37'79B9'7F4A'7C15;
  const char* const end = text.data() + text.size();
  std::uint64_t hash = text.size();
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * kGolden;
    hash ^= hash >> 32;
  };
  if (text.size() < sizeof(std::uint32_t)) {
    std::uint64_t word = 0;
    for (const char one : text) word = word << 8 | static_cast<unsigned char>(one);
    mix(word);
  } else if (text.size() < sizeof(std::uint64_t)) {
    mix(word_at<std::uint32_t>(text.data()) << 32 | word_at<std::uint32_t>(end - sizeof(std::uint32_t)));
  } else {
    for (const char* at = text.data(); at < end - sizeof(std::uint64_t); at += sizeof(std::uint64_t)) mix(word_at<std::uint64_t>(at));
    mix(word_at<std::uint64_t>(end - sizeof(std::uint64_t)));
  }
  return hash * kGolden;
}

std::uint32_t mark_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

Symbols::Symbols() : texts_(1), cells_(kFirstCells) {}

std::size_t Symbols::cell_of(std::string_view text, std::uint64_t hash) const {
  const std::size_t last = cells_.size() - 1;
  std::size_t at = hash & last;
  for (; cells_[at].symbol != 0; at = (at + 1) & last)
    if (cells_[at].mark == mark_of(hash) && texts_[cells_[at].symbol] == text) break;
  return at;
}

SymbolId Symbols::intern(std::string_view text) {
  if (text.empty()) return SymbolId{};
  const std::uint64_t hash = hash_of(text);
  const std::size_t at = cell_of(text, hash);
  if (cells_[at].symbol != 0) return SymbolId{cells_[at].symbol};
  const SymbolId id{texts_.size()};
  texts_.emplace_back(text);
  cells_[at] = {mark_of(hash), id.value};
  if (texts_.size() * 2 > cells_.size()) widen();
  return id;
}

SymbolId Symbols::find(std::string_view text) const {
  return text.empty() ? SymbolId{} : SymbolId{cells_[cell_of(text, hash_of(text))].symbol};
}

void Symbols::widen() {
  cells_.assign(cells_.size() * 2, {});
  for (std::uint32_t symbol = 1; symbol < texts_.size(); ++symbol) {
    const std::uint64_t hash = hash_of(texts_[symbol]);
    cells_[cell_of(texts_[symbol], hash)] = {mark_of(hash), symbol};
  }
}

}  // namespace setia::engine
