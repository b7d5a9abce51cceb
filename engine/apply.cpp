#include "engine/apply.hpp"

#include <algorithm>

#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/ensure.hpp"

namespace setia::engine {
namespace {

void clear(Outcome& out) {
  out.refused = out.without_member = out.waits = out.barred = false;
  out.refusal = {};
  out.facts.version = {};
  out.facts.slots.clear();
  out.facts.head_room.clear();
  out.postings.clear();
  out.cuts.clear();
  out.changes.clear();
  out.messages.clear();
  out.named.clear();
  out.members.clear();
}

}  // namespace

void apply(const Versions& versions, const State& state, const Event& event, Cases cases, Scratch& scratch, Outcome& out, Trace* trace) {
  clear(out);
  Booking booking(versions, state, event, scratch, out, trace);
  if (!booking.admit()) return;
  switch (event.kind) {
    case EventKind::kPurchase: return booking.purchase(cases);
    case EventKind::kReturn: return booking.take_return(cases);
    case EventKind::kJoin: return booking.join();
    case EventKind::kMember: return booking.change_member();
    case EventKind::kLeave: return booking.leave();
    case EventKind::kRedeem: return booking.redeem();
    case EventKind::kHold: return booking.hold();
    case EventKind::kCommit: return booking.commit();
    case EventKind::kCancel: return booking.cancel();
    case EventKind::kAdjust: return booking.adjust();
    default:
      booking.refuse(RefusalReason::kNotYet, "type", "This kind of event is not yet answered.", "Leave it out for now.");
  }
}

void apply_due(const Versions& versions, const State& state, MemberIndex member, std::int64_t until_second, CivilTime until, Outcome& out) {
  const MemberState& known = state.members[member.index()];
  if (until.day < known.next_due) return;
  MemberState working = known;
  PostingNumber next = state.postings + out.postings.size() + 1;
  const std::size_t before = out.postings.size();
  book_due(versions, member, {until_second, until}, working, next, out.postings);
  if (out.postings.size() > before) out.members.push_back(member);
}

void apply_time(const Versions& versions, const State& state, std::uint32_t first_joining, std::uint32_t last_joining,
                std::int64_t until_second, CivilTime until, Outcome& out) {
  clear(out);
  out.facts.version = versions.in_force(until.day);
  for (std::size_t joining = std::max(first_joining, 1U); joining <= std::min<std::size_t>(last_joining, state.joiners.size()); ++joining)
    apply_due(versions, state, state.joiners[joining - 1], until_second, until, out);
}

void apply_forget(const Versions& versions, MemberIndex member, Outcome& out) {
  clear(out);
  out.members.push_back(member);
  for (std::size_t ordinal = 0; ordinal < versions.size(); ++ordinal) {
    const auto& fields = versions.at(VersionOrdinal{ordinal}).program.fields;
    for (std::size_t index = 0; index < fields.size(); ++index) {
      if (fields[index].owner != FieldOwner::kMember || !fields[index].personal) continue;
      Change cleared;
      cleared.kind = ChangeKind::kField;
      cleared.member = member;
      cleared.version = VersionOrdinal{ordinal};
      cleared.index = static_cast<std::uint32_t>(index);
      out.changes.push_back(cleared);
    }
  }
}

}  // namespace setia::engine
