// One event on its way to an outcome: what apply's functions, one per kind of event, share. Nothing here is state.
#pragma once

#include "engine/apply.hpp"
#include "engine/booking_room.hpp"
#include "engine/given_so_far.hpp"
#include "engine/kept.hpp"
#include "engine/posting.hpp"

namespace setia::engine {

// Of which version something is given, since when it lives, when it is posted, and on which day it was earned.
struct Giving {
  VersionOrdinal version;
  Moment since, at;
  Day earned = 0;
};

class Booking {
 public:
  Booking(const Versions& versions, const State& state, const Event& event, Scratch& scratch, Outcome& out, Trace* trace);

  // False when the event is refused for what it is, whatever its kind [T1].
  bool admit();

  void purchase(Cases waiting);
  void take_return(Cases cases);
  void join();
  void change_member();

  void refuse(RefusalReason reason, std::string_view field, std::string what, std::string remedy);
  void refuse(const Refusal& refusal);

 private:
  // Whether what a case says stands in the state, or in the record at hand alone.
  enum class Recorded { kBefore, kNow };

  // Of the event's member, as of this event: the state's own record until something must be changed in it.
  const MemberState& member() const { return *member_; }
  MemberState& working();
  // A return is its receipt's member's, whether it names them or not.
  void stand_for(MemberIndex member);
  bool is_known() const { return member_ != nullptr && subject_ != MemberIndex{} && member_->standing != Standing::kUnknown; }
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
  void judge_and_post(const Event& event);
  void explain_nothing_given();
  bool post(const Accrual& accrual, const Giving& giving);
  bool fits(const Accrual& accrual, const Unit& unit);
  void open_lot(const Accrual& accrual, const Giving& giving, Posting& posting) const;
  void book(const Posting& posting);
  void expire_what_came_too_late();
  void return_without_receipt();
  void wait_for_receipt();
  void note_return(Sequence receipt, Sequence returned);
  void answer_waiting(Cases cases);
  void give_back(const Case& receipt, const Kept& kept, const Moment& at, Recorded recorded);
  void judge_kept(const Case& receipt, const Kept& kept, const std::vector<GivenSoFar>& given, const std::vector<Change>& changed);
  void post_difference(const Case& receipt, const std::vector<GivenSoFar>& given, const Moment& at);
  void change_by_difference(const Case& receipt, const Kept& kept, const std::vector<Change>& changed);
  void take_back_marks(const Case& receipt, const Moment& at);
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
  MemberIndex subject_;               // whose accounts are booked
  Day earned_ = 0;                    // what is given now is earned on this day of the program's zone
  PostingNumber next_;
  const MemberState* member_ = nullptr;
  bool booking_ = false;
  Wide given_micro_ = 0;              // by this event, of whatever unit
};

}  // namespace setia::engine
