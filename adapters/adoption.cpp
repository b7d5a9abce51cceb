#include "adapters/adoption.hpp"

#include <algorithm>

#include "adapters/adopted_text.hpp"
#include "adapters/shown.hpp"
#include "rules/compile.hpp"
#include "rules/words.hpp"

namespace setia::adapters {
namespace {

using engine::Day;
using engine::Done;
using engine::Failure;
using engine::Reason;
using engine::Result;
using engine::Status;
using rules::Difference;
using rules::DifferenceKind;

Failure cannot_follow(std::string what, std::string remedy) { return {Reason::kInvalid, std::move(what), std::move(remedy)}; }

// The latest local day that a record was judged by; kAlways when there was none.
Result<Day> last_judged_day(Ledger& ledger) {
  Result<StoredRecords> records = StoredRecords::from(ledger.store(), 1);
  if (!records) return records.failure();
  Day last = engine::kAlways;
  while (true) {
    const auto record = records.value().next();
    if (!record) return record.failure();
    if (record.value() == nullptr) return last;
    const auto stamp = engine::read_stamp(record.value()->stamp);
    if (!stamp) return stamp.failure();
    const engine::Stamp& door = stamp.value().door;
    if (stamp.value().kind == engine::RecordKind::kEvent) last = std::max({last, door.local.day, door.program.day});
    // Time that has passed up to midnight is that of the day before.
    if (stamp.value().kind == engine::RecordKind::kTime) last = std::max(last, door.program.minute == 0 ? door.program.day - 1 : door.program.day);
  }
}

Status day_is_free(Ledger& ledger, Day from) {
  const Result<Day> last = last_judged_day(ledger);
  if (!last) return last.failure();
  const Day begun = ledger.versions().at(ledger.versions().latest()).from;
  if (from <= last.value())
    return cannot_follow(day_text(from) + " is judged already: the ledger has events up to " + day_text(last.value()) + ".",
                         "Name a later day:  --from " + day_text(last.value() + 1));
  if (begun != engine::kAlways && from <= begun)
    return cannot_follow("The version before it begins on " + day_text(begun) + ".", "Name a later day:  --from " + day_text(begun + 1));
  return Done{};
}

const char* word_of(engine::ValueType type) {
  switch (type) {
    case engine::ValueType::kText: return "a text";
    case engine::ValueType::kNumber: return "a number";
    case engine::ValueType::kMoney: return "money";
    case engine::ValueType::kDate: return "a date";
    case engine::ValueType::kYesNo: return "yes or no";
    case engine::ValueType::kCount: return "a count";
  }
  return "";
}

// What members have keeps its meaning under its name.
Status names_keep_their_meaning(const engine::Program& before, const engine::Program& next) {
  for (const engine::FieldOf& old : before.fields) {
    for (const engine::FieldOf& now : next.fields) {
      if (old.owner != engine::FieldOwner::kMember || now.owner != old.owner || now.name != old.name || now.type == old.type) continue;
      return cannot_follow("The member field \"" + old.name + "\" is " + word_of(old.type) + " so far and would become " + word_of(now.type) + ".", "Give it another name.");
    }
  }
  for (const engine::Counter& old : before.counters) {
    for (const engine::Counter& now : next.counters) {
      if (old.name != now.name || (old.type == now.type && old.of_unit == now.of_unit)) continue;
      return cannot_follow("The counter \"" + old.name + "\" counts something else than before.", "Give it another name.");
    }
  }
  return Done{};
}

Status can_follow(const engine::Program& before, const engine::Program& next) {
  if (before.currency != next.currency)
    return cannot_follow("The ledger counts in " + before.currency + ", the program in " + next.currency + ".", "A ledger keeps its currency: make a new one with setia init.");
  if (before.zone != next.zone)
    return cannot_follow("The ledger's days are those of " + before.zone + ", the program's those of " + next.zone + ".", "A ledger keeps its time zone: make a new one with setia init.");
  return names_keep_their_meaning(before, next);
}

class Noting {
 public:
  Noting(const Ledger& ledger, const std::vector<Difference>& differences) : ledger_(ledger), differences_(differences) {}

  std::vector<std::string> run() {
    for (const Difference& difference : differences_) {
      switch (difference.declaration) {
        case dsl::DeclarationKind::kPoints: units(difference, engine::UnitKind::kPoints); break;
        case dsl::DeclarationKind::kWallet: units(difference, engine::UnitKind::kWallet); break;
        case dsl::DeclarationKind::kRule: named(difference, "What its limits have used is forgotten: they are kept by the rule's name."); break;
        case dsl::DeclarationKind::kLimit: named(difference, "What it has used is forgotten: it is kept by the limit's name."); break;
        case dsl::DeclarationKind::kCounter: named(difference, "What it counts stays with the old name."); break;
        default: break;
      }
    }
    return std::move(notes_);
  }

 private:
  void named(const Difference& difference, const std::string& what) {
    if (difference.kind == DifferenceKind::kRenamed) notes_.push_back(difference.heading + " is now " + difference.renamed_to + ". " + what);
  }

  // Lots outlive the name of their unit.
  void units(const Difference& difference, engine::UnitKind kind) {
    if (difference.kind != DifferenceKind::kRenamed && difference.kind != DifferenceKind::kGone) return;
    std::uint64_t members = 0;
    engine::Wide held = 0;
    const auto& keys = ledger_.versions().units().names;
    const auto key = static_cast<std::uint32_t>(std::find(keys.begin(), keys.end(), engine::unit_key_name(kind, difference.name)) - keys.begin());
    for (const engine::MemberState& member : ledger_.state().members) {
      for (const engine::Holding& holding : member.holdings) {
        const engine::Wide of = engine::Wide{holding.available_micro} + holding.pending_micro + holding.held_micro;
        if (holding.unit_key != key || of == 0) continue;
        ++members;
        held += of;
      }
    }
    const bool renamed = difference.kind == DifferenceKind::kRenamed;
    std::string note = difference.heading + (renamed ? " is now " + difference.renamed_to + ", which is another unit." : " is gone.");
    if (members > 0) note += " " + std::to_string(members) + (members == 1 ? " member has " : " members have ") + units_text(held) + " of them: these live on as the old program says.";
    notes_.push_back(note);
  }

  const Ledger& ledger_;
  const std::vector<Difference>& differences_;
  std::vector<std::string> notes_;
};

}  // namespace

Result<AdoptionPreview> preview_adoption(Ledger& ledger, const rules::ProgramText& next, Day from, const OnProgress& progress) {
  AdoptionPreview preview;
  const engine::Version& before = ledger.versions().at(ledger.versions().latest());
  const Result<rules::ProgramText> text = read_adopted_text(before.text);
  if (!text) return text.failure();
  preview.before = "\"" + before.program.name + "\" version " + std::to_string(before.program.version);
  preview.same = rules::fingerprint(text.value()) == rules::fingerprint(next);
  if (preview.same) return preview;
  engine::Symbols symbols;
  ProgramCompiler compiler(ledger.world().zones);
  const Result<engine::Program> compiled = compiler.compile(adopted_text(next), symbols);
  if (!compiled) return compiled.failure();
  Status follows = can_follow(before.program, compiled.value());
  if (follows) follows = day_is_free(ledger, from);
  if (!follows) return follows.failure();
  preview.differences = rules::compare(text.value(), next, ledger.world().zones);
  preview.notes = Noting(ledger, preview.differences).run();
  Result<WhatIf> history = what_if(ledger, next, {}, progress);
  if (!history) return history.failure();
  preview.history = std::move(history).value();
  return preview;
}

}  // namespace setia::adapters
