#include "engine/payout.hpp"

#include <algorithm>
#include <numeric>

#include "engine/base.hpp"
#include "engine/limits.hpp"
#include "engine/reward_desk.hpp"
#include "engine/rounding.hpp"
#include "engine/tables.hpp"
#include "engine/wide.hpp"

namespace setia::engine {
namespace {

// One give while its portions are made: into the scratch, or only added up, as if no cap cut its base.
class Payout {
 public:
  Payout(const RuleWork& work, std::uint16_t give, bool by_line, SlotReader& reader)
      : work_(work), rule_(reader.program().rules[work.rule.index()]), number_(give), give_(rule_.gives[give]),
        unit_(reader.program().units[give_.unit.index()]), by_line_(by_line), reader_(reader) {}

  void give_base() {
    if (!give_.table) return is_by_lines(give_.base) ? give_lines(nullptr, nullptr, give_.rate) : give_whole(give_.rate);
    const Table& table = reader_.program().tables[give_.table->index()];
    if (is_by_tender(table)) return give_by_tender(table);
    if (table.keys.back().source == KeySource::kPart) return give_by_part(table);
    if (is_by_lines(give_.base) && is_by_line(table)) {
      for (const TableRow& row : table.rows) give_lines(nullptr, &row, row.values[give_.column]);
      return;
    }
    const TableRow* row = find_row(table, -1, reader_);
    if (row == nullptr) return;
    if (is_by_lines(give_.base)) give_lines(nullptr, nullptr, row->values[give_.column]);
    else give_whole(row->values[give_.column]);
  }

  void give_flat() {
    if (!give_.table) return add_flat(-1, give_.rate);
    const Table& table = reader_.program().tables[give_.table->index()];
    const bool by_line = is_by_line(table);
    const std::int32_t first = by_line ? 0 : -1;
    const std::int32_t last = by_line ? static_cast<std::int32_t>(reader_.event().lines.size()) - 1 : -1;
    for (std::int32_t line = first; line <= last; ++line) {
      const TableRow* row = find_row(table, line, reader_);
      if (row != nullptr) add_flat(line, row->values[give_.column]);
    }
  }

  // What the give would come to if no cap cut its base.
  Wide wanted() {
    caps_ = Caps::kIgnored;
    give_base();
    return sum_;
  }

 private:
  // Gives per item are a base only where the unit says that flat gives are.
  bool is_base() const {
    const bool per_item = give_.base.kind == BaseKind::kPieces && give_.apart == Apart::kPerItem;
    return unit_.multipliers_reach_flat || (give_.kind == GiveKind::kRate && !per_item);
  }

  // Whether the receiver may get what is given: a reward says who, and when [X5].
  bool may_be_got() {
    const Reward* const reward = unit_.kind == UnitKind::kVoucher ? reward_of(reader_.program(), give_.unit) : nullptr;
    return reward == nullptr || (reader_.is_between(reward->from, reward->until) && reader_.holds_all(checks_of(*reward, give_.to)));
  }

  Portion* add(std::int32_t line, Wide exact) {
    if (exact <= 0 || !may_be_got()) return nullptr;
    sum_ += exact;
    if (caps_ == Caps::kIgnored || (line < 0 && work_.lost_whole) || !reader_.can_be_given(give_.to)) return nullptr;
    Portion& portion = reader_.scratch().portions.emplace_back();
    portion.rule = work_.rule;
    portion.give = number_;
    portion.unit = give_.unit;
    portion.to = give_.to;
    portion.line = line;
    portion.is_base = is_base();
    portion.exact = exact;
    return &portion;
  }

  void add_line(std::size_t line, Wide exact, std::int32_t lines) {
    if (Portion* const portion = add(static_cast<std::int32_t>(line), exact)) portion->lines = lines;
  }

  void add_flat(std::int32_t line, Ratio rate) {
    if (line >= 0 && !work_.lost.empty() && work_.lost[static_cast<std::size_t>(line)]) return;
    add(line, exact(work_.marks, rate));
  }

