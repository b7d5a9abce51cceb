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

  void keep_per_line(std::int64_t most, LimitId limit) {
    for (std::int64_t& line : cap_.allowed) keep_one(line, most, limit);
    keep_one(cap_.whole, most, limit);
  }

 private:
  void keep_one(std::int64_t& amount, std::int64_t most, LimitId limit) {
    if (amount <= most) return;
    cap_.cut = true;
    cap_.limit = limit;
    amount = most;
  }

  void count_whole(const Give& give) {
    const SlotReading& base = reader_.read(give.base.slot);
    if (give.table && find_row(reader_.program().tables[give.table->index()], -1, reader_) == nullptr) return;
    if (base.status == SlotStatus::kPresent) cap_.whole = std::max(cap_.whole, base.value);
  }

  void count(const Give& give, const Base& base) {
    counted_.assign(cap_.allowed.size(), 0);
    const Table* const table = give.table && give.kind == GiveKind::kRate ? &reader_.program().tables[give.table->index()] : nullptr;
    if (table != nullptr && table->keys.back().source == KeySource::kTender) {
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
    if (limit.scope == CapScope::kLine) cut.keep_per_line(limit.most, id);
    else cut.keep(room_of(limit, reader), id);
  }
}

// Shared caps: what is free goes by largest remainder of what the rules want [J5].
void cut_by_shared(LimitId id, SlotReader& reader) {
  const Limit& limit = reader.program().limits[id.index()];
  if (!counts_now(limit, reader)) return;
  std::vector<BaseCut> cuts;
  std::vector<Wide> wants;
  Wide sum = 0, given_out = 0;
  for (RuleWork& work : reader.scratch().matched()) {
    const Rule& rule = reader.program().rules[work.rule.index()];
    if (std::find(rule.shared.begin(), rule.shared.end(), id) == rule.shared.end()) continue;
    if (is_given_out(work, limit, reader)) {
      if (work.handed) given_out += std::accumulate(work.spend.allowed.begin(), work.spend.allowed.end(), Wide{0});
      continue;
    }
    cuts.emplace_back(work, limit.kind, reader).open();
    sum += wants.emplace_back(cuts.back().sum());
  }
  const Wide room = std::max<Wide>(0, room_of(limit, reader) - given_out);
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
