#include "adapters/unasked_activity.hpp"

#include <algorithm>
#include <vector>

#include "dsl/suggest.hpp"
#include "engine/activity.hpp"

namespace setia::adapters {
namespace {

using engine::SymbolId;

class AskedActivities {
 public:
  explicit AskedActivities(const engine::Program& program) {
    for (const engine::Rule& rule : program.rules)
      if ((rule.triggers >> (static_cast<unsigned>(engine::EventKind::kActivity) - 1) & 1) != 0) ask(rule.activities);
    for (const engine::Metric& metric : program.metrics) {
      const bool of_field = metric.kind == engine::MetricKind::kActivityField;
      if (of_field || metric.kind == engine::MetricKind::kActivities) ask(metric.activities);
    }
    for (const engine::Slot& slot : program.slots)
      if (slot.kind == engine::SlotKind::kElapsed && slot.happening == engine::Happening::kActivity) ask(slot.activities);
    for (const engine::OwnPeriod& period : program.own_periods)
      if (period.opened_by == engine::Happening::kActivity) ask(period.activities);
    for (const engine::FieldOf& field : program.fields)
      if (field.owner == engine::FieldOwner::kActivity && field.activity != SymbolId{}) named_.push_back(field.activity);
  }

  bool asks_for(SymbolId activity) const { return any_ || std::find(named_.begin(), named_.end(), activity) != named_.end(); }
  const std::vector<SymbolId>& named() const { return named_; }

 private:
  // No names are any activity.
  void ask(const engine::SymbolSet& activities) {
    any_ = any_ || activities.members.empty();
    named_.insert(named_.end(), activities.members.begin(), activities.members.end());
  }

  std::vector<SymbolId> named_;
  bool any_ = false;
};

}  // namespace

std::string unasked_activity(const engine::Program& program, const engine::Symbols& symbols, const engine::Event& event) {
  if (event.kind != engine::EventKind::kActivity) return "";
  const SymbolId activity = engine::activity_of(event);
  const AskedActivities asked(program);
  if (asked.asks_for(activity)) return "";
  std::vector<std::string_view> names;
  for (const SymbolId name : asked.named()) names.push_back(symbols.text(name));
  const std::string word(symbols.text(activity)), near(dsl::nearest(word, names));
  return "Nothing in the program asks for the activity \"" + word + "\"." + (near.empty() ? "" : " Did you mean \"" + near + "\"?");
}

}  // namespace setia::adapters
