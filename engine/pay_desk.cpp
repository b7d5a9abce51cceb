#include "engine/pay_desk.hpp"

#include <algorithm>
#include <limits>

#include "engine/amount_text.hpp"
#include "engine/filters.hpp"
#include "engine/limits.hpp"
#include "engine/pool.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

constexpr std::uint64_t kEveryUnit = std::numeric_limits<std::uint64_t>::max();

std::int64_t narrow(Wide amount) { return static_cast<std::int64_t>(std::clamp<Wide>(amount, 0, INT64_MAX)); }

}  // namespace

// Goods after discounts, whatever pays them, as far as they may be paid with this.
Wide PayDesk::eligible_minor() {
  const std::vector<std::int64_t>& lines = reader_.spend(Tenders{}, false, kEveryUnit);
  Wide sum = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = reader_.event().lines[i];
    if (fits(reader_.program(), with_.lines, line)) sum += allowed_on(line, lines[i]);
  }
  return sum;
}

Wide PayDesk::allowed_on(const Line& line, Wide amount_minor) const {
  for (const LimitId id : with_.limits) {
    const Limit& limit = reader_.program().limits[id.index()];
    if (!is_by_line(limit)) continue;
    const Wide most = limit.kind == CapKind::kUnits ? rate_.money_for(limit.most) : Wide{limit.most};
    amount_minor = std::min(amount_minor, limit.scope == CapScope::kLine ? most : most * line.quantity_micro / kMillion);
  }
  return amount_minor;
}

PayDesk::Room PayDesk::room_by(LimitId id) {
  const Limit& limit = reader_.program().limits[id.index()];
  Room room{kUnlimited, kUnlimited, &limit};
  if (is_by_line(limit) || !counts_now(limit, reader_)) return room;
  switch (limit.kind) {
    case CapKind::kTimes:
      if (limit.scope != CapScope::kReceipt && room_of(limit, reader_) < 1) room.micro = room.minor = 0;
      break;
    case CapKind::kUnits: room.micro = room_of(limit, reader_); break;
    case CapKind::kMoney: room.minor = room_of(limit, reader_) / kMillion; break;
    case CapKind::kSpend: room.minor = room_of(limit, reader_); break;
    case CapKind::kShareOfBasket: room.minor = limit.most * eligible_minor() / kMillion; break;
    case CapKind::kPieces: break;  // no payment counts pieces
  }
  return room;
}

std::optional<Refusal> PayDesk::refusal_of(Paid paid) {
  if (!unit_.can_be_spent)
    return Refusal{RefusalReason::kCondition, "payments", "The program says that " + unit_.name + " cannot be spent.", "Let something else pay."};
  if (!reader_.holds_all(with_.checks))
    return Refusal{RefusalReason::kCondition, "payments", "What paying with " + unit_.name + " asks for does not hold here.",
                   "Read the lines below  pay with " + unit_.name + "."};
  if (auto refusal = refusal_of_amount(paid)) return refusal;
  const Wide eligible = eligible_minor();
  if (paid.minor <= eligible) return refusal_by_limits(paid);
  return refused(RefusalReason::kCondition, paid,
                 "Of this receipt " + unit_.name + " may pay " + money_in_words(eligible, reader_.program()), "Pay the rest with something else.");
}

// `what` is right, and the payment is not.
Refusal PayDesk::refused(RefusalReason reason, Paid paid, const std::string& what, const char* remedy) const {
  return {reason, "payments",
          what + ", and the payment is of " + units_in_words(paid.micro, unit_) + " for " + money_in_words(paid.minor, reader_.program()) + ".", remedy};
}

