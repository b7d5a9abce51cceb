#include "engine/index.hpp"

#include <algorithm>

#include "engine/base.hpp"
#include "engine/follow_ups.hpp"
#include "engine/hand_on.hpp"
#include "engine/limits.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {
namespace {

constexpr std::size_t kEventKinds = static_cast<std::size_t>(EventKind::kReceived);

// A positive equality on a text that an event has at most one of.
bool can_key(const Program& program, const Check& check) {
  const Slot& slot = program.slots[check.slot.index()];
  const bool one_text = slot.kind == SlotKind::kStore || slot.kind == SlotKind::kChannel ||
                        (slot.kind == SlotKind::kEventField && slot.type == ValueType::kText);
  return one_text && !check.negated && (check.by_set || check.width == 0);
}

std::vector<SymbolId> texts_of(const Program& program, const Check& check) {
  if (!check.by_set) return {SymbolId{static_cast<std::size_t>(check.low)}};
  return program.sets[check.set.index()].members;
}

// The equality with the fewest values: the likeliest to fail.
const Check* most_selective(const Program& program, const Rule& rule) {
  const Check* best = nullptr;
  const auto values = [&](const Check& check) { return check.by_set ? program.sets[check.set.index()].members.size() : std::size_t{1}; };
  for (const Check& check : rule.checks) {
    if (can_key(program, check) && (best == nullptr || values(check) < values(*best))) best = &check;
  }
  return best;
}

bool is_of_lines(RoundStage stage) { return stage == RoundStage::kItem || stage == RoundStage::kLine; }

bool any_of_lines(const std::vector<Rounding>& stages) {
  return std::any_of(stages.begin(), stages.end(), [](const Rounding& one) { return is_of_lines(one.stage) && !one.spend; });
}

bool gives_or_rounds_by_line(const Program& program, const Rule& rule) {
  if (any_of_lines(rule.stages)) return true;
  return std::any_of(rule.gives.begin(), rule.gives.end(), [&](const Give& give) {
    return give.apart != Apart::kTogether || (rule.stages.empty() && any_of_lines(unit_of(program, give).stages));
  });
}

bool looks_at_lines(const Program& program, const Rule& rule) {
  if (rule.stack && (program.stacks[rule.stack->index()].apart != Apart::kTogether || hands_on(program, rule))) return true;
  if (gives_or_rounds_by_line(program, rule)) return true;
  return std::any_of(rule.own.begin(), rule.own.end(), [&](LimitId id) {
    const CapScope scope = program.limits[id.index()].scope;
    return scope == CapScope::kLine || scope == CapScope::kItem;
  });
}

}  // namespace

Index::Index(const Program& program)
    : marks_(program), shelves_(kEventKinds), rows_(program.rules.size()), by_line_(program.rules.size()), names_lines_(program.rules.size()), reads_amounts_(program.slots.size()) {
  for (std::size_t i = 0; i < program.slots.size(); ++i) {
    if (!program.slots[i].from_body) facts_.push_back(SlotId{i});
  }
  list_of_levels(program);
  caps_bases_ = std::any_of(program.limits.begin(), program.limits.end(), [](const Limit& limit) { return limit.kind == CapKind::kSpend || limit.kind == CapKind::kPieces; });
  const auto rounds = [](const auto& thing) { return std::any_of(thing.stages.begin(), thing.stages.end(), [](const Rounding& stage) { return stage.spend; }); };
  rounds_spend_ = std::any_of(program.units.begin(), program.units.end(), rounds) || std::any_of(program.rules.begin(), program.rules.end(), rounds);
  mark_amounts(program);
  mark_followed(program);
  for (std::size_t i = 0; i < program.rules.size(); ++i) shelve(program, RuleId{i});
  mark_by_line(program);
}

// Those that read a level, and those made of them.
void Index::list_of_levels(const Program& program) {
  std::vector<char> reads(program.slots.size());
  for (std::size_t i = 0; i < program.slots.size(); ++i) {
    const Slot& slot = program.slots[i];
    reads[i] = slot.kind == SlotKind::kRank || slot.kind == SlotKind::kRisesTo || slot.kind == SlotKind::kFallsTo;
    for (const Check& check : slot.checks) reads[i] = reads[i] || reads[check.slot.index()];
    if (reads[i]) of_levels_.push_back(SlotId{i});
  }
}

