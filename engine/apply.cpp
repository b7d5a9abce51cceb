#include "engine/apply.hpp"

#include <algorithm>

#include "engine/booking.hpp"
#include "engine/due.hpp"
#include "engine/ensure.hpp"
#include "engine/member_changes.hpp"
#include "engine/other_members.hpp"
#include "engine/partners.hpp"

namespace setia::engine {
namespace {

void clear(Outcome& out) {
  if (out.refused) out.refusal = {};
  out.refused = out.without_member = out.waits = out.barred = false;
  out.facts.version = {};
  out.facts.slots.clear();
  out.facts.head_room.clear();
  out.postings.clear();
  out.cuts.clear();
  out.changes.clear();
  out.messages.clear();
  out.told.clear();
  out.named.clear();
  out.members.clear();
}

void book(EventKind kind, Booking& booking, Cases cases) {
  switch (kind) {
    case EventKind::kPurchase: return booking.purchase();
    case EventKind::kJoin: return booking.join();
    case EventKind::kMember: return booking.change_member();
    case EventKind::kActivity: return booking.activity();
    case EventKind::kLeave: return booking.leave();
    case EventKind::kRedeem: return booking.redeem();
    case EventKind::kHold: return booking.hold();
    case EventKind::kCommit: return booking.commit();
    case EventKind::kCancel: return booking.cancel();
    case EventKind::kAdjust: return booking.adjust();
    case EventKind::kOpt: return booking.opt(cases);
    case EventKind::kStatus: return booking.set_level();
    case EventKind::kChoose: return booking.choose();
    case EventKind::kVoid: return booking.take_voucher_away(cases);
    case EventKind::kRefer: return booking.refer();
    case EventKind::kGift: return booking.gift();
    case EventKind::kHousehold: return booking.change_household();
    default:
      booking.refuse(RefusalReason::kNotYet, "type", "This kind of event is not yet answered.", "Leave it out for now.");
  }
}

}  // namespace

void apply(const Versions& versions, const State& state, const Event& event, Cases cases, Scratch& scratch, Outcome& out, Trace* trace) {
  clear(out);
  Booking booking(versions, state, event, scratch, out, trace);
  if (!booking.admit()) return;
  if (event.kind == EventKind::kReturn) {
    booking.take_return(cases);
  } else {
    book(event.kind, booking, cases);
    if (!out.refused) booking.answer_waiting(cases);
    if (!out.refused) booking.reopen(cases);
  }
  booking.buy_rewards();
  if (!out.refused) booking.list_others();
  if (versions.has_partners()) add_partner_shares(versions, state.postings + out.postings.size() + 1, out);
}

namespace {

// Members of a time record, one after the other: what is due to each before the step, then what the step starts for all.
class Passing {
 public:
  Passing(const Versions& versions, const State& state, const Passed& until, Scratch& scratch, Outcome& out, Trace* trace)
      : state_(state), others_(versions, state, scratch), world_{versions, shared_, scratch, until.at.second, trace, &others_}, until_(until), out_(out) {
    if (until.step != DueStep::kAll) shared_.usage = state.usage;
  }

  void pass(MemberIndex index) {
    const MemberState& known = others_.now(index);
    std::optional<ClockDue> common;
    if (until_.step != DueStep::kAll) common = common_due_at(world_.versions, known, until_);
    if (!common && until_.at.program.day < known.next_due) return;
    MemberState& working = others_.working(index);
    PostingNumber next = state_.postings + out_.postings.size() + 1;
    const std::size_t before = size();
    if (common && world_.versions.at(common->version).program.household.shares_levels) bring_household(index, next);
    const std::size_t changes = world_.known_changes = out_.changes.size();
    book_due(world_, index, until_, working, next, out_);
    if (common) run_clock(world_, index, *common, working, next, out_);
    for (std::size_t i = changes; i < out_.changes.size(); ++i)
      if (out_.changes[i].member == MemberIndex{}) take_use(world_.versions, out_.changes[i], shared_.usage);
    if (size() > before) others_.touch(index);
    else if (!others_.is_touched(index)) others_.forget(index);
  }

  // Whose levels are the member's, too.
  void bring_household(MemberIndex index, PostingNumber& next) {
    const std::vector<MemberIndex> household = others_.now(index).household;
    for (const MemberIndex other : household) others_.bring(world_, other, until_, next, out_);
  }

  // All whom it concerned, in joining order.
  void list_members() {
    out_.members = others_.touched();
    order_by_joining(state_, out_.members);
  }

 private:
  std::size_t size() const { return out_.postings.size() + out_.changes.size() + out_.messages.size() + out_.cuts.size() + out_.told.size(); }

  const State& state_;
  State shared_;           // of it, what members share: as the members before left it
  OtherMembers others_;    // and those whom the record has booked for, as it left them
  DueWorld world_;
  Passed until_;
  Outcome& out_;
};

}  // namespace

void apply_time(const Versions& versions, const State& state, JoiningRange members, const Passed& until, Scratch& scratch, Outcome& out,
                Trace* trace) {
  clear(out);
  const bool minute_before = until.step == DueStep::kClose && until.at.program.minute == 0;
  out.facts.version = versions.in_force(minute_before ? until.at.program.day - 1 : until.at.program.day);
  Passing passing(versions, state, until, scratch, out, trace);
  for (std::size_t joining = std::max(members.first, 1U); joining <= std::min<std::size_t>(members.last, state.joiners.size()); ++joining)
    passing.pass(state.joiners[joining - 1]);
  passing.list_members();
  if (versions.has_partners()) add_partner_shares(versions, state.postings + out.postings.size() + 1, out);
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
