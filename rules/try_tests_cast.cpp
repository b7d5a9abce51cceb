// Persons and their first days.
#include "rules/try_tests_cast.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <variant>

#include "rules/scales.hpp"

namespace setia::rules {
namespace {

template <class T>
concept HasWho = requires(const T& clause) { clause.who; };
template <class T>
concept HasTime = requires(const T& clause) { clause.at; };
// `on` is the day of what is given; a birthday is no day of the program.
template <class T>
concept HasDay = requires(const T& clause) { clause.on.year; } && !std::is_same_v<T, dsl::GivenBorn>;
template <class T>
concept MayHaveDay = requires(const T& clause) { clause.on->year; };
template <class T>
concept HasSince = requires(const T& clause) { clause.since->year; };

template <class T>
concept HasReferrer = requires(const T& clause) { clause.referrer; };

template <class T>
concept HasOther = requires(const T& clause) { clause.other.name; };

template <class T>
std::optional<engine::Day> day_named(const T& clause) {
  if constexpr (HasTime<T>) return day_of(clause.at.date);
  else if constexpr (HasDay<T>) return day_of(clause.on);
  else if constexpr (MayHaveDay<T>) return clause.on ? std::optional{day_of(*clause.on)} : std::nullopt;
  else if constexpr (HasSince<T>) return clause.since ? std::optional{day_of(*clause.since)} : std::nullopt;
  else return std::nullopt;
}

struct Cast {
  std::map<std::string, Role> roles;
  std::set<std::string> joined;  // by a `given … joined on`

  template <class T>
  void operator()(const T& clause) {
    if constexpr (HasWho<T>) {
      for (const dsl::Person& person : clause.who.persons) see(person.name.text, clause);
    }
    if constexpr (HasReferrer<T>) see_referrer(clause.referrer, day_named(clause));
    if constexpr (HasOther<T>) see_referrer(clause.other, day_named(clause));
  }

  void see_referrer(const dsl::Person& person, std::optional<engine::Day> day) {
    Role& role = roles[person.name.text];
    if (day && !joined.contains(person.name.text)) role.first_seen = std::min(role.first_seen, *day);
  }
  void see_referrer(const std::optional<dsl::Person>& person, std::optional<engine::Day> day) {
    if (person) see_referrer(*person, day);
  }

  template <class T>
  void see(const std::string& name, const T& clause) {
    Role& role = roles[name];
    if constexpr (std::is_same_v<T, dsl::OnJoins>) role.joins_in_the_test = role.joins_in_the_test || !clause.kind;
    const std::optional<engine::Day> day = day_named(clause);
    if (!day || joined.contains(name)) return;
    role.first_seen = std::min(role.first_seen, *day);
    if constexpr (std::is_same_v<T, dsl::GivenJoined>) {
      if (clause.kind) return;
      role.first_seen = *day;
      joined.insert(name);
    }
  }
};

}  // namespace

std::map<std::string, Role> cast_of(const dsl::Declaration& test) {
  Cast cast;
  for (const dsl::Clause& clause : test.clauses) std::visit(cast, clause.kind);
  return std::move(cast.roles);
}

}  // namespace setia::rules