  Wide exact(Wide base, Ratio rate) {
    bool overflow = false;
    const Wide result = product(base, rate.num * quotient(unit_.denominator, rate.den), overflow);
    if (overflow) reader_.mark_overflow();
    return result;
  }

  Wide blocks(Wide base, Wide step) const { return quotient(give_.block == Block::kFull ? base : base + step - 1, step); }

  // The blocks (or exact base) of one amount.
  Wide counted(Wide base) const { return give_.block == Block::kExact ? base : blocks(base, give_.step); }

  // Of one line; per item each piece by itself, and a part of a piece its part.
  Wide given_on_line(std::size_t line, std::int64_t base, Ratio rate) {
    const std::int64_t pieces_micro = reader_.event().lines[line].quantity_micro;
    if (give_.block == Block::kExact || give_.apart != Apart::kPerItem || pieces_micro <= 0) return exact(counted(base), rate);
    bool overflow = false;
    const Wide given = scaled(exact(blocks(base * kMillion, Wide{give_.step} * pieces_micro), rate), pieces_micro, kMillion, overflow);
    if (overflow) reader_.mark_overflow();
    return given;
  }

  // Gives on the lines that `row` fits (null: on all), of what `tenders` paid (null: as the base says).
  void give_lines(const Tenders* tenders, const TableRow* row, Ratio rate) {
    if (tenders == nullptr && row == nullptr && !by_line_ && give_.apart == Apart::kTogether) {
      if (const std::optional<std::int64_t> sum = plain_sum(work_, give_.base, caps_, reader_)) return give_plainly(*sum, rate);
    }
    const LineBase base(work_, unit_, give_.base, tenders, caps_, reader_);
    std::int32_t index = -1;
    LineShares& shares = reader_.scratch().add_line_shares(index);
    shares.made = true;
    shares.tenders = tenders != nullptr ? tenders : give_.base.tenders.methods.members.empty() ? nullptr : &give_.base.tenders;
    std::vector<std::int64_t>& taken = shares.amounts;
    taken.assign(reader_.event().lines.size(), 0);
    Wide sum = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (row == nullptr || finds(*row, static_cast<std::int32_t>(i))) sum += taken[i] = within_cap(i, base[i]);
    }
    if (give_.apart == Apart::kTogether && !by_line_) return give_together(sum, rate, index);
    if (give_.apart == Apart::kTogether && give_.block != Block::kExact) return share_blocks(sum, rate, index);
    for (std::size_t i = 0; i < taken.size(); ++i) add_line(i, given_on_line(i, taken[i], rate), index);
  }

  // Rows by payment method share what the caps leave of a line.
  std::int64_t within_cap(std::size_t line, std::int64_t wanted) {
    const BaseCap* const cap = caps_ == Caps::kKept ? cap_of(work_, give_.base, reader_.program()) : nullptr;
    if (cap == nullptr) return wanted;
    if (left_.empty()) left_ = cap->allowed;
    const std::int64_t taken = std::min(wanted, left_[line]);
    left_[line] -= taken;
    return taken;
  }

  bool finds(const TableRow& row, std::int32_t line) { return find_row(reader_.program().tables[give_.table->index()], line, reader_) == &row; }

  void give_plainly(std::int64_t sum, Ratio rate) {
    if (sum == 0) return;
    std::int32_t index = -1;
    LineShares& shares = reader_.scratch().add_line_shares(index);
    shares.kind = give_.base.kind;
    shares.filter = give_.base.filter;
    give_together(sum, rate, index);
  }

  void give_together(Wide sum, Ratio rate, std::int32_t lines) {
    if (Portion* const portion = add(-1, exact(counted(sum), rate))) portion->lines = lines;
  }

