#include "engine/index.hpp"

#include <algorithm>

#include "engine/base.hpp"
#include "engine/follow_ups.hpp"
#include "engine/hand_on.hpp"
#include "engine/slot_reader.hpp"

namespace setia::engine {
namespace {

constexpr std::size_t kEventKinds = 22;

std::uint64_t key_of(SlotId slot, std::int64_t value) { return std::uint64_t{slot.value} << 32 | (static_cast<std::uint64_t>(value) & 0xffffffff); }

// A positive equality on a text that an event has at most one of.
bool can_key(const Program& program, const Check& check) {
  const Slot& slot = program.slots[check.slot.index()];
  const bool one_text = slot.kind == SlotKind::kStore || slot.kind == SlotKind::kChannel ||
                        (slot.kind == SlotKind::kEventField && slot.type == ValueType::kText);
  return one_text && !check.negated && (check.by_set || check.width == 0);
}

std::vector<std::int64_t> values_of(const Program& program, const Check& check) {
  if (!check.by_set) return {check.low};
  std::vector<std::int64_t> values;
  for (const SymbolId member : program.sets[check.set.index()].members) values.push_back(member.value);
  return values;
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

Index::Index(const Program& program) : shelves_(kEventKinds), by_line_(program.rules.size()), names_lines_(program.rules.size()), reads_amounts_(program.slots.size()) {
  for (std::size_t i = 0; i < program.slots.size(); ++i) {
    if (!program.slots[i].from_body) facts_.push_back(SlotId{i});
  }
  for (std::size_t i = 0; i < program.rules.size(); ++i) shelve(program, RuleId{i});
  mark_by_line(program);
  mark_amounts(program);
  mark_followed(program);
}

void Index::shelve(const Program& program, RuleId id) {
  const Rule& rule = program.rules[id.index()];
  has_stacks_ = has_stacks_ || rule.stack.has_value();
  const Check* key = most_selective(program, rule);
  for (std::size_t kind = 0; kind < kEventKinds; ++kind) {
    if ((rule.triggers >> kind & 1) == 0) continue;
    Shelf& shelf = shelves_[kind];
    if (key == nullptr) {
      shelf.always.push_back(id);
      continue;
    }
    if (std::find(shelf.slots.begin(), shelf.slots.end(), key->slot) == shelf.slots.end()) shelf.slots.push_back(key->slot);
    for (const std::int64_t value : values_of(program, *key)) shelf.by_key[key_of(key->slot, value)].push_back(id);
  }
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
    if (slot.kind == SlotKind::kDifference) reads = reads_amounts_[slot.left.index()] || reads_amounts_[slot.right.index()];
    if (slot.kind == SlotKind::kCrossing) reads = reads_amounts_[slot.left.index()];
    for (const Check& check : slot.checks) reads = reads || reads_amounts_[check.slot.index()];
    reads_amounts_[i] = reads;
  }
}

void Index::collect(EventKind kind, SlotReader& reader, std::vector<RuleId>& out) const {
  const Shelf& shelf = shelves_[static_cast<std::size_t>(kind) - 1];
  out.assign(shelf.always.begin(), shelf.always.end());
  for (const SlotId slot : shelf.slots) {
    const SlotReading& reading = reader.read(slot);
    if (reading.status != SlotStatus::kPresent) continue;
    const auto found = shelf.by_key.find(key_of(slot, reading.value));
    if (found != shelf.by_key.end()) out.insert(out.end(), found->second.begin(), found->second.end());
  }
  if (!shelf.slots.empty()) std::sort(out.begin(), out.end());
}

}  // namespace setia::engine
