// Caps on spend and on items cut the base before anything is given, and so split one event at the boundary [J1] [J5]. Inside
// a rule a cap is used in line order [J6].
#include <algorithm>
#include <numeric>

#include "engine/base.hpp"
#include "engine/hand_on.hpp"
#include "engine/limits.hpp"
#include "engine/payout.hpp"
#include "engine/rounding.hpp"
#include "engine/tables.hpp"

namespace setia::engine {
namespace {

bool cuts_base(const Limit& limit) { return limit.kind == CapKind::kSpend || limit.kind == CapKind::kPieces; }

BaseKind base_kind(CapKind kind) { return kind == CapKind::kSpend ? BaseKind::kSpend : BaseKind::kPieces; }

BaseCap& cap_in(RuleWork& work, CapKind kind) { return kind == CapKind::kSpend ? work.spend : work.pieces; }

// A multiplier counts the spend of the lines it names.
Base multiplied_base(const Give& give) {
  Base base;
  base.kind = BaseKind::kSpend;
  base.filter = give.lines;
  return base;
}

class BaseCut {
 public:
  BaseCut(RuleWork& work, CapKind kind, SlotReader& reader) : work_(work), cap_(cap_in(work, kind)), kind_(kind), reader_(reader) {}

  // Begins with what the rule would count without any cap: of its gives the one that counts most, line by line.
  void open() {
    if (cap_.any) return;
    const Rule& rule = reader_.program().rules[work_.rule.index()];
    cap_.any = true;
    cap_.allowed.assign(reader_.event().lines.size(), 0);
    cap_.whole = 0;
    for (const Give& give : rule.gives) {
      if (kind_ == CapKind::kSpend && give.kind == GiveKind::kRate && is_whole_money(give.base, reader_.program())) count_whole(give);
      if (give.kind == GiveKind::kMultiply && kind_ == CapKind::kSpend) count(give, multiplied_base(give));
      else if (give.base.kind == base_kind(kind_)) count(give, give.base);  // itself: what its tenders paid is remembered by their address
    }
    cap_.wanted = cap_.allowed;
  }

  Wide sum() const {
    Wide total = cap_.whole;
    for (const std::int64_t line : cap_.allowed) total += line;
    return total;
  }

  void keep(Wide room, LimitId limit) {
    if (sum() <= room) return;
    cap_.cut = true;
    cap_.limit = limit;
    if (reader_.program().rules[work_.rule.index()].all_or_nothing || reader_.program().limits[limit.index()].all_or_nothing) room = 0;
    for (std::int64_t& line : cap_.allowed) {
      line = static_cast<std::int64_t>(std::min<Wide>(line, room));
      room -= line;
    }
    cap_.whole = static_cast<std::int64_t>(std::min<Wide>(cap_.whole, room));
  }

  // Line by line, and what is of no line is one more, behind the last.
  std::size_t places() const { return cap_.allowed.size() + 1; }
  Wide wanted(std::size_t place) const { return place < cap_.allowed.size() ? cap_.allowed[place] : cap_.whole; }
  void keep_at(std::size_t place, Wide most, LimitId limit) {
    std::int64_t& amount = place < cap_.allowed.size() ? cap_.allowed[place] : cap_.whole;
    if (amount <= most) return;
    cap_.cut = true;
    cap_.limit = limit;
    amount = static_cast<std::int64_t>(most);
  }

 private:

  void count_whole(const Give& give) {
    const SlotReading& base = reader_.read(give.base.slot);
    if (give.table && find_row(reader_.program().tables[give.table->index()], -1, reader_) == nullptr) return;
    if (base.status == SlotStatus::kPresent) cap_.whole = std::max(cap_.whole, base.value);
  }

  void count(const Give& give, const Base& base) {
    counted_.assign(cap_.allowed.size(), 0);
    const Table* const table = give.table && give.kind == GiveKind::kRate ? &reader_.program().tables[give.table->index()] : nullptr;
    if (table != nullptr && is_by_tender(*table)) {
      for (const TableRow& row : table->rows) add(give, base, table, &row, &tenders_of(*table, row, reader_.scratch()));
    } else {
      add(give, base, table, nullptr, nullptr);
    }
    for (std::size_t i = 0; i < counted_.size(); ++i) cap_.allowed[i] = std::max(cap_.allowed[i], counted_[i]);
  }

