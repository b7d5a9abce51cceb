#include "engine/discount_quote.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "engine/discount_amounts.hpp"
#include "engine/discount_contests.hpp"
#include "engine/discount_fates.hpp"
#include "engine/discount_rooms.hpp"
#include "engine/discount_turns.hpp"
#include "engine/index.hpp"
#include "engine/judge.hpp"
#include "engine/opt_in.hpp"
#include "engine/settle_payments.hpp"
#include "engine/spend.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

// Which rules take part in a quote is decided here and nowhere else.
bool takes_part(RuleId id, SlotReader& reader) {
  const Rule& rule = reader.program().rules[id.index()];
  if (rule.discounts.empty() || reader.index().follows(id) || !has_joined(rule, reader)) return false;
  const Index::Checks checks = reader.index().checks(reader.index().rows()[id.index()]);
  return reader.holds_all(checks.lasting) && reader.holds_all(checks.others);
}

// The basket on the counter: copied to see what a rule alone would take.
struct Till {
  std::vector<OpenLine> lines;
  DiscountRooms rooms;
};

enum class LimitsAsked : std::uint8_t { kOwnButSpend, kOwn, kAll };

// Of one line, in minor units.
struct Taking {
  std::int64_t off = 0;
  std::int64_t spend = 0;                // of the line as it stood, what it was taken on
};

constexpr Wide kMinorOfWorth = Wide{kMillion} * kMillion;

class Quoting {
 public:
  Quoting(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member, const Event& event, Scratch& scratch,
          WithReasons reasons, DiscountQuote& out)
      : program_(program), version_(version), index_(index), state_(state), member_(member), event_(event), scratch_(scratch), with_reasons_(reasons == WithReasons::kYes), out_(out),
        winners_(program.stacks.size()), off_(event.lines.size(), 0) {}

  void run() {
    {
      SlotReader reader(program_, index_, state_, member_, event_, scratch_);
      out_.overflow = reader.basket().too_large;
    }
    if (out_.overflow) return;
    open();
    for (const DiscountStage stage : kDiscountStages) {
      working_ = event_;
      for (std::size_t i = 0; i < off_.size(); ++i) {
        working_.lines[i].amount_minor -= off_[i];
        working_.lines[i].discount_minor += off_[i];
      }
      SlotReader reader(program_, index_, state_, member_, working_, scratch_);
      reader_ = &reader;
      take(stage);
      out_.overflow = out_.overflow || reader.overflow() || reader.basket().too_large;
    }
    if (with_reasons_) explain_fates();
    finish();
  }

 private:
  // What is spent on each line: a line below zero is a discount of the till's own, shared over the others [J8].
  void open() {
    scratch_.spends_used = 0;
    const std::vector<std::int64_t>& spend = spend_by_line(program_, event_, {false, ~std::uint64_t{0}, nullptr}, scratch_);
    for (std::size_t i = 0; i < event_.lines.size(); ++i) till_.lines.push_back({spend[i], std::max<std::int64_t>(event_.lines[i].quantity_micro, 0)});
  }

  bool is_open() const { return member_.joining != 0 && member_.standing == Standing::kActive && program_.runs.contains(reader_->day()); }

  void take(DiscountStage stage) {
    list_taking();
    if (with_reasons_) explain_others(stage);
    decide_stacks(stage);
    for (const DiscountTurn& turn : turns(stage)) {
      const std::vector<Taking> takings = act(turn, till_, LimitsAsked::kAll, &fates_[turn.rule]);
      for (std::size_t i = 0; i < takings.size(); ++i) {
        const auto& [off, spend] = takings[i];
        if (off == 0) continue;
        off_[i] += off;
        speak_for(turn.rule, i, off, spend);
        out_.taken.push_back({turn.rule, static_cast<std::int32_t>(i), off, counts_spend(turn.rule) ? std::optional(spend) : std::nullopt});
      }
    }
  }

