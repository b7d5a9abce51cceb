#include "engine/outcome_codec.hpp"

#include <algorithm>

#include "engine/codec.hpp"
#include "engine/ensure.hpp"
#include "engine/posting.hpp"
#include "engine/record.hpp"
#include "engine/secrecy.hpp"

namespace setia::engine {
namespace {

enum Flag : std::uint8_t { kWithoutMember = 1, kWaits = 2, kBarred = 4, kTold = 8, kAllFlags = 15 };

constexpr std::uint8_t kLastChange = 69;  // numbers that no kind has name nothing, and are refused

std::string path_of(std::size_t position) { return "change." + std::to_string(position); }

// A cleared field says nothing personal, and is what forgetting writes when the key is gone.
bool is_personal(const Change& change, const Versions& versions) {
  if (change.kind == ChangeKind::kField) return change.count != 0 && versions.at(change.version).program.fields[change.index].personal;
  return change.kind == ChangeKind::kGathered && versions.personal(change.version).metrics[change.index];
}

bool names_other(ChangeKind kind) { return kind == ChangeKind::kInvited || kind == ChangeKind::kReferred || kind == ChangeKind::kHousehold; }

bool names_rule(PostingWhy why) { return why == PostingWhy::kRule || why == PostingWhy::kReturn || why == PostingWhy::kPartner; }

void write_content(Writer& out, const Change& change, const Symbols& symbols) {
  out.text(symbols.text(change.text));
  out.integer(change.window);
  out.wide(change.amount);
  out.integer(change.count);
}

void read_content(Reader& in, Change& change, Symbols& symbols) {
  change.text = symbols.intern(in.text());
  change.window = in.integer();
  change.amount = in.wide();
  change.count = in.integer();
}

class OutcomeWriter {
 public:
  OutcomeWriter(const Outcome& outcome, const RecordPlace& place, const RecordWorld& world, Bytes& bytes)
      : outcome_(outcome), place_(place), world_(world), out_(bytes) {}

  void write() {
    out_.byte(flags());
    links();
    out_.number(outcome_.postings.size());
    if (!outcome_.postings.empty()) out_.number(outcome_.postings.front().number);
    for (const Posting& one : outcome_.postings) posting(one);
    out_.number(outcome_.cuts.size());
    for (const Cut& one : outcome_.cuts) cut(one);
    out_.number(outcome_.changes.size());
    for (std::size_t position = 0; position < outcome_.changes.size(); ++position) change(outcome_.changes[position], position);
    out_.number(outcome_.messages.size());
    for (const std::string& message : outcome_.messages) out_.text(message);
    if (!outcome_.told.empty()) told();
  }

 private:
  std::uint8_t flags() const {
    return static_cast<std::uint8_t>((outcome_.without_member ? kWithoutMember : 0) | (outcome_.waits ? kWaits : 0) |
                                     (outcome_.barred ? kBarred : 0) | (outcome_.told.empty() ? 0 : kTold));
  }

  void told() {
    out_.number(outcome_.told.size());
    for (const auto& [whom, message] : outcome_.told) {
      member(whom);
      out_.text(message);
    }
  }

  void links() {
    out_.number(outcome_.members.size());
    for (const MemberIndex member : outcome_.members) {
      out_.raw(member_id(world_.state, place_.named, member));
      const bool known = member.index() < world_.state.members.size();
      out_.number(known ? world_.state.members[member.index()].last_record : Sequence{0});
    }
  }

  // Members by their place among the links, from 1; 0 is nobody.
  void member(MemberIndex member) {
    if (member == MemberIndex{}) return out_.number(0);
    const auto& members = outcome_.members;
    const auto place = std::find(members.begin(), members.end(), member);
    ENSURE(place != members.end());
    out_.number(static_cast<std::uint64_t>(place - members.begin()) + 1);
  }