  // Blocks of a receipt's sum belong to its lines in proportion, where lines are rounded, limited or compared.
  void share_blocks(Wide sum, Ratio rate, std::int32_t lines) {
    Scratch& scratch = reader_.scratch();
    const std::vector<std::int64_t>& taken = scratch.line_shares(lines).amounts;
    scratch.weights.assign(taken.begin(), taken.end());
    scratch.shares.assign(taken.size(), 0);
    allot(exact(counted(sum), rate), scratch.weights, scratch.shares);
    for (std::size_t i = 0; i < taken.size(); ++i) add_line(i, scratch.shares[i], lines);
  }

  void give_whole(Ratio rate) {
    const SlotReading& base = reader_.read(give_.base.slot);
    if (base.status != SlotStatus::kPresent) return;
    const BaseCap* const cap = caps_ == Caps::kKept ? cap_of(work_, give_.base, reader_.program()) : nullptr;
    ExactReading value = reader_.exactly(give_.base.slot);
    if (cap != nullptr && cap->whole < base.value) value = {cap->whole, 0, 1, 1};
    const Wide num = std::max<Wide>(value.num, 0);
    if (give_.block != Block::kExact) return void(add(-1, exact(blocks(num, Wide{give_.step} * value.den), rate)));
    // An average may be finer than amounts are: to the nearest, far below what any step of rounding sees.
    add(-1, value.den == 1 ? exact(num, rate) : round_quotient(exact(num, rate), value.den, RoundMode::kHalfEven));
  }

  // `by payment method`: the base is what each row's tenders paid [J8].
  void give_by_tender(const Table& table) {
    const bool by_line = is_by_line(table);
    for (const TableRow& row : table.rows) {
      if (!by_line && !fits_row(table, row, -1, reader_)) continue;
      const Tenders& tenders = tenders_of(table, row, reader_.scratch());
      give_lines(&tenders, by_line ? &row : nullptr, row.values[give_.column]);
    }
  }

  // `by part of …`: each band by itself; the event fills from where history left off, as far as caps let it. A base that is no part of the
  // event, such as a month's spend when the month is over, fills the bands from the first.
  void give_by_part(const Table& table) {
    const SlotReading& part = reader_.read(table.keys.back().slot);
    if (part.status != SlotStatus::kPresent) return;
    const bool of_event = is_by_lines(give_.base);
    const Wide before = of_event ? part.before : Wide{0};
    Wide after = part.value;
    if (const BaseCap* const cap = caps_ == Caps::kKept && !of_event ? cap_of(work_, give_.base, reader_.program()) : nullptr) {
      after = std::min<Wide>(after, cap->whole);
    } else if (caps_ == Caps::kKept && of_event && work_.spend.any) {
      const Wide allowed = std::accumulate(work_.spend.allowed.begin(), work_.spend.allowed.end(), Wide{0});
      after = std::min(after, before + allowed);
    }
    for (const TableRow& row : table.rows) {
      if (!fits_row(table, row, -1, reader_)) continue;
      const KeyCell& band = row.keys.back();
      const Wide low = band.any ? Wide{0} : Wide{band.low};
      const Wide high = band.any ? kUnlimited : Wide{band.high};
      add(-1, exact(counted(std::max<Wide>(0, std::min<Wide>(after, high) - std::max<Wide>(before, low))), row.values[give_.column]));
    }
  }

