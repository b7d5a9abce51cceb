#include "engine/given_so_far.hpp"

#include <algorithm>
#include <tuple>

#include "engine/event_day.hpp"
#include "engine/marks.hpp"
#include "engine/posting.hpp"

namespace setia::engine {
namespace {

bool triggers(const Rule& rule, EventKind kind) { return (rule.triggers >> (static_cast<unsigned>(kind) - 1) & 1U) != 0; }

// Changes of level and badges are judged with what brings them about [J10].
bool follows_an_event(const Rule& rule) { return triggers(rule, EventKind::kStatus) || triggers(rule, EventKind::kBadge) || triggers(rule, EventKind::kReferral); }

// Paying with units and confirming a hold are redemptions too [X5].
bool starts(const Rule& rule, EventKind kind) {
  if (kind == EventKind::kClock) return true;  // a close's case holds nothing else
  const bool may_redeem = kind == EventKind::kPurchase || kind == EventKind::kCommit;
  return triggers(rule, kind) || (may_redeem && triggers(rule, EventKind::kRedeem)) || follows_an_event(rule);
}

bool is_by_hand(const Posting& posting) {
  return posting.why == PostingWhy::kAdjust && posting.from.kind == AccountKind::kAdjusted && is_members(posting.to.kind);
}

// Where an event's own changes begin, past those that fell due before it, or came with joining by it.
std::size_t first_change(std::span<const Change> changes) {
  const auto begins = std::find_if(changes.rbegin(), changes.rend(), [](const Change& change) { return change.kind == ChangeKind::kReceiptBegins; });
  return static_cast<std::size_t>(changes.rend() - begins);
}

class Tally {
 public:
  Tally(const Case& receipt, const Versions& versions)
      : receipt_(receipt), version_(receipt.past.facts.version), program_(versions.at(version_).program) {}

  // What the receipt gave, and what was given or taken back by its returns. `first`: not what came with joining by it.
  void add(std::span<const Posting> postings, PostingNumber first = 0) {
    for (const Posting& posting : postings) {
      if (posting.version != version_ || posting.number < first) continue;
      if (posting.why == PostingWhy::kRule && starts(program_.rules[posting.rule.index()], receipt_.past.event.kind) && !fell_due(posting)) gave(posting);
      if (posting.why == PostingWhy::kReturn) took(posting);
      if (is_by_hand(posting) && receipt_.past.event.kind == EventKind::kAdjust) gave(posting);
    }
  }

  // What another receipt's return took back of it: marks that were no longer reached [J9].
  void add_lost_marks(std::span<const Posting> postings) {
    for (const Posting& posting : postings)
      if (posting.why == PostingWhy::kReturn && gave_lot(posting.reverses) && !is_of_own_return(posting.number)) took(posting);
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

  bool gave_lot(PostingNumber number) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const GivenSoFar& entry) {
      return std::any_of(entry.lots.begin(), entry.lots.end(), [&](const GivenLot& lot) { return lot.given.number == number; });
    });
  }

  // True when this says that what stands behind it is the receipt's.
  bool is_named_by(const Change& of_another) const {
    return of_another.window != 0 ? static_cast<Sequence>(of_another.window) == receipt_.past.sequence : gave_lot(static_cast<PostingNumber>(of_another.amount));
  }

  bool is_of_own_return(PostingNumber number) const {
    return std::any_of(receipt_.returns.begin(), receipt_.returns.end(), [&](const PastEvent& returned) {
      return std::any_of(returned.outcome.postings.begin(), returned.outcome.postings.end(), [&](const Posting& one) { return one.number == number; });
    });
  }

  std::vector<GivenSoFar> entries() { return std::move(entries_); }

 private:
  // What a level that fell before the receipt gave stands in its record, too.
  bool fell_due(const Posting& posting) const {
    return follows_an_event(program_.rules[posting.rule.index()]) && posting.effective_second < receipt_.past.event.stamp.instant_second;
  }

  GivenSoFar& entry_of(const Posting& posting) {
    const auto key = std::tuple{posting.rule, posting.unit, posting.line, posting.to.member};
    const auto place = std::lower_bound(entries_.begin(), entries_.end(), key, [](const GivenSoFar& one, const auto& wanted) {
      return std::tuple{one.rule, one.unit, one.line, one.to} < wanted;
    });
    if (place != entries_.end() && std::tuple{place->rule, place->unit, place->line, place->to} == key) return *place;
    GivenSoFar fresh;
    fresh.to = posting.to.member;
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
    for (GivenSoFar& entry : entries_) took_of(entry, posting);
  }

