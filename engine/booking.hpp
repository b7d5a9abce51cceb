// One event on its way to an outcome: what apply's functions, one per kind of event, share. Nothing here is state.
#pragma once

#include "engine/apply.hpp"
#include "engine/booking_room.hpp"
#include "engine/posting.hpp"

namespace setia::engine {

class Booking {
 public:
  Booking(const Versions& versions, const State& state, const Event& event, Scratch& scratch, Outcome& out, Trace* trace);

  // False when the event is refused for what it is, whatever its kind [T1].
  bool admit();

  void purchase();
  void activity();
  void join();
  void change_member();

  void refuse(RefusalReason reason, std::string_view field, std::string what, std::string remedy);

 private:
  // Of the event's member, as of this event: the state's own record until something must be changed in it.
  const MemberState& member() const { return *member_; }
  MemberState& working();
  // Makes every further posting be booked in `working` at once; those made so far are booked first.
  void book_from_now_on();

  bool admit_payments();
  void book_what_fell_due();
  void name_members();
  void join_now();
  bool set_fields(const Fields& from, std::string_view name);
  bool set_field(const std::string& name, const Value& value, const std::string& place);
  void change_standing(Standing standing);
  void forfeit_balances();
  void judge_and_post();
  void explain_nothing_given();
  bool post(const Accrual& accrual);
  bool fits(const Accrual& accrual);
  void open_lot(const Accrual& accrual, Posting& posting) const;
  void book(const Posting& posting);
  void expire_what_came_too_late();
  void list_members();
  Change change(ChangeKind kind) const;

  const Versions& versions_;
  const State& state_;
  const Event& event_;
  Scratch& scratch_;
  BookingRoom& room_;
  Outcome& out_;
  Trace* trace_;
  VersionOrdinal version_;
  const Program& program_;
  Moment now_;
  Day earned_ = 0;                    // what is given now is earned on this day of the program's zone
  PostingNumber next_;
  const MemberState* member_ = nullptr;
  bool booking_ = false;
  Wide given_micro_ = 0;              // by this event, of whatever unit
};

}  // namespace setia::engine
