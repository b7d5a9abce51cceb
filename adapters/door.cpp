#include "adapters/door.hpp"

#include <algorithm>

#include "adapters/time_records.hpp"
#include "engine/clock_dues.hpp"
#include "engine/completion.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::MemberIndex;
using engine::Refusal;
using engine::RefusalReason;
using engine::Result;
using engine::Status;

constexpr const char* kSourceOfFiles = "file";

Refusal conflict(const engine::Event& event) {
  return {RefusalReason::kConflict, "id",
          "The event " + event.stamp.source + "/" + event.id + " was posted before with other content; this one changes nothing.",
          "Give a new event a new id; correct a posted one with a return or an adjust."};
}

Refusal incomplete(const engine::Failure& failure) { return {RefusalReason::kAmount, "lines", failure.what, failure.remedy}; }

}  // namespace

// Whom nobody knows gets an id: one that stays, or one that goes with the quote.
Result<MemberSecret> Door::secret_of(const std::string& external) {
  const auto known = ledger_.keys().find(external);
  if (!known) return known.failure();
  if (known.value()) return *known.value();
  if (strangers_ == Strangers::kAreAdded) return ledger_.keys().add(external, ledger_.world().random);
  MemberSecret imagined;
  ledger_.world().random.fill(imagined.id);
  return imagined;
}

Result<MemberIndex> Door::name(const std::string& external, engine::Event& event) {
  if (external.empty()) return MemberIndex{};
  const Result<MemberSecret> secret = secret_of(external);
  if (!secret) return secret.failure();
  const engine::MemberId& id = secret.value().id;
  const engine::State& state = ledger_.state();
  if (const MemberIndex known = state.find(id); known != MemberIndex{}) return known;
  for (const engine::Naming& naming : event.named) {
    if (naming.id == id) return naming.member;
  }
  const MemberIndex member{state.members.size() + event.named.size()};
  event.named.push_back({member, id, Keys::salted(hasher_, secret.value(), external)});
  return member;
}

Status Door::name_members(ParsedEvent& parsed) {
  engine::Event& event = parsed.event;
  event.named.clear();
  const Result<MemberIndex> member = name(parsed.member, event);
  if (!member) return member.failure();
  event.member = member.value();
  const Result<MemberIndex> other = name(parsed.other, event);
  if (!other) return other.failure();
  event.other = other.value();
  return Done{};
}

Result<engine::Hash> Door::fingerprint(const engine::Event& event) {
  plain_.clear();
  engine::write_plain_body(event, ledger_.record_world(), plain_);
  const bool by_member = engine::body_is_personal(event, ledger_.versions());
  if (!by_member) return keyed_.of(ledger_.keys().fingerprint_key(), plain_);
  const auto key = ledger_.keys().key_of(engine::member_id(ledger_.state(), event.named, event.member));
  if (!key) return key.failure();
  // Of a forgotten member the id alone decides: a fingerprint that fits none says so.
  if (!key.value()) return engine::Hash{};
  return keyed_.of(*key.value(), plain_);
}

Result<Answer> Door::known_before(const engine::Event& event, engine::Sequence sequence, const engine::Hash& print, Refusal& refusal) {
  const auto record = ledger_.store().record(sequence);
  if (!record) return record.failure();
  const engine::Failure lost{engine::Reason::kDiffers, "Record " + std::to_string(sequence) + " is missing or damaged.",
                             "Run: setia verify."};
  if (!record.value()) return lost;
  const auto stamp = engine::read_stamp(record.value()->stamp);
  if (!stamp) return lost;
  if (stamp.value().fingerprint == print || print == engine::Hash{}) {
    ++counts_.repeated;
    return Answer::kRepeated;
  }
  const engine::ConflictBody body{event.stamp.source, event.id, stamp.value().fingerprint, print};
  if (const Status written = ledger_.append(engine::RecordKind::kConflict, event.stamp, body, {}); !written) return written.failure();
  refusal = conflict(event);
  ++counts_.refused;
  return Answer::kRefused;
}

// An event from a clock that runs ahead is refused, and reveals no time.
Status Door::let_time_pass(const engine::Event& event) {
  constexpr std::int64_t kDaySeconds = 86'400;
  const std::int64_t second = event.stamp.instant_second;
  if (second < quiet_until_ || second - event.stamp.received_second > kDaySeconds) return Done{};
  const Result<TimeRecords> passed = append_common_dues(ledger_, {second, event.stamp.program});
  if (!passed) return passed.failure();
  const auto next = engine::next_common_due(ledger_.versions(), ledger_.state(), engine::passed_with(event.stamp));
  quiet_until_ = next ? next->at.second : INT64_MAX;
  return Done{};
}

// Who joins, or whose day of birth or of cycles becomes known, may be the next for whom something starts.
void Door::ask_clocks_again() {
  const auto may_start = [](const engine::Change& change) {
    return change.kind == engine::ChangeKind::kJoined || change.kind == engine::ChangeKind::kField ||
           change.kind == engine::ChangeKind::kPeriodOpened;
  };
  if (std::any_of(outcome_.changes.begin(), outcome_.changes.end(), may_start)) quiet_until_ = INT64_MIN;
}