  static void took_of(GivenSoFar& entry, const Posting& posting) {
    for (GivenLot& lot : entry.lots) {
      if (lot.given.number != posting.reverses) continue;
      entry.amount_micro -= posting.amount_micro;
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

Tally tally_of(const Case& receipt, const Versions& versions) {
  Tally tally(receipt, versions);
  tally.add(receipt.past.outcome.postings, first_posting(receipt.past.outcome.changes));
  for (const PastEvent& returned : receipt.returns) {
    const PartOfRecord part = part_of(returned, receipt.past.sequence);
    tally.add(part.postings, first_posting(part.changes));
  }
  for (const Outcome& outcome : receipt.later) tally.add_lost_marks(outcome.postings);
  return tally;
}

// How many friends count, only the event that completes the referral uses up.
bool is_of_a_referral(const Change& change, const Program& program) {
  return std::any_of(program.referrals.begin(), program.referrals.end(), [&](const Referral& referral) {
    return std::find(referral.limits.begin(), referral.limits.end(), LimitId{std::size_t{change.index}}) != referral.limits.end();
  });
}

// What fell due may stand in the same record, with changes of its own: they are of other days, or of rules that a clock starts.
bool is_of_receipt(const Change& change, const Case& receipt, const Versions& versions, Day day) {
  if (!adds_up(change.kind)) return false;
  const Program& program = versions.at(change.version).program;
  if (change.kind == ChangeKind::kGathered && is_of_levels(program.metrics[change.index].kind)) return change.text == SymbolId{};  // else of a review
  if (change.kind == ChangeKind::kGathered)  // of other versions, too: their cells live side by side
    return change.window == (program.metrics[change.index].by_instant ? receipt.past.event.stamp.instant_second : std::int64_t{day});
  if (change.version != receipt.past.facts.version) return false;
  if (change.kind == ChangeKind::kReached || change.kind == ChangeKind::kFloor) return change.count >= receipt.past.event.stamp.instant_second;  // a late receipt reaches levels when it comes
  if (change.kind != ChangeKind::kUsed) return true;
  if (is_of_a_referral(change, program)) return true;
  return std::any_of(program.rules.begin(), program.rules.end(), [&](const Rule& rule) {
    const auto binds = [&](const std::vector<LimitId>& limits) {
      return std::find(limits.begin(), limits.end(), LimitId{std::size_t{change.index}}) != limits.end();
    };
    return starts(rule, receipt.past.event.kind) && (binds(rule.own) || binds(rule.shared));
  });
}

// The day on which what a posting gives, or takes back, was earned.
std::optional<Day> earned_with(const Posting& posting, const Case& receipt) {
  if (posting.why == PostingWhy::kRule) return posting.earned;
  const auto in = [&](const Outcome& outcome) {
    return std::find_if(outcome.postings.begin(), outcome.postings.end(), [&](const Posting& given) { return given.number == posting.reverses; });
  };
  if (const auto given = in(receipt.past.outcome); given != receipt.past.outcome.postings.end()) return given->earned;
  for (const std::vector<Outcome>* records : {&receipt.earlier, &receipt.later})
    for (const Outcome& outcome : *records)
      if (const auto given = in(outcome); given != outcome.postings.end()) return given->earned;
  return std::nullopt;
}

// What a record gave or took by correcting closes counts as earned, too, on their last day: it stands behind the receipt's own.
std::vector<const Change*> earned_by_closes(const PartOfRecord& part, PostingNumber first, const Case& receipt, const Program& program, Day day) {
  const auto& [postings, changes] = part;
  std::vector<const Change*> found;
  const VersionOrdinal version = receipt.past.facts.version;
  for (std::size_t index = 0; index < program.metrics.size(); ++index) {
    Wide left = 0;
    for (const Posting& posting : postings) {
      const bool moves = posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn;
      if (!moves || posting.number < first || posting.version != version || !counts_as_earned(program.metrics[index], posting)) continue;
      if (starts(program.rules[posting.rule.index()], receipt.past.event.kind) || earned_with(posting, receipt) != day) continue;
      left += posting.why == PostingWhy::kRule ? Wide{posting.amount_micro} : -Wide{posting.amount_micro};
    }
    for (auto change = changes.rbegin(); change != changes.rend() && left != 0; ++change) {
      if (change->kind != ChangeKind::kGathered || change->version != version || change->index != index || change->window != day) continue;
      found.push_back(&*change);
      left -= change->amount;
    }
  }
  return found;
}

}  // namespace

PostingNumber first_posting(std::span<const Change> changes) {
  const std::size_t first = first_change(changes);
  return first == 0 ? 0 : static_cast<PostingNumber>(changes[first - 1].count);
}

// The count of other totals says which they are.
bool counts(const Change& change) { return change.kind == ChangeKind::kGathered; }

bool adds_up(ChangeKind kind) {
  return kind == ChangeKind::kUsed || kind == ChangeKind::kGathered || kind == ChangeKind::kCounter || kind == ChangeKind::kPurchases ||
         kind == ChangeKind::kCycleSum || kind == ChangeKind::kReached || kind == ChangeKind::kFloor || kind == ChangeKind::kFriendDone;
}

bool takes_nothing(const Program& program, RuleId rule, UnitId unit) {
  return program.rules[rule.index()].returns_take_nothing || program.units[unit.index()].returns_take_nothing;
}

bool is_use_by(const Change& change, const Rule& rule, VersionOrdinal version) {
  return change.kind == ChangeKind::kUsed && change.version == version &&
         std::find(rule.own.begin(), rule.own.end(), LimitId{std::size_t{change.index}}) != rule.own.end();
}

bool same_total(const Change& a, const Change& b) {
  return a.kind == b.kind && a.member == b.member && a.version == b.version && a.index == b.index && a.text == b.text && a.window == b.window &&
         (a.count == b.count || a.kind == ChangeKind::kGathered || a.kind == ChangeKind::kUsed || a.kind == ChangeKind::kCounter || a.kind == ChangeKind::kPurchases);
}

PartOfRecord part_of(const PastEvent& again, Sequence receipt) {
  const std::vector<Posting>& postings = again.outcome.postings;
  const std::vector<Change>& changes = again.outcome.changes;
  if (again.event.kind != EventKind::kOpt) return {postings, changes};
  const auto begins = [](const Change& change) { return change.kind == ChangeKind::kReturned; };
  const auto of_receipt = [&](const Change& change) { return begins(change) && static_cast<Sequence>(change.window) == receipt; };
  const auto first = std::find_if(changes.begin(), changes.end(), of_receipt);
  if (first == changes.end()) return {};
  const auto last = std::find_if(first + 1, changes.end(), begins);
  const auto from_number = [&](auto change) {
    return change == changes.end() ? postings.end() : std::find_if(postings.begin(), postings.end(), [&](const Posting& one) { return Wide{one.number} >= change->amount; });
  };
  return {{from_number(first), from_number(last)}, {first, last}};
}

std::vector<GivenSoFar> given_so_far(const Case& receipt, std::span<const Posting> booked, const Versions& versions) {
  Tally tally = tally_of(receipt, versions);
  tally.add_lost(receipt.past.outcome.postings);
  for (const Outcome& outcome : receipt.later) tally.add_lost(outcome.postings);
  for (const Outcome& outcome : receipt.beside) tally.add_lost(outcome.postings);
  tally.add_lost(booked);
  return tally.entries();
}

namespace {

Change* known_total(std::vector<Change>& changes, const Change& change) {
  const auto known = std::find_if(changes.begin(), changes.end(), [&](const Change& one) { return same_total(one, change); });
  return known == changes.end() ? nullptr : &*known;
}

void add_to(Change& total, const Change& change) {
  total.amount += change.amount;
  if (counts(change)) total.count += change.count;
}

// Of the receipt's own record, or of a return's: what is not of other records.
std::vector<Change> own_changes(std::span<const Change> changes, const Tally& tally) {
  std::vector<Change> own;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (changes[i].kind != ChangeKind::kOfAnother) own.push_back(changes[i]);
    else if (!tally.is_named_by(changes[i])) i += static_cast<std::size_t>(changes[i].count);
  }
  return own;
}

// Another receipt's return has taken this off what the receipt uses and has brought.
void take_what_others_took(const Outcome& outcome, const Tally& tally, std::vector<Change>& totals) {
  if (std::any_of(outcome.postings.begin(), outcome.postings.end(), [&](const Posting& one) { return tally.is_of_own_return(one.number); })) return;
  for (std::size_t i = 0; i < outcome.changes.size(); ++i) {
    if (outcome.changes[i].kind != ChangeKind::kOfAnother || !tally.is_named_by(outcome.changes[i])) continue;
    const auto count = static_cast<std::size_t>(outcome.changes[i].count);
    for (const Change& taken : own_changes(std::span(outcome.changes).subspan(i + 1, count), tally))
      if (Change* const total = known_total(totals, taken)) add_to(*total, taken);
    i += count;
  }
}

}  // namespace

std::vector<Change> changed_so_far(const Case& receipt, const Versions& versions) {
  const Program& program = versions.at(receipt.past.facts.version).program;
  const Day day = effective_day(program.calendar, receipt.past.event);
  const Tally tally = tally_of(receipt, versions);
  std::vector<Change> changes;
  const auto add = [&](std::span<const Posting> postings, std::span<const Change> more, bool returned) {
    const std::vector<Change> own = own_changes(more.subspan(first_change(more)), tally);
    const std::vector<const Change*> of_closes = earned_by_closes({postings, own}, first_posting(more), receipt, program, day);
    for (const Change& change : own) {
      if (!is_of_receipt(change, receipt, versions, day) || std::find(of_closes.begin(), of_closes.end(), &change) != of_closes.end()) continue;
      Change* const known = known_total(changes, change);
      const bool level = change.kind == ChangeKind::kReached || change.kind == ChangeKind::kFloor;
      if (known == nullptr && returned && level) continue;  // of a review in the return's record
      if (known == nullptr) changes.push_back(change);
      else add_to(*known, change);
    }
  };
  add(receipt.past.outcome.postings, receipt.past.outcome.changes, false);
  for (const PastEvent& returned : receipt.returns) {
    const PartOfRecord part = part_of(returned, receipt.past.sequence);
    add(part.postings, part.changes, true);
  }
  for (const Outcome& outcome : receipt.later) take_what_others_took(outcome, tally, changes);
  std::erase_if(changes, [](const Change& change) { return change.kind == ChangeKind::kUsed && change.amount == 0; });
  return changes;
}

}  // namespace setia::engine
