#include "adapters/explanation.hpp"

#include <algorithm>
#include <map>

#include "adapters/account_names.hpp"
#include "adapters/adopted_text.hpp"
#include "adapters/event_draft.hpp"
#include "adapters/find_entry.hpp"
#include "adapters/member_history.hpp"
#include "adapters/read_record.hpp"
#include "adapters/shown.hpp"
#include "adapters/state_before.hpp"
#include "adapters/store_history.hpp"
#include "adapters/told_payments.hpp"
#include "adapters/unasked_activity.hpp"
#include "dsl/suggest.hpp"
#include "engine/apply.hpp"
#include "engine/completion.hpp"
#include "engine/referrals.hpp"
#include "engine/reported_discounts.hpp"
#include "engine/settle_payments.hpp"
#include "engine/timetable.hpp"
#include "rules/compile.hpp"
#include "rules/explain_life.hpp"
#include "rules/words.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::Failure;
using engine::PostingWhy;
using engine::Reason;
using engine::Result;
using engine::Status;
using engine::VersionOrdinal;

constexpr const char* kWeekdays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

// A version's program as it was written.
struct WrittenVersion {
  rules::ProgramText text;
  std::unique_ptr<rules::Checked> checked;
};

// The line of a rule that says what starts it, as an aside.
std::string starting_line(const rules::RulePlan& plan) {
  const auto starts = std::find_if(plan.lines.begin(), plan.lines.end(), [](std::string_view line) { return line.starts_with("on "); });
  return starts == plan.lines.end() ? std::string() : "; it says \"" + *starts + "\"";
}

class Explaining {
 public:
  Explaining(Ledger& ledger, const FoundEntry& found, const std::string& rule) : ledger_(ledger), names_(ledger), found_(found), rule_(rule) {}

  Result<Explanation> run(const OnProgress& progress) {
    Result<ReadRecord> record = read_record(ledger_, found_.record);
    if (!record) return record.failure();
    out_.event = record.value().event_name();
    out_.record = found_.record;
    happened_second_ = record.value().stamp.door.instant_second;
    Status done = Done{};
    if (const engine::Event* event = record.value().event()) done = judge_again(*event, record.value(), progress);
    if (done) done = entries(record.value());
    if (!done) return done.failure();
    return std::move(out_);
  }

 private:
  Result<const WrittenVersion*> written(VersionOrdinal version) {
    WrittenVersion& written = written_[version];
    if (written.checked != nullptr) return &written;
    auto text = read_adopted_text(ledger_.versions().at(version).text);
    if (!text) return text.failure();
    written.text = std::move(text).value();
    written.checked = rules::check(written.text, ledger_.world().zones);
    return &written;
  }

  rules::Explained explained(const WrittenVersion& written, VersionOrdinal version, const engine::Event* event = nullptr) {
    return {written.checked->plan, ledger_.versions().at(version).program, ledger_.symbols(), &written.text.sources, event};
  }

  // --- the event --------------------------------------------------------------------------------------------------------

  Status describe(const engine::Event& event, const engine::Stamp& stamp, const engine::Program& program) {
    const Result<std::string> member = event.member == engine::MemberIndex{} ? Result<std::string>(std::string("nobody")) : names_.member(event.member);
    if (!member) return member.failure();
    out_.what = std::string(kind_name(event.kind)) + " of " + member.value() + " on " + rules::time_in_words(stamp.local) + " (" +
                kWeekdays[engine::weekday_of(stamp.local.day)] + ")";
    const auto text = [&](engine::SymbolId id) { return std::string(ledger_.symbols().text(id)); };
    if (event.store != engine::SymbolId{}) out_.what += " in \"" + text(event.store) + "\"";
    if (event.channel != engine::SymbolId{}) out_.what += ", channel \"" + text(event.channel) + "\"";
    out_.program = "\"" + program.name + "\" version " + std::to_string(program.version) + ", " + hash_text(program.hash).substr(0, 12);
    describe_lines(event, program);
    for (const engine::TakenOff& one : engine::reported_discounts(program, event))
      out_.read.push_back("taken off: " + rules::money_in_words(one.minor, program) + " by \"" + program.rules[one.rule.index()].name + "\"" +
                          (one.line < 0 ? "" : " on line " + std::to_string(event.lines[static_cast<std::size_t>(one.line)].number)));
    describe_fields(event.more);
    for (const engine::Payment& payment : event.payments) out_.read.push_back(payment_in_words(payment, program));
    return Done{};
  }

