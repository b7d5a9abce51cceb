#include "engine/snapshot.hpp"

#include <algorithm>
#include <tuple>

#include "engine/codec.hpp"
#include "engine/secrecy.hpp"
#include "engine/snapshot_holdings.hpp"
#include "engine/times_codec.hpp"

namespace setia::engine {
namespace {

// What the versions say of ledger-wide keys.
struct KeyFacts {
  std::vector<bool> text_fields, personal_fields, personal_metrics;

  explicit KeyFacts(const Versions& versions) {
    for (std::size_t ordinal = 0; ordinal < versions.size(); ++ordinal) {
      const Program& program = versions.at(VersionOrdinal{ordinal}).program;
      for (const FieldOf& field : program.fields) {
        mark(text_fields, field.key, field.type == ValueType::kText);
        mark(personal_fields, field.key, field.personal);
      }
      for (std::size_t metric = 0; metric < program.metrics.size(); ++metric)
        mark(personal_metrics, program.metrics[metric].key, versions.personal(VersionOrdinal{ordinal}).metrics[metric]);
    }
  }

  static void mark(std::vector<bool>& facts, std::size_t key, bool fact) {
    if (facts.size() <= key) facts.resize(key + 1);
    facts[key] = facts[key] || fact;
  }
  static bool holds(const std::vector<bool>& facts, std::size_t key) { return key < facts.size() && facts[key]; }
};

std::string path_of(const char* list, std::size_t position) { return std::string(list) + "." + std::to_string(position); }

void write_civil(Writer& out, CivilTime civil) {
  out.integer(civil.day);
  out.integer(civil.minute);
}

class StateWriter {
 public:
  StateWriter(const RecordWorld& world, Bytes& bytes) : world_(world), state_(world.state), keys_(world.versions), out_(bytes) {}

  void write() {
    out_.number(state_.sequence);
    out_.number(state_.postings);
    out_.integer(state_.clock_second);
    write_civil(out_, state_.clock_program);
    out_.byte(static_cast<std::uint8_t>(state_.clock_step));
    out_.number(state_.members.size() - 1);
    for (std::size_t index = 1; index < state_.members.size(); ++index) member(state_.members[index]);
    usage(state_.usage);
    out_.number(state_.books.size());
    for (const Books& one : state_.books) books(one);
    returns();
  }

 private:
  void returns() {
    out_.number(state_.returns.size());
    for (const auto& [receipt, returned] : state_.returns) {
      out_.number(receipt);
      out_.number(returned.size());
      for (const Sequence one : returned) out_.number(one);
    }
    out_.number(state_.waiting.size());
    for (const WaitingReturn& waiting : state_.waiting) {
      out_.number(waiting.sequence);
      text(waiting.receipt);
      out_.integer(waiting.second);
    }
  }

  void text(SymbolId symbol) { out_.text(world_.symbols.text(symbol)); }

  void member(const MemberState& member) {
    out_.raw(member.id);
    out_.byte(static_cast<std::uint8_t>(member.standing));
    out_.number(member.joining);
    write_civil(out_, member.joined);
    out_.integer(member.joined_second);
    out_.integer(member.last_second);
    write_civil(out_, member.last_program);
    out_.byte(static_cast<std::uint8_t>(member.last_step));
    out_.integer(member.next_due);
    out_.number(member.last_record);
    out_.integer(member.last_number);
    out_.number(member.free_numbers.size());
    for (const std::int64_t number : member.free_numbers) out_.integer(number);
    out_.number(member.holdings.size());
    for (const Holding& one : member.holdings) write_holding(out_, one);
    usage(member.usage);
    gathered(member);
    fields(member);
    out_.number(member.counters.size());
    for (const CounterValue& counter : member.counters) {
      out_.number(counter.counter_key);
      out_.integer(counter.window);
      out_.integer(counter.value);
    }
    out_.number(member.last.size());
    for (const LastHappening& last : member.last) {
      out_.byte(static_cast<std::uint8_t>(last.happening));
      text(last.activity);
      for (const std::int64_t value : {last.second, std::int64_t{last.day}, std::int64_t{last.keeps_until}}) out_.integer(value);
    }
    write_holds(out_, member.holds, world_.symbols);
    write_times(out_, member, world_.symbols);
  }

  void usage(const std::vector<Usage>& entries) {
    out_.number(entries.size());
    for (const Usage& used : entries) {
      out_.number(used.limit_key);
      text(used.scope);
      out_.integer(used.window);
      out_.wide(used.used);
    }
  }

  // Sealed when personal; nothing of it when the member was forgotten.
  void content(bool personal, const MemberState& member, const std::string& path, const Bytes& plain) {
    out_.byte(personal ? 1 : 0);
    if (!personal) return out_.bytes(plain);
    if (!world_.sealer.knows(member.id)) return out_.bytes({});
    out_.bytes(world_.sealer.seal(member.id, state_.sequence, static_cast<std::uint8_t>(RecordPart::kSnapshot), path, plain));
  }

