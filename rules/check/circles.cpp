// Sets of items that are made of themselves.
#include <set>

#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

enum class Visit { kNew, kOpen, kDone };

class CircleFinder {
 public:
  explicit CircleFinder(Context& context) : context_(context), visits_(context.plan.items.size(), Visit::kNew) {}

  // Depth is bounded by the number of sets; a set counts as done once all it is made of is.
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
    for (const ItemsTest& test : context_.plan.items[at].tests)
      for (const ItemsRef set : test.sets) {
        if (visits_[set.index] == Visit::kNew) return set.index;
        if (visits_[set.index] == Visit::kOpen) say(at, set.index);
      }
    return std::nullopt;
  }
  void say(std::size_t from, std::size_t to) {
    if (!said_.emplace(from, to).second) return;
    const ItemsPlan& plan = context_.plan.items[from];
    context_.messages.error({.code = "S046",
                             .at = plan.span,
                             .title = "This set of items is made of itself",
                             .label = "it leads back to " + in_quotes(context_.plan.items[to].name),
                             .help = "Leave out the line that leads back",
                             .related = {{context_.plan.items[to].span, "here"}}});
  }

  Context& context_;
  std::vector<Visit> visits_;
  std::set<std::pair<std::size_t, std::size_t>> said_;
};

}  // namespace

void check_circles(Context& context) {
  CircleFinder finder(context);
  for (std::size_t i = 0; i < context.plan.items.size(); ++i) finder.walk(i);
}

}  // namespace setia::rules
