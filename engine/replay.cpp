#include "engine/replay.hpp"

#include <algorithm>

#include "engine/adoption.hpp"
#include "engine/apply.hpp"
#include "engine/completion.hpp"
#include "engine/difference.hpp"
#include "engine/ensure.hpp"
#include "engine/posting.hpp"
#include "engine/take.hpp"
#include "engine/timetable.hpp"

namespace setia::engine {
namespace {

Failure differs(Sequence sequence, std::string_view what) {
  return {Reason::kDiffers, "record " + std::to_string(sequence) + ", " + std::string(what), ""};
}

// How far time passes with a record: what is judged moves the ledger's clock, what is said about the ledger does not.
Passed passed_with(const RecordStamp& stamp, const Body& body, const State& state) {
  if (const auto* time = std::get_if<TimeBody>(&body)) return passed_by(*time);
  if (stamp.kind == RecordKind::kEvent) return engine::passed_with(stamp.door);
  return {{state.clock_second, state.clock_program}, DueStep::kBefore};
}

MemberIndex member_of(const Body& body) {
  if (const auto* event = std::get_if<Event>(&body)) return event->member;
  return {};
}

}  // namespace

Replay::Replay(const LedgerHeader& header, ReplayMode mode, Sealer& sealer, Compiler& compiler, Rebuilt& rebuilt, Records* past)
    : mode_(mode), sealer_(sealer), compiler_(compiler), rebuilt_(rebuilt), past_(past) {
  if (rebuilt_.state.sequence == 0) rebuilt_.head = hasher_.of(encode_header(header));
}

Status Replay::check_place(const StoredRecord& record, const RecordStamp& stamp) const {
  const Sequence expected = rebuilt_.state.sequence + 1;
  if (record.sequence != expected || stamp.sequence != expected)
    return differs(record.sequence, "stamp: record " + std::to_string(expected) + " was to come here; one is missing, or two changed places.");
  std::size_t next = rebuilt_.state.members.size();
  for (const Naming& naming : stamp.named)
    if (naming.member.index() != next++ || rebuilt_.state.find(naming.id) != MemberIndex{})
      return differs(record.sequence, "stamp: it names a member for the first time out of order.");
  if (stamp.kind != RecordKind::kAdopt && rebuilt_.versions.size() == 0)
    return differs(record.sequence, "stamp: no program has been adopted before it.");
  return Done{};
}

Status Replay::adopt(const StoredRecord& record, const AdoptBody& body) {
  if (body.semantics != kSemantics)
    return Failure{Reason::kOtherVersion, "record " + std::to_string(record.sequence) + " was written under meaning " + std::to_string(body.semantics) +
                   "; this engine knows " + std::to_string(kSemantics) + ".", "Use the engine that wrote it."};
  const std::size_t adopted = rebuilt_.versions.size();
  const bool after = adopted == 0 ? body.from == kAlways : body.from > rebuilt_.versions.at(rebuilt_.versions.latest()).from;
  if (!after) return differs(record.sequence, "body: the version is to begin before an earlier one.");
  Result<Program> program = compiler_.compile(body.text, rebuilt_.symbols);
  if (!program) return program.failure();
  rebuilt_.versions.adopt({std::move(program).value(), body.from, body.text, body.offsets});
  take_adoption(rebuilt_.versions, rebuilt_.state);
  return Done{};
}

Result<std::vector<Case>> Replay::cases_of(const Event& event) {
  if (past_ == nullptr) return std::vector<Case>{};
  StoredHistory history(*past_, world());
  return find_cases(event, rebuilt_.versions, rebuilt_.state, rebuilt_.symbols, history);
}

Status Replay::judge_event(const StoredRecord& record, Event& event) {
  const Versions& versions = rebuilt_.versions;
  const Program& program = versions.at(versions.in_force(event.stamp.local.day)).program;
  const Status completed = complete(event, program.currency_decimals, rebuilt_.symbols);
  if (!completed) return differs(record.sequence, "body: " + completed.failure().what);
  const Result<std::vector<Case>> cases = cases_of(event);
  if (!cases) return differs(record.sequence, "body: what it names of the past cannot be read: " + cases.failure().what);
  apply(versions, rebuilt_.state, event, cases.value(), scratch_, outcome_, nullptr);
  if (outcome_.refused) return differs(record.sequence, "body: judged anew the event is refused: " + outcome_.refusal.what);
  return Done{};
}

// Fills `outcome_` and brings `body` to what would be written now.
Status Replay::work_out(const StoredRecord& record, const RecordStamp& stamp, Body& body) {
  if (auto* event = std::get_if<Event>(&body)) return judge_event(record, *event);
  outcome_ = Outcome{};
  if (const auto* time = std::get_if<TimeBody>(&body))
    apply_time(rebuilt_.versions, rebuilt_.state, {time->first_joining, time->last_joining}, passed_by(*time), scratch_, outcome_, nullptr);
  if (const auto* forget = std::get_if<ForgetBody>(&body)) apply_forget(rebuilt_.versions, forget->member, outcome_);
  if (auto* adopted = std::get_if<AdoptBody>(&body)) {
    const Program& program = rebuilt_.versions.at(rebuilt_.versions.latest()).program;
    adopted->program_hash = program.hash;
    adopted->tables = adopt_tables(program);
    if (mode_ == ReplayMode::kVerify) return gather_history(record, stamp);
  }
  return Done{};
}

// What an adoption gathered from the history, worked out anew; as recorded where somebody of that history was forgotten since.
Status Replay::gather_history(const StoredRecord& record, const RecordStamp& stamp) {
  const VersionOrdinal adopted = rebuilt_.versions.latest();
  if (record.sequence == 1 || new_metrics(rebuilt_.versions, adopted).empty()) return Done{};
  if (!journal_) return take_recorded(record, stamp);
  Result<std::unique_ptr<RecordSource>> source = journal_();
  if (!source) return source.failure();
  Rebuilt past;
  const Result<bool> whole = judge_history(rebuilt_.versions, *source.value(), record.sequence, sealer_, compiler_, past);
  if (!whole) return whole.failure();
  if (!whole.value()) return take_recorded(record, stamp);
  add_cells(rebuilt_.versions, adopted, past, rebuilt_.state, rebuilt_.symbols, outcome_);
  return Done{};
}

// An event that cannot be judged, or is refused, leaves the names it brought: later events may name the same people.
Status Replay::rejudge(const StoredRecord& record, const RecordStamp& stamp, Body& body, bool sealed_away) {
  auto* event = std::get_if<Event>(&body);
  if (event == nullptr) {
    const Status worked = work_out(record, stamp, body);
    const auto* time = std::get_if<TimeBody>(&body);
    rejudged_.add(record.sequence, time != nullptr ? time->until_second : stamp.door.instant_second, outcome_);
    return worked;
  }
  const Versions& versions = rebuilt_.versions;
  const Program& program = versions.at(versions.in_force(event->stamp.local.day)).program;
  const bool given = is_forgotten(*event, sealed_away);
  const bool complete_now = !given && complete(*event, program.currency_decimals, rebuilt_.symbols).ok();
  if (complete_now) {
    const Result<std::vector<Case>> cases = find_cases(*event, rebuilt_.versions, rebuilt_.state, rebuilt_.symbols, rejudged_);
    if (!cases) return cases.failure();
    apply(versions, rebuilt_.state, *event, cases.value(), scratch_, outcome_, nullptr);
  }
  if (complete_now && !outcome_.refused) {
    rejudged_.add(record.sequence, *event, outcome_);
    return Done{};
  }
  counts_.taken_as_given += given ? 1 : 0;
  counts_.refused += given ? 0 : 1;
  outcome_ = Outcome{};
  name_only(*event, outcome_);
  rejudged_.add(record.sequence, event->stamp.instant_second, outcome_);
  return Done{};
}

// Whatever concerns a forgotten member cannot be judged again; a return may concern one whom it does not name.
bool Replay::as_given(const StoredRecord& record, const RecordStamp& stamp, const Body& body, bool sealed_away) {
  if (const auto* time = std::get_if<TimeBody>(&body)) return runs_for_forgotten(*time);
  const auto* event = std::get_if<Event>(&body);
  if (event == nullptr) return false;
  if (is_forgotten(*event, sealed_away)) return true;
  if (event->kind != EventKind::kReturn) return false;
  const Result<RecordedOutcome> recorded = read_outcome(record, stamp, world());
  if (!recorded) return false;
  const auto& members = recorded.value().outcome.members;
  return std::any_of(members.begin(), members.end(), [&](MemberIndex member) { return is_forgotten(*event, member); });
}

// Rules that a clock starts may have read what nobody can open any more.
bool Replay::runs_for_forgotten(const TimeBody& body) const {
  bool reads = false;
  for (std::size_t i = 0; i < rebuilt_.versions.size(); ++i) {
    const Timetable& timetable = rebuilt_.versions.timetable(VersionOrdinal{i});
    reads = reads || timetable.keeps_while || !timetable.common.empty() || !timetable.own.empty();
  }
  const std::vector<MemberIndex>& joiners = rebuilt_.state.joiners;
  for (std::size_t joining = std::max(body.first_joining, 1U); reads && joining <= std::min<std::size_t>(body.last_joining, joiners.size()); ++joining)
    if (!sealer_.knows(rebuilt_.state.members[joiners[joining - 1].index()].id)) return true;
  return false;
}

bool Replay::is_forgotten(const Event& event, MemberIndex member) const {
  return member != MemberIndex{} && !sealer_.knows(member_id(rebuilt_.state, event.named, member));
}

bool Replay::is_forgotten(const Event& event, bool sealed_away) const {
  if (sealed_away || is_forgotten(event, event.member) || is_forgotten(event, event.other)) return true;
  if (event.member.index() >= rebuilt_.state.members.size()) return false;
  const std::vector<MemberIndex>& household = rebuilt_.state.members[event.member.index()].household;
  if (std::any_of(household.begin(), household.end(), [&](MemberIndex other) { return is_forgotten(event, other); })) return true;
  const std::vector<ReferralMark>& marks = rebuilt_.state.members[event.member.index()].referrals;
  return std::any_of(marks.begin(), marks.end(), [&](const ReferralMark& mark) { return is_forgotten(event, mark.by); });
}

Status Replay::take_recorded(const StoredRecord& record, const RecordStamp& stamp) {
  Result<RecordedOutcome> recorded = read_outcome(record, stamp, world());
  if (!recorded) return Failure{Reason::kDiffers, recorded.failure().what, ""};
  outcome_ = std::move(recorded).value().outcome;
  PostingNumber number = rebuilt_.state.postings;
  for (const Posting& posting : outcome_.postings)
    if (posting.number != ++number) return differs(record.sequence, "outcome: posting " + std::to_string(number) + " was to come here.");
  return Done{};
}

void Replay::take_in(const StoredRecord& record, const RecordStamp& stamp, const Body& body) {
  take(rebuilt_.versions, outcome_, record.sequence, passed_with(stamp, body, rebuilt_.state), rebuilt_.state);
  rebuilt_.head = record.hash;
  ++counts_.records;
  counts_.events += stamp.kind == RecordKind::kEvent ? 1 : 0;
  counts_.postings += outcome_.postings.size();
}

void Replay::remember(RecordStamp& stamp, const Body& body) {
  last_.kind = stamp.kind;
  last_.source.swap(stamp.door.source);
  const auto* event = std::get_if<Event>(&body);
  last_.id = event == nullptr ? std::string() : event->id;
  last_.member = member_of(body);
  last_.members = outcome_.members;
  last_.named.swap(stamp.named);
}

Status Replay::next(const StoredRecord& record, bool fits) {
  Result<RecordStamp> read = read_stamp(record.stamp);
  if (!read) return differs(record.sequence, "stamp: " + read.failure().what);
  RecordStamp stamp = std::move(read).value();
  Status placed = check_place(record, stamp);
  if (!placed) return placed;
  bool sealed_away = false;
  Result<Body> body = read_record_body(stamp, record.body, world(), sealed_away);
  if (!body) return differs(record.sequence, "body: " + body.failure().what);
  if (mode_ == ReplayMode::kRejudge) {
    const Status judged = rejudge(record, stamp, body.value(), sealed_away);
    if (!judged) return judged;
    take_in(record, stamp, body.value());
    remember(stamp, body.value());
    return Done{};
  }
  if (const auto* adopted = std::get_if<AdoptBody>(&body.value())) {
    const Status done = adopt(record, *adopted);
    if (!done) return done;
  }
  const bool given = as_given(record, stamp, body.value(), sealed_away);
  if (given) ++counts_.taken_as_given;
  const bool recorded = given || mode_ == ReplayMode::kTake;
  Status outcome = recorded ? take_recorded(record, stamp) : work_out(record, stamp, body.value());
  if (!outcome) return outcome;
  if (!recorded) {
    encode_record(stamp, body.value(), record.body, outcome_, world(), encoded_);
    const std::string difference = first_difference(record, encoded_, stamp, member_of(body.value()), world());
    if (!difference.empty()) return Failure{Reason::kDiffers, difference + ".", ""};
  }
  if (!fits) return differs(record.sequence, "its hash is not that of its bytes after the record before: the stamp, the hash or an earlier hash was changed.");
  take_in(record, stamp, body.value());
  remember(stamp, body.value());
  return Done{};
}

Status Replay::all(RecordSource& source, const std::function<void(const ReplayCounts&)>& progress) {
  while (true) {
    Result<const StoredRecord*> record = source.next();
    if (!record) return record.failure();
    if (record.value() == nullptr) break;
    const Status done = next(*record.value());
    if (!done) return done;
    if (progress) progress(counts_);
  }
  check_sums(rebuilt_.state);
  return Done{};
}

}  // namespace setia::engine
