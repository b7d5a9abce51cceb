// One event on its way to an outcome: what apply's functions, one per kind of event, share. Nothing here is state.
#pragma once

#include "engine/apply.hpp"
#include "engine/booking_room.hpp"
#include "engine/buying.hpp"
#include "engine/clock_dues.hpp"
#include "engine/come_back.hpp"
#include "engine/discount_quote.hpp"
#include "engine/given_so_far.hpp"
#include "engine/giving.hpp"
#include "engine/kept.hpp"
#include "engine/marks.hpp"
#include "engine/other_members.hpp"
#include "engine/pay_desk.hpp"
#include "engine/pool.hpp"
#include "engine/posting.hpp"
#include "engine/reward_desk.hpp"

namespace setia::engine {

class Booking {
 public:
  Booking(const Versions& versions, const State& state, const Event& event, Scratch& scratch, Outcome& out, Trace* trace);

  // What the program's discounts take off a purchase, before it is posted: nothing else is to be asked of this booking then.
  void quote(DiscountQuote& quote, WithReasons reasons);

  // False when the event is refused for what it is, whatever its kind [T1].
  bool admit();

  void purchase();
  void take_return(Cases cases);
  // Judges the returns that waited for this event [L2].
  void answer_waiting(Cases cases);
  // Judges closed periods again that a late event changes [R6].
  void reopen(Cases cases);
  void activity();
  void join();
  void change_member();
  void leave();
  void redeem();
  void hold();
  void commit();
  void cancel();
  void adjust();
  void opt(Cases cases);
  void set_level();
  void choose();
  void take_voucher_away(Cases cases);
  // Rewards that the balance can pay for by now are bought [X5].
  void buy_rewards();
  void refer();
  void change_household();
  void gift();
  // Adds those beside the event's own whose accounts or state changed.
  void list_others();

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

