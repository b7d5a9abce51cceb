#include "engine/hand_on.hpp"

#include <algorithm>

#include "engine/base.hpp"
#include "engine/limits.hpp"

namespace setia::engine {
namespace {

// What a limit still has, while lines are given out.
struct Room {
  LimitId limit;
  std::vector<Wide> left;  // of each line, where the limit is for one; else once
  Wide& at(std::size_t line) { return left[left.size() == 1 ? 0 : line]; }
};

// One rule of the stack: what it is worth on each line, and what it would count there.
struct Entrant {
  RuleWork* work = nullptr;
  std::size_t place = 0;             // in the stack's own list, then by name
  std::vector<Wide> worth;           // per line
  std::vector<std::int64_t> wanted;  // spend per line
  bool took = false;
};

class HandingOn {
 public:
  HandingOn(StackId id, SlotReader& reader, std::vector<Room>& rooms) : id_(id), stack_(reader.program().stacks[id.index()]), reader_(reader), rooms_(rooms) {}

  bool run(std::vector<Loss>& losses) {
    enter();
    for (std::size_t line = 0; line < reader_.event().lines.size(); ++line) give_out(line);
    for (const Entrant& one : entrants_) note_loss(one, losses);
    return !entrants_.empty();
  }

 private:
  const Rule& rule(const RuleWork& work) const { return reader_.program().rules[work.rule.index()]; }

  std::size_t place_of(RuleId id) const {
    const auto found = std::find(stack_.order.begin(), stack_.order.end(), id);
    const auto place = static_cast<std::size_t>(found - stack_.order.begin());
    return found != stack_.order.end() ? place : stack_.order.size() + id.index();
  }

  void enter() {
    for (RuleWork& work : reader_.scratch().matched()) {
      if (!rule(work).stack || *rule(work).stack != id_) continue;
      const std::size_t lines = reader_.event().lines.size();
      Entrant entrant{&work, place_of(work.rule), std::vector<Wide>(lines, 0), std::vector<std::int64_t>(lines, 0), false};
      value(entrant);
      if (std::any_of(entrant.worth.begin(), entrant.worth.end(), [](Wide worth) { return worth > 0; })) entrants_.push_back(std::move(entrant));
    }
    for (const Entrant& one : entrants_) {
      one.work->handed = true;
      one.work->spend.any = true;
      one.work->spend.allowed.assign(reader_.event().lines.size(), 0);
      one.work->spend.whole = 0;
    }
  }

  void value(Entrant& entrant) const {
    for (const Portion& portion : reader_.scratch().portions) {
      if (portion.rule != entrant.work->rule || portion.line < 0) continue;
      const Unit& unit = reader_.program().units[portion.unit.index()];
      entrant.worth[static_cast<std::size_t>(portion.line)] += unit.worth ? portion.exact * *unit.worth / unit.denominator : portion.exact;
    }
    for (const Give& give : rule(*entrant.work).gives) {
      if (give.base.kind != BaseKind::kSpend) continue;
      const LineBase base(*entrant.work, unit_of(reader_.program(), give), give.base, nullptr, Caps::kIgnored, reader_);
      for (std::size_t line = 0; line < entrant.wanted.size(); ++line) entrant.wanted[line] = std::max(entrant.wanted[line], base[line]);
    }
  }

  bool is_better(const Entrant& a, const Entrant& b, std::size_t line) const {
    if (stack_.keep == KeepKind::kBest && a.worth[line] != b.worth[line]) return a.worth[line] > b.worth[line];
    if (stack_.keep == KeepKind::kLowest && a.worth[line] != b.worth[line]) return a.worth[line] < b.worth[line];
    return a.place < b.place;
  }

  void give_out(std::size_t line) {
    std::vector<Entrant*> ranked;
    for (Entrant& one : entrants_) {
      if (one.worth[line] > 0) ranked.push_back(&one);
    }
    std::sort(ranked.begin(), ranked.end(), [&](const Entrant* a, const Entrant* b) { return is_better(*a, *b, line); });
    Wide taken = 0;
    for (Entrant* const one : ranked) taken += take(*one, line, taken);
  }

  // What is left of the line after `taken`, as far as the rule's caps on spend reach.
  Wide take(Entrant& one, std::size_t line, Wide taken) {
    const Wide open = std::max<Wide>(0, one.wanted[line] - taken);
    Wide most = open;
    for (Room* const room : rooms_of(*one.work)) {
      if (room->at(line) >= most) continue;
      most = room->at(line);
      one.work->spend.cut = true;
      one.work->spend.limit = room->limit;
    }
    for (Room* const room : rooms_of(*one.work)) room->at(line) -= most;
    one.work->spend.allowed[line] = static_cast<std::int64_t>(most);
    one.took = one.took || most > 0;
    if (most > 0) best_ = one.work->rule;
    return most;
  }

  std::vector<Room*> rooms_of(const RuleWork& work) {
    std::vector<Room*> all;
    for (const std::vector<LimitId>* list : {&rule(work).own, &rule(work).shared}) {
      for (const LimitId id : *list) {
        const auto known = std::find_if(rooms_.begin(), rooms_.end(), [&](const Room& one) { return one.limit == id; });
        if (known != rooms_.end()) all.push_back(&*known);
      }
    }
    return all;
  }

  // Who had nothing left to take lost; whom a cap kept from taking was cut.
  void note_loss(const Entrant& one, std::vector<Loss>& losses) const {
    if (!one.took && !one.work->spend.cut) losses.push_back({one.work->rule, id_, best_});
  }

  StackId id_;
  const Stack& stack_;
  SlotReader& reader_;
  std::vector<Room>& rooms_;
  std::vector<Entrant> entrants_;
  RuleId best_;
};

// Of every cap on spend that binds a rule of such a stack.
std::vector<Room> rooms_now(SlotReader& reader) {
  std::vector<Room> rooms;
  for (const RuleWork& work : reader.scratch().matched()) {
    const Rule& rule = reader.program().rules[work.rule.index()];
    if (!hands_on(reader.program(), rule)) continue;
    for (const std::vector<LimitId>* list : {&rule.own, &rule.shared}) {
      for (const LimitId id : *list) {
        const Limit& limit = reader.program().limits[id.index()];
        const bool known = std::any_of(rooms.begin(), rooms.end(), [&](const Room& one) { return one.limit == id; });
        if (limit.kind != CapKind::kSpend || known || !counts_now(limit, reader)) continue;
        Room& room = rooms.emplace_back(Room{id, {}});
        for (std::size_t line = 0; line < (is_by_line(limit) ? reader.event().lines.size() : 1); ++line) room.left.push_back(room_at(limit, line, reader));
      }
    }
  }
  return rooms;
}

}  // namespace

bool hands_on(const Program& program, const Rule& rule) {
  return rule.stack && program.stacks[rule.stack->index()].cut_goes_to_next && program.stacks[rule.stack->index()].keep != KeepKind::kAll;
}

bool hand_on(SlotReader& reader, std::vector<Loss>& losses) {
  std::vector<Room> rooms = rooms_now(reader);
  bool any = false;
  for (std::size_t i = 0; i < reader.program().stacks.size(); ++i) {
    const Stack& stack = reader.program().stacks[i];
    if (!stack.cut_goes_to_next || stack.keep == KeepKind::kAll) continue;
    any = HandingOn(StackId{i}, reader, rooms).run(losses) || any;
  }
  return any;
}

}  // namespace setia::engine
