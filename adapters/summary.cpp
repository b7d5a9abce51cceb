#include "adapters/summary.hpp"

#include <algorithm>
#include <set>

#include "adapters/json_object.hpp"
#include "adapters/shown.hpp"
#include "adapters/store_history.hpp"
#include "adapters/unit_names.hpp"
#include "dsl/utf8.hpp"
#include "engine/apply.hpp"
#include "engine/kept.hpp"
#include "engine/pool.hpp"
#include "engine/reported_discounts.hpp"
#include "engine/scratch.hpp"
#include "rules/scales.hpp"

namespace setia::adapters {
namespace {

using engine::AccountKind;
using engine::Result;
using engine::Status;

class Summing {
 public:
  explicit Summing(Ledger& ledger) : ledger_(ledger), units_(unit_names(ledger.versions())), discounts_(has_discounts(ledger.versions())) {}

  Status record(const engine::StoredRecord& record) {
    const Result<engine::RecordStamp> stamp = engine::read_stamp(record.stamp);
    if (!stamp) return stamp.failure();
    const auto recorded = engine::read_outcome(record, stamp.value(), ledger_.record_world());
    if (!recorded) return recorded.failure();
    gave_.clear();
    for (const engine::Posting& posting : recorded.value().outcome.postings) add(posting);
    for (const engine::Cut& cut : recorded.value().outcome.cuts) add(cut, program_at(stamp.value().door.local.day));
    for (const Time& time : gave_) ++summary_.rules[time.key].times;
    if (!discounts_) return engine::Done{};
    for (const engine::Change& change : recorded.value().outcome.changes)
      if (change.kind == engine::ChangeKind::kReturned) note_return(change, record.sequence);
    return add_discounts(record, stamp.value());
  }

  Result<Summary> finish() {
    if (const Status taken = take_discounts_back(); !taken) return taken.failure();
    const engine::State& state = ledger_.state();
    for (std::size_t key = 0; key < units_.size(); ++key) {
      UnitFigures& figures = summary_.units[units_[key]];
      if (key < state.books.size()) figures.outstanding_micro = state.books[key].members_micro;
    }
    summary_.members = state.joined;
    for (const engine::MemberIndex member : state.joiners) count_levels(state.members[member.index()]);
    if (has_dues()) summary_.due_by = state.clock_program.day;
    return std::move(summary_);
  }

 private:
  void count_levels(const engine::MemberState& member) {
    for (const engine::Ladder& ladder : ledger_.program().ladders) {
      const std::size_t rank = engine::level_now(ladder, ledger_.program(), member, ledger_.state().clock_program.day, ledger_.state());
      if (rank > 0) ++summary_.levels[{ladder.name, ladder.rungs[rank - 1].name}];
    }
  }

  using Key = std::pair<std::string, std::string>;
  // One time that a rule gave something: a record may hold many, of many members and instants.
  struct Time {
    Key key;
    std::int64_t second = 0;
    engine::MemberIndex member;
    friend auto operator<=>(const Time&, const Time&) = default;
  };

  // What falls due for a member is booked with their next event, or when a day is closed.
  bool has_dues() const {
    const engine::State& state = ledger_.state();
    const engine::Passed until{{state.clock_second, state.clock_program}, engine::DueStep::kAll};
    engine::Scratch scratch;
    engine::Outcome outcome;
    for (std::uint32_t joining = 1; joining <= state.joined; ++joining) {
      if (until.at.program.day < state.members[state.joiners[joining - 1].index()].next_due) continue;
      engine::apply_time(ledger_.versions(), state, {joining, joining}, until, scratch, outcome, nullptr);
      if (!outcome.postings.empty()) return true;
    }
    return false;
  }

  const engine::Program& program(engine::VersionOrdinal version) const { return ledger_.versions().at(version).program; }
  const engine::Program& program_at(engine::Day day) const { return program(ledger_.versions().in_force(day)); }

