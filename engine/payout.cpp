#include "engine/payout.hpp"

#include <algorithm>

#include "engine/base.hpp"
#include "engine/limits.hpp"
#include "engine/rounding.hpp"
#include "engine/tables.hpp"

namespace setia::engine {
namespace {

// One give while its portions are made.
class Giving {
 public:
  Giving(RuleWork& work, const Rule& rule, std::uint16_t give, bool by_line, SlotReader& reader)
      : work_(work), rule_(rule), number_(give), give_(rule.gives[give]), unit_(reader.program().units[give_.unit.index()]), by_line_(by_line), reader_(reader) {}

  void give_base() {
    if (!is_by_lines(give_.base)) return give_whole();
    if (!give_.table) return give_lines(nullptr, nullptr, give_.rate);
    const Table& table = reader_.program().tables[give_.table->index()];
    const KeySource last = table.keys.back().source;
    if (last == KeySource::kTender) return give_by_tender(table);
    if (last == KeySource::kPart) return give_by_part(table);
    if (!is_by_line(table)) {
      const TableRow* row = find_row(table, -1, reader_);
      if (row != nullptr) give_lines(nullptr, nullptr, row->values[give_.column]);
      return;
    }
    for (const TableRow& row : table.rows) give_lines(nullptr, &row, row.values[give_.column]);
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

 private:
  void add(std::int32_t line, Wide exact, bool is_base) {
    if (exact <= 0) return;
    Portion part;
    part.rule = work_.rule;
    part.give = number_;
    part.unit = give_.unit;
    part.to = give_.to;
    part.line = line;
    part.is_base = is_base;
    part.exact = exact;
    reader_.scratch().portions.push_back(part);
  }

  void add_flat(std::int32_t line, Ratio rate) { add(line, exact(1, rate), unit_.multipliers_reach_flat); }

  Wide exact(Wide base, Ratio rate) const { return base * (Wide{rate.num} * (unit_.denominator / rate.den)); }

  Wide blocks(Wide base, Wide step) const { return give_.block == Block::kFull ? base / step : (base + step - 1) / step; }

  // The blocks (or exact base) of one amount; per item each piece by itself.
  Wide counted(Wide base, std::int64_t pieces_micro) const {
    if (give_.block == Block::kExact) return base;
    if (give_.apart != Apart::kPerItem || pieces_micro <= 0) return blocks(base, give_.step);
    return blocks(base * 1'000'000, Wide{give_.step} * pieces_micro) * pieces_micro / 1'000'000;
  }

  // Gives on the lines that `row` fits (null: on all), of what `tenders` paid (null: as the base says).
  void give_lines(const Tenders* tenders, const TableRow* row, Ratio rate) {
    const LineBase base(rule_, unit_, give_.base, tenders, reader_);
    BaseRoom room(work_, give_.base.kind);
    const std::vector<Line>& lines = reader_.event().lines;
    std::vector<Wide>& taken = reader_.scratch().taken;
    taken.assign(lines.size(), 0);
    Wide sum = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::int64_t wanted = base[i];
      if (wanted <= 0 || (row != nullptr && find_row(reader_.program().tables[give_.table->index()], static_cast<std::int32_t>(i), reader_) != row)) continue;
      sum += taken[i] = room.take(wanted);
    }
    if (give_.apart == Apart::kTogether && (give_.block != Block::kExact || !by_line_)) return give_together(sum, rate);
    for (std::size_t i = 0; i < lines.size(); ++i) add(static_cast<std::int32_t>(i), exact(counted(taken[i], lines[i].quantity_micro), rate), true);
  }

  // Blocks of a receipt's sum belong to its lines in proportion, where somebody looks at lines.
  void give_together(Wide sum, Ratio rate) {
    const Wide whole = exact(counted(sum, 0), rate);
    if (!by_line_) return add(-1, whole, true);
    Scratch& scratch = reader_.scratch();
    scratch.shares.assign(scratch.taken.size(), 0);
    allot(whole, scratch.taken, scratch.shares);
    for (std::size_t i = 0; i < scratch.shares.size(); ++i) add(static_cast<std::int32_t>(i), scratch.shares[i], true);
  }

  void give_whole() {
    const SlotReading base = reader_.read(give_.base.slot);
    if (base.status != SlotStatus::kPresent) return;
    if (give_.table) {
      const Table& table = reader_.program().tables[give_.table->index()];
      if (table.keys.back().source == KeySource::kPart) return give_bands(table, base.before, base.value);
      const TableRow* row = find_row(table, -1, reader_);
      if (row != nullptr) add(-1, exact(counted(std::max<std::int64_t>(base.value, 0), 0), row->values[give_.column]), true);
      return;
    }
    add(-1, exact(counted(std::max<std::int64_t>(base.value, 0), 0), give_.rate), true);
  }

