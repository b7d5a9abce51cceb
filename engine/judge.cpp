#include "engine/judge.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "engine/acts.hpp"
#include "engine/counter_steps.hpp"
#include "engine/cuts.hpp"
#include "engine/discount_use.hpp"
#include "engine/event_changes.hpp"
#include "engine/filters.hpp"
#include "engine/follow_ups.hpp"
#include "engine/friend_watch.hpp"
#include "engine/hand_on.hpp"
#include "engine/index.hpp"
#include "engine/limits.hpp"
#include "engine/matching.hpp"
#include "engine/own_periods.hpp"
#include "engine/payout.hpp"
#include "engine/plain_round.hpp"
#include "engine/purchase_numbers.hpp"
#include "engine/slot_reader.hpp"
#include "engine/reasons.hpp"
#include "engine/stacks.hpp"
#include "engine/stages.hpp"
#include "engine/status.hpp"

namespace setia::engine {
namespace {

// One event on its way through the phases of [J1].
class Sitting {
 public:
  Sitting(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member, const Event& event,
          Scratch& scratch, Judgement& out, Trace* trace, const Again* again = nullptr)
      : program_(program), version_(version), index_(index), reader_(program, index, state, member, event, scratch, again), scratch_(scratch), out_(out),
        reasons_(program, trace), follow_ups_(index, reader_), matching_(program, index, reader_, scratch, follow_ups_, out.facts.head_room),
        status_(version, reader_, follow_ups_), friends_(version, reader_, follow_ups_, status_),
        round_(scratch.booking.round), cuts_(scratch.booking.cuts) {}

  void run() {
    clear();
    out_.overflow = reader_.basket().too_large;
    if (out_.overflow) return;
    out_.facts.version = version_;
    reader_.read_facts(out_.facts.slots);
    if (reader_.again() == nullptr || !reader_.again()->nothing_kept) find_rules();
    if (reports_discounts(reader_.event())) discounts_.count(reader_);
    settle_found();
    follow();
    take_note_of_discounts();
    collect_changes(version_, reader_, out_.accruals, out_.changes);
    for (Cut& cut : out_.cuts) cut.member = reader_.event().member;
    out_.overflow = reader_.overflow();
  }

  // As far as a stack, which is left open.
  std::vector<GiveWorth> weigh(StackId stack) {
    clear();
    out_.overflow = reader_.basket().too_large;
    if (out_.overflow) return {};
    reader_.read_facts(out_.facts.slots);
    find_rules();
    discounts_.count(reader_);
    add_found();
    if (matching_.waits_for_level() && !program_.ladders.empty()) {
      settle();
      match_at_reached();
    }
    open_ = stack;
    compete();
    std::vector<GiveWorth> all;
    for (const Portion& portion : scratch_.portions) {
      const Unit& unit = program_.units[portion.unit.index()];
      if (program_.rules[portion.rule.index()].stack == stack && unit.worth && portion.exact > 0)
        all.push_back({portion.rule, portion.line, portion.exact * *unit.worth / unit.denominator});
    }
    return all;
  }

  // Without an event of their own there is nothing but what follows from what they are given.
  void receive(const std::vector<Accrual>& received) {
    clear();
    round_ = out_.accruals = received;
    list_limits(program_, scratch_);
    record();
    follow();
    collect_changes(version_, reader_, out_.accruals, out_.changes);
    out_.accruals.erase(out_.accruals.begin(), out_.accruals.begin() + static_cast<std::ptrdiff_t>(received.size()));
    for (Cut& cut : out_.cuts) cut.member = reader_.event().member;
    out_.overflow = reader_.overflow();
  }

 private:
  void clear() {
    out_.accruals.clear();
    out_.cuts.clear();
    out_.changes.clear();
    out_.facts.head_room.clear();
    out_.said.clear();
    out_.awarded.clear();
    out_.warned.clear();
    out_.friend_done = out_.overflow = false;
    scratch_.clear();
    scratch_.open_found(0);
  }

  void find_rules() { matching_.find(reasons_.wanted() || reader_.again() != nullptr); }

  // What discounts used beside what was given, and the messages of their rules, whose conditions the discounts themselves may have ended.
  void take_note_of_discounts() {
    if (discounts_.taken().empty()) return;
    discounts_.record(version_, reader_, out_.changes);
    for (const TakenOff& one : discounts_.taken()) {
      const bool said = std::find(out_.said.begin(), out_.said.end(), one.rule) != out_.said.end();
      if (!said && !program_.rules[one.rule.index()].says.empty()) out_.said.push_back(one.rule);
    }
  }

  // Rules that earn at the level reached: levels are reviewed with what all others give, and then everything is judged [J7].
  void judge_at_reached() {
    if (program_.ladders.empty()) return;
    match_at_reached();
    settle();
  }