Result<Answer> Door::judge(const engine::Event& event, const engine::Hash& print, Refusal& refusal) {
  if (const Status passed = let_time_pass(event); !passed) return passed.failure();
  engine::StoredHistory history(records_, ledger_.record_world());
  const Result<std::vector<engine::Case>> cases = engine::find_cases(event, ledger_.versions(), ledger_.state(), ledger_.symbols(), history);
  if (!cases) return cases.failure();
  engine::apply(ledger_.versions(), ledger_.state(), event, cases.value(), scratch_, outcome_, nullptr);
  if (outcome_.refused) {
    refusal = outcome_.refusal;
    ++counts_.refused;
    return Answer::kRefused;
  }
  const std::uint64_t waited = ledger_.state().waiting.size();
  if (const Status written = ledger_.append(event, print, plain_, outcome_); !written) return written.failure();
  ask_clocks_again();
  return count(waited);
}

// A return that stops waiting counts as posted, if it began to wait here.
Answer Door::count(std::uint64_t waited) {
  if (outcome_.waits) {
    ++counts_.waiting;
    return Answer::kWaiting;
  }
  const std::uint64_t answered = std::min(waited - ledger_.state().waiting.size(), counts_.waiting);
  counts_.waiting -= answered;
  counts_.posted += 1 + answered;
  if (outcome_.without_member) ++counts_.without_member;
  return Answer::kPosted;
}

// Stamp, members and what the event left out. False when it is refused already.
Result<bool> Door::make_ready(ParsedEvent& parsed, Refusal& refusal) {
  engine::Event& event = parsed.event;
  event.stamp.received_second = ledger_.world().clock.now_second();
  if (event.stamp.source.empty()) event.stamp.source = kSourceOfFiles;
  if (const Status named = name_members(parsed); !named) return named.failure();
  const engine::Versions& versions = ledger_.versions();
  const int decimals = versions.at(versions.in_force(event.stamp.local.day)).program.currency_decimals;
  if (const Status completed = engine::complete(event, decimals, ledger_.symbols()); !completed) {
    refusal = incomplete(completed.failure());
    return false;
  }
  return true;
}

// A basket is asked about at its listed prices, and judged at what is left of them.
Status Door::take_discounts(engine::Event& event) {
  engine::apply_discounts(ledger_.versions(), ledger_.state(), event, scratch_, discounts_);
  if (discounts_.taken.empty()) return Done{};
  const engine::Program& program = ledger_.versions().at(ledger_.versions().in_force(event.stamp.local.day)).program;
  std::int64_t off = 0;
  for (const engine::TakenOff& one : discounts_.taken) off += one.minor;
  engine::take_off(discounts_.taken, program, event);
  engine::lower_payments(off, event);
  return engine::complete(event, program.currency_decimals, ledger_.symbols());
}

Result<Answer> Door::quote(ParsedEvent& parsed, Refusal& refusal) {
  strangers_ = Strangers::kAreImagined;
  const Result<bool> ready = make_ready(parsed, refusal);
  strangers_ = Strangers::kAreAdded;
  if (!ready) return ready.failure();
  if (!ready.value()) return Answer::kRefused;
  engine::Event& event = parsed.event;
  const auto sequence = ledger_.store().find_event(event.stamp.source, event.id);
  if (!sequence) return sequence.failure();
  if (sequence.value()) return Answer::kRepeated;
  if (const Status taken = take_discounts(event); !taken) return taken.failure();
  engine::StoredHistory history(records_, ledger_.record_world());
  const Result<std::vector<engine::Case>> cases = engine::find_cases(event, ledger_.versions(), ledger_.state(), ledger_.symbols(), history);
  if (!cases) return cases.failure();
  engine::apply(ledger_.versions(), ledger_.state(), event, cases.value(), scratch_, outcome_, nullptr);
  if (!outcome_.refused) return outcome_.waits ? Answer::kWaiting : Answer::kPosted;
  refusal = outcome_.refusal;
  return Answer::kRefused;
}

Result<Answer> Door::take(ParsedEvent& parsed, Refusal& refusal) {
  const engine::Event& event = parsed.event;
  const Result<bool> ready = make_ready(parsed, refusal);
  if (!ready) return ready.failure();
  if (!ready.value()) {
    ++counts_.refused;
    return Answer::kRefused;
  }
  const Result<engine::Hash> print = fingerprint(event);
  if (!print) return print.failure();
  if (const Status begun = ledger_.begin(); !begun) return begun.failure();
  const auto sequence = ledger_.store().find_event(event.stamp.source, event.id);
  if (!sequence) return sequence.failure();
  const Result<Answer> answer =
      sequence.value() ? known_before(event, *sequence.value(), print.value(), refusal) : judge(event, print.value(), refusal);
  if (!answer) return answer;
  if (const Status committed = commit_when_due(); !committed) return committed.failure();
  return answer;
}

Status Door::commit_when_due() {
  const auto now = std::chrono::steady_clock::now();
  if (uncommitted_++ == 0) first_uncommitted_ = now;
  const bool due = uncommitted_ >= kBatchEvents || now - first_uncommitted_ >= std::chrono::milliseconds(kBatchMilliseconds);
  return due ? commit() : Status(Done{});
}

Status Door::commit() {
  uncommitted_ = 0;
  return ledger_.commit();
}

Result<ReaderSettings> reader_settings(Ledger& ledger, const std::string& source) {
  Result<DoorSettings> door = ledger.keys().settings();
  if (!door) return door.failure();
  ReaderSettings settings;
  settings.currency = ledger.program().currency;
  settings.zone = ledger.program().zone;
  settings.store_zones = std::move(door.value().store_zones);
  settings.source = source;
  settings.csv = std::move(door.value().csv);
  settings.zones = &ledger.world().zones;
  settings.symbols = &ledger.symbols();
  return settings;
}

}  // namespace setia::adapters