  // `by payment method`: the base is what each row's tenders paid [J8].
  void give_by_tender(const Table& table) {
    for (const TableRow& row : table.rows) {
      Tenders& tenders = reader_.scratch().tenders.emplace_back();
      if (row.keys.back().any) {
        tenders.excluded = true;
        for (const TableRow& other : table.rows) tenders.methods.members.insert(tenders.methods.members.end(), other.keys.back().texts.members.begin(), other.keys.back().texts.members.end());
        std::sort(tenders.methods.members.begin(), tenders.methods.members.end());
      } else {
        tenders.methods = row.keys.back().texts;
      }
      give_lines(&tenders, is_by_line(table) ? &row : nullptr, row.values[give_.column]);
    }
  }

  // `by part of …`: each band by itself; the event fills from where history left off.
  void give_by_part(const Table& table) {
    const SlotReading part = reader_.read(table.keys.back().slot);
    if (part.status == SlotStatus::kPresent) give_bands(table, part.before, part.value);
  }

  void give_bands(const Table& table, std::int64_t before, std::int64_t after) {
    for (const TableRow& row : table.rows) {
      const KeyCell& band = row.keys.back();
      const Wide low = band.any ? Wide{0} : Wide{band.low};
      const Wide high = band.any ? kUnlimited : Wide{band.high};
      const Wide within = std::min<Wide>(after, high) - std::max<Wide>(before, low);
      if (within > 0 && row.days.contains(reader_.day())) add(-1, exact(counted(within, 0), row.values[give_.column]), true);
    }
  }

  RuleWork& work_;
  const Rule& rule_;
  std::uint16_t number_;
  const Give& give_;
  const Unit& unit_;
  bool by_line_;
  SlotReader& reader_;
};

template <class Wanted, class Do>
void each_give(SlotReader& reader, Wanted wanted, Do act) {
  for (RuleWork& work : reader.scratch().matched) {
    const Rule& rule = reader.program().rules[work.rule.index()];
    for (std::size_t i = 0; i < rule.gives.size(); ++i) {
      if (wanted(rule.gives[i])) act(work, rule, static_cast<std::uint16_t>(i));
    }
  }
}

bool is_flat(const Give& give) { return give.kind == GiveKind::kFlat; }

}  // namespace

void give_bases(const Index& index, SlotReader& reader) {
  each_give(reader, [](const Give& give) { return give.kind == GiveKind::kRate; },
            [&](RuleWork& work, const Rule& rule, std::uint16_t give) { Giving(work, rule, give, index.by_line(work.rule), reader).give_base(); });
  each_give(reader, [&](const Give& give) { return is_flat(give) && reader.program().units[give.unit.index()].multipliers_reach_flat; },
            [&](RuleWork& work, const Rule& rule, std::uint16_t give) { Giving(work, rule, give, false, reader).give_flat(); });
}

void give_flats(SlotReader& reader) {
  each_give(reader, [&](const Give& give) { return is_flat(give) && !reader.program().units[give.unit.index()].multipliers_reach_flat; },
            [&](RuleWork& work, const Rule& rule, std::uint16_t give) { Giving(work, rule, give, false, reader).give_flat(); });
}

void give_derived(SlotReader& reader) {
  std::vector<Portion>& portions = reader.scratch().portions;
  const std::size_t bases = portions.size();
  each_give(reader, [](const Give& give) { return give.kind == GiveKind::kDerived; }, [&](RuleWork& work, const Rule& rule, std::uint16_t number) {
    const Give& give = rule.gives[number];
    const Unit& unit = reader.program().units[give.unit.index()];
    Wide sum = 0;
    for (std::size_t i = 0; i < bases; ++i) {
      const bool named = give.from.empty() || std::find(give.from.begin(), give.from.end(), portions[i].rule) != give.from.end();
      if (named && portions[i].unit == give.source && portions[i].is_base) sum += portions[i].exact;
    }
    Portion part;
    part.rule = work.rule;
    part.give = number;
    part.unit = give.unit;
    part.to = give.to;
    bool overflow = false;
    const Wide source = reader.program().units[give.source.index()].denominator;
    part.exact = scaled(scaled(sum, give.rate.num, give.rate.den, overflow), unit.denominator, source, overflow);
    if (overflow) reader.mark_overflow();
    if (part.exact > 0) portions.push_back(part);
  });
}

}  // namespace setia::engine
