#include "adapters/what_if.hpp"

#include <algorithm>

#include "adapters/account_names.hpp"
#include "adapters/adopted_text.hpp"
#include "adapters/shown.hpp"

namespace setia::adapters {
namespace {

using engine::AccountKind;
using engine::Day;
using engine::Result;
using engine::Status;

constexpr std::size_t kMembersNamed = 10;

enum class Side { kWas, kWould };

void add(WasWould& amounts, Side side, engine::Wide amount) { (side == Side::kWas ? amounts.was_micro : amounts.would_micro) += amount; }

class Counting {
 public:
  Counting(Ledger& ledger, WhatIfDays days) : ledger_(ledger), days_(days) { out_.days = {engine::kNever, engine::kAlways}; }

  void count(const engine::Outcome& outcome, const engine::Versions& versions, Side side) {
    for (const engine::Posting& posting : outcome.postings) {
      if (posting.effective.day < days_.from || posting.effective.day > days_.until) continue;
      const bool given = posting.from.kind == AccountKind::kIssued;
      if (!given && posting.to.kind != AccountKind::kIssued) continue;
      count(posting, given ? engine::Wide{posting.amount_micro} : -engine::Wide{posting.amount_micro}, given ? posting.to.member : posting.from.member,
            versions.at(posting.version).program, side);
    }
  }

  Result<WhatIf> finish(const engine::Program& other) {
    out_.currency = other.currency;
    out_.currency_decimals = other.currency_decimals;
    for (const engine::Unit& unit : other.units) out_.units[unit.name].worth = unit.worth;
    if (const Status named = compare_members(); !named) return named.failure();
    return std::move(out_);
  }

  WhatIf& out() { return out_; }

 private:
  void count(const engine::Posting& posting, engine::Wide amount, engine::MemberIndex member, const engine::Program& program, Side side) {
    const std::string& unit = program.units[posting.unit.index()].name;
    const bool by_rule = posting.why == engine::PostingWhy::kRule || posting.why == engine::PostingWhy::kReturn;
    if (by_rule) add(out_.rules[{program.rules[posting.rule.index()].name, unit}], side, amount);
    add(out_.units[unit].amounts, side, amount);
    add(out_.months[{day_text(posting.effective.day).substr(0, 7), unit}], side, amount);
    add(members_[unit][member], side, amount);
    out_.days.first = std::min(out_.days.first, posting.effective.day);
    out_.days.last = std::max(out_.days.last, posting.effective.day);
  }

  Status compare_members() {
    AccountNames names(ledger_);
    for (auto& [unit, members] : members_) {
      UnitChange& change = out_.units[unit];
      std::vector<std::pair<engine::Wide, engine::MemberIndex>> sorted;
      for (const auto& [member, amounts] : members) {
        const engine::Wide difference = amounts.difference();
        (difference > 0 ? change.more : difference < 0 ? change.less : change.same) += 1;
        if (difference != 0) sorted.emplace_back(difference, member);
      }
      std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
      for (const auto& [difference, member] : sorted) {
        if (difference < 0 || change.winners.size() == kMembersNamed) break;
        if (const Status named = name(names, unit, member, change.winners); !named) return named;
      }
      for (auto at = sorted.rbegin(); at != sorted.rend() && at->first < 0 && change.losers.size() < kMembersNamed; ++at)
        if (const Status named = name(names, unit, at->second, change.losers); !named) return named;
    }
    return engine::Done{};
  }

  Status name(AccountNames& names, const std::string& unit, engine::MemberIndex member, std::vector<MemberChange>& list) {
    const Result<std::string> external = names.member(member);
    if (!external) return external.failure();
    list.push_back({external.value(), unit, members_[unit][member]});
    return engine::Done{};
  }

  Ledger& ledger_;
  WhatIfDays days_;
  WhatIf out_;
  std::map<std::string, std::map<engine::MemberIndex, WasWould>> members_;  // by unit; in order of first naming
};

// The ledger's versions up to the day, then the other program; from the beginning the other one alone.
Status make_versions(const Ledger& ledger, const rules::ProgramText& other, Day from, ProgramCompiler& compiler, engine::Rebuilt& rebuilt) {
  for (std::size_t ordinal = 0; from != engine::kAlways && ordinal < ledger.versions().size(); ++ordinal) {
    engine::Version version = ledger.versions().at(engine::VersionOrdinal{ordinal});
    if (version.from >= from) break;
    Result<engine::Program> program = compiler.compile(version.text, rebuilt.symbols);
    if (!program) return program.failure();
    version.program = std::move(program).value();
    rebuilt.versions.adopt(std::move(version));
  }
  engine::Version version = ledger.versions().at(ledger.versions().latest());
  version.text = adopted_text(other);
  version.from = from;
  Result<engine::Program> program = compiler.compile(version.text, rebuilt.symbols);
  if (!program) return program.failure();
  version.program = std::move(program).value();
  rebuilt.versions.adopt(std::move(version));
  return engine::Done{};
}

}  // namespace

Result<WhatIf> what_if(Ledger& ledger, const rules::ProgramText& other, WhatIfDays days, const OnProgress& progress) {
  Result<StoredRecords> records = StoredRecords::from(ledger.store(), 1);
  if (!records) return records.failure();
  KeySealer sealer(ledger.keys());
  ProgramCompiler compiler(ledger.world().zones);
  engine::Rebuilt rebuilt;
  if (const Status made = make_versions(ledger, other, days.from, compiler, rebuilt); !made) return made.failure();
  engine::Replay replay(ledger.store().header(), engine::ReplayMode::kRejudge, sealer, compiler, rebuilt);
  Counting counting(ledger, days);
  const engine::Sequence last = ledger.state().sequence;
  while (rebuilt.state.sequence < last) {
    const auto record = records.value().next();
    if (!record) return record.failure();
    if (record.value() == nullptr) break;
    const std::uint64_t forgotten = replay.counts().taken_as_given;
    if (const Status judged = replay.next(*record.value()); !judged) return judged.failure();
    if (progress) progress(rebuilt.state.sequence, last);
    if (replay.counts().taken_as_given > forgotten) continue;
    const auto stamp = engine::read_stamp(record.value()->stamp);
    if (!stamp) return stamp.failure();
    const auto recorded = engine::read_outcome(*record.value(), stamp.value(), ledger.record_world());
    if (!recorded) return recorded.failure();
    counting.count(recorded.value().outcome, ledger.versions(), Side::kWas);
    counting.count(replay.outcome(), rebuilt.versions, Side::kWould);
  }
  counting.out().events = replay.counts().events;
  counting.out().refused = replay.counts().refused;
  counting.out().forgotten = replay.counts().taken_as_given;
  return counting.finish(rebuilt.versions.at(rebuilt.versions.latest()).program);
}

}  // namespace setia::adapters
