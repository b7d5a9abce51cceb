// Every name of a program and what it stands for. A name stays known when its declaration holds mistakes, so that one
// mistake never makes a second message at a place that uses it.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/parts.hpp"
#include "rules/messages.hpp"

namespace setia::rules {

enum class NameKind { kUnit, kItems, kSegment, kMeasure, kCounter, kPeriod, kRule, kStack, kLimit, kList, kActivity, kLadder, kBadge, kReward, kReferral };
inline constexpr std::size_t kNameKinds = 15;
std::string in_words(NameKind kind);   // "rule"
std::string plural_of(NameKind kind);  // "rules"

struct NameEntry {
  std::size_t index = 0;  // into the plan's vector of that kind
  dsl::Span span;         // where it is declared; line 0 when program.yaml does
  bool used = false;
};

class Catalog {
 public:
  using Table = std::map<std::string, NameEntry, std::less<>>;

  // False when the name is taken already.
  bool declare(NameKind kind, const dsl::Name& name);
  // Numbers the names of every kind from 0 in bytewise order.
  void number();
  const Table& table(NameKind kind) const { return tables_[static_cast<std::size_t>(kind)]; }

  // Names in headings that could not be read, or are not answered yet: known, and nothing more.
  void leave_unread(std::string_view name) { unread_.emplace(name); }
  bool is_unread(std::string_view name) const { return unread_.contains(name); }
  bool has_unread() const { return !unread_.empty(); }

  // What the name stands for, and it counts as used. Otherwise a message, unless the name is merely unread.
  std::optional<std::size_t> find(NameKind kind, const dsl::Name& name, Messages& messages);
  // Without a message and without counting as used.
  const NameEntry* peek(NameKind kind, std::string_view name) const;
  void use(NameKind kind, std::string_view name);

 private:
  std::array<Table, kNameKinds> tables_;
  std::set<std::string, std::less<>> unread_;
};

// The candidate that is nearest to a misspelt name; empty when none is near.
std::string nearest_name(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace setia::rules