std::optional<Refusal> PayDesk::refusal_of_amount(Paid paid) const {
  const Program& program = reader_.program();
  if (paid.micro <= 0 || paid.minor <= 0) return refused(RefusalReason::kAmount, paid, "A payment pays something", "Leave the payment out.");
  if (!is_enough(paid))
    return refused(RefusalReason::kMinimum, paid,
                   "The least to be paid with " + unit_.name + " is " +
                       (with_.least_micro > 0 ? units_in_words(with_.least_micro, unit_) : money_in_words(with_.least_minor, program)),
                   "Pay more of it, or nothing.");
  if (paid.micro % with_.step_micro != 0 || paid.minor % with_.step_minor != 0)
    return refused(RefusalReason::kCondition, paid,
                   "Payments are made in steps of " +
                       (with_.step_minor > 1 ? money_in_words(with_.step_minor, program) : units_in_words(with_.step_micro, unit_)),
                   "Pay in whole steps.");
  if (paid.micro <= balance_micro_) return std::nullopt;
  return refused(RefusalReason::kBalance, paid, "The balance is " + units_in_words(balance_micro_, unit_), "Pay no more than the balance.");
}

// The smallest room is the one named [J5].
std::optional<Refusal> PayDesk::refusal_by_limits(Paid paid) {
  std::optional<Room> smallest;
  const auto in_money = [this](const Room& room) { return std::min(room.minor, rate_.money_for(std::min<Wide>(room.micro, INT64_MAX))); };
  for (const LimitId id : with_.limits) {
    const Room room = room_by(id);
    if (paid.micro <= room.micro && paid.minor <= room.minor) continue;
    if (!smallest || in_money(room) < in_money(*smallest)) smallest = room;
  }
  if (!smallest) return std::nullopt;
  const bool budget = smallest->limit->scope == CapScope::kTotal;
  const std::string left = smallest->micro < kUnlimited ? units_in_words(smallest->micro, unit_) : money_in_words(smallest->minor, reader_.program());
  return refused(budget ? RefusalReason::kBudget : RefusalReason::kLimit, paid, "A limit of paying with " + unit_.name + " leaves " + left,
                 "Pay no more than that.");
}

Paid PayDesk::most() {
  if (!is_open()) return {};
  const Wide eligible = eligible_minor();
  Wide minor = eligible, micro = std::max<std::int64_t>(0, balance_micro_);
  for (const LimitId id : with_.limits) {
    const Room room = room_by(id);
    minor = std::min(minor, room.minor);
    micro = std::min(micro, room.micro);
  }
  micro = std::min(micro, rate_.units_within(minor)) / with_.step_micro * with_.step_micro;
  minor = rate_.money_for(micro) / with_.step_minor * with_.step_minor;
  const Paid paid{narrow(rate_.units_for(minor, with_.step_micro)), narrow(minor)};
  const bool whole = !with_.all_or_nothing || minor == eligible;
  return whole && paid.minor > 0 && is_enough(paid) ? paid : Paid{};
}

void PayDesk::count_usage(Paid paid, VersionOrdinal version, std::vector<Change>& changes) {
  for (const LimitId id : with_.limits) {
    const Limit& limit = reader_.program().limits[id.index()];
    if (!is_kept(limit) || !counts_now(limit, reader_) || limit.kind == CapKind::kShareOfBasket) continue;
    Wide used = paid.micro;
    if (limit.kind == CapKind::kTimes) used = 1;
    if (limit.kind == CapKind::kMoney) used = Wide{paid.minor} * kMillion;
    if (limit.kind == CapKind::kSpend) used = paid.minor;
    changes.push_back(usage_change(id, limit, version, reader_.event().member, used, reader_));
  }
}

Payable most_payable(const Program& program, const Index& index, const State& state, const MemberState& member, const Event& event, UnitId unit, Scratch& scratch) {
  Payable best;
  if (member.standing != Standing::kActive) return best;
  const std::int64_t balance_micro = spendable_micro(program.units[unit.index()], event.member, member, state, nullptr);
  SlotReader reader(program, index, state, member, event, scratch);
  for (const PayWith& with : program.pay_with) {
    if (with.unit != unit) continue;
    const Paid paid = PayDesk(with, balance_micro, reader).most();
    if (paid.minor > best.paid.minor) best = {&with, paid};
  }
  return best;
}

}  // namespace setia::engine
