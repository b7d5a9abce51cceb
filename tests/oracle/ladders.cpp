#include "tests/oracle/ladders.hpp"

#include <algorithm>

#include "tests/oracle/life.hpp"
#include "tests/oracle/quantity.hpp"

namespace setia::oracle {
namespace {

bool did_reach(const Past& past, std::size_t ladder, std::size_t rank) {
  return ladder < past.reached.size() && std::find(past.reached[ladder].begin(), past.reached[ladder].end(), rank) != past.reached[ladder].end();
}

const rules::TermsPlan& terms_on(const rules::RungPlan& rung, engine::Day day) {
  static const rules::TermsPlan kNone;
  const rules::TermsPlan* found = &kNone;
  for (const rules::TermsPlan& terms : rung.terms)
    if (terms.since <= day) found = &terms;
  return *found;
}

bool is_gone(const std::vector<engine::Way>& ways, const std::vector<Exact>& counts) {
  return std::any_of(ways.begin(), ways.end(), [&](const engine::Way& way) {
    for (std::size_t i = 0; i < way.size(); ++i)
      if (way[i] && counts[i] < *way[i]) return false;
    return true;
  });
}

// A length ends the day before it is full [S1].
engine::Day until_of(const rules::Plan& plan, const rules::TermsPlan& terms, engine::Day day) {
  if (!terms.keeps) return engine::kNever;
  if (terms.keeps->kind == engine::ExpiryKind::kAfter) return add_length(day, terms.keeps->length) - 1;
  return engine::calendar_window(plan.calendar, terms.keeps->calendar, day, terms.keeps->next ? 1 : 0).last;
}

// A length runs from the day after the one that is over; what ends with a window is given on the day itself, unless it would end
// with it.
engine::Day given_on(const rules::Plan& plan, const rules::TermsPlan& terms, engine::Day day, engine::Day next) {
  const bool by_calendar = terms.keeps && terms.keeps->kind != engine::ExpiryKind::kAfter;
  return by_calendar && until_of(plan, terms, day) >= next ? day : next;
}

// The last day of the window that holds the day, or of the period's next stretch.
engine::Day turn_of(const rules::Plan& plan, const rules::WindowPlan& window, engine::Day day) {
  if (!window.period) return engine::calendar_window(plan.calendar, window.calendar, day).last;
  for (const auto& [first, last] : plan.periods[window.period->index].stretches)
    if (last.day >= day) return last.day;
  return engine::kNever;
}

bool is_end_of(const rules::Plan& plan, const std::optional<rules::WindowPlan>& window, engine::Day day) { return !window || turn_of(plan, *window, day) == day; }

// Midnight, in the one zone of the laws' programs.
std::int64_t beginning_of(const History& history, engine::MemberIndex member, engine::Day day) {
  const Person person = history.person(member);
  const std::int64_t at = std::int64_t{person.joined.day} * 1'440 + person.joined.minute;
  return person.joined_second - person.joined_second % 60 + (std::int64_t{day} * 1'440 - at) * 60;
}

}  // namespace

std::vector<Exact> Ladders::counts_on(const History& history, engine::MemberIndex member, const rules::LadderPlan& ladder, engine::Day day) const {
  engine::Event look;
  look.kind = engine::EventKind::kMember;
  look.member = member;
  const Judging judging{history, look, day, 0, history.person(member)};
  std::vector<Exact> counts;
  for (const rules::QuantityPlan& count : ladder.counts) counts.push_back(amount_of(judging, count).value_or(0));
  return counts;
}

std::size_t Ladders::base_rank(const rules::LadderPlan& ladder) const {
  std::size_t rank = 0;
  const std::vector<Exact> nothing(ladder.counts.size(), Exact(0));
  for (std::size_t i = 0; i < ladder.rungs.size(); ++i)
    if (is_gone(ladder.rungs[i].terms.front().ways, nothing)) rank = i + 1;
  return rank;
}

std::vector<std::size_t> Ladders::ranks_at(engine::MemberIndex member, std::int64_t second, engine::Day) const {
  std::vector<std::size_t> ranks;
  for (std::size_t ladder = 0; ladder < plan_.ladders.size(); ++ladder) {
    std::size_t rank = base_rank(plan_.ladders[ladder]);
    if (const auto life = lives_.find({member, ladder}); life != lives_.end())
      for (const HeldFrom& held : life->second.held)
        if (held.second <= second) rank = held.rank;
    ranks.push_back(rank);
  }
  return ranks;
}

std::size_t Ladders::held_now(const Key& key) const {
  const auto life = lives_.find(key);
  return life == lives_.end() || life->second.held.empty() ? base_rank(plan_.ladders[key.second]) : life->second.held.back().rank;
}

void Ladders::hold(const Key& key, std::size_t rank, std::int64_t second) {
  if (rank != held_now(key)) lives_[key].held.push_back({second, rank});
}

engine::Day Ladders::last_of(const rules::LadderPlan& ladder, const Reached& reached) const {
  if (ladder.never_down || reached.until == engine::kNever) return engine::kNever;
  const engine::Day last = ladder.grace ? add_length(reached.until, *ladder.grace) : reached.until;
  return ladder.down_at ? turn_of(plan_, *ladder.down_at, last) : last;
}

void Ladders::pass(const History& history, engine::MemberIndex member, engine::Day day) {
  const Person person = history.person(member);
  if (plan_.ladders.empty() || person.standing == engine::Standing::kUnknown) return;
  engine::Day& passed = passed_.try_emplace(member, person.joined.day).first->second;
  for (; passed < day; ++passed) {
    for (std::size_t ladder = 0; ladder < plan_.ladders.size(); ++ladder) review_end(history, {member, ladder}, passed);
    for (std::size_t ladder = 0; ladder < plan_.ladders.size(); ++ladder)
      review_beginning(history, {member, ladder}, passed + 1, beginning_of(history, member, passed + 1));
  }
}

void Ladders::review_end(const History& history, const Key& key, engine::Day day) {
  const rules::LadderPlan& ladder = plan_.ladders[key.second];
  const std::int64_t second = beginning_of(history, key.first, day + 1);
  const std::size_t before = held_now(key);
  const bool active = history.person(key.first).standing == engine::Standing::kActive;
  if (active && ladder.up_at && is_end_of(plan_, ladder.up_at, day)) {
    const std::vector<Exact> counts = counts_on(history, key.first, ladder, day);
    std::size_t top = before;
    for (std::size_t rank = 1; rank <= ladder.rungs.size(); ++rank) {
      const rules::TermsPlan& terms = terms_on(ladder.rungs[rank - 1], day);
      if (!is_gone(terms.ways, counts)) continue;
      lives_[key].reached.push_back({rank, ladder.has_keeps ? until_of(plan_, terms, given_on(plan_, terms, day, day + 1)) : engine::kNever, ""});
      top = std::max(top, rank);
    }
    hold(key, top, second);
  }
  const std::size_t held = held_now(key);
  if (held == 0 || held > before || ladder.never_down || !is_end_of(plan_, ladder.down_at, day)) return;
  engine::Day last = engine::kAlways;
  for (const Reached& one : lives_[key].reached)
    if (one.rank >= held) last = std::max(last, last_of(ladder, one));
  if (last == engine::kAlways) return;  // what everybody has
  const bool over = ladder.has_keeps ? last <= day : ladder.down_at.has_value();
  if (over) fall(counts_on(history, key.first, ladder, day), key, day, day + 1, second);
}

void Ladders::review_beginning(const History& history, const Key& key, engine::Day day, std::int64_t second) {
  const rules::LadderPlan& ladder = plan_.ladders[key.second];
  if (ladder.has_keeps || ladder.down_at || ladder.never_down || held_now(key) <= base_rank(ladder)) return;
  fall(counts_on(history, key.first, ladder, day), key, day, day, second);
}

void Ladders::fall(const std::vector<Exact>& counts, const Key& key, engine::Day day, engine::Day next, std::int64_t second) {
  const rules::LadderPlan& ladder = plan_.ladders[key.second];
  std::vector<Reached>& reached = lives_[key].reached;
  const std::size_t held = held_now(key);
  const auto terms_of = [&](std::size_t rank) -> const rules::TermsPlan& { return terms_on(ladder.rungs[rank - 1], day); };
  const auto reach = [&](std::size_t rank) {
    reached.push_back({rank, ladder.has_keeps ? until_of(plan_, terms_of(rank), given_on(plan_, terms_of(rank), day, next)) : engine::kNever, ""});
  };
  if (is_gone(terms_of(held).stay.empty() ? terms_of(held).ways : terms_of(held).stay, counts)) {
    if (ladder.has_keeps) reach(held);
    return;
  }
  std::size_t rank = base_rank(ladder), alive = 0;
  for (std::size_t lower = 1; lower < held; ++lower)
    if (is_gone(terms_of(lower).ways, counts)) rank = std::max(rank, lower);
  for (const Reached& one : reached)
    if (ladder.has_keeps && one.rank < held && one.until >= next) alive = std::max(alive, one.rank);
  rank = std::max(rank, alive);
  if (ladder.one_step) rank = std::max(rank, held - 1);
  if (!ladder.has_keeps) std::erase_if(reached, [&](const Reached& one) { return one.rank > rank; });
  if (rank > 0 && rank != alive) reach(rank);
  hold(key, rank, second);
}

// --- with an event --------------------------------------------------------------------------------------------------

Ladders::Climbing Ladders::begin(const History& before, const History* beside, const Past& past, engine::Day day) const {
  Climbing climbing{&before, beside, &past, true, day, past.person.ranks, {}};
  climbing.reached.resize(plan_.ladders.size());
  return climbing;
}

Ladders::Climbing Ladders::begin_again(const History& then, const History& now, const Past& receipt, bool is_kept) const {
  Climbing climbing = begin(then, &now, receipt, receipt.looked);
  climbing.is_kept = is_kept;
  climbing.held = receipt.climbed_from;
  return climbing;
}

std::vector<Rise> Ladders::climb(Climbing& climbing) const {
  std::vector<Rise> rises;
  const engine::MemberIndex member = climbing.past->event.member;
  History with = *climbing.before;
  if (climbing.is_kept) with.add(*climbing.past);
  for (std::size_t index = 0; index < plan_.ladders.size(); ++index) {
    const rules::LadderPlan& ladder = plan_.ladders[index];
    const std::vector<Exact> before = counts_on(*climbing.before, member, ladder, climbing.day);
    std::vector<Exact> after = counts_on(with, member, ladder, climbing.day);
    if (climbing.beside != nullptr && climbing.is_kept) {
      History kept = *climbing.beside;
      kept.add(*climbing.past);
      const std::vector<Exact> others = counts_on(*climbing.beside, member, ladder, climbing.day), all = counts_on(kept, member, ladder, climbing.day);
      for (std::size_t i = 0; i < after.size(); ++i) after[i] = before[i] + all[i] - others[i];
    }
    std::size_t top = climbing.held[index];
    for (std::size_t rank = 1; rank <= ladder.rungs.size(); ++rank) {
      const std::vector<engine::Way>& ways = terms_on(ladder.rungs[rank - 1], climbing.day).ways;
      const bool higher = rank > climbing.held[index];
      if (climbing.beside != nullptr && !did_reach(*climbing.past, index, rank)) continue;
      const bool gone = is_gone(ways, after) || (higher && was_reached_since(climbing, ladder, rank));
      if (!gone || (!higher && is_gone(ways, before)) || (higher && ladder.up_at)) continue;
      std::vector<std::size_t>& reached = climbing.reached[index];
      if (std::find(reached.begin(), reached.end(), rank) == reached.end()) reached.push_back(rank);
      top = std::max(top, rank);
    }
    if (climbing.past->event.kind != engine::EventKind::kJoin)
      for (std::size_t rank = climbing.held[index] + 1; rank <= top; ++rank) rises.push_back({index, rank});
    climbing.held[index] = top;
  }
  return rises;
}

// On the day on which levels were looked at with it, or on a later one on which something came in.
bool Ladders::was_reached_since(const Climbing& climbing, const rules::LadderPlan& ladder, std::size_t rank) const {
  if (climbing.beside == nullptr) return false;
  const engine::MemberIndex member = climbing.past->event.member;
  History with = *climbing.beside;
  if (climbing.is_kept) with.add(*climbing.past);
  const auto is_gone_on = [&](engine::Day day) { return is_gone(terms_on(ladder.rungs[rank - 1], climbing.day).ways, counts_on(with, member, ladder, day)); };
  return is_gone_on(climbing.day) || std::any_of(climbing.beside->past().begin(), climbing.beside->past().end(), [&](const Past& other) {
    return other.event.member == member && other.day > climbing.day && is_gone_on(other.day);
  });
}

// With the event a level that only its counts keep may fall as well.
void Ladders::book(const History& before, const Climbing& climbing, std::int64_t second) {
  const engine::MemberIndex member = climbing.past->event.member;
  History with = before;
  with.add(*climbing.past);
  for (std::size_t index = 0; index < plan_.ladders.size(); ++index) {
    const rules::LadderPlan& ladder = plan_.ladders[index];
    Life& life = lives_[{member, index}];
    for (const std::size_t rank : climbing.reached[index])
      life.reached.push_back({rank, ladder.has_keeps ? until_of(plan_, terms_on(ladder.rungs[rank - 1], climbing.day), climbing.day) : engine::kNever, climbing.past->event.id});
    const std::size_t top = climbing.reached[index].empty() ? 0 : *std::max_element(climbing.reached[index].begin(), climbing.reached[index].end());
    if (top > held_now({member, index})) hold({member, index}, top, second);
    review_beginning(with, {member, index}, climbing.day, second);
  }
}

void Ladders::book_again(const History& now, const Climbing& climbing, const When& returned, const When& today) {
  const engine::MemberIndex member = climbing.past->event.member;
  const When& at = returned.second < today.second ? today : returned;
  for (std::size_t index = 0; index < plan_.ladders.size(); ++index) {
    const rules::LadderPlan& ladder = plan_.ladders[index];
    Life& life = lives_[{member, index}];
    const std::vector<std::size_t>& reached = climbing.reached[index];
    const std::size_t known = life.reached.size();
    std::erase_if(life.reached, [&](const Reached& one) {
      return one.by == climbing.past->event.id && std::find(reached.begin(), reached.end(), one.rank) == reached.end();
    });
    if (life.reached.size() < known) {
      std::size_t kept = base_rank(ladder);
      for (const Reached& one : life.reached)
        if (last_of(ladder, one) >= at.day) kept = std::max(kept, one.rank);
      if (kept < held_now({member, index})) hold({member, index}, kept, at.second);
    }
    review_beginning(now, {member, index}, today.day, today.second);
  }
}

bool Ladders::stands_by(engine::MemberIndex member, const std::string& event) const {
  return std::any_of(lives_.begin(), lives_.end(), [&](const auto& life) {
    return life.first.first == member && std::any_of(life.second.reached.begin(), life.second.reached.end(), [&](const Reached& one) { return one.by == event; });
  });
}

}  // namespace setia::oracle