  // What is left of what it was taken on: several lines of one rule are taken on the same.
  void speak_for(RuleId id, std::size_t line, std::int64_t off, std::int64_t spend) {
    if (handed_.count(id) == 0) return;
    std::vector<std::int64_t>& spoken = spoken_[id];
    spoken.resize(off_.size(), 0);
    spoken[line] = std::max(spoken[line], spend) - off;
  }

  bool counts_spend(RuleId id) const {
    const std::vector<LimitId> limits = limits_of(rule(id), LimitsAsked::kAll);
    return std::any_of(limits.begin(), limits.end(), [&](LimitId limit) { return program_.limits[limit.index()].kind == CapKind::kSpend; });
  }

  void list_taking() {
    taking_.clear();
    if (!is_open()) return;
    for (const RuleId id : index_.collect(EventKind::kPurchase, *reader_, scratch_.candidates))
      if (takes_part(id, *reader_)) taking_.push_back(id);
  }

  const Rule& rule(RuleId id) const { return program_.rules[id.index()]; }

  bool acts_in(RuleId id, DiscountStage stage) const {
    const std::vector<Discount>& discounts = rule(id).discounts;
    return std::any_of(discounts.begin(), discounts.end(), [&](const Discount& one) { return one.stage == stage; });
  }

  // Once, or for each voucher that the receipt uses.
  std::int64_t times_of(RuleId id) const {
    for (const Check& check : rule(id).checks)
      if (program_.slots[check.slot.index()].kind == SlotKind::kUses) return std::max<std::int64_t>(reader_->read(check.slot).value, 0);
    return 1;
  }

  // --- the order of a stage --------------------------------------------------------------------------------------------

  void add_turns(RuleId id, DiscountStage stage, std::vector<DiscountTurn>& turns) const {
    const std::int64_t times = times_of(id);
    for (std::size_t i = 0; i < rule(id).discounts.size(); ++i)
      if (rule(id).discounts[i].stage == stage) turns.insert(turns.end(), static_cast<std::size_t>(times), {id, static_cast<std::uint16_t>(i)});
  }

  std::vector<DiscountTurn> turns(DiscountStage stage) const {
    std::vector<DiscountTurn> all;
    for (const RuleId id : taking_) add_turns(id, stage, all);
    sort_turns(program_, all);
    order_by_stacks(program_, all);
    return all;
  }

  const Discount& discount(const DiscountTurn& turn) const { return rule(turn.rule).discounts[turn.discount]; }

  bool is_in(RuleId id, StackId stack) const { return rule(id).stack && *rule(id).stack == stack; }

  // --- one discount ----------------------------------------------------------------------------------------------------

  std::vector<LimitId> limits_of(const Rule& rule, LimitsAsked asked) const {
    std::vector<LimitId> limits = rule.own;
    if (asked == LimitsAsked::kAll) limits.insert(limits.end(), rule.shared.begin(), rule.shared.end());
    if (asked == LimitsAsked::kOwnButSpend) std::erase_if(limits, [&](LimitId id) { return program_.limits[id.index()].kind == CapKind::kSpend; });
    return limits;
  }

