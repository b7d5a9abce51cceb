// Who wins among competing rules: exact worth after each rule's own limits [J6].
#include <algorithm>
#include <map>
#include <set>

#include "tests/oracle/choose.hpp"

namespace setia::oracle {
namespace {

constexpr int kNoLine = -1;

class Contest {
 public:
  Contest(const Judging& judging, std::size_t stack, const std::vector<Piece>& pieces, std::vector<Applying>& rules)
      : judging_(judging), plan_(judging.history.plan()), number_(stack), stack_(plan_.stacks[stack]), pieces_(pieces), rules_(rules) {}

  Contests kind() const {
    if (stack_.apart != dsl::Apart::kTogether) return Contests::kByLine;
    const bool extras = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) { return competes(piece) && piece.multiplies; });
    return extras ? Contests::kWithExtras : Contests::kWhole;
  }

  bool run() {
    if (stack_.keep == dsl::KeepKind::kAll) return false;
    std::set<int> lines;
    for (const Piece& piece : pieces_) lines.insert(piece.line);
    if (stack_.apart == dsl::Apart::kTogether) {
      std::set<int> all{kNoLine};
      for (std::size_t i = 0; i < judging_.event.lines.size(); ++i) all.insert(static_cast<int>(i));
      return decide(all);
    }
    bool any = false;
    for (const int line : lines) any = decide({line}) || any;
    return any;
  }

 private:
  bool competes(const Piece& piece) const {
    const auto& stack = plan_.rules[piece.rule].stack;
    return stack && stack->index == number_ && piece.micro > 0;
  }

  std::size_t place_of(std::size_t rule) const {
    for (std::size_t i = 0; i < stack_.order.size(); ++i)
      if (stack_.order[i].index == rule) return i;
    return stack_.order.size() + rule;
  }

  // True when the first is kept before the second.
  bool wins(std::pair<std::size_t, Exact> a, std::pair<std::size_t, Exact> b) const {
    if (stack_.keep == dsl::KeepKind::kBest && a.second != b.second) return a.second > b.second;
    if (stack_.keep == dsl::KeepKind::kLowest && a.second != b.second) return a.second < b.second;
    return place_of(a.first) < place_of(b.first);
  }

  bool decide(const std::set<int>& lines) {
    std::map<std::size_t, Exact> worths;
    for (const Piece& piece : pieces_)
      if (competes(piece) && lines.contains(piece.line)) worths[piece.rule] += piece.micro * plan_.units[piece.unit].worth.value_or(1);
    if (worths.size() < 2) return false;
    const auto best = std::min_element(worths.begin(), worths.end(), [&](const auto& a, const auto& b) { return wins(a, b); });
    for (Applying& applying : rules_)
      if (worths.contains(applying.rule) && applying.rule != best->first) applying.lost.insert(lines.begin(), lines.end());
    return true;
  }

  const Judging& judging_;
  const rules::Plan& plan_;
  std::size_t number_;
  const rules::StackPlan& stack_;
  const std::vector<Piece>& pieces_;
  std::vector<Applying>& rules_;
};

}  // namespace

bool choose(const Judging& judging, Contests which, const std::vector<Piece>& pieces, std::vector<Applying>& rules) {
  bool any = false;
  for (std::size_t i = 0; i < judging.history.plan().stacks.size(); ++i) {
    Contest contest(judging, i, pieces, rules);
    if (contest.kind() == which) any = contest.run() || any;
  }
  return any;
}

}  // namespace setia::oracle