  void account(const Account& account) {
    out_.byte(static_cast<std::uint8_t>(account.kind));
    if (is_members(account.kind)) member(account.member);
  }

  void posting(const Posting& posting) {
    out_.byte(static_cast<std::uint8_t>(posting.why));
    out_.integer(posting.effective_second - place_.instant_second);
    out_.integer(std::int64_t{posting.effective.day} - place_.program_day);
    out_.number(static_cast<std::uint64_t>(posting.effective.minute));
    account(posting.from);
    account(posting.to);
    out_.number(posting.lot_left);
    out_.number(posting.lot_entered);
    out_.number(posting.version.value);
    out_.number(posting.unit.value);
    out_.number(static_cast<std::uint64_t>(posting.amount_micro));
    if (names_rule(posting.why)) out_.number(posting.rule.value);
    out_.integer(posting.line);
    out_.integer(posting.release.second);
    out_.integer(posting.release.day);
    out_.integer(posting.last_valid);
    out_.integer(posting.earned);
    out_.number(posting.reverses);
  }

  void cut(const Cut& cut) {
    member(cut.member);
    out_.number(cut.rule.value);
    out_.number(cut.limit.value);
    out_.number(cut.unit.value);
    out_.integer(cut.wanted_micro);
    out_.integer(cut.given_micro);
  }

  void change(const Change& change, std::size_t position) {
    out_.byte(static_cast<std::uint8_t>(change.kind));
    member(change.member);
    if (names_other(change.kind)) member(change.other);
    out_.number(change.version.value);
    out_.number(change.index);
    const bool sealed = is_personal(change, world_.versions);
    out_.byte(sealed ? 1 : 0);
    if (!sealed) return write_content(out_, change, world_.symbols);
    Bytes plain;
    Writer inner(plain);
    write_content(inner, change, world_.symbols);
    const MemberId& id = member_id(world_.state, place_.named, change.member);
    out_.bytes(world_.sealer.seal(id, place_.sequence, static_cast<std::uint8_t>(RecordPart::kOutcome), path_of(position), plain));
  }

  const Outcome& outcome_;
  const RecordPlace& place_;
  const RecordWorld& world_;
  Writer out_;
};

class OutcomeReader {
 public:
  OutcomeReader(const StoredRecord& record, const RecordStamp& stamp, const RecordWorld& world)
      : record_(record), stamp_(stamp), world_(world), in_(record.outcome) {}

  Result<RecordedOutcome> read() {
    const std::uint8_t flags = in_.byte_up_to(kAllFlags);
    outcome().without_member = flags & kWithoutMember;
    outcome().waits = flags & kWaits;
    outcome().barred = flags & kBarred;
    for (std::size_t left = in_.count(sizeof(MemberId) + 1); left > 0 && in_.ok(); --left) link();
    const std::size_t postings = in_.count(16);
    PostingNumber number = postings == 0 ? 0 : in_.number();
    for (std::size_t left = postings; left > 0 && in_.ok(); --left) posting(number++);
    for (std::size_t left = in_.count(6); left > 0 && in_.ok(); --left) cut();
    const std::size_t changes = in_.count(6);
    for (std::size_t position = 0; position < changes && in_.ok(); ++position) change(position);
    for (std::size_t left = in_.count(1); left > 0 && in_.ok(); --left) outcome().messages.emplace_back(in_.text());
    if ((flags & kTold) != 0) told();
    outcome().named = stamp_.named;
    const Status done = in_.finish("the outcome of record " + std::to_string(record_.sequence));
    if (!done) return done.failure();
    return std::move(read_);
  }

 private:
  Outcome& outcome() { return read_.outcome; }

  void told() {
    for (std::size_t left = in_.count(2); left > 0 && in_.ok(); --left) {
      const MemberIndex whom = member();
      outcome().told.emplace_back(whom, std::string(in_.text()));
    }
  }

