#include "engine/discount_quote.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "engine/discount_amounts.hpp"
#include "engine/discount_rooms.hpp"
#include "engine/index.hpp"
#include "engine/opt_in.hpp"
#include "engine/spend.hpp"

namespace setia::engine {
namespace {

// Which rules take part in a quote is decided here and nowhere else.
bool takes_part(RuleId id, SlotReader& reader) {
  const Rule& rule = reader.program().rules[id.index()];
  if (rule.discounts.empty() || reader.index().follows(id) || !has_joined(rule, reader)) return false;
  const Index::Checks checks = reader.index().checks(reader.index().rows()[id.index()]);
  return reader.holds_all(checks.lasting) && reader.holds_all(checks.others);
}

// One discount line of one rule, when its turn comes.
struct Turn {
  RuleId rule;
  std::uint16_t discount = 0;
};

bool is_amount(const Discount& discount) { return discount.kind != DiscountKind::kFree && !discount.percent; }

// The basket on the counter: copied to see what a rule alone would take.
struct Till {
  std::vector<OpenLine> lines;
  DiscountRooms rooms;
};

enum class LimitsAsked : std::uint8_t { kOwn, kAll };

// What became of a rule that took part.
struct Fate {
  bool no_row = false, nearly = false;     // some pieces were meant, and came to nothing
  std::optional<LimitId> limit;
  std::optional<Loss> loss;
};

class Quoting {
 public:
  Quoting(const Program& program, const Index& index, const State& state, const MemberState& member, const Event& event, Scratch& scratch, WithReasons reasons,
          DiscountQuote& out)
      : program_(program), index_(index), state_(state), member_(member), event_(event), scratch_(scratch), with_reasons_(reasons == WithReasons::kYes), out_(out),
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
    for (const Turn& turn : turns(stage)) {
      const std::vector<std::int64_t> taken = act(turn, till_, LimitsAsked::kAll, &fates_[turn.rule]);
      for (std::size_t i = 0; i < taken.size(); ++i) {
        if (taken[i] == 0) continue;
        off_[i] += taken[i];
        out_.taken.push_back({turn.rule, static_cast<std::int32_t>(i), taken[i]});
      }
    }
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

  void add_turns(RuleId id, DiscountStage stage, std::vector<Turn>& turns) const {
    const std::int64_t times = times_of(id);
    for (std::size_t i = 0; i < rule(id).discounts.size(); ++i)
      if (rule(id).discounts[i].stage == stage) turns.insert(turns.end(), static_cast<std::size_t>(times), {id, static_cast<std::uint16_t>(i)});
  }

  std::vector<Turn> turns(DiscountStage stage) const {
    std::vector<Turn> all;
    for (const RuleId id : taking_) add_turns(id, stage, all);
    sort(all);
    for (std::size_t stack = 0; stack < program_.stacks.size(); ++stack) order_within(StackId{stack}, all);
    return all;
  }

  void sort(std::vector<Turn>& turns) const {
    std::stable_sort(turns.begin(), turns.end(), [&](const Turn& a, const Turn& b) {
      return std::tuple{is_amount(discount(a)), a.rule, a.discount} < std::tuple{is_amount(discount(b)), b.rule, b.discount};
    });
  }

  const Discount& discount(const Turn& turn) const { return rule(turn.rule).discounts[turn.discount]; }

  bool is_in(RuleId id, StackId stack) const { return rule(id).stack && *rule(id).stack == stack; }

  // The turns of a stack's rules change places among themselves.
  void order_within(StackId stack, std::vector<Turn>& turns) const {
    if (program_.stacks[stack.index()].order.empty()) return;
    std::vector<Turn> own;
    for (const Turn& turn : turns)
      if (is_in(turn.rule, stack)) own.push_back(turn);
    std::stable_sort(own.begin(), own.end(), [&](const Turn& a, const Turn& b) { return place_of(stack, a.rule) < place_of(stack, b.rule); });
    auto next = own.begin();
    for (Turn& turn : turns)
      if (is_in(turn.rule, stack)) turn = *next++;
  }