  // A line of a return that says no amount takes its share of what was sold: nothing stands in it to be read.
  void describe_lines(const engine::Event& event, const engine::Program& program) {
    engine::Wide total = 0;
    bool says_all = event.lines.size() > 1;
    for (const engine::Line& line : event.lines) {
      const bool says_amount = event.kind != engine::EventKind::kReturn || line.has_amount;
      says_all = says_all && says_amount;
      total += line.amount_minor;
      std::string words = says_amount ? rules::money_in_words(line.amount_minor, program) : "";
      const auto add = [&words](const std::string& more) { words += (words.empty() ? "" : ", ") + more; };
      if (line.category != engine::SymbolId{}) words += (words.empty() ? "\"" : " of \"") + std::string(ledger_.symbols().text(line.category)) + "\"";
      if (line.sku != engine::SymbolId{}) add("sku \"" + std::string(ledger_.symbols().text(line.sku)) + "\"");
      if (line.quantity_micro != 1'000'000) add(units_text(line.quantity_micro) + " pieces");
      else if (!says_amount && line.has_quantity) add("1 piece");
      out_.read.push_back("line " + std::to_string(line.number) + (words.empty() ? words : ": " + words));
    }
    if (says_all) out_.read.push_back("together " + rules::money_in_words(static_cast<std::int64_t>(total), program));
  }

  std::string payment_in_words(const engine::Payment& payment, const engine::Program& program) {
    std::string words = "paid " + rules::money_in_words(payment.amount_minor, program);
    if (const auto unit = engine::unit_named(program, payment.unit)) words += " with " + rules::amount_in_words(payment.points_micro, program.units[unit->index()]);
    if (payment.method != engine::SymbolId{}) words += " by \"" + std::string(ledger_.symbols().text(payment.method)) + "\"";
    return words;
  }

  // Fields that hold one value, or texts; other lists and objects say too much here.
  void describe_fields(const engine::Fields& fields) {
    for (const engine::Field& field : fields) {
      if (const auto* text = std::get_if<std::string>(&field.value.held)) out_.read.push_back(field.name + ": \"" + *text + "\"");
      if (const auto* number = std::get_if<engine::Number>(&field.value.held)) out_.read.push_back(field.name + ": " + number->text);
      if (const auto* yes = std::get_if<bool>(&field.value.held)) out_.read.push_back(field.name + ": " + (*yes ? "yes" : "no"));
      if (const auto* list = std::get_if<engine::List>(&field.value.held); list != nullptr && !list->empty()) describe_texts(field.name, *list);
    }
  }

  void describe_texts(const std::string& name, const engine::List& list) {
    std::string words;
    for (const engine::Value& value : list) {
      const auto* text = std::get_if<std::string>(&value.held);
      if (text == nullptr) return;
      words += (words.empty() ? "\"" : ", \"") + *text + "\"";
    }
    out_.read.push_back(name + ": " + words);
  }

  // A posting that time brought says all about itself; the rules are asked about everything else.
  bool asks_rules(const ReadRecord& record) const {
    for (const engine::Posting& posting : record.recorded.outcome.postings)
      if (posting.number == found_.posting) return posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn;
    return true;
  }

