// How often and how much at most.
#include "dsl/clauses/common.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<CountedKind> kCounted[] = {
    {"time", CountedKind::kTimes},     {"times", CountedKind::kTimes},     {"item", CountedKind::kItems},
    {"items", CountedKind::kItems},    {"stamp", CountedKind::kStamps},    {"stamps", CountedKind::kStamps},
    {"ticket", CountedKind::kTickets}, {"tickets", CountedKind::kTickets}, {"friend", CountedKind::kFriends},
    {"friends", CountedKind::kFriends}, {"change", CountedKind::kChanges}, {"changes", CountedKind::kChanges},
    {"member", CountedKind::kMembers}, {"members", CountedKind::kMembers}};

constexpr Spelling<ScopeKind> kPerReceipt[] = {
    {"receipt", ScopeKind::kReceipt}, {"line", ScopeKind::kLine}, {"item", ScopeKind::kItem}};

constexpr Spelling<ScopeKind> kPerWhom[] = {{"member", ScopeKind::kMember},
                                            {"household", ScopeKind::kHousehold},
                                            {"referrer", ScopeKind::kReferrer},
                                            {"store", ScopeKind::kStore},
                                            {"payment card", ScopeKind::kPaymentCard}};

bool read_counted(Cursor& at, const Cursor& end, Counted& out) {
  return match(at, end, count[put(out.number)] >> one_of(kCounted)[put(out.kind)]);
}
const Part<Counted, read_counted> counted;

bool read_of_spend(Cursor& at, const Cursor& end, OfSpend& out) {
  return match(at, end, money[put(out.money)] >> "of spend"_w);
}
const Part<OfSpend, read_of_spend> of_spend;

// "member per day", "member in any 30 days", "member ever"
bool read_scoped(Cursor& at, const Cursor& end, Cap& out) {
  const auto text_field = name[put(out.field)] >> x3::eps[set(out.scope, ScopeKind::kField)];
  const auto whom = one_of(kPerWhom)[put(out.scope)] | text_field;
  if (!match(at, end, whom, out.scope_span)) return false;
  return match(at, end, ("per"_w >> calendar[put(out.window)]) | ("in any"_w >> length[put(out.window)]) |
                            "ever"_w[set(out.window, Ever{})]);
}

bool read_scope(Cursor& at, const Cursor& end, Cap& out) {
  if (match(at, end, "in total"_w[set(out.scope, ScopeKind::kTotal)], out.scope_span)) return true;
  if (!match(at, end, "per"_w)) return false;
  return match(at, end, one_of(kPerReceipt)[put(out.scope)], out.scope_span) || read_scoped(at, end, out);
}

bool read_any_cap(Cursor& at, const Cursor& end, Cap& out) {
  if (match(at, end, percent[put(out.most)] >> "of basket total"_w)) return true;
  return match(at, end, of_spend[put(out.most)] | counted[put(out.most)] | amount[put(out.most)]) &&
         read_scope(at, end, out);
}

}  // namespace

bool read_cap(Cursor& at, const Cursor& end, Cap& out) {
  const Cursor start = at;
  if (!read_any_cap(at, end, out)) {
    at = start;
    return false;
  }
  out.span = span_between(start, at);
  return true;
}

}  // namespace setia::dsl