void Index::shelve(const Program& program, RuleId id) {
  const Rule& rule = program.rules[id.index()];
  has_stacks_ = has_stacks_ || rule.stack.has_value();
  const Check* key = most_selective(program, rule);
  const Entry entry{id, first_moment(rule.from), last_moment(rule.until)};
  for (std::size_t kind = 0; kind < kEventKinds; ++kind) {
    if ((rule.triggers >> kind & 1) == 0) continue;
    Shelf& shelf = shelves_[kind];
    if (key == nullptr) {
      shelf.always.push_back(entry);
      continue;
    }
    auto keyed = std::find_if(shelf.keyed.begin(), shelf.keyed.end(), [&](const Keyed& one) { return one.slot == key->slot; });
    if (keyed == shelf.keyed.end()) keyed = shelf.keyed.insert(keyed, {key->slot, {}});
    for (const SymbolId text : texts_of(program, *key)) {
      if (keyed->by_text.size() <= text.index()) keyed->by_text.resize(text.index() + 1);
      keyed->by_text[text.index()].push_back(entry);
    }
  }
  list_checks(program, id);
  list_recorded(program, id);
}

void Index::list_checks(const Program& program, RuleId id) {
  const auto add = [&](bool amounts) {
    for (const Check& check : program.rules[id.index()].checks)
      if (!followed_[check.slot.index()] && (reads_amounts_[check.slot.index()] != 0) == amounts) checks_.push_back(check);
    return static_cast<std::uint32_t>(checks_.size());
  };
  Row& row = rows_[id.index()];
  row.first = static_cast<std::uint32_t>(checks_.size());
  row.others = add(false);
  row.last = add(true);
}

void Index::list_recorded(const Program& program, RuleId id) {
  const Rule& rule = program.rules[id.index()];
  Row& row = rows_[id.index()];
  row.first_recorded = static_cast<std::uint32_t>(recorded_.size());
  for (const std::vector<LimitId>* list : {&rule.own, &rule.shared})
    for (const LimitId limit : *list)
      if (program.limits[limit.index()].head_room_recorded && is_kept(program.limits[limit.index()])) recorded_.push_back(limit);
  row.last_recorded = static_cast<std::uint32_t>(recorded_.size());
}

void Index::mark_by_line(const Program& program) {
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    const Rule& rule = program.rules[i];
    by_line_[i] = looks_at_lines(program, rule);
    names_lines_[i] = gives_or_rounds_by_line(program, rule);
  }
}

void Index::mark_followed(const Program& program) {
  followed_.resize(program.slots.size());
  follows_.resize(program.rules.size());
  for (std::size_t i = 0; i < program.slots.size(); ++i) {
    const Slot& slot = program.slots[i];
    followed_[i] = slot.kind == SlotKind::kCrossing && is_known_after(program, slot.left);
  }
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    for (const Check& check : program.rules[i].checks) follows_[i] = follows_[i] || followed_[check.slot.index()];
  }
}

void Index::mark_amounts(const Program& program) {
  for (std::size_t i = 0; i < program.slots.size(); ++i) {
    const Slot& slot = program.slots[i];
    bool reads = slot.kind >= SlotKind::kBasketTotal && slot.kind <= SlotKind::kBasketHas;
    reads = reads || slot.kind == SlotKind::kReading || slot.kind == SlotKind::kAnyPayment;
    if (slot.kind == SlotKind::kDifference || slot.kind == SlotKind::kQuotient) reads = reads_amounts_[slot.left.index()] || reads_amounts_[slot.right.index()];
    if (slot.kind == SlotKind::kCrossing) reads = reads_amounts_[slot.left.index()];
    for (const Check& check : slot.checks) reads = reads || reads_amounts_[check.slot.index()];
    reads_amounts_[i] = reads;
  }
}

void Index::collect(EventKind kind, SlotReader& reader, std::vector<RuleId>& out) const {
  const Shelf& shelf = shelves_[static_cast<std::size_t>(kind) - 1];
  out.clear();
  const auto add = [&](const std::vector<Entry>& entries) {
    for (const Entry& entry : entries)
      if (reader.is_between(entry.first, entry.last)) out.push_back(entry.rule);
  };
  for (const Keyed& keyed : shelf.keyed) {
    const SlotReading& reading = reader.read(keyed.slot);
    if (reading.status == SlotStatus::kPresent && static_cast<std::uint64_t>(reading.value) < keyed.by_text.size()) add(keyed.by_text[static_cast<std::size_t>(reading.value)]);
  }
  const bool some_by_key = !out.empty();
  add(shelf.always);
  if (some_by_key) std::sort(out.begin(), out.end());
}

}  // namespace setia::engine