  Status judge_again(const engine::Event& recorded, const ReadRecord& record, const OnProgress& progress) {
    const VersionOrdinal version = ledger_.versions().in_force(record.stamp.door.local.day);
    const Result<const WrittenVersion*> program = written(version);
    if (!program) return program.failure();
    engine::Event described = recorded;
    const int decimals = ledger_.versions().at(version).program.currency_decimals;
    if (const Status completed = engine::complete(described, decimals, ledger_.symbols()); !completed) return completed;
    const engine::Program& compiled = ledger_.versions().at(version).program;
    if (const Status settled = tell_payments(ledger_, record.recorded.outcome, compiled, described); !settled) return settled;
    if (const Status done = describe(described, record.stamp.door, compiled); !done) return done;
    out_.messages = record.recorded.outcome.messages;
    if (record.sealed_away) {
      out_.notes.push_back("The member was forgotten: what was personal can no longer be read, so the rules cannot be asked again.");
      return Done{};
    }
    const bool waits = record.recorded.outcome.waits;
    if (waits) out_.notes.push_back("The receipt had not come yet: the return waits for it, and is booked with it.");
    if (recorded.kind == engine::EventKind::kReturn && !waits) out_.notes.push_back("A return is judged on what is kept of its receipt; what is missing from that is taken back.");
    if (const Status told = tell_others(record.recorded.outcome); !told) return told;
    for (const auto& [whom, message] : record.recorded.outcome.told) {
      const Result<std::string> member = names_.member(whom);
      if (!member) return member.failure();
      out_.notes.push_back(member.value() + " is told: " + message);
    }
    if (record.recorded.outcome.without_member) out_.notes.push_back("Nobody had joined under this name: the receipt is counted and gives nothing.");
    if (const std::string note = unasked_activity(compiled, ledger_.symbols(), described); !note.empty()) out_.notes.push_back(note);
    return asks_rules(record) ? ask_rules(*program.value(), progress) : Done{};
  }

  // Of the two sides of it, one says it.
  Status tell_household(const engine::Change& change) {
    if (change.other < change.member) return Done{};
    const Result<std::string> one = names_.member(change.member), other = names_.member(change.other);
    if (!one || !other) return one ? other.failure() : one.failure();
    out_.notes.push_back(one.value() + " and " + other.value() + (change.amount > 0 ? " are of one household." : " are of one household no longer."));
    return Done{};
  }

  // Who was referred by whom, or why not; and who lives with whom.
  Status tell_others(const engine::Outcome& outcome) {
    for (const engine::Change& change : outcome.changes) {
      if (change.kind == engine::ChangeKind::kHousehold) {
        if (const Status told = tell_household(change); !told) return told;
      }
      const engine::Program& program = ledger_.versions().at(change.version).program;
      const std::string referral(ledger_.symbols().text(change.text));
      if (change.kind == engine::ChangeKind::kNotReferred)
        out_.notes.push_back("No referral" + (referral.empty() ? std::string() : " by \"" + referral + "\"") + ": " + engine::refusal_of(change, program, referral).what);
      if (change.kind == engine::ChangeKind::kFriendDone)
        out_.notes.push_back((change.amount > 0 ? "All steps of the referral \"" : "Steps are missing again of the referral \"") + program.referrals[change.index].name +
                             (change.amount > 0 ? "\" are done." : "\"."));
      if (change.kind != engine::ChangeKind::kReferred && change.kind != engine::ChangeKind::kInvited) continue;
      const Result<std::string> by = names_.member(change.other);
      if (!by) return by.failure();
      out_.notes.push_back((change.kind == engine::ChangeKind::kReferred ? "Referred by " : "Invited by ") + by.value() + ".");
    }
    return Done{};
  }