  const RuleWork& work_;
  const Rule& rule_;
  std::uint16_t number_;
  const Give& give_;
  const Unit& unit_;
  bool by_line_;
  SlotReader& reader_;
  Caps caps_ = Caps::kKept;
  std::vector<std::int64_t> left_;  // of the cap, per line; empty until asked
  Wide sum_ = 0;
};

template <class Do>
void each_act(SlotReader& reader, Phase phase, Do act) {
  for (const Act& one : reader.scratch().acts_of(phase)) act(reader.scratch().matched()[one.work], one.give);
}

// What the base gives that a derived give names come to, in its own unit's scale.
Wide derived_base(const Give& give, std::size_t bases, SlotReader& reader) {
  Wide sum = 0;
  for (std::size_t i = 0; i < bases; ++i) {
    const Portion& portion = reader.scratch().portions[i];
    const bool named = give.from.empty() || std::find(give.from.begin(), give.from.end(), portion.rule) != give.from.end();
    const bool is_rate = reader.program().rules[portion.rule.index()].gives[portion.give].kind == GiveKind::kRate;
    if (named && portion.unit == give.source && portion.to == Receiver::kMember && (is_rate || portion.is_base)) sum += portion.exact;
  }
  return sum;
}

Wide derived_amount(const Give& give, Wide base, SlotReader& reader) {
  const TableRow* const row = give.table ? find_row(reader.program().tables[give.table->index()], -1, reader) : nullptr;
  if (give.table && row == nullptr) return 0;
  const Ratio rate = row == nullptr ? give.rate : row->values[give.column];
  const Wide target = reader.program().units[give.unit.index()].denominator;
  const Wide source = reader.program().units[give.source.index()].denominator;
  bool overflow = false;
  Wide amount = 0;
  if (give.block == Block::kExact) {
    amount = scaled(scaled(base, rate.num, rate.den, overflow), target, source, overflow);
  } else {
    const Wide step = source * give.step;
    const Wide blocks = give.block == Block::kFull ? base / step : (base + step - 1) / step;
    amount = scaled(blocks * rate.num, target, rate.den, overflow);
  }
  if (overflow) reader.mark_overflow();
  return amount;
}

}  // namespace

void give_bases(const Index& index, SlotReader& reader) {
  each_act(reader, Phase::kBase, [&](RuleWork& work, std::uint16_t give) { Payout(work, give, index.by_line(work.rule), reader).give_base(); });
  give_flats(Flats::kBases, reader);
}

void give_flats(Flats which, SlotReader& reader) {
  each_act(reader, which == Flats::kBases ? Phase::kBaseFlat : Phase::kFlat, [&](RuleWork& work, std::uint16_t give) { Payout(work, give, false, reader).give_flat(); });
}

void give_derived(SlotReader& reader) {
  const std::size_t bases = reader.scratch().portions.size();
  each_act(reader, Phase::kDerived, [&](RuleWork& work, std::uint16_t number) {
    const Give& give = reader.program().rules[work.rule.index()].gives[number];
    Portion portion;
    portion.rule = work.rule;
    portion.give = number;
    portion.unit = give.unit;
    portion.to = give.to;
    portion.is_base = true;
    portion.exact = derived_amount(give, derived_base(give, bases, reader), reader);
    if (portion.exact > 0 && !work.lost_whole && reader.can_be_given(give.to)) reader.scratch().portions.push_back(portion);
  });
}

void record_base_cuts(const Index& index, SlotReader& reader, std::vector<Cut>& cuts, std::vector<Hit>& hits) {
  if (!index.caps_bases()) return;
  each_act(reader, Phase::kBase, [&](RuleWork& work, std::uint16_t number) {
    const Give& give = reader.program().rules[work.rule.index()].gives[number];
    const BaseCap* const cap = cap_of(work, give.base, reader.program());
    if (cap == nullptr || !cap->cut) return;
    const Wide denominator = reader.program().units[give.unit.index()].denominator;
    const Wide wanted = Payout(work, number, false, reader).wanted();
    Wide given = 0;
    for (const Portion& portion : reader.scratch().portions) given += portion.rule == work.rule && portion.give == number && !portion.extra ? portion.exact : 0;
    if (given >= wanted) return;
    cuts.push_back({{}, work.rule, cap->limit, give.unit, static_cast<std::int64_t>(wanted / denominator), static_cast<std::int64_t>(given / denominator)});
    if (given == 0) hits.push_back({work.rule, cap->limit});
  });
}

}  // namespace setia::engine
