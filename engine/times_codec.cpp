#include "engine/times_codec.hpp"

namespace setia::engine {
namespace {

void write_others(Writer& out, const MemberState& member, const Symbols& symbols) {
  out.number(member.household.size());
  for (const MemberIndex other : member.household) out.number(other.value);
  out.number(member.referrals.size());
  for (const ReferralMark& mark : member.referrals) {
    out.byte(static_cast<std::uint8_t>(mark.state));
    out.number(mark.by.value);
    out.text(symbols.text(mark.through));
    out.number(mark.referral_key);
    out.integer(mark.second);
    out.integer(mark.day);
    out.integer(mark.ended);
    out.number(mark.record);
  }
}

void read_others(Reader& in, MemberState& member, Symbols& symbols) {
  for (std::size_t left = in.count(1); left > 0 && in.ok(); --left) member.household.push_back(MemberIndex{in.number32()});
  for (std::size_t left = in.count(8); left > 0 && in.ok(); --left) {
    ReferralMark& mark = member.referrals.emplace_back();
    mark.state = static_cast<ReferralState>(in.byte_up_to(static_cast<std::uint8_t>(ReferralState::kComplete)));
    mark.by.value = in.number32();
    mark.through = symbols.intern(in.text());
    mark.referral_key = in.number32();
    mark.second = in.integer();
    mark.day = in.integer32();
    mark.ended = in.integer();
    mark.record = in.number();
  }
}

}  // namespace

void write_times(Writer& out, const MemberState& member, const Symbols& symbols) {
  out.number(member.joined_rules.size());
  for (const Joined& joined : member.joined_rules) {
    out.number(joined.rule_key);
    out.integer(joined.second);
    out.integer(joined.local.day);
    out.integer(joined.local.minute);
  }
  out.number(member.periods.size());
  for (const OpenPeriod& period : member.periods) {
    out.text(symbols.text(period.name));
    out.integer(period.first);
  }
  out.number(member.cycle_sums.size());
  for (const CycleSum& sum : member.cycle_sums) {
    out.number(sum.unit_key);
    out.number(sum.rule_key);
    out.integer(sum.first);
    out.wide(sum.exact);
    out.wide(sum.denominator);
  }
  out.number(member.reached.size());
  for (const Reached& one : member.reached) {
    out.number(one.ladder_key);
    out.text(symbols.text(one.level));
    out.integer(one.second);
    out.integer(one.until);
    out.byte(one.floor ? 1 : 0);
    out.number(one.record);
  }
  out.number(member.levels.size());
  for (const LevelHeld& held : member.levels) {
    out.number(held.ladder_key);
    out.text(symbols.text(held.level));
    out.integer(held.second);
    out.integer(held.since);
  }
  out.number(member.own_lives.size());
  for (const OwnLife& own : member.own_lives) {
    out.number(own.lot);
    out.number(own.version.value);
    out.number(own.rule.value);
  }
  write_others(out, member, symbols);
}

void read_times(Reader& in, MemberState& member, Symbols& symbols) {
  for (std::size_t left = in.count(4); left > 0 && in.ok(); --left) {
    Joined joined;
    joined.rule_key = in.number32();
    joined.second = in.integer();
    joined.local.day = in.integer32();
    joined.local.minute = static_cast<Minute>(in.integer32());
    member.joined_rules.push_back(joined);
  }
  for (std::size_t left = in.count(2); left > 0 && in.ok(); --left) {
    const SymbolId name = symbols.intern(in.text());
    member.periods.push_back({name, in.integer32()});
  }
  for (std::size_t left = in.count(5); left > 0 && in.ok(); --left) {
    CycleSum sum;
    sum.unit_key = in.number32();
    sum.rule_key = in.number32();
    sum.first = in.integer32();
    sum.exact = in.wide();
    sum.denominator = in.wide();
    if (sum.denominator <= 0) in.fail("a sum of a cycle has no denominator");
    member.cycle_sums.push_back(sum);
  }
  for (std::size_t left = in.count(6); left > 0 && in.ok(); --left) {
    Reached one;
    one.ladder_key = in.number32();
    one.level = symbols.intern(in.text());
    one.second = in.integer();
    one.until = in.integer32();
    one.floor = in.byte_up_to(1) != 0;
    one.record = in.number();
    member.reached.push_back(one);
  }
  for (std::size_t left = in.count(4); left > 0 && in.ok(); --left) {
    LevelHeld held;
    held.ladder_key = in.number32();
    held.level = symbols.intern(in.text());
    held.second = in.integer();
    held.since = in.integer32();
    member.levels.push_back(held);
  }
  for (std::size_t left = in.count(3); left > 0 && in.ok(); --left) {
    OwnLife own;
    own.lot = in.number();
    own.version = VersionOrdinal{in.number32()};
    own.rule = RuleId{in.number32()};
    member.own_lives.push_back(own);
  }
  read_others(in, member, symbols);
}

}  // namespace setia::engine