  // What it takes off each line of `till`, which is changed by it.
  std::vector<Taking> act(const DiscountTurn& turn, Till& till, LimitsAsked asked, DiscountFate* fate) {
    const Discount& one = discount(turn);
    const std::vector<LimitId> limits = limits_of(rule(turn.rule), asked);
    std::vector<Taking> takings(till.lines.size());
    std::vector<Part> parts = parts_of(one, till.lines, lost_[turn.rule], *reader_);
    if (parts.empty()) return takings;
    std::optional<LimitId> cut_by;
    const std::vector<Part> wanted_parts = parts;
    if (asked == LimitsAsked::kAll) keep_handed(turn.rule, till, parts, cut_by);
    const std::optional<LimitId> hit = till.rooms.cut_parts(limits, *reader_, parts, cut_by);
    AmountsOff amounts = hit ? AmountsOff{std::vector<std::int64_t>(parts.size(), 0), false} : amounts_off(one, parts, till.lines, *reader_);
    till.rooms.cut_amounts(limits, rule(turn.rule).all_or_nothing, *reader_, parts, amounts.minor, cut_by);
    if (cut_by && rule(turn.rule).all_or_nothing) std::fill(amounts.minor.begin(), amounts.minor.end(), 0);
    if (asked == LimitsAsked::kAll) leave_to_winners(turn.rule, parts, amounts.minor, fate);
    if (fate != nullptr) note(turn, amounts, hit ? hit : cut_by, wanted_parts, till.lines, *fate);
    if (std::all_of(amounts.minor.begin(), amounts.minor.end(), [](std::int64_t minor) { return minor == 0; })) return takings;
    till.rooms.use(limits, *reader_, parts, amounts.minor);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      OpenLine& line = till.lines[parts[i].line];
      takings[parts[i].line].off += amounts.minor[i];
      takings[parts[i].line].spend += static_cast<std::int64_t>((parts[i].worth.num + parts[i].worth.den - 1) / parts[i].worth.den);
      line.left_minor -= amounts.minor[i];
      if (one.kind == DiscountKind::kFree) line.open_micro -= parts[i].pieces_micro;
    }
    return takings;
  }

  void note(const DiscountTurn& turn, const AmountsOff& amounts, std::optional<LimitId> cut_by, const std::vector<Part>& parts, const std::vector<OpenLine>& lines, DiscountFate& fate) {
    fate.no_row = fate.no_row || amounts.no_row;
    fate.nearly = true;
    if (!cut_by) return;
    fate.limit = cut_by;
    const auto sum = [](const std::vector<std::int64_t>& minor) { return std::accumulate(minor.begin(), minor.end(), std::int64_t{0}); };
    out_.cuts.push_back({turn.rule, *cut_by, sum(amounts_off(discount(turn), parts, lines, *reader_).minor), sum(amounts.minor)});
  }

  // --- stacks ----------------------------------------------------------------------------------------------------------

  void decide_stacks(DiscountStage stage) {
    for (std::size_t i = 0; i < program_.stacks.size(); ++i) {
      const StackId stack{i};
      if (program_.stacks[i].keep == KeepKind::kAll) continue;
      std::vector<RuleId> rules;
      for (const RuleId id : taking_)
        if (is_in(id, stack)) rules.push_back(id);
      if (winners_[i]) {
        for (const RuleId id : rules)
          if (entered_.count(id) == 0) lose(id, stack, *winners_[i]);
      } else if (std::any_of(rules.begin(), rules.end(), [&](RuleId id) { return acts_in(id, stage); })) {
        decide(stack, rules, stage);
      }
    }
  }

  void decide(StackId id, const std::vector<RuleId>& rules, DiscountStage stage) {
    std::vector<Contender> all;
    for (const RuleId one : rules) {
      all.push_back(alone(one, stage));
      entered_.insert(one);
    }
    if (program_.stacks[id.index()].cut_goes_to_next) return hand_on(id, all);
    add_gives(id, all);
    const Contested contested = contest(program_, id, all);
    winners_[id.index()] = contested.winner;
    for (const LostLine& lost : contested.lost) lost.came_to_something ? lose(lost.rule, id, lost.winner, lost.line) : shut_out(lost);
  }

  // What a rule would take off by itself, from this stage on; where its stack hands on, before its limits on spend.
  Contender alone(RuleId id, DiscountStage from) {
    const bool hands_on = program_.stacks[rule(id).stack->index()].cut_goes_to_next;
    Till till = till_;
    Contender contender{id, std::vector<Wide>(till.lines.size(), 0), 0, std::vector<std::int64_t>(till.lines.size(), 0)};
    for (const DiscountStage stage : kDiscountStages) {
      if (stage < from) continue;
      std::vector<DiscountTurn> own;
      add_turns(id, stage, own);
      sort_turns(program_, own);
      for (const DiscountTurn& turn : own) {
        const std::vector<Taking> takings = act(turn, till, hands_on ? LimitsAsked::kOwnButSpend : LimitsAsked::kOwn, nullptr);
        for (std::size_t i = 0; i < takings.size(); ++i) {
          contender.worth[i] += Wide{takings[i].off} * kMinorOfWorth;
          contender.wanted[i] = std::max(contender.wanted[i], takings[i].spend);
        }
      }
    }
    return contender;
  }

  // Rules of the stack that give, as if the basket were posted as it stands.
  void add_gives(StackId id, std::vector<Contender>& all) {
    const auto gives = [&](const Rule& rule) { return rule.stack == id && !rule.gives.empty(); };
    if (std::none_of(program_.rules.begin(), program_.rules.end(), gives)) return;
    for (const GiveWorth& one : weigh_gives(program_, version_, index_, state_, member_, as_posted(), id)) {
      auto found = std::find_if(all.begin(), all.end(), [&](const Contender& contender) { return contender.rule == one.rule; });
      if (found == all.end()) found = all.insert(all.end(), {one.rule, std::vector<Wide>(off_.size(), 0), 0, {}});
      (one.line < 0 ? found->beside : found->worth[static_cast<std::size_t>(one.line)]) += one.worth;
    }
  }

  // With what was taken off so far, paid as it says.
  Event as_posted() const {
    Event event = event_;
    take_off(out_.taken, program_, event);
    lower_payments(std::accumulate(off_.begin(), off_.end(), std::int64_t{0}), event);
    static_cast<void>(settle_payments(program_, event));  // what a rate contradicts is refused when it is posted
    return event;
  }

  void hand_on(StackId id, const std::vector<Contender>& all) {
    std::vector<std::pair<LimitId, Wide>> rooms;
    for (const Contender& one : all) {
      for (const LimitId limit : limits_of(rule(one.rule), LimitsAsked::kAll)) {
        const bool known = std::any_of(rooms.begin(), rooms.end(), [&](const auto& room) { return room.first == limit; });
        if (!known && program_.limits[limit.index()].kind == CapKind::kSpend) rooms.emplace_back(limit, till_.rooms.left(limit, *reader_));
      }
    }
    std::vector<HandedSpend> handed = hand_on_spend(program_, id, all, std::move(rooms));
    const Contested contested = contest(program_, id, all);
    winners_[id.index()] = contested.winner;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool none = std::all_of(handed[i].allowed.begin(), handed[i].allowed.end(), [](std::int64_t minor) { return minor == 0; });
      if (none && !handed[i].limit && contested.winner && *contested.winner != all[i].rule) fates_[all[i].rule].loss = Loss{all[i].rule, id, *contested.winner};
      handed_[all[i].rule] = std::move(handed[i]);
    }
  }

  // Of what its stack handed out, as the basket now stands: what the others of the stack were taken on is spoken for.
  void keep_handed(RuleId id, const Till& till, std::vector<Part>& parts, std::optional<LimitId>& cut_by) const {
    const auto handed = handed_.find(id);
    if (handed == handed_.end()) return;
    for (Part& part : parts) {
      Wide open = till.lines[part.line].left_minor;
      for (const auto& [other, spoken] : spoken_)
        if (other != id && rule(other).stack == rule(id).stack) open -= spoken[part.line];
      std::vector<Part> one{part};
      keep_worth(one, std::clamp<Wide>(open, 0, handed->second.allowed[part.line]));
      part = one.front();
    }
    cut_by = handed->second.limit;
  }

  // What the winner takes may let somebody come to something who did not before.
  void shut_out(const LostLine& lost) {
    std::vector<RuleId>& winners = shut_[lost.rule];
    winners.resize(off_.size(), lost.rule);
    for (std::size_t line = 0; line < winners.size(); ++line)
      if (lost.line < 0 || static_cast<std::size_t>(lost.line) == line) winners[line] = lost.winner;
  }

  void leave_to_winners(RuleId id, const std::vector<Part>& parts, std::vector<std::int64_t>& minor, DiscountFate* fate) const {
    const auto shut = shut_.find(id);
    if (shut == shut_.end()) return;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const RuleId winner = shut->second[parts[i].line];
      if (winner == id || minor[i] == 0) continue;
      minor[i] = 0;
      if (fate != nullptr) fate->loss = Loss{id, *rule(id).stack, winner};
    }
  }

  void lose(RuleId id, StackId stack, RuleId winner, std::int32_t line = -1) {
    if (rule(id).discounts.empty()) return;
    std::vector<char>& lost = lost_[id];
    lost.resize(event_.lines.size(), 0);
    if (line < 0) std::fill(lost.begin(), lost.end(), char{1});
    else lost[static_cast<std::size_t>(line)] = 1;
    fates_[id].loss = Loss{id, stack, winner};
  }

  // --- reasons ---------------------------------------------------------------------------------------------------------

  // Rules that would act first in this stage and do not take part.
  void explain_others(DiscountStage stage) {
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      const RuleId id{i};
      const bool explained = std::any_of(out_.reasons.begin(), out_.reasons.end(), [&](const RuleTrace& one) { return one.rule == id; });
      if (explained || !acts_in(id, stage) || std::find(taking_.begin(), taking_.end(), id) != taking_.end()) continue;
      RuleTrace reason = Reasons(program_, nullptr).reason(id, *reader_, {}, {});
      reason.rule = id;
      out_.reasons.push_back(reason);
    }
  }

  void explain_fates() {
    for (const auto& [id, fate] : fates_) {
      const RuleId rule = id;
      std::erase_if(out_.reasons, [&](const RuleTrace& one) { return one.rule == rule; });
      out_.reasons.push_back(reason_of(program_, id, fate));
    }
  }

  // Each rule and line once; only what took nothing has a reason.
  void finish() {
    if (out_.overflow) out_.taken.clear();
    join_takings(out_.taken);
    std::erase_if(out_.reasons, [&](const RuleTrace& reason) {
      return std::any_of(out_.taken.begin(), out_.taken.end(), [&](const TakenOff& one) { return one.rule == reason.rule; });
    });
    std::sort(out_.reasons.begin(), out_.reasons.end(), [](const RuleTrace& a, const RuleTrace& b) { return a.rule < b.rule; });
  }

  const Program& program_;
  VersionOrdinal version_;
  const Index& index_;
  const State& state_;
  const MemberState& member_;
  const Event& event_;
  Scratch& scratch_;
  bool with_reasons_;
  DiscountQuote& out_;
  std::vector<std::optional<RuleId>> winners_;  // by stack that is decided
  std::vector<std::int64_t> off_;               // per line, by all so far
  Event working_;                               // as the stage found it
  SlotReader* reader_ = nullptr;                // of it
  Till till_;
  std::vector<RuleId> taking_;                  // part in this stage, ascending
  std::set<RuleId> entered_;                    // contests
  std::map<RuleId, std::vector<char>> lost_;    // lines given up
  std::map<RuleId, std::vector<RuleId>> shut_;  // per line: to whom it leaves it; itself: to nobody
  std::map<RuleId, HandedSpend> handed_;        // in stacks that hand on
  std::map<RuleId, std::vector<std::int64_t>> spoken_;  // in these: per line, minor units left of what the rule was taken on
  std::map<RuleId, DiscountFate> fates_;
};

}  // namespace

void quote_discounts(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member, const Event& event,
                     Scratch& scratch, WithReasons reasons, DiscountQuote& out) {
  out = DiscountQuote{};
  Quoting(program, version, index, state, member, event, scratch, reasons, out).run();
}

}  // namespace setia::engine