  bool admit_payments(const Event& event);
  void book_what_fell_due();
  void name_members();
  void join_now();
  void join_by_buying();
  void take_shared_uses();
  bool set_fields(const Fields& from, std::string_view name);
  bool set_field(const std::string& name, const Value& value, const std::string& place);
  void change_standing(Standing standing);
  void forfeit_balances();
  void join_rule(RuleId id, Cases cases);
  // What came before joining (count_from_start.cpp).
  void count_from_start(Cases cases);
  void count_again(const Case& receipt, const Kept& kept);
  void see(const Change& change);
  void judge_and_post(const Event& event);
  void explain_nothing_given();
  void mark_discounts(const Event& event, const MemberState& seen);
  bool post(const Accrual& accrual, const Giving& giving);
  bool post_like(const Accrual& accrual);
  bool fits(const Accrual& accrual, const Holding* holding);
  void book(Posting posting, const Unit& unit, bool indebted);
  void expire_what_came_too_late();
  void expire_what_nothing_keeps();
  void return_without_receipt();
  void wait_for_receipt();
  void note_return(Sequence receipt, Sequence returned);
  // Where in the record what is of the receipt begins: behind what is of another that it takes along.
  struct Part {
    std::size_t postings, changes;
  };
  void give_back(const Case& receipt, const Kept& kept, const Moment& at, Recorded recorded, const Part& mine = {0, 0});
  void judge_again_and_post(const Case& receipt, const Kept& kept, std::optional<ReturnedShare> paid, const Moment& at, Recorded recorded, const Part& mine = {0, 0});
  void pass_to_now();
  enum class Round { kFirst, kFurther };
  struct GivingBack {
    std::optional<ReturnedShare> paid;  // what comes back of the payments; empty: as the kept part says
    Recorded recorded;
    const Moment& at;
    Round round;
  };
  bool give_back_gifts(const Case& receipt, const Kept& kept, const GivingBack& back, MemberIndex referrer);
  void judge_kept(const Case& receipt, const Kept& kept, const std::vector<GivenSoFar>& given, const std::vector<Change>& changed, Recorded recorded);
  void post_difference(const std::vector<GivenSoFar>& given, std::vector<Accrual> accruals, const std::vector<Bought>& bought, const Giving& giving, MemberState& receiver);
  void change_by_difference(VersionOrdinal version, const std::vector<Change>& changed);
  void undo_levels(VersionOrdinal version, MemberIndex whose, const MemberState& theirs, const Moment& at);
  // What it gave others (returns_of_others.cpp).
  struct SoFar {
    const std::vector<GivenSoFar>& given;
    const std::vector<Change>& changed;
    const std::vector<Accrual>& kept;  // what the kept part gives the receiver
  };
  std::optional<MemberState> referrer_without(MemberIndex referrer, const Case& receipt, const std::vector<GivenSoFar>& given, const std::vector<Change>& changed);
  void give_back_to(MemberIndex whom, const Case& receipt, const SoFar& so_far, const Giving& giving);
  void take_by_others(std::size_t first_change, VersionOrdinal version, const Moment& at);
  void reconsider(const Case& other);
  bool is_still_done(const Case& completed);
  bool gives_nothing_now(const std::vector<GivenSoFar>& given, const Program& program) const;
  // What a return has undone (moved_back.cpp).
  struct Returned {
    Recorded recorded;
    const Moment& at;
    bool whole = false;          // nothing of the receipt is kept
    bool gives_nothing = false;  // what is kept of it gives nothing
  };
  bool undoes(const Returned& returned, Happening happening, const Event& event) const;
  void move_back(const Case& receipt, const Returned& returned);
  void move_back(const Case& receipt, const Returned& returned, const Change& undone, const std::vector<Change>& others);
  void explain_taken_back(const std::vector<GivenSoFar>& given);
  void take_back_marks(const Case& receipt, const Moment& at);
  void take_back_mark(const LostMark& lost, const Moment& at);
  // Closes (closes_again.cpp).
  void correct_closes(const Case& receipt, const Moment& at);
  void review_levels();
  void take_own_changes();
  void begin_own_part();
  Moment latest(const MemberState& member) const;
  void correct_close(const ClockDue& due, const Case& receipt, const Moment& at);
  void post_close_difference(const ClockDue& due, const std::vector<GivenSoFar>& given, std::vector<Accrual> accruals, const Moment& at);
  // What units paid of it (return_payments.cpp).
  void give_back_payments(const Case& receipt, const Kept& kept, std::optional<ReturnedShare> paid, const Moment& at, Recorded recorded);
  bool take_back_bought(const Case& receipt, const Moment& at);
  bool must_be_unused(const Posting& got, const MemberState& holder);
  void give_back_unit(const std::vector<Posting>& taken, std::vector<Posting>& back, ReturnedShare share, const Moment& at);
  void free_limits(const Case& receipt, UnitId unit, Wide kept, Wide taken, Recorded recorded);
  void list_members();
  DueWorld due_world() { return {versions_, state_, scratch_, now_.second, nullptr, &others_}; }
  // Who referred the member (referring.cpp).
  bool take_invitation(MemberIndex by, SymbolId through);
  std::optional<ReferralRefusal> bars(MemberIndex by) const;
  std::optional<ReferralRefusal> bars(const Referral& referral, MemberIndex by, std::int64_t& shared);
  bool open_referrals(MemberIndex by, SymbolId through);
  void say_not_referred(ReferralRefusal why, SymbolId referral, std::int64_t shared);
  Change referral_change(ChangeKind kind) const;
  void take_own(const Change& change);
  void watch_what_is_shared(const Event& event);
  void bring_referrer();
  void share_out(const Event& event, const Giving& giving, const std::vector<Accrual>& accruals, std::size_t first_change);
  Change change(ChangeKind kind) const;