  // Finds them anew, with the levels that what was settled reaches.
  void match_at_reached() {
    reader_.reach(status_.foresee(out_.accruals, out_.changes));
    out_.accruals.clear();
    out_.said.clear();
    scratch_.forget_matched();
    follow_ups_.clear();
    scratch_.open_found(0);
    find_rules();
    add_found();
    reader_.look_at_held();
  }

  void add_found() {
    for (const FoundRule& found : scratch_.found()) scratch_.add_matched(found.rule).marks = found.marks;
  }

  // What the event's own postings bring about [J10]: marks, then levels, then badges, and again while there is more.
  void follow() {
    if (follow_ups_.is_empty() && program_.ladders.empty() && program_.referrals.empty() && out_.awarded.empty()) return sort_rooms();
    do {
      while (follow_ups_.next(out_.accruals, out_.changes)) round();
      for (const LevelPassed& passed : status_.review(out_.accruals, out_.changes, out_.warned)) {
        reader_.pass(passed.ladder, passed.rank, passed.up ? 1 : -1);
        if (start(EventKind::kStatus, {}, {})) round();
      }
      for (std::size_t next = badges_told_; next < out_.awarded.size(); ++next) {
        badges_told_ = next + 1;
        if (start(EventKind::kBadge, out_.awarded[next], {})) round();
      }
      while (matching_.gives_now()) {
        const std::optional<ReferralId> completed = friends_.next(out_.accruals, out_);
        if (!completed) break;
        if (start(EventKind::kReferral, {}, completed)) round();
      }
    } while (++follow_rounds_ < kMostRounds && !reader_.overflow() && is_more_to_follow());
    sort_rooms();
  }

  // Matches the rules that what came about starts.
  bool start(EventKind kind, UnitId badge, std::optional<ReferralId> completed) {
    const bool any = matching_.follow_up(kind, badge, completed);
    if (reasons_.wanted()) reasons_.miss(kind, reader_);
    return any;
  }

  void sort_rooms() {
    std::vector<HeadRoom>& rooms = out_.facts.head_room;
    const auto before = [](const HeadRoom& a, const HeadRoom& b) { return a.limit < b.limit; };
    if (!std::is_sorted(rooms.begin(), rooms.end(), before)) std::sort(rooms.begin(), rooms.end(), before);
  }

  // Something was given since levels and badges were looked at.
  bool is_more_to_follow() { return std::exchange(given_, false) || badges_told_ < out_.awarded.size(); }

  void round() {
    follows_up_ = true;
    settle();
    given_ = given_ || !round_.empty();
    if (reasons_.wanted()) reasons_.follow(reader_, round_, hits_, losses_);
    record();
  }

  // The first round of rules that ask for nothing special, where nobody wants to know why.
  bool is_plain() const {
    const Basket& basket = reader_.basket();
    return matching_.found_plain() && basket.plain && basket.pieces_fit && reader_.again() == nullptr && !reasons_.wanted() && !matching_.waits_for_level() && !reader_.knows_reached() &&
           discounts_.taken().empty();
  }

  void settle_found() {
    if (is_plain()) {
      PlainRound plain(index_, reader_);
      if (plain.settle(out_.accruals, out_.cuts, out_.said)) {
        if (reader_.member().joining != 0) plain.count_usage(version_, out_.changes);
        return;
      }
    }
    out_.accruals.clear();
    out_.cuts.clear();
    add_found();
    settle();
    if (matching_.waits_for_level()) judge_at_reached();
    if (reasons_.wanted()) reasons_.fill(reader_, out_.accruals, hits_, losses_);
    record();
  }

  // One round: what the matched rules come to, through stacks, rounding and limits.
  void settle() {
    compete();
    round_portions(index_, reader_);
    cut_by_shared_limits(reader_, cuts_, hits_);
    cut_by_balance(reader_, out_.accruals);
    collect_accruals();
  }

  // What they come to exactly, after their own limits and what stacks leave them.
  void compete() {
    for (RuleWork& work : scratch_.matched()) work.marks = work.marks > 1 ? marks_within(work, reader_) : 1;
    losses_.clear();
    list_acts(program_, scratch_);
    list_limits(program_, scratch_);
    give();
    if (index_.has_stacks()) choose_in_stacks();
  }

  // What a round came to, for those after it.
  void record() {
    out_.cuts.insert(out_.cuts.end(), cuts_.begin(), cuts_.end());
    if (reader_.member().joining == 0) return;
    step_counters(version_, reader_, round_, out_.changes);
    move_levels();
    for (const Accrual& one : round_)
      if (program_.units[one.unit.index()].kind == UnitKind::kBadge && one.to == Receiver::kMember) out_.awarded.push_back(one.unit);
    count_usage(version_, reader_, out_.changes);
  }