  void add(const engine::Posting& posting) {
    const engine::Program& program = this->program(posting.version);
    const engine::Unit& unit = program.units[posting.unit.index()];
    const std::string& name = units_[unit.key];
    UnitFigures& figures = summary_.units[name];
    MonthFigures& month = summary_.months[{day_text(posting.effective.day).substr(0, 7), name}];
    const engine::Wide amount = posting.amount_micro;
    if (posting.why == engine::PostingWhy::kPartner) {
      const std::string& partner = program.rules[posting.rule.index()].paid_by[static_cast<std::size_t>(posting.line - 1)].partner;
      summary_.partners[{partner, name}] += posting.from.kind == AccountKind::kPartner ? amount : -amount;
      return;
    }
    const auto issued = [&](engine::Wide change) {
      figures.issued_micro += change;
      month.issued_micro += change;
    };
    if (posting.from.kind == AccountKind::kIssued) issued(amount);
    if (posting.to.kind == AccountKind::kIssued) issued(-amount);
    // What a return takes of a lot that has expired already leaves that account again.
    const engine::Wide spent = balance_change(posting, AccountKind::kRedeemed), expired = balance_change(posting, AccountKind::kExpired);
    figures.spent_micro += spent;
    month.spent_micro += spent;
    figures.expired_micro += expired;
    month.expired_micro += expired;
    figures.forfeited_micro += balance_change(posting, AccountKind::kForfeited);
    figures.adjusted_micro -= balance_change(posting, AccountKind::kAdjusted);
    figures.written_off_micro -= balance_change(posting, AccountKind::kWrittenOff);
    const bool by_rule = posting.why == engine::PostingWhy::kRule || posting.why == engine::PostingWhy::kReturn;
    if (by_rule) add_to_rule({program.rules[posting.rule.index()].name, name}, posting);
  }

  static engine::Wide balance_change(const engine::Posting& posting, AccountKind kind) {
    const engine::Wide amount = posting.amount_micro;
    return (posting.to.kind == kind ? amount : 0) - (posting.from.kind == kind ? amount : 0);
  }

  // What a purchase reports as taken off, beside what its rules give.
  Status add_discounts(const engine::StoredRecord& record, const engine::RecordStamp& stamp) {
    if (stamp.kind != engine::RecordKind::kEvent) return engine::Done{};
    bool sealed_away = false;
    const auto body = engine::read_record_body(stamp, record.body, ledger_.record_world(), sealed_away);
    if (!body) return body.failure();
    const auto* const event = std::get_if<engine::Event>(&body.value());
    if (event == nullptr || !engine::reports_discounts(*event)) return engine::Done{};
    const engine::Program& program = program_at(stamp.door.local.day);
    reported_.insert(record.sequence);
    const engine::RuleId* before = nullptr;
    const std::vector<engine::TakenOff> taken = engine::reported_discounts(program, *event);
    for (const engine::TakenOff& one : taken) {
      RuleFigures& figures = summary_.rules[discount_key(program, program.rules[one.rule.index()])];
      figures.given_micro += off_micro(program, one);
      if (before == nullptr || *before != one.rule) ++figures.times;
      before = &one.rule;
    }
    return engine::Done{};
  }

  // 0 stands for the record at hand: a return names its receipt, or a receipt the return that waited for it.
  void note_return(const engine::Change& change, engine::Sequence sequence) {
    const auto or_this = [&](auto named) { return named == 0 ? sequence : static_cast<engine::Sequence>(named); };
    returns_[or_this(change.window)].push_back(or_this(change.count));
  }

  // What is kept of a receipt keeps its part of the discounts.
  Status take_discounts_back() {
    StoreHistory records(ledger_.store());
    engine::StoredHistory history(records, ledger_.record_world());
    for (const auto& [sequence, returns] : returns_) {
      if (!reported_.contains(sequence)) continue;
      const auto receipt = history.event(sequence);
      if (!receipt) return receipt.failure();
      engine::Kept kept(receipt.value().event);
      for (const engine::Sequence one : returns) {
        const auto returned = history.event(one);
        if (!returned) return returned.failure();
        static_cast<void>(kept.take_off(returned.value().event));  // what was too much was refused when it was posted
      }
      const engine::Program& program = program_at(receipt.value().event.stamp.local.day);
      add_taken_back(program, receipt.value().event, 1);
      add_taken_back(program, kept.event(program), -1);
    }
    return engine::Done{};
  }

  void add_taken_back(const engine::Program& program, const engine::Event& event, int sign) {
    for (const engine::TakenOff& one : engine::reported_discounts(program, event)) {
      const engine::Rule& rule = program.rules[one.rule.index()];
      if (!rule.returns_take_nothing) summary_.rules[discount_key(program, rule)].taken_back_micro += sign * off_micro(program, one);
    }
  }