  // The world before the record, its own symbols included, so that nothing of later days is read.
  Status ask_rules(const WrittenVersion& program, const OnProgress& progress) {
    auto before = state_before(ledger_, found_.record, progress);
    if (!before) return before.failure();
    engine::Rebuilt& rebuilt = *before.value();
    KeySealer sealer(ledger_.keys());
    const auto stored = ledger_.store().record(found_.record);
    if (!stored) return stored.failure();
    const auto stamp = engine::read_stamp(stored.value()->stamp);
    if (!stamp) return stamp.failure();
    bool sealed_away = false;
    auto body = engine::read_record_body(stamp.value(), stored.value()->body, {rebuilt.versions, rebuilt.state, rebuilt.symbols, sealer}, sealed_away);
    if (!body) return body.failure();
    engine::Event& event = std::get<engine::Event>(body.value());
    const VersionOrdinal version = rebuilt.versions.in_force(event.stamp.local.day);
    const engine::Program& compiled = rebuilt.versions.at(version).program;
    if (const Status completed = engine::complete(event, compiled.currency_decimals, rebuilt.symbols); !completed) return completed;
    engine::Scratch scratch;
    engine::Outcome outcome;
    engine::Trace trace;
    StoreHistory records(ledger_.store());
    engine::StoredHistory history(records, {rebuilt.versions, rebuilt.state, rebuilt.symbols, sealer});
    const auto cases = engine::find_cases(event, rebuilt.versions, rebuilt.state, rebuilt.symbols, history);
    if (!cases) return cases.failure();
    engine::apply(rebuilt.versions, rebuilt.state, event, cases.value(), scratch, outcome, &trace);
    out_.rules = rules::explain_rules({program.checked->plan, compiled, rebuilt.symbols, &program.text.sources, &event}, outcome, trace);
    return keep_asked_rule(outcome, compiled, program.checked->plan);
  }

  // Only the rule that was asked about, or the one of the posting that was.
  Status keep_asked_rule(const engine::Outcome& outcome, const engine::Program& program, const rules::Plan& plan) {
    std::string wanted = rule_;
    for (const engine::Posting& posting : outcome.postings)
      if (posting.number == found_.posting && wanted.empty()) wanted = program.rules[posting.rule.index()].name;
    if (wanted.empty()) return Done{};
    std::erase_if(out_.rules, [&](const rules::RuleAnswer& answer) { return answer.rule != wanted; });
    if (!out_.rules.empty()) return Done{};
    const auto asked = std::find_if(plan.rules.begin(), plan.rules.end(), [&](const rules::RulePlan& one) { return one.name == wanted; });
    if (asked != plan.rules.end()) {
      out_.notes.push_back("\"" + wanted + "\" does not answer to this kind of event" + starting_line(*asked) + ".");
      return Done{};
    }
    std::vector<std::string_view> names;
    for (const rules::RulePlan& one : plan.rules) names.push_back(one.name);
    const std::string near(dsl::nearest(wanted, names));
    return Failure{Reason::kInvalid, "The program has no rule \"" + wanted + "\".", near.empty() ? "" : "Did you mean \"" + near + "\"?"};
  }

  // --- the entries ------------------------------------------------------------------------------------------------------

  Status entries(const ReadRecord& record) {
    for (const engine::Posting& posting : record.recorded.outcome.postings) {
      if (found_.posting != 0 && posting.number != found_.posting) continue;
      if (!rule_.empty() && !is_of_asked_rule(posting)) continue;
      Result<std::string> words = sentence(posting);
      if (!words) return words.failure();
      out_.entries.push_back({posting.number, day_text(posting.effective.day), std::move(words).value()});
    }
    return Done{};
  }

  bool is_of_asked_rule(const engine::Posting& posting) const {
    const bool by_rule = posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn;
    return by_rule && ledger_.versions().at(posting.version).program.rules[posting.rule.index()].name == rule_;
  }

  Result<std::string> sentence(const engine::Posting& posting) {
    const engine::Program& program = ledger_.versions().at(posting.version).program;
    const Result<std::string> from = names_.account(posting.from, posting);
    if (!from) return from;
    const Result<std::string> to = names_.account(posting.to, posting);
    if (!to) return to;
    std::string words = rules::amount_in_words(posting.amount_micro, program.units[posting.unit.index()]) + " from " + from.value() + " to " + to.value();
    const Result<std::string> clock = clock_of(posting, program);
    if (!clock) return clock;
    if (posting.why == PostingWhy::kRule) return words + ", given by \"" + cause_of(posting, program) + "\"" + clock.value() + life_of(posting);
    words += ", " + cause_of(posting, program);
    if (posting.reverses != 0) words += " of @" + std::to_string(posting.reverses);
    words += clock.value();
    if (posting.lot_left == 0) return words;
    const Result<std::string> origin = origin_of(posting);
    return origin ? Result<std::string>(words + origin.value()) : origin;
  }