  void gathered(const MemberState& member) {
    out_.number(member.gathered.size());
    for (std::size_t position = 0; position < member.gathered.size(); ++position) {
      const Gathered& cell = member.gathered[position];
      Bytes plain;
      Writer inner(plain);
      inner.integer(cell.at);
      inner.text(world_.symbols.text(cell.group));
      inner.integer(cell.value);
      inner.integer(cell.count);
      out_.number(cell.metric_key);
      content(KeyFacts::holds(keys_.personal_metrics, cell.metric_key), member, path_of("gathered", position), plain);
    }
  }

  void fields(const MemberState& member) {
    out_.number(member.fields.size());
    for (std::size_t position = 0; position < member.fields.size(); ++position) {
      const FieldValue& field = member.fields[position];
      Bytes plain;
      Writer inner(plain);
      if (KeyFacts::holds(keys_.text_fields, field.field_key))
        inner.text(world_.symbols.text(SymbolId{static_cast<std::size_t>(field.value)}));
      else inner.integer(field.value);
      out_.number(field.field_key);
      content(KeyFacts::holds(keys_.personal_fields, field.field_key), member, path_of("field", position), plain);
    }
  }

  void books(const Books& books) {
    for (const Wide micro : {books.members_micro, books.issued_micro, books.redeemed_micro, books.expired_micro, books.forfeited_micro,
                             books.written_off_micro, books.adjusted_micro, books.partners_micro})
      out_.wide(micro);
  }

  const RecordWorld& world_;
  const State& state_;
  KeyFacts keys_;
  Writer out_;
};

class StateReader {
 public:
  StateReader(std::span<const std::uint8_t> bytes, const Versions& versions, Symbols& symbols, Sealer& sealer)
      : in_(bytes), keys_(versions), symbols_(symbols), sealer_(sealer) {}

  Result<State> read() {
    state_.sequence = in_.number();
    state_.postings = in_.number();
    state_.clock_second = in_.integer();
    state_.clock_program = civil();
    state_.clock_step = static_cast<DueStep>(in_.byte_up_to(static_cast<std::uint8_t>(DueStep::kAll)));
    for (std::size_t left = in_.count(40); left > 0 && in_.ok(); --left) {
      state_.members.emplace_back();
      member(state_.members.back());
      if (state_.find(state_.members.back().id) != MemberIndex{}) in_.fail("a member stands twice");
      else state_.numbers.add_last(state_.members);
    }
    usage(state_.usage);
    for (std::size_t left = in_.count(8); left > 0 && in_.ok(); --left) state_.books.push_back(books());
    returns();
    list_joiners();
    check_others();
    if (const Status done = in_.finish("the snapshot"); !done) return done.failure();
    return std::move(state_);
  }

 private:
  CivilTime civil() {
    CivilTime civil;
    civil.day = in_.integer32();
    civil.minute = static_cast<Minute>(in_.integer32());
    return civil;
  }
  SymbolId text() { return symbols_.intern(in_.text()); }

  void returns() {
    for (std::size_t left = in_.count(3); left > 0 && in_.ok(); --left) {
      std::vector<Sequence>& returned = state_.returns[in_.number()];
      for (std::size_t some = in_.count(1); some > 0 && in_.ok(); --some) returned.push_back(in_.number());
    }
    for (std::size_t left = in_.count(3); left > 0 && in_.ok(); --left) {
      WaitingReturn waiting;
      waiting.sequence = in_.number();
      waiting.receipt = text();
      waiting.second = in_.integer();
      state_.waiting.push_back(waiting);
    }
  }

  void list_joiners() {
    for (std::size_t index = 1; index < state_.members.size(); ++index) {
      const std::uint32_t joining = state_.members[index].joining;
      if (joining == 0) continue;
      if (joining >= state_.members.size()) return in_.fail("a joining sequence is impossible");
      if (state_.joiners.size() < joining) state_.joiners.resize(joining);
      state_.joiners[joining - 1] = MemberIndex{index};
    }
    state_.joined = static_cast<std::uint32_t>(state_.joiners.size());
  }

  void member(MemberState& member) {
    member.id = in_.member_id();
    member.standing = static_cast<Standing>(in_.byte_up_to(static_cast<std::uint8_t>(Standing::kLeft)));
    member.joining = in_.number32();
    member.joined = civil();
    member.joined_second = in_.integer();
    member.last_second = in_.integer();
    member.last_program = civil();
    member.last_step = static_cast<DueStep>(in_.byte_up_to(static_cast<std::uint8_t>(DueStep::kAll)));
    member.next_due = in_.integer32();
    member.last_record = in_.number();
    member.last_number = in_.integer();
    for (std::size_t left = in_.count(1); left > 0 && in_.ok(); --left) member.free_numbers.push_back(in_.integer());
    for (std::size_t left = in_.count(8); left > 0 && in_.ok(); --left) member.holdings.push_back(read_holding(in_));
    usage(member.usage);
    for (const Usage& used : member.usage) member.newest_use = std::max(member.newest_use, used.window);
    gathered(member);
    fields(member);
    for (std::size_t left = in_.count(3); left > 0 && in_.ok(); --left) {
      const std::uint32_t key = in_.number32();
      const Day window = in_.integer32();
      member.counters.push_back({key, window, in_.integer()});
    }
    for (std::size_t left = in_.count(4); left > 0 && in_.ok(); --left) {
      LastHappening last;
      last.happening = static_cast<Happening>(in_.byte_up_to(static_cast<std::uint8_t>(Happening::kActivity)));
      last.activity = text();
      last.second = in_.integer();
      last.day = in_.integer32();
      last.keeps_until = in_.integer32();
      member.last.push_back(last);
    }
    member.holds = read_holds(in_, symbols_);
    read_times(in_, member, symbols_);
  }