  void link() {
    Link link;
    link.id = in_.member_id();
    link.previous = in_.number();
    read_.links.push_back(link);
    for (const Naming& naming : stamp_.named)
      if (naming.id == link.id) return outcome().members.push_back(naming.member);
    const MemberIndex known = world_.state.find(link.id);
    if (known == MemberIndex{}) return in_.fail("it names a member whom no record named before");
    outcome().members.push_back(known);
  }

  MemberIndex member() {
    const std::uint64_t place = in_.number();
    if (place == 0) return {};
    if (place <= outcome().members.size()) return outcome().members[static_cast<std::size_t>(place - 1)];
    in_.fail("it names a member beyond its links");
    return {};
  }

  Account account() {
    Account account;
    account.kind = static_cast<AccountKind>(in_.byte_up_to(static_cast<std::uint8_t>(AccountKind::kPartner)));
    if (account.kind == AccountKind{}) in_.fail("an account has no kind");
    if (is_members(account.kind)) account.member = member();
    return account;
  }

  const Program* version(VersionOrdinal& ordinal) {
    ordinal = VersionOrdinal{in_.number32()};
    if (in_.ok() && ordinal.index() >= world_.versions.size()) in_.fail("it names a version that was never adopted");
    return in_.ok() ? &world_.versions.at(ordinal).program : nullptr;
  }

  std::size_t index_below(std::size_t size) {
    const std::uint64_t index = in_.number();
    if (index < size) return static_cast<std::size_t>(index);
    in_.fail("it names something that the version does not have");
    return 0;
  }

  void posting(PostingNumber number) {
    Posting posting;
    posting.number = number;
    posting.why = static_cast<PostingWhy>(in_.byte_up_to(static_cast<std::uint8_t>(PostingWhy::kGift)));
    posting.effective_second =
        static_cast<std::int64_t>(static_cast<std::uint64_t>(in_.integer()) + static_cast<std::uint64_t>(stamp_.door.instant_second));
    posting.effective.day = day_after(stamp_.door.program.day, in_.integer());
    posting.effective.minute = static_cast<Minute>(std::min<std::uint64_t>(in_.number(), INT16_MAX));
    posting.from = account();
    posting.to = account();
    posting.lot_left = in_.number();
    posting.lot_entered = in_.number();
    const Program* program = version(posting.version);
    if (program == nullptr) return;
    posting.unit = UnitId{index_below(program->units.size())};
    const std::uint64_t amount = in_.number();
    if (amount == 0 || amount > INT64_MAX) in_.fail("a posting's amount is impossible");
    posting.amount_micro = static_cast<std::int64_t>(amount);
    if (names_rule(posting.why)) posting.rule = RuleId{index_below(program->rules.size())};
    posting.line = in_.integer32();
    posting.release.second = in_.integer();
    posting.release.day = in_.integer32();
    posting.last_valid = in_.integer32();
    posting.earned = in_.integer32();
    posting.reverses = in_.number();
    if (posting.why == PostingWhy::kPartner && (posting.line < 1 || static_cast<std::size_t>(posting.line) > program->rules[posting.rule.index()].paid_by.size()))
      return in_.fail("a partner's share names no partner");
    outcome().postings.push_back(posting);
  }

  Day day_after(Day day, std::int64_t days) {
    const Wide sum = Wide{day} + days;
    if (sum >= kAlways && sum <= kNever) return static_cast<Day>(sum);
    in_.fail("a day is impossible");
    return 0;
  }

  // Cuts count in the version that the facts name; their indexes are checked by who looks them up.
  void cut() {
    Cut cut;
    cut.member = member();
    cut.rule = RuleId{in_.number32()};
    cut.limit = LimitId{in_.number32()};
    cut.unit = UnitId{in_.number32()};
    cut.wanted_micro = in_.integer();
    cut.given_micro = in_.integer();
    outcome().cuts.push_back(cut);
  }

