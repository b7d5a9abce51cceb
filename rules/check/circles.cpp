// What is made of itself: sets of items; measures and segments by their conditions.
#include <set>

#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

enum class Visit { kNew, kOpen, kDone };

// One thing of a graph, and what it is made of.
struct Node {
  std::string what;  // "set of items"
  std::string name;
  dsl::Span span;
  std::vector<std::size_t> of;
};

class CircleFinder {
 public:
  CircleFinder(Context& context, const std::vector<Node>& nodes) : context_(context), nodes_(nodes), visits_(nodes.size(), Visit::kNew) {}

  // Depth is bounded by the number of nodes; one counts as done once all it is made of is.
  void walk(std::size_t start) {
    std::vector<std::size_t> path{start};
    while (!path.empty()) {
      const std::size_t at = path.back();
      if (visits_[at] == Visit::kNew) visits_[at] = Visit::kOpen;
      const auto next = next_of(at);
      if (next) {
        path.push_back(*next);
        continue;
      }
      visits_[at] = Visit::kDone;
      path.pop_back();
    }
  }

 private:
  std::optional<std::size_t> next_of(std::size_t at) {
    for (const std::size_t of : nodes_[at].of) {
      if (visits_[of] == Visit::kNew) return of;
      if (visits_[of] == Visit::kOpen) say(nodes_[at], nodes_[of]);
    }
    return std::nullopt;
  }
  void say(const Node& from, const Node& to) {
    if (!said_.emplace(&from, &to).second) return;
    context_.messages.error({.code = "S046",
                             .at = from.span,
                             .title = "This " + from.what + " is made of itself",
                             .label = "it leads back to " + in_quotes(to.name),
                             .help = "Leave out the line that leads back",
                             .related = {{to.span, "here"}}});
  }

  Context& context_;
  const std::vector<Node>& nodes_;
  std::vector<Visit> visits_;
  std::set<std::pair<const Node*, const Node*>> said_;  // looked up, never iterated
};

void find_circles(Context& context, const std::vector<Node>& nodes) {
  CircleFinder finder(context, nodes);
  for (std::size_t i = 0; i < nodes.size(); ++i) finder.walk(i);
}

// Measures stand before segments.
struct MadeOf {
  std::size_t measures;
  std::vector<std::size_t>& of;

  void quantity(const QuantityPlan& plan) const {
    if (plan.kind == dsl::QuantityKind::kMeasure) of.push_back(plan.measure.index);
  }
  void bound(const BoundPlan& plan) const {
    if (const auto* other = std::get_if<QuantityPlan>(&plan)) quantity(*other);
  }
  void operator()(const QuantityIs& is) const {
    quantity(is.quantity);
    bound(is.compare.bound);
    if (is.compare.upper) bound(*is.compare.upper);
  }
  void operator()(const QuantityReaches& reaches) const { quantity(reaches.quantity); }
  void operator()(const InSegment& in) const {
    for (const SegmentRef segment : in.segments) of.push_back(measures + segment.index);
  }
  template <typename Other>
  void operator()(const Other&) const {}
};

std::vector<Node> items_of(const Plan& plan) {
  std::vector<Node> nodes;
  for (const ItemsPlan& items : plan.items) {
    Node& node = nodes.emplace_back(Node{"set of items", items.name, items.span, {}});
    for (const ItemsTest& test : items.tests)
      for (const ItemsRef set : test.sets) node.of.push_back(set.index);
  }
  return nodes;
}

std::vector<Node> conditions_of(const Plan& plan) {
  std::vector<Node> nodes;
  const auto add = [&](const std::string& what, const std::string& name, dsl::Span span, const std::vector<ConditionPlan>& conditions) {
    Node& node = nodes.emplace_back(Node{what, name, span, {}});
    for (const ConditionPlan& condition : conditions) std::visit(MadeOf{plan.measures.size(), node.of}, condition.kind);
  };
  for (const MeasurePlan& measure : plan.measures) add("measure", measure.name, measure.span, measure.conditions);
  for (const SegmentPlan& segment : plan.segments) add("segment", segment.name, segment.span, segment.conditions);
  return nodes;
}

}  // namespace

void check_circles(Context& context) {
  find_circles(context, items_of(context.plan));
  find_circles(context, conditions_of(context.plan));
}

}  // namespace setia::rules
