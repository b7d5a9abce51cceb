// Takes back what a return's kept part no longer gives [R7]: what the lot lost to expiry counts as taken, then the rest of the
// lot, then other lots in spending order, then debt, as the unit says.
#pragma once

#include <vector>

#include "engine/given_so_far.hpp"
#include "engine/posting.hpp"

namespace setia::engine {

class TakingBack {
 public:
  // `now`: when it is returned. Postings are numbered from `next` on and booked in `member` at once.
  TakingBack(const Versions& versions, VersionOrdinal version, MemberIndex index, const Moment& now, MemberState& member, PostingNumber& next,
             std::vector<Posting>& out)
      : versions_(versions), version_(version), index_(index), now_(now), member_(member), next_(next), out_(out) {}

  // `amount_micro` of what `given` holds.
  void take(const GivenSoFar& given, std::int64_t amount_micro);

 private:
  // Takes at most `most_micro` of what is still to be taken, from one account.
  void take_from(Account from, const Lot& lot, PostingNumber reverses, std::int64_t most_micro);
  void take_from_lot(const GivenLot& lot);
  void take_from_others(const GivenLot& lot);
  void take_what_is_not_there(const GivenLot& lot);
  std::int64_t debt_room() const;
  Holding& holding();

  const Versions& versions_;
  VersionOrdinal version_;          // of the receipt
  MemberIndex index_;
  const Moment& now_;
  MemberState& member_;
  PostingNumber& next_;
  std::vector<Posting>& out_;
  const GivenSoFar* given_ = nullptr;
  std::int64_t left_micro_ = 0;
};

}  // namespace setia::engine
