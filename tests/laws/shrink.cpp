#include "tests/laws/shrink.hpp"

namespace setia::laws {
namespace {

template <class Change>
bool keep_if(Pair& pair, const Fails& fails, Change change) {
  Pair smaller = pair;
  change(smaller);
  if (!fails(smaller)) return false;
  pair = std::move(smaller);
  return true;
}

template <class T>
bool drop_one(Pair& pair, const Fails& fails, std::vector<T> Pair::*list) {
  for (std::size_t i = (pair.*list).size(); i > 0; --i)
    if (keep_if(pair, fails, [&](Pair& smaller) { (smaller.*list).erase((smaller.*list).begin() + static_cast<std::ptrdiff_t>(i - 1)); })) return true;
  return false;
}

// Every program that lacks one line of one declaration.
bool drop_line(Pair& pair, const Fails& fails) {
  for (std::size_t i = 0; i < pair.program.size(); ++i) {
    const std::string& text = pair.program[i];
    for (std::size_t begin = text.find('\n') + 1; begin < text.size();) {
      const std::size_t end = text.find('\n', begin) + 1;
      if (keep_if(pair, fails, [&](Pair& smaller) { smaller.program[i].erase(begin, end - begin); })) return true;
      begin = end;
    }
  }
  return false;
}

// Without a line of its basket an event is paid by something unknown.
bool drop_of_event(Pair& pair, const Fails& fails) {
  for (std::size_t i = 0; i < pair.history.size(); ++i) {
    const engine::Event& event = pair.history[i];
    if (!event.payments.empty() && keep_if(pair, fails, [&](Pair& smaller) { smaller.history[i].payments.clear(); })) return true;
    if (!event.more.empty() && keep_if(pair, fails, [&](Pair& smaller) { smaller.history[i].more.pop_back(); })) return true;
    for (std::size_t line = 0; line < event.lines.size(); ++line) {
      const auto without = [&](Pair& smaller) {
        smaller.history[i].lines.erase(smaller.history[i].lines.begin() + static_cast<std::ptrdiff_t>(line));
        smaller.history[i].payments.clear();
      };
      if (keep_if(pair, fails, without)) return true;
    }
  }
  return false;
}

}  // namespace

Pair shrunk(Pair pair, const Fails& fails) {
  while (drop_one(pair, fails, &Pair::history) || drop_one(pair, fails, &Pair::program) || drop_line(pair, fails) || drop_of_event(pair, fails)) {
  }
  return pair;
}

}  // namespace setia::laws