  void change(std::size_t position) {
    Change change;
    change.kind = static_cast<ChangeKind>(in_.byte_up_to(kLastChange));
    change.member = member();
    if (names_other(change.kind)) change.other = member();
    const Program* program = version(change.version);
    if (program == nullptr) return;
    change.index = in_.number32();
    if (change.index >= entries(change.kind, *program)) in_.fail("a change names something that the version does not have");
    if (in_.byte_up_to(1) == 0) read_content(in_, change, world_.symbols);
    else if (!open(change, position)) return;
    outcome().changes.push_back(change);
  }

  static std::size_t entries(ChangeKind kind, const Program& program) {
    switch (kind) {
      case ChangeKind::kUsed: return program.limits.size();
      case ChangeKind::kHoldOpened:
      case ChangeKind::kHoldsReward: return program.units.size();
      case ChangeKind::kHoldReserves: return program.limits.size();
      case ChangeKind::kGathered: return program.metrics.size();
      case ChangeKind::kField: return program.fields.size();
      case ChangeKind::kCounter: return program.counters.size();
      case ChangeKind::kStanding: return static_cast<std::size_t>(Standing::kLeft) + 1;
      case ChangeKind::kUndone:
      case ChangeKind::kLast:
      case ChangeKind::kHappened: return static_cast<std::size_t>(Happening::kActivity) + 1;
      case ChangeKind::kRuleJoined: return program.rules.size();
      case ChangeKind::kCycleSum: return program.units.size();
      case ChangeKind::kReached:
      case ChangeKind::kFloor:
      case ChangeKind::kLevel:
      case ChangeKind::kForgotten: return program.ladders.size();
      case ChangeKind::kReferralOpen:
      case ChangeKind::kFriendDone: return program.referrals.size();
      case ChangeKind::kNotReferred: return kReferralRefusals;
      case ChangeKind::kHoldOver: return static_cast<std::size_t>(HoldEnd::kByItself) + 1;
      case ChangeKind::kHoldLent:
      case ChangeKind::kHousehold:
      case ChangeKind::kInvited:
      case ChangeKind::kReferred:
      case ChangeKind::kPeriodOpened:
      case ChangeKind::kReceiptBegins:
      case ChangeKind::kOfAnother:
      case ChangeKind::kNamed:
      case ChangeKind::kJoined:
      case ChangeKind::kPurchases:
      case ChangeKind::kReturned:
      case ChangeKind::kWaits:
      case ChangeKind::kWaitEnded: return 1;
    }
    return 0;
  }

  // False when there is nothing to see: the member was forgotten, or the bytes are not what was sealed.
  bool open(Change& change, std::size_t position) {
    const auto sealed = in_.bytes();
    if (!in_.ok() || change.member == MemberIndex{}) {
      in_.fail("a sealed change has no member");
      return false;
    }
    const MemberId& id = member_id(world_.state, stamp_.named, change.member);
    const Result<Bytes> plain =
        world_.sealer.open(id, record_.sequence, static_cast<std::uint8_t>(RecordPart::kOutcome), path_of(position), sealed);
    if (!plain) {
      if (plain.failure().reason != Reason::kNotFound) in_.fail("a sealed change does not open");
      return false;
    }
    Reader inner(plain.value());
    read_content(inner, change, world_.symbols);
    if (!inner.finish("a sealed change")) in_.fail("a sealed change cannot be read");
    return in_.ok();
  }

  const StoredRecord& record_;
  const RecordStamp& stamp_;
  const RecordWorld& world_;
  Reader in_;
  RecordedOutcome read_;
};

}  // namespace

void write_outcome(const Outcome& outcome, const RecordPlace& place, const RecordWorld& world, Bytes& out) {
  out.clear();
  OutcomeWriter(outcome, place, world, out).write();
}

Result<RecordedOutcome> read_outcome(const StoredRecord& record, const RecordStamp& stamp, const RecordWorld& world) {
  return OutcomeReader(record, stamp, world).read();
}

}  // namespace setia::engine
