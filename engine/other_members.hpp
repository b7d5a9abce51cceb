// Members beside the one whom a record is about: whoever its gives reach too. What falls due for them comes first, what they are
// given is booked at once, and what follows from it [J10] is theirs like anything else. Nothing here is state.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "engine/giving.hpp"

namespace setia::engine {

class OtherMembers {
 public:
  OtherMembers(const Versions& versions, const State& state, Scratch& scratch);
  ~OtherMembers();
  OtherMembers(const OtherMembers&) = delete;
  OtherMembers& operator=(const OtherMembers&) = delete;

  // Whose working copy somebody else keeps: the event's own member.
  void stand_for(MemberIndex index, MemberState& copy) { own_ = index, own_copy_ = &copy; }
  // As the record leaves them so far.
  const MemberState& now(MemberIndex index) const;
  // A member as they would be without what is judged again; until the next such call, or release().
  void look_at(MemberIndex index, const MemberState* then) { looked_at_ = index, then_ = then; }

  // The working copy; made when there is none.
  MemberState& working(MemberIndex index);
  void forget(MemberIndex index) { copies_.erase(index); }

  // Books what fell due for the member by then. A member who has not joined has nothing due.
  void bring(const DueWorld& world, MemberIndex index, const Passed& until, PostingNumber& next, Outcome& out);

  // Takes changes that are the member's into their working copy.
  void take(std::span<const Change> changes, MemberIndex index, std::int64_t second);

  // Gives what `cause` brings the member `giving` names, and what follows from it; nothing where it does not fit.
  void give(const DueWorld& world, const Event& cause, const Giving& giving, const std::vector<Accrual>& accruals, PostingNumber& next, Outcome& out);
  // What of a judgement of `cause` is not its member's but their referrer's: those accruals, and changes from `first_change` on.
  struct Shared {
    MemberIndex referrer;
    const std::vector<Accrual>& accruals;
    std::size_t first_change = 0;      // of the outcome's
  };
  void share_out(const DueWorld& world, const Event& cause, const Giving& giving, const Shared& shared, PostingNumber& next, Outcome& out);

  // Whose accounts or state the record changes.
  void touch(MemberIndex index);
  bool is_touched(MemberIndex index) const;
  const std::vector<MemberIndex>& touched() const { return touched_; }

  // Books what accruals come to; all or nothing: false where a balance would be larger than can be counted.
  bool post(const Giving& giving, const std::vector<Accrual>& accruals, MemberState& member, PostingNumber& next, Outcome& out);

 private:

  const Versions& versions_;
  const State& state_;
  Scratch& scratch_;
  std::map<MemberIndex, MemberState> copies_;
  std::vector<MemberIndex> touched_;
  MemberIndex own_;
  MemberState* own_copy_ = nullptr;
  MemberIndex looked_at_;
  const MemberState* then_ = nullptr;
};

// What somebody else's event is to a member who is given something of it.
Event received_event(const Event& cause, MemberIndex member);

// Puts members in joining order, then in that of naming.
void order_by_joining(const State& state, std::vector<MemberIndex>& members);

}  // namespace setia::engine