  static Key discount_key(const engine::Program& program, const engine::Rule& rule) { return {rule.name, program.currency + " off"}; }
  static engine::Wide off_micro(const engine::Program& program, const engine::TakenOff& one) {
    return engine::Wide{one.minor} * rules::micro_per_coin(program.currency_decimals);
  }

  static bool has_discounts(const engine::Versions& versions) {
    for (std::size_t i = 0; i < versions.size(); ++i)
      for (const engine::Rule& rule : versions.at(engine::VersionOrdinal{i}).program.rules)
        if (!rule.discounts.empty()) return true;
    return false;
  }

  void add_to_rule(const Key& key, const engine::Posting& posting) {
    RuleFigures& figures = summary_.rules[key];
    if (posting.why == engine::PostingWhy::kReturn) {
      figures.taken_back_micro += posting.amount_micro;
      return;
    }
    figures.given_micro += posting.amount_micro;
    gave_.insert({key, posting.effective_second, posting.to.member});
  }

  void add(const engine::Cut& cut, const engine::Program& program) {
    const std::string& unit = units_[program.units[cut.unit.index()].key];
    summary_.rules[{program.rules[cut.rule.index()].name, unit}].cut_micro += cut.wanted_micro - cut.given_micro;
  }

  Ledger& ledger_;
  std::vector<std::string> units_;
  bool discounts_;
  Summary summary_;
  std::set<Time> gave_;
  std::set<engine::Sequence> reported_;                              // receipts that report discounts
  std::map<engine::Sequence, std::vector<engine::Sequence>> returns_;  // of receipts
};

// Left-aligned first columns, right-aligned figures; as wide as what stands in them.
class FigureTable {
 public:
  void add(std::vector<std::string> names, std::vector<std::string> figures) { rows_.push_back({std::move(names), std::move(figures)}); }

  std::string text() const {
    std::string text;
    for (const Row& row : rows_) {
      text += "  ";
      for (std::size_t i = 0; i < row.names.size(); ++i) text += row.names[i] + blanks(width(&Row::names, i, kNameWidth), row.names[i]);
      for (std::size_t i = 0; i < row.figures.size(); ++i) text += blanks(width(&Row::figures, i, kFigureWidth), row.figures[i]) + row.figures[i];
      text += "\n";
    }
    return text;
  }

 private:
  static constexpr std::size_t kNameWidth = 24, kFigureWidth = 16;
  struct Row {
    std::vector<std::string> names, figures;
  };

  // At least one blank between two columns.
  std::size_t width(const std::vector<std::string> Row::*part, std::size_t column, std::size_t least) const {
    std::size_t widest = least;
    for (const Row& row : rows_) widest = std::max(widest, dsl::utf8_characters((row.*part)[column]) + 1);
    return widest;
  }
  static std::string blanks(std::size_t width, const std::string& text) { return std::string(width - dsl::utf8_characters(text), ' '); }