  // A line that no row of the give's table fits is not counted; nor is the receipt where no row fits it.
  void add(const Give& give, const Base& base, const Table* table, const TableRow* row, const Tenders* tenders) {
    const bool by_line = table != nullptr && is_by_line(*table);
    if (table != nullptr && !by_line && (row == nullptr ? find_row(*table, -1, reader_) == nullptr : !fits_row(*table, *row, -1, reader_))) return;
    const LineBase wanted(work_, unit_of(reader_.program(), give), base, tenders, Caps::kIgnored, reader_);
    for (std::size_t i = 0; i < counted_.size(); ++i) {
      const TableRow* const found = by_line ? find_row(*table, static_cast<std::int32_t>(i), reader_) : nullptr;
      if (!by_line || (row == nullptr ? found != nullptr : found == row)) counted_[i] += wanted[i];
    }
  }

  RuleWork& work_;
  BaseCap& cap_;
  CapKind kind_;
  SlotReader& reader_;
  std::vector<std::int64_t> counted_;
};

// A stack that hands on what caps on spend cut asks them itself [J6].
bool is_given_out(const RuleWork& work, const Limit& limit, const SlotReader& reader) {
  return limit.kind == CapKind::kSpend && hands_on(reader.program(), reader.program().rules[work.rule.index()]);
}

void cut_by_own(RuleWork& work, SlotReader& reader) {
  for (const LimitId id : reader.program().rules[work.rule.index()].own) {
    const Limit& limit = reader.program().limits[id.index()];
    if (!cuts_base(limit) || !counts_now(limit, reader) || is_given_out(work, limit, reader)) continue;
    BaseCut cut(work, limit.kind, reader);
    cut.open();
    if (!is_by_line(limit)) cut.keep(room_of(limit, reader), id);
    else for (std::size_t place = 0; place < cut.places(); ++place) cut.keep_at(place, room_at(limit, place, reader), id);
  }
}

// What two rules want of one line is shared like what they want of a receipt.
void cut_lines(LimitId id, std::vector<BaseCut>& cuts, const std::vector<Wide>& given_out, SlotReader& reader) {
  const Limit& limit = reader.program().limits[id.index()];
  std::vector<Wide> wants, shares(cuts.size());
  for (std::size_t place = 0; place < given_out.size(); ++place) {
    wants.clear();
    for (const BaseCut& cut : cuts) wants.push_back(cut.wanted(place));
    const Wide room = std::max<Wide>(0, room_at(limit, place, reader) - given_out[place]);
    const Wide sum = std::accumulate(wants.begin(), wants.end(), Wide{0});
    if (sum <= room) continue;
    allot(limit.all_or_nothing ? 0 : room, wants, shares);
    for (std::size_t i = 0; i < cuts.size(); ++i) cuts[i].keep_at(place, shares[i], id);
  }
}

// Shared caps: what is free goes by largest remainder of what the rules want [J5].
void cut_by_shared(LimitId id, SlotReader& reader) {
  const Limit& limit = reader.program().limits[id.index()];
  if (!counts_now(limit, reader)) return;
  std::vector<BaseCut> cuts;
  std::vector<Wide> wants;
  Wide sum = 0;
  std::vector<Wide> given_out(reader.event().lines.size() + 1);
  for (RuleWork& work : reader.scratch().matched()) {
    const Rule& rule = reader.program().rules[work.rule.index()];
    if (std::find(rule.shared.begin(), rule.shared.end(), id) == rule.shared.end()) continue;
    if (is_given_out(work, limit, reader)) {
      for (std::size_t i = 0; work.handed && i < work.spend.allowed.size(); ++i) given_out[i] += work.spend.allowed[i];
      continue;
    }
    cuts.emplace_back(work, limit.kind, reader).open();
    sum += wants.emplace_back(cuts.back().sum());
  }
  if (is_by_line(limit)) return cut_lines(id, cuts, given_out, reader);
  const Wide room = std::max<Wide>(0, room_of(limit, reader) - std::accumulate(given_out.begin(), given_out.end(), Wide{0}));
  if (sum <= room) return;
  std::vector<Wide> shares(wants.size(), 0);
  allot(limit.all_or_nothing ? 0 : room, wants, shares);
  for (std::size_t i = 0; i < cuts.size(); ++i) cuts[i].keep(shares[i], id);
}

}  // namespace

void cut_bases(const Index& index, SlotReader& reader) {
  if (!index.caps_bases()) return;
  for (RuleWork& work : reader.scratch().matched()) {
    work.pieces.any = work.pieces.cut = false;
    if (!work.handed) work.spend.any = work.spend.cut = false;
    cut_by_own(work, reader);
  }
  std::vector<LimitId> shared;
  for (const RuleWork& work : reader.scratch().matched()) {
    for (const LimitId id : reader.program().rules[work.rule.index()].shared) {
      if (cuts_base(reader.program().limits[id.index()])) shared.push_back(id);
    }
  }
  std::sort(shared.begin(), shared.end());
  shared.erase(std::unique(shared.begin(), shared.end()), shared.end());
  for (const LimitId id : shared) cut_by_shared(id, reader);
}

}  // namespace setia::engine