  void move_levels() {
    for (const RuleWork& work : scratch_.matched()) {
      const Rule& rule = program_.rules[work.rule.index()];
      if (rule.moves.empty() || !acts(work)) continue;
      for (const LevelMove& move : rule.moves)
        status_.lift(move.ladder, move.rank, floor_until(move.until, reader_.day(), reader_.member(), program_), out_.changes);
      given_ = true;
    }
  }

  bool acts(const RuleWork& work) {
    return acts_without_giving(work, reader_) || discounts_.took(work.rule) || std::any_of(round_.begin(), round_.end(), [&](const Accrual& one) { return one.rule == work.rule; });
  }

  void choose_in_stacks() {
    if (!follows_up_ && discounts_.win_stacks(reader_, losses_)) give();
    if (hand_on(reader_, losses_)) give();
    for (const Contests which : {Contests::kByLine, Contests::kWhole, Contests::kWithExtras}) {
      if (choose(which, open_, reader_, losses_)) give();
    }
    keep_whole_losses(reader_, losses_);
  }

  // What the matched rules give, but for what they lost in stacks.
  void give() {
    scratch_.clear_portions();
    cuts_.clear();
    hits_.clear();
    cut_bases(index_, reader_);
    give_bases(index_, reader_);
    give_derived(reader_);
    give_extras(index_, reader_);
    give_flats(Flats::kOthers, reader_);
    record_base_cuts(index_, reader_, cuts_, hits_);
    cut_by_own_limits(reader_, cuts_, hits_);
  }

  std::int32_t number_of(const Portion& portion) const {
    return portion.line < 0 ? 0 : reader_.event().lines[static_cast<std::size_t>(portion.line)].number;
  }

  void collect_accruals() {
    round_.clear();
    for (const Portion& portion : scratch_.portions) {
      if (portion.amount_micro <= 0) continue;
      const auto amount = static_cast<std::int64_t>(portion.amount_micro);
      if (Wide{amount} != portion.amount_micro) reader_.mark_overflow();
      round_.push_back({portion.rule, portion.unit, portion.to, number_of(portion), amount});
    }
    std::sort(round_.begin(), round_.end(), [](const Accrual& a, const Accrual& b) {
      return std::tuple{a.rule, a.unit, a.line, a.to} < std::tuple{b.rule, b.unit, b.line, b.to};
    });
    for (const RuleWork& work : scratch_.matched()) {
      const Rule& rule = program_.rules[work.rule.index()];
      if (rule.says.empty()) continue;
      if (acts(work)) out_.said.push_back(work.rule);
    }
    out_.accruals.insert(out_.accruals.end(), round_.begin(), round_.end());
  }

  const Program& program_;
  VersionOrdinal version_;
  const Index& index_;
  SlotReader reader_;
  Scratch& scratch_;
  Judgement& out_;
  Reasons reasons_;
  FollowUps follow_ups_;
  Matching matching_;
  StatusWatch status_;
  DiscountUse discounts_;
  FriendWatch friends_;
  static constexpr int kMostRounds = 1'000;
  int follow_rounds_ = 0;
  std::optional<StackId> open_;  // a stack that is not decided here
  bool follows_up_ = false;      // on an event that this one brought about
  bool given_ = false;           // since levels were reviewed
  std::size_t badges_told_ = 0;  // of those awarded
  std::vector<Accrual>& round_;  // of the round at hand
  std::vector<Cut>& cuts_;
  std::vector<Hit> hits_;
  std::vector<Loss> losses_;
};

}  // namespace

void judge(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member, const Event& event,
           Scratch& scratch, Judgement& out, Trace* trace) {
  Sitting(program, version, index, state, member, event, scratch, out, trace).run();
}

void judge_again(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member,
                 const Event& event, Scratch& scratch, Judgement& out, Trace* trace, const Again& again) {
  Sitting(program, version, index, state, member, event, scratch, out, trace, &again).run();
}

std::vector<GiveWorth> weigh_gives(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member,
                                   const Event& event, StackId stack) {
  Scratch scratch;
  Judgement unused;
  return Sitting(program, version, index, state, member, event, scratch, unused, nullptr).weigh(stack);
}

void judge_received(const Program& program, VersionOrdinal version, const Index& index, const State& state, const MemberState& member,
                    const Event& event, const std::vector<Accrual>& received, Scratch& scratch, Judgement& out, const Again* again) {
  Sitting(program, version, index, state, member, event, scratch, out, nullptr, again).receive(received);
}

}  // namespace setia::engine