  std::vector<Row> rows_;
};

// What was written off has a column where there is something: few programs forgive debts.
std::string units_table(const Summary& summary) {
  const bool written_off = std::any_of(summary.units.begin(), summary.units.end(), [](const auto& unit) { return unit.second.written_off_micro != 0; });
  FigureTable table;
  const auto row = [&](const std::string& unit, std::vector<std::string> figures, const std::string& forgiven, const std::string& outstanding) {
    if (written_off) figures.push_back(forgiven);
    figures.push_back(outstanding);
    table.add({unit}, std::move(figures));
  };
  row("unit", {"issued", "spent", "expired", "forfeited", "adjusted"}, "written off", "outstanding");
  for (const auto& [unit, of] : summary.units)
    row(unit, {units_text(of.issued_micro), units_text(of.spent_micro), units_text(of.expired_micro), units_text(of.forfeited_micro), units_text(of.adjusted_micro)},
        units_text(of.written_off_micro), units_text(of.outstanding_micro));
  std::string text = table.text();
  if (summary.due_by)
    text += "  What fell due by " + day_text(*summary.due_by) + " and is not booked yet is not in it: the member's next event books it, or setia close-day.\n";
  return text;
}

std::string rules_table(const Summary& summary) {
  FigureTable table;
  table.add({"rule", "unit"}, {"times", "given", "taken back", "cut"});
  for (const auto& [key, figures] : summary.rules)
    table.add({key.first, key.second}, {std::to_string(figures.times), units_text(figures.given_micro), units_text(figures.taken_back_micro), units_text(figures.cut_micro)});
  return table.text();
}

std::string events_json(const DoorCounts& counts) {
  return JsonObject()
      .number("posted", counts.posted)
      .number("repeated", counts.repeated)
      .number("waiting", counts.waiting)
      .number("without_member", counts.without_member)
      .number("refused", counts.refused)
      .done();
}

}  // namespace

Result<Summary> summarize(Ledger& ledger) {
  Result<StoredRecords> records = StoredRecords::from(ledger.store(), 1);
  if (!records) return records.failure();
  Summing summing(ledger);
  while (true) {
    const auto record = records.value().next();
    if (!record) return record.failure();
    if (record.value() == nullptr) return summing.finish();
    if (const Status added = summing.record(*record.value()); !added) return added.failure();
  }
}

std::string summary_text(const Summary& summary, const DoorCounts& counts) {
  std::string text = "events: " + std::to_string(counts.posted) + " posted, " + std::to_string(counts.repeated) + " repeated, " +
                     std::to_string(counts.waiting) + " waiting, " + std::to_string(counts.without_member) + " without member, " +
                     std::to_string(counts.refused) + " refused\n";
  text += "members: " + std::to_string(summary.members) + "\n\n" + rules_table(summary) + "\n" + units_table(summary);
  FigureTable months, levels;
  months.add({"month", "unit"}, {"issued", "spent", "expired"});
  for (const auto& [key, figures] : summary.months)
    months.add({key.first, key.second}, {units_text(figures.issued_micro), units_text(figures.spent_micro), units_text(figures.expired_micro)});
  text += "\n" + months.text();
  if (!summary.partners.empty()) {
    FigureTable partners;
    partners.add({"partner", "unit"}, {"bears"});
    for (const auto& [key, micro] : summary.partners) partners.add({key.first, key.second}, {units_text(micro)});
    text += "\n" + partners.text();
  }
  if (summary.levels.empty()) return text;
  levels.add({"ladder", "level"}, {"members"});
  for (const auto& [key, members] : summary.levels) levels.add({key.first, key.second}, {std::to_string(members)});
  return text + "\n" + levels.text();
}

std::string summary_json(const Summary& summary, const DoorCounts& counts) {
  std::vector<std::string> rules, units, months, levels, partners;
  for (const auto& [key, micro] : summary.partners)
    partners.push_back(JsonObject().text("partner", key.first).text("unit", key.second).text("bears", units_text(micro)).done());
  for (const auto& [key, members] : summary.levels)
    levels.push_back(JsonObject().text("ladder", key.first).text("level", key.second).number("members", members).done());
  for (const auto& [key, figures] : summary.rules)
    rules.push_back(JsonObject()
                        .text("rule", key.first)
                        .text("unit", key.second)
                        .number("times", figures.times)
                        .text("given", units_text(figures.given_micro))
                        .text("taken_back", units_text(figures.taken_back_micro))
                        .text("cut", units_text(figures.cut_micro))
                        .done());
  for (const auto& [unit, figures] : summary.units)
    units.push_back(JsonObject()
                        .text("unit", unit)
                        .text("issued", units_text(figures.issued_micro))
                        .text("spent", units_text(figures.spent_micro))
                        .text("expired", units_text(figures.expired_micro))
                        .text("forfeited", units_text(figures.forfeited_micro))
                        .text("adjusted", units_text(figures.adjusted_micro))
                        .text("written_off", units_text(figures.written_off_micro))
                        .text("outstanding", units_text(figures.outstanding_micro))
                        .done());
  for (const auto& [key, figures] : summary.months)
    months.push_back(JsonObject()
                         .text("month", key.first)
                         .text("unit", key.second)
                         .text("issued", units_text(figures.issued_micro))
                         .text("spent", units_text(figures.spent_micro))
                         .text("expired", units_text(figures.expired_micro))
                         .done());
  JsonObject object;
  object.raw("events", events_json(counts))
      .number("members", summary.members)
      .raw("rules", json_list(rules))
      .raw("units", json_list(units))
      .raw("months", json_list(months));
  if (!partners.empty()) object.raw("partners", json_list(partners));
  return object.raw("due_not_booked", summary.due_by ? "true" : "false").raw("status", json_list(levels)).done();
}

}  // namespace setia::adapters