  // What started a rule that no event starts, and whether it was judged again since: what a close counted has changed.
  Result<std::string> clock_of(const engine::Posting& posting, const engine::Program& program) {
    const bool by_rule = posting.why == PostingWhy::kRule || posting.why == PostingWhy::kReturn;
    if (!by_rule) return std::string();
    const engine::Rule& rule = program.rules[posting.rule.index()];
    const Result<const WrittenVersion*> text = written(posting.version);
    if (!text) return text.failure();
    const std::string line = rules::clock_in_words(explained(*text.value(), posting.version), posting.rule);
    if (line.empty()) return std::string();
    std::string words = ", because of  " + line;
    if (!engine::is_correctable(rule)) return words;
    if (posting.why == PostingWhy::kRule || posting.lot_left == posting.reverses) words += ", which ended on " + day_text(posting.earned);
    const bool again = posting.why == PostingWhy::kReturn || (!out_.event.empty() && posting.effective_second == happened_second_);
    return words + (again ? "; " + out_.event + " changed what it counted, so it was judged again" : "");
  }

  std::string life_of(const engine::Posting& posting) const {
    std::string words;
    if (posting.to.kind == engine::AccountKind::kPending) {
      words += posting.release.second != 0 ? ", pending until " + instant_text(posting.release.second) : ", pending until " + day_text(posting.release.day);
    }
    return words + (posting.last_valid == engine::kNever ? ", never expires" : ", valid until " + day_text(posting.last_valid));
  }

  // Where the lot that a posting touches comes from, and which line released it or let it expire.
  Result<std::string> origin_of(const engine::Posting& posting) {
    const auto sequence = record_of_posting(ledger_, posting.lot_left);
    if (!sequence) return sequence.failure();
    if (!sequence.value()) return std::string();
    const Result<ReadRecord> record = read_record(ledger_, *sequence.value());
    if (!record) return record.failure();
    for (const engine::Posting& first : record.value().recorded.outcome.postings) {
      if (first.number != posting.lot_left) continue;
      const engine::Program& program = ledger_.versions().at(first.version).program;
      const std::string event = record.value().event_name();
      std::string words = ": they came with @" + std::to_string(first.number) + " on " + day_text(first.earned == 0 ? first.effective.day : first.earned);
      if (first.why == PostingWhy::kRule) words += ", given by \"" + cause_of(first, program) + "\"";
      if (!event.empty()) words += " for " + event;
      const Result<std::string> line = line_of(posting, first);
      return line ? Result<std::string>(words + line.value()) : line;
    }
    return std::string();
  }

  Result<std::string> line_of(const engine::Posting& posting, const engine::Posting& first) {
    if (posting.why != PostingWhy::kRelease && posting.why != PostingWhy::kExpiry) return std::string();
    const Result<const WrittenVersion*> program = written(first.version);
    if (!program) return program.failure();
    const auto rule = first.why == PostingWhy::kRule ? std::optional(first.rule) : std::nullopt;
    const bool release = posting.why == PostingWhy::kRelease;
    const std::string line = rules::life_in_words(explained(*program.value(), first.version), rule, first.unit,
                                                  release ? rules::LifeLine::kPending : rules::LifeLine::kExpire);
    const bool moved = posting.last_valid == engine::kNever;  // by what the member did: it is gone on the day after
    std::string words = release ? "" : "; their last day was " + day_text(moved ? posting.effective.day - 1 : posting.last_valid);
    if (!line.empty()) words += ", because of  " + line;
    return words;
  }

  Ledger& ledger_;
  AccountNames names_;
  FoundEntry found_;
  const std::string& rule_;
  std::map<VersionOrdinal, WrittenVersion> written_;
  std::int64_t happened_second_ = 0;  // when the record's event happened
  Explanation out_;
};

}  // namespace

Result<Explanation> explain(Ledger& ledger, const std::string& asked, const std::string& rule, const OnProgress& progress) {
  const Result<FoundEntry> found = find_entry(ledger, asked);
  if (!found) return found.failure();
  return Explaining(ledger, found.value(), rule).run(progress);
}

}  // namespace setia::adapters
