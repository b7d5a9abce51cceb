#include "rules/try_tests_lists.hpp"

#include <algorithm>

#include "rules/try_tests_cast.hpp"

namespace setia::rules {
namespace {

struct StatedLists {
  const dsl::Declaration& test;
  Plan& plan;

  template <class T>
  void operator()(const T&) const {}  // other lines say nothing of lists

  void operator()(const dsl::GivenList& given) const {
    for (const dsl::Name& text : given.has) add(given.list.text, text.text);
  }

  void operator()(const dsl::GivenBelongs& given) const {
    for (const std::string& person : persons(given.who)) {
      if (given.kind == dsl::GroupKind::kList) add(given.name.text, person);
      else belong(given.name.text, person);
    }
  }

  std::vector<std::string> persons(const dsl::Who& who) const {
    std::vector<std::string> names;
    for (const dsl::Person& person : who.persons) names.push_back(person.name.text);
    if (!who.everybody) return names;
    for (const auto& [name, role] : cast_of(test)) names.push_back(name);
    return names;
  }

  void add(const std::string& list, const std::string& text) const {
    const auto place = std::find_if(plan.lists.begin(), plan.lists.end(), [&](const ListPlan& one) { return one.name == list; });
    if (place != plan.lists.end()) place->texts.push_back(text);
    else plan.lists.push_back({list, "", {text}, {}});
  }

  // A list that is a segment takes the person; a segment with conditions of its own remembers who is in it whatever they say.
  void belong(const std::string& segment, const std::string& person) const {
    for (SegmentPlan& one : plan.segments) {
      if (one.name != segment) continue;
      const std::string list = one.span.line == 0 ? segment : "in segment " + segment;
      if (one.span.line != 0) one.stated_in = list;
      add(list, person);
    }
  }
};

}  // namespace

bool states_lists(const dsl::Declaration& test) {
  return std::any_of(test.clauses.begin(), test.clauses.end(), [](const dsl::Clause& clause) {
    return std::holds_alternative<dsl::GivenList>(clause.kind) || std::holds_alternative<dsl::GivenBelongs>(clause.kind);
  });
}

Plan with_stated_lists(Plan plan, const dsl::Declaration& test) {
  for (const dsl::Clause& clause : test.clauses) std::visit(StatedLists{test, plan}, clause.kind);
  return plan;
}

}  // namespace setia::rules
