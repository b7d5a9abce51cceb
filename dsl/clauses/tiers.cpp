// Clauses of `tiers`: what a ladder counts, and how its levels are climbed and left.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool read_count_towards(Cursor& at, const Cursor& end, CountTowards& out) {
  return match(at, end, "count"_w >> (quantity[append(out.quantities)] % "and"_w) >> -window[put(out.window)]);
}

bool read_by_hand(Cursor& at, const Cursor& end, SetByHand&) { return match(at, end, "set by hand"_w); }

bool read_move_up(Cursor& at, const Cursor& end, MoveUp& out) {
  return match(at, end, "move up"_w >> ("at once"_w | ("at"_w >> calendar[put(out.at_end_of)] >> "end"_w)));
}

bool read_move_down(Cursor& at, const Cursor& end, MoveDown& out) {
  const auto how = "one step"_w[set(out.one_step, true)] | "to match"_w;
  const auto at_end = "at"_w >> calendar[put(out.at_end_of)] >> "end"_w;
  const auto every = "every"_w >> length[put(out.every)];
  return match(at, end, "move down"_w >> how >> -("at once"_w | at_end | every));
}

bool read_start_from_zero(Cursor& at, const Cursor& end, StartFromZero&) { return match(at, end, "start from zero when moving up"_w); }

bool read_carry(Cursor& at, const Cursor& end, CarrySurplus& out) {
  const auto of = "of"_w >> quantity[put(out.of)];
  const auto most = ","_w >> "at most"_w >> (amount[put(out.at_most)] | number[put(out.at_most)]);
  return match(at, end, "carry the surplus"_w >> -of >> "over"_w >> -most);
}

bool read_never_down(Cursor& at, const Cursor& end, NeverMoveDown&) { return match(at, end, "never move down"_w); }

bool read_level_grace(Cursor& at, const Cursor& end, LevelGrace& out) { return match(at, end, "grace"_w >> length[put(out.length)]); }

bool read_warn(Cursor& at, const Cursor& end, WarnBefore& out) {
  return match(at, end, "warn"_w >> length[put(out.length)] >> "before moving down"_w);
}

constexpr Kinds kIn = kinds(DeclarationKind::kTiers);
constexpr Form kForms[] = {
    form<CountTowards, read_count_towards>(kIn, "count"),
    form<SetByHand, read_by_hand>(kIn, "set"),
    form<MoveUp, read_move_up>(kIn, "move"),
    form<MoveDown, read_move_down>(kIn, "move"),
    form<NeverMoveDown, read_never_down>(kIn, "never"),
    form<StartFromZero, read_start_from_zero>(kIn, "start"),
    form<CarrySurplus, read_carry>(kIn, "carry"),
    form<WarnBefore, read_warn>(kIn, "warn"),
    form<LevelGrace, read_level_grace>(kIn, "grace"),
};

}  // namespace

std::span<const Form> tiers_forms() { return kForms; }

}  // namespace setia::dsl