  // In the stack's own list, then by name.
  std::size_t place_of(StackId stack, RuleId id) const {
    const std::vector<RuleId>& order = program_.stacks[stack.index()].order;
    const auto found = std::find(order.begin(), order.end(), id);
    return found != order.end() ? static_cast<std::size_t>(found - order.begin()) : order.size() + id.index();
  }

  // --- one discount ----------------------------------------------------------------------------------------------------

  std::vector<LimitId> limits_of(const Rule& rule, LimitsAsked asked) const {
    std::vector<LimitId> limits = rule.own;
    if (asked == LimitsAsked::kAll) limits.insert(limits.end(), rule.shared.begin(), rule.shared.end());
    return limits;
  }

  // What it takes off each line of `till`, which is changed by it.
  std::vector<std::int64_t> act(const Turn& turn, Till& till, LimitsAsked asked, Fate* fate) {
    const Discount& one = discount(turn);
    const std::vector<LimitId> limits = limits_of(rule(turn.rule), asked);
    std::vector<std::int64_t> off(till.lines.size(), 0);
    std::vector<Part> parts = parts_of(one, till.lines, lost_[turn.rule], *reader_);
    if (parts.empty()) return off;
    std::optional<LimitId> cut_by;
    const std::vector<Part> wanted_parts = parts;
    const std::optional<LimitId> hit = till.rooms.cut_parts(limits, *reader_, parts, cut_by);
    AmountsOff amounts = hit ? AmountsOff{std::vector<std::int64_t>(parts.size(), 0), false} : amounts_off(one, parts, till.lines, *reader_);
    till.rooms.cut_amounts(limits, rule(turn.rule).all_or_nothing, *reader_, parts, amounts.minor, cut_by);
    if (cut_by && rule(turn.rule).all_or_nothing) std::fill(amounts.minor.begin(), amounts.minor.end(), 0);
    if (fate != nullptr) note(turn, amounts, hit ? hit : cut_by, wanted_parts, till.lines, *fate);
    if (std::all_of(amounts.minor.begin(), amounts.minor.end(), [](std::int64_t minor) { return minor == 0; })) return off;
    till.rooms.use(limits, *reader_, parts, amounts.minor);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      OpenLine& line = till.lines[parts[i].line];
      off[parts[i].line] += amounts.minor[i];
      line.left_minor -= amounts.minor[i];
      if (one.kind == DiscountKind::kFree) line.open_micro -= parts[i].pieces_micro;
    }
    return off;
  }

  void note(const Turn& turn, const AmountsOff& amounts, std::optional<LimitId> cut_by, const std::vector<Part>& parts, const std::vector<OpenLine>& lines, Fate& fate) {
    fate.no_row = fate.no_row || amounts.no_row;
    fate.nearly = true;
    if (!cut_by) return;
    fate.limit = cut_by;
    const auto sum = [](const std::vector<std::int64_t>& minor) { return std::accumulate(minor.begin(), minor.end(), std::int64_t{0}); };
    out_.cuts.push_back({turn.rule, *cut_by, sum(amounts_off(discount(turn), parts, lines, *reader_).minor), sum(amounts.minor)});
  }

  // --- stacks ----------------------------------------------------------------------------------------------------------

  struct Contender {
    RuleId rule;
    std::vector<std::int64_t> off;         // per line, alone
  };

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
    const Stack& stack = program_.stacks[id.index()];
    std::vector<Contender> entrants;
    for (const RuleId one : rules) {
      entrants.push_back({one, alone(one, stage)});
      entered_.insert(one);
    }
    if (stack.apart == Apart::kTogether) return decide(id, entrants, -1);
    for (std::int32_t line = 0; line < static_cast<std::int32_t>(event_.lines.size()); ++line) decide(id, entrants, line);
  }