  // What the event itself moves (spending.cpp): rules are judged with the member as before it.
  struct Asked {
    UnitId unit;
    std::int64_t micro = 0;
  };
  // Of a hold, what is held of one lot.
  struct HeldPart {
    std::uint32_t unit_key = 0;
    HeldLot lot;
    MemberIndex member;
  };
  bool admit_known_member();
  bool admit_spender();
  std::optional<Asked> asked_units();
  bool has_enough(const Asked& asked);
  void begin_moving();
  Posting posting_of(PostingWhy why, UnitId unit) const;
  void move(Posting posting);
  void take_from_lots(const Asked& asked, AccountKind to, PostingWhy why, const Release& until);
  void take_lot(const LentLot& lent, UnitId unit, AccountKind to, PostingWhy why, const Release& until);
  void count_move(MoveKind kind, const Asked& asked);
  // Households (household.cpp).
  void add_to_household();
  void leave_household();
  bool count_household_change(const std::vector<MemberIndex>& all);
  void part_from_household(MemberIndex leaver);
  void live_together(MemberIndex one, MemberIndex other, int sign);
  void note_change(const Change& change);
  void bring_household();
  MemberState& accounts_of(MemberIndex index);
  std::int64_t spendable_of(UnitId unit) const;
  void spend(const Asked& asked, AccountKind to, PostingWhy why, const Release& until);
  void say_lent(const Release& until);
  void say_hold_over(const Hold& hold, MemberIndex owner, HoldEnd how);
  void add_lent_parts(const Hold& hold, MemberIndex owner, std::vector<HeldPart>& parts) const;
  // Payments in units (paying.cpp).
  bool pay_with_units();
  bool say_what_holds_pay(Event& event);
  bool say_what_hold_pays(const Hold& hold, Payment& payment, const std::string& place);
  bool take_payments(const Event& event);
  bool take_payments_by(const PayWith& with, Paid paid, const Event& event, SlotReader& reader);
  std::int64_t spendable(const PayWith& with, const Event& event) const;
  std::vector<Hold> holds_of(const PayWith& with, const Event& event) const;
  // Holds (holds.cpp).
  std::string since_expiry(UnitId unit) const;  // " as of 2027-01-09" where what has expired by now is not in a balance any more
  const Hold* find_hold(SymbolId id) const;
  const Hold* open_hold();
  std::vector<HeldLot> held_by(const Hold& hold) const;
  std::vector<HeldPart> parts_of(const Hold& hold) const { return parts_of(hold, subject_); }
  std::vector<HeldPart> parts_of(const Hold& hold, MemberIndex owner) const;
  bool names_open_hold();
  Release hold_ends() const;
  void spend_held(const HeldPart& part, std::int64_t micro);
  std::int64_t take_from_hold(const Hold& hold, std::int64_t asked_micro);
  void end_hold(const Hold& hold, MemberIndex owner, HoldEnd how);
  void end_all_holds();
  // Rewards (rewards.cpp).
  struct AskedReward {
    const Reward* reward = nullptr;
    std::int64_t count = 1;
    RewardDesk::Amounts price;
  };
  bool asks_for_reward() const;
  std::optional<AskedReward> asked_reward();
  bool admit_reward(AskedReward& asked, SlotReader& reader);
  void redeem_reward();
  void hold_reward();
  void commit_reward(const Hold& hold);
  void give_vouchers(UnitId voucher, std::int64_t count, Day earned);
  void give_vouchers(UnitId voucher, std::int64_t count, Day earned, VersionOrdinal version);
  void free_limits_of_rewards(const Case& receipt, const ReturnedShare& now, const ReturnedShare& before);
  // Vouchers taken away (voids.cpp).
  void give_share_back(const Case& redemption);
  bool use_vouchers();
  bool use_voucher(const std::string& name);
  // Gifts (gifts.cpp).
  const Reward* asked_gift();
  bool admit_receiver(const Reward& reward, std::int64_t micro);
  bool take_back_gift(const Case& given, const Moment& at);
  // Adjusts (adjust.cpp).
  std::optional<Asked> signed_units();
  void give_by_hand(const Asked& asked);
  void take_by_hand(const Asked& asked);

  const Versions& versions_;
  const State& state_;
  const Event& event_;
  Scratch& scratch_;
  BookingRoom& room_;
  Outcome& out_;
  Trace* trace_;
  VersionOrdinal version_;
  const Program& program_;
  OtherMembers others_;
  Moment now_;
  MemberIndex subject_;               // whose accounts are booked
  Day earned_ = 0;                    // what is given now is earned on this day of the program's zone
  PostingNumber next_;
  const MemberState* member_ = nullptr;
  const State* shared_;               // the state, or what members share of it as of now
  const MemberState* before_ = nullptr;  // the member before the event itself moved anything; null: it does not
  const Event* judged_;               // the event, with what its payments left out
  bool booking_ = false;
  std::size_t shared_changes_ = 0;    // of the changes, those that `shared_` knows already
  std::size_t booked_ = 0;            // of the postings, those that `working` knows already
  std::size_t known_changes_ = 0;     // of the changes, those that `working` knows already
  Wide given_micro_ = 0;              // by this event, of whatever unit
  std::size_t like_ = SIZE_MAX;       // of the postings, one that others of this giving may be copied from
  Wide like_free_ = 0;                // what fits of its unit beside what the member has
};

}  // namespace setia::engine
