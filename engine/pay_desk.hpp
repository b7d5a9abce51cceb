// One `pay with` at one receipt: why a payment may not be made, and the most that may be [X3].
#pragma once

#include <optional>
#include <vector>

#include "engine/outcome.hpp"
#include "engine/pay_rate.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {

// Units and the money that they pay.
struct Paid {
  std::int64_t micro = 0;
  std::int64_t minor = 0;
};

// Everything must outlive it.
class PayDesk {
 public:
  // `balance_micro`: what the member can spend on this receipt.
  PayDesk(const PayWith& with, std::int64_t balance_micro, SlotReader& reader)
      : with_(with), balance_micro_(balance_micro), reader_(reader), unit_(reader.program().units[with.unit.index()]),
        rate_(reader.program(), reader.event(), with.rate) {}

  // Spending is refused whole [X2].
  std::optional<Refusal> refusal_of(Paid paid);
  // The most that may be paid, down to the step; nothing when that is under the minimum, or less than `all or nothing` asks.
  Paid most();
  // What paying uses of the limits.
  void count_usage(Paid paid, VersionOrdinal version, std::vector<Change>& changes);

 private:
  // What a limit leaves; the one that it does not count is unlimited.
  struct Room {
    Wide micro, minor;
    const Limit* limit = nullptr;
  };
  Refusal refused(RefusalReason reason, Paid paid, const std::string& what, const char* remedy) const;
  std::optional<Refusal> refusal_of_amount(Paid paid) const;
  std::optional<Refusal> refusal_by_limits(Paid paid);
  bool is_open() { return unit_.can_be_spent && reader_.holds_all(with_.checks); }
  Room room_by(LimitId id);
  Wide eligible_minor();
  Wide allowed_on(const Line& line, Wide amount_minor) const;
  bool is_enough(Paid paid) const { return paid.micro >= with_.least_micro && paid.minor >= with_.least_minor; }

  const PayWith& with_;
  std::int64_t balance_micro_;
  SlotReader& reader_;
  const Unit& unit_;
  ExactRate rate_;
};

// The `pay with` of a unit by which most of a receipt can be paid, and how much that is; null when nothing can.
struct Payable {
  const PayWith* with = nullptr;
  Paid paid;
};
Payable most_payable(const Program& program, const Index& index, const State& state, const MemberState& member, const Event& event, UnitId unit, Scratch& scratch);

}  // namespace setia::engine