  std::vector<std::int64_t> alone(RuleId id, DiscountStage from) {
    Till till = till_;
    std::vector<std::int64_t> sum(till.lines.size(), 0);
    for (const DiscountStage stage : kDiscountStages) {
      if (stage < from) continue;
      std::vector<Turn> own;
      add_turns(id, stage, own);
      sort(own);
      for (const Turn& turn : own) {
        const std::vector<std::int64_t> off = act(turn, till, LimitsAsked::kOwn, nullptr);
        for (std::size_t i = 0; i < off.size(); ++i) sum[i] += off[i];
      }
    }
    return sum;
  }

  static std::int64_t worth(const Contender& one, std::int32_t line) {
    return line >= 0 ? one.off[static_cast<std::size_t>(line)] : std::accumulate(one.off.begin(), one.off.end(), std::int64_t{0});
  }

  // `line` -1: all lines together.
  void decide(StackId id, const std::vector<Contender>& all, std::int32_t line) {
    const KeepKind keep = program_.stacks[id.index()].keep;
    const Contender* best = nullptr;
    const auto is_better = [&](const Contender& a, const Contender& b) {
      const std::int64_t left = worth(a, line), right = worth(b, line);
      if (keep == KeepKind::kBest && left != right) return left > right;
      if (keep == KeepKind::kLowest && left != right) return left < right;
      return place_of(id, a.rule) < place_of(id, b.rule);
    };
    for (const Contender& one : all)
      if (worth(one, line) > 0 && (best == nullptr || is_better(one, *best))) best = &one;
    if (best == nullptr) return;
    if (!winners_[id.index()]) winners_[id.index()] = best->rule;
    for (const Contender& one : all)
      if (one.rule != best->rule && worth(one, line) > 0) lose(one.rule, id, best->rule, line);
  }

  void lose(RuleId id, StackId stack, RuleId winner, std::int32_t line = -1) {
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
      RuleTrace reason;
      reason.rule = id;
      reason.why = fate.nearly ? Why::kRounding : Why::kNothing;
      if (fate.no_row) reason.why = Why::kNoRow;
      if (fate.limit) {
        const Limit& limit = program_.limits[fate.limit->index()];
        reason.why = limit.scope == CapScope::kTotal ? Why::kBudget : limit.shared ? Why::kSharedLimit : Why::kOwnLimit;
        reason.limit = *fate.limit;
      }
      if (fate.loss) {
        reason.why = Why::kStack;
        reason.stack = fate.loss->stack;
        reason.winner = fate.loss->winner;
      }
      out_.reasons.push_back(reason);
    }
  }

  // Each rule and line once; only what took nothing has a reason.
  void finish() {
    if (out_.overflow) out_.taken.clear();
    std::stable_sort(out_.taken.begin(), out_.taken.end(), [](const TakenOff& a, const TakenOff& b) { return std::tie(a.rule, a.line) < std::tie(b.rule, b.line); });
    std::vector<TakenOff> merged;
    for (const TakenOff& one : out_.taken) {
      if (!merged.empty() && merged.back().rule == one.rule && merged.back().line == one.line) merged.back().minor += one.minor;
      else merged.push_back(one);
    }
    out_.taken = std::move(merged);
    std::erase_if(out_.reasons, [&](const RuleTrace& reason) {
      return std::any_of(out_.taken.begin(), out_.taken.end(), [&](const TakenOff& one) { return one.rule == reason.rule; });
    });
    std::sort(out_.reasons.begin(), out_.reasons.end(), [](const RuleTrace& a, const RuleTrace& b) { return a.rule < b.rule; });
  }

  const Program& program_;
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
  std::map<RuleId, Fate> fates_;
};

}  // namespace

void quote_discounts(const Program& program, const Index& index, const State& state, const MemberState& member, const Event& event, Scratch& scratch,
                     WithReasons reasons, DiscountQuote& out) {
  out = DiscountQuote{};
  Quoting(program, index, state, member, event, scratch, reasons, out).run();
}

}  // namespace setia::engine
