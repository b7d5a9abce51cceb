#include "engine/given_so_far.hpp"

#include <algorithm>
#include <tuple>

#include "engine/event_day.hpp"
#include "engine/posting.hpp"

namespace setia::engine {
namespace {

bool triggers(const Rule& rule, EventKind kind) { return (rule.triggers >> (static_cast<unsigned>(kind) - 1) & 1U) != 0; }

// Paying with units and confirming a hold are redemptions too [X5].
bool starts(const Rule& rule, EventKind kind) {
  if (kind == EventKind::kClock) return true;  // a close's case holds nothing else
  const bool may_redeem = kind == EventKind::kPurchase || kind == EventKind::kCommit;
  return triggers(rule, kind) || (may_redeem && triggers(rule, EventKind::kRedeem));
}

bool is_by_hand(const Posting& posting) {
  return posting.why == PostingWhy::kAdjust && posting.from.kind == AccountKind::kAdjusted && is_members(posting.to.kind);
}

class Tally {
 public:
  Tally(const Case& receipt, const Versions& versions)
      : receipt_(receipt), version_(receipt.past.facts.version), program_(versions.at(version_).program) {}

  void add(std::span<const Posting> postings) {
    for (const Posting& posting : postings) {
      if (posting.version != version_) continue;
      if (posting.why == PostingWhy::kRule && starts(program_.rules[posting.rule.index()], receipt_.past.event.kind)) gave(posting);
      if (posting.why == PostingWhy::kReturn) took(posting);
      if (is_by_hand(posting) && receipt_.past.event.kind == EventKind::kAdjust) gave(posting);
    }
  }

  // Of every lot, whichever version booked it.
  void add_lost(std::span<const Posting> postings) {
    for (const Posting& posting : postings) {
      if (posting.why != PostingWhy::kExpiry && posting.why != PostingWhy::kForfeit) continue;
      for (GivenSoFar& entry : entries_)
        for (GivenLot& lot : entry.lots)
          if (lot.given.number == posting.lot_left)
            (posting.why == PostingWhy::kExpiry ? lot.expired_micro : lot.forfeited_micro) += posting.amount_micro;
    }
  }

  std::vector<GivenSoFar> entries() { return std::move(entries_); }

 private:
  GivenSoFar& entry_of(const Posting& posting) {
    const auto key = std::tuple{posting.rule, posting.unit, posting.line};
    const auto place = std::lower_bound(entries_.begin(), entries_.end(), key, [](const GivenSoFar& one, const auto& wanted) {
      return std::tuple{one.rule, one.unit, one.line} < wanted;
    });
    if (place != entries_.end() && std::tuple{place->rule, place->unit, place->line} == key) return *place;
    GivenSoFar fresh;
    fresh.rule = posting.rule;
    fresh.unit = posting.unit;
    fresh.line = posting.line;
    if (is_by_hand(posting)) fresh.back_by = PostingWhy::kAdjust, fresh.back_to = AccountKind::kAdjusted;
    return *entries_.insert(place, std::move(fresh));
  }

  void gave(const Posting& posting) {
    GivenSoFar& entry = entry_of(posting);
    entry.amount_micro += posting.amount_micro;
    entry.lots.push_back({posting, posting.amount_micro, 0, 0});
  }

  void took(const Posting& posting) {
    GivenSoFar& entry = entry_of(posting);
    entry.amount_micro -= posting.amount_micro;
    for (GivenLot& lot : entry.lots) {
      if (lot.given.number != posting.reverses) continue;
      lot.amount_micro -= posting.amount_micro;
      if (posting.from.kind == AccountKind::kExpired) lot.expired_micro -= posting.amount_micro;
      if (posting.from.kind == AccountKind::kForfeited) lot.forfeited_micro -= posting.amount_micro;
    }
  }

  const Case& receipt_;
  VersionOrdinal version_;
  const Program& program_;
  std::vector<GivenSoFar> entries_;
};

// What fell due may stand in the same record, with changes of its own: they are of other days, or of rules that a clock starts.
bool is_of_receipt(const Change& change, const Case& receipt, const Versions& versions, Day day) {
  if (!adds_up(change.kind)) return false;
  const Program& program = versions.at(change.version).program;
  if (change.kind == ChangeKind::kGathered)  // of other versions, too: their cells live side by side
    return change.window == (program.metrics[change.index].by_instant ? receipt.past.event.stamp.instant_second : std::int64_t{day});
  if (change.version != receipt.past.facts.version) return false;
  if (change.kind != ChangeKind::kUsed) return true;
  return std::any_of(program.rules.begin(), program.rules.end(), [&](const Rule& rule) {
    const auto binds = [&](const std::vector<LimitId>& limits) {
      return std::find(limits.begin(), limits.end(), LimitId{std::size_t{change.index}}) != limits.end();
    };
    return starts(rule, receipt.past.event.kind) && (binds(rule.own) || binds(rule.shared));
  });
}

}  // namespace

// The count of other totals says which they are.
bool counts(const Change& change) { return change.kind == ChangeKind::kGathered; }

bool adds_up(ChangeKind kind) {
  return kind == ChangeKind::kUsed || kind == ChangeKind::kGathered || kind == ChangeKind::kCounter || kind == ChangeKind::kPurchases ||
         kind == ChangeKind::kCycleSum;
}

bool same_total(const Change& a, const Change& b) {
  return a.kind == b.kind && a.member == b.member && a.version == b.version && a.index == b.index && a.text == b.text && a.window == b.window &&
         (a.kind != ChangeKind::kCycleSum || a.count == b.count);
}

std::vector<GivenSoFar> given_so_far(const Case& receipt, std::span<const Posting> booked, const Versions& versions) {
  Tally gathering(receipt, versions);
  gathering.add(receipt.past.outcome.postings);
  for (const PastEvent& returned : receipt.returns) gathering.add(returned.outcome.postings);
  gathering.add_lost(receipt.past.outcome.postings);
  for (const Outcome& outcome : receipt.later) gathering.add_lost(outcome.postings);
  gathering.add_lost(booked);
  return gathering.entries();
}

std::vector<Change> changed_so_far(const Case& receipt, const Versions& versions) {
  const Program& program = versions.at(receipt.past.facts.version).program;
  const Day day = effective_day(program.calendar, receipt.past.event);
  std::vector<Change> changes;
  const auto add = [&](const std::vector<Change>& more) {
    for (const Change& change : more) {
      if (!is_of_receipt(change, receipt, versions, day)) continue;
      const auto known = std::find_if(changes.begin(), changes.end(), [&](const Change& one) { return same_total(one, change); });
      if (known == changes.end()) changes.push_back(change);
      else known->amount += change.amount, known->count += counts(change) ? change.count : 0;
    }
  };
  add(receipt.past.outcome.changes);
  for (const PastEvent& returned : receipt.returns) add(returned.outcome.changes);
  return changes;
}

}  // namespace setia::engine
