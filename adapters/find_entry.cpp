#include "adapters/find_entry.hpp"

#include <charconv>

#include "adapters/read_record.hpp"

namespace setia::adapters {
namespace {

using engine::Failure;
using engine::Reason;
using engine::Result;

Result<FoundEntry> find_posting(Ledger& ledger, std::string_view digits) {
  engine::PostingNumber number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number == 0)
    return Failure{Reason::kInvalid, "\"@" + std::string(digits) + "\" is no number of an entry.", "Write it as statement shows it, like @12."};
  const auto record = record_of_posting(ledger, number);
  if (!record) return record.failure();
  if (record.value()) return FoundEntry{*record.value(), number};
  return Failure{Reason::kInvalid, "The ledger has no entry @" + std::string(digits) + ": its last one is @" + std::to_string(ledger.state().postings) + ".",
                 "Write a number as statement shows it."};
}

// Ids may hold a slash themselves, so every one of them can be the one behind the source.
Result<std::optional<engine::Sequence>> find_with_source(Ledger& ledger, const std::string& asked) {
  for (std::size_t slash = asked.find('/'); slash != std::string::npos; slash = asked.find('/', slash + 1)) {
    const auto found = ledger.store().find_event(std::string_view(asked).substr(0, slash), std::string_view(asked).substr(slash + 1));
    if (!found || found.value()) return found;
  }
  return std::optional<engine::Sequence>();
}

}  // namespace

Result<FoundEntry> find_entry(Ledger& ledger, const std::string& asked) {
  if (asked.starts_with('@')) return find_posting(ledger, std::string_view(asked).substr(1));
  const auto exact = find_with_source(ledger, asked);
  if (!exact) return exact.failure();
  if (exact.value()) return FoundEntry{*exact.value(), 0};
  const auto found = ledger.store().find_anywhere(asked);
  if (!found) return found.failure();
  if (found.value().size() == 1) return FoundEntry{found.value().front().sequence, 0};
  if (found.value().empty())
    return Failure{Reason::kInvalid, "The ledger has no event \"" + asked + "\". An event that was refused leaves nothing behind.",
                   "Write the id as the event writes it, or @NUMBER for an entry."};
  std::string names;
  for (const auto& [source, sequence] : found.value()) names += (names.empty() ? "" : ", ") + source + "/" + asked;
  return Failure{Reason::kInvalid, "Several sources have an event \"" + asked + "\": " + names + ".", "Write one of these."};
}

}  // namespace setia::adapters