  void check_others() {
    bool known = true;
    for (const MemberState& member : state_.members) {
      for (const ReferralMark& mark : member.referrals) known = known && mark.by.index() < state_.members.size();
      for (const MemberIndex other : member.household) known = known && other.index() < state_.members.size();
    }
    if (!known) in_.fail("somebody was referred by nobody, or lives with nobody");
  }

  void usage(std::vector<Usage>& entries) {
    for (std::size_t left = in_.count(4); left > 0 && in_.ok(); --left) {
      Usage used;
      used.limit_key = in_.number32();
      used.scope = text();
      used.window = in_.integer();
      used.used = in_.wide();
      entries.push_back(used);
    }
  }

  // Empty when there is nothing to read: the member was forgotten.
  Bytes content(const MemberState& member, const std::string& path) {
    const bool personal = in_.byte_up_to(1) != 0;
    const auto bytes = in_.bytes();
    if (!personal || bytes.empty()) return {bytes.begin(), bytes.end()};
    Result<Bytes> plain = sealer_.open(member.id, state_.sequence, static_cast<std::uint8_t>(RecordPart::kSnapshot), path, bytes);
    if (plain) return std::move(plain).value();
    if (plain.failure().reason != Reason::kNotFound) in_.fail("a sealed value does not open");
    return {};
  }

  void gathered(MemberState& member) {
    const std::size_t count = in_.count(3);
    for (std::size_t position = 0; position < count && in_.ok(); ++position) {
      Gathered cell;
      cell.metric_key = in_.number32();
      const Bytes plain = content(member, path_of("gathered", position));
      if (plain.empty()) continue;
      Reader inner(plain);
      cell.at = inner.integer();
      cell.group = symbols_.intern(inner.text());
      cell.value = inner.integer();
      cell.count = inner.integer();
      if (!inner.finish("what was gathered")) in_.fail("what was gathered cannot be read");
      member.gathered.push_back(cell);
    }
  }

  void fields(MemberState& member) {
    const std::size_t count = in_.count(3);
    for (std::size_t position = 0; position < count && in_.ok(); ++position) {
      FieldValue field;
      field.field_key = in_.number32();
      const Bytes plain = content(member, path_of("field", position));
      if (plain.empty()) continue;
      Reader inner(plain);
      field.value =
          KeyFacts::holds(keys_.text_fields, field.field_key) ? std::int64_t{symbols_.intern(inner.text()).value} : inner.integer();
      if (!inner.finish("a field")) in_.fail("a field cannot be read");
      member.fields.push_back(field);
    }
  }

  Books books() {
    Books books;
    for (Wide* micro : {&books.members_micro, &books.issued_micro, &books.redeemed_micro, &books.expired_micro, &books.forfeited_micro,
                        &books.written_off_micro, &books.adjusted_micro, &books.partners_micro})
      *micro = in_.wide();
    return books;
  }

  Reader in_;
  KeyFacts keys_;
  Symbols& symbols_;
  Sealer& sealer_;
  State state_;
};

// Usage and what is gathered stand in order of symbol numbers, which another process gives otherwise.
void order_by_symbols(State& state) {
  const auto used = [](const Usage& a, const Usage& b) {
    return std::tie(a.limit_key, a.scope, a.window) < std::tie(b.limit_key, b.scope, b.window);
  };
  const auto gathered = [](const Gathered& a, const Gathered& b) {
    return std::tie(a.metric_key, a.at, a.group) < std::tie(b.metric_key, b.at, b.group);
  };
  std::sort(state.usage.begin(), state.usage.end(), used);
  for (MemberState& member : state.members) {
    std::sort(member.usage.begin(), member.usage.end(), used);
    std::sort(member.gathered.begin(), member.gathered.end(), gathered);
  }
}

}  // namespace

void encode_state(const RecordWorld& world, Bytes& out) {
  out.clear();
  StateWriter(world, out).write();
}

Result<State> decode_state(std::span<const std::uint8_t> bytes, const Versions& versions, Symbols& symbols, Sealer& sealer) {
  Result<State> state = StateReader(bytes, versions, symbols, sealer).read();
  if (state) order_by_symbols(state.value());
  return state;
}

}  // namespace setia::engine
