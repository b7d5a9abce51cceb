// How much: rates, keys of a table, factors, receivers.
#include "dsl/clauses/common.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<ReceiverKind> kReceivers[] = {{"to the member", ReceiverKind::kMember},
                                                 {"to the referrer", ReceiverKind::kReferrer},
                                                 {"to the household", ReceiverKind::kHousehold}};

constexpr Spelling<Apart> kAparts[] = {{"per line", Apart::kPerLine}, {"per item", Apart::kPerItem}};

bool read_per_step(Cursor& at, const Cursor& end, PerStep& out) {
  const auto block = "full"_w[set(out.block, BlockKind::kFull)] | "started"_w[set(out.block, BlockKind::kStarted)];
  return match(at, end, "per"_w >> -block >> (money[put(out.step)] | number[put(out.step)]) >> "of"_w >>
                            quantity[put(out.of)] >> -apart[put(out.apart)]);
}
const Part<PerStep, read_per_step> per_step;

bool read_per_item(Cursor& at, const Cursor& end, PerItem& out) {
  return match(at, end, "per item"_w >> pieces[put(out.lines)]);
}
const Part<PerItem, read_per_item> per_item;

bool read_per_field(Cursor& at, const Cursor& end, PerField& out) {
  return match(at, end, "per"_w >> name[put(out.field)] >> "of"_w >> what[put(out.what)]);
}
const Part<PerField, read_per_field> per_field;

bool read_by_column(Cursor& at, const Cursor& end, ByColumn& out) {
  return match(at, end, name[put(out.ladder)] >> name[put(out.column)]);
}
const Part<ByColumn, read_by_column> by_column;

}  // namespace

bool read_per(Cursor& at, const Cursor& end, Per& out) {
  return match(at, end, per_step[put(out.kind)] | per_item[put(out.kind)] | per_field[put(out.kind)], out.span);
}

bool read_key(Cursor& at, const Cursor& end, Key& out) {
  const auto part = "part of"_w[set(out.kind, KeyKind::kPartOf)] >> quantity[put(out.quantity)];
  const auto plain = x3::eps[set(out.kind, KeyKind::kQuantity)] >> quantity[put(out.quantity)];
  return match(at, end, "segment"_w[set(out.kind, KeyKind::kSegment)] | part | plain, out.span);
}

bool read_keys(Cursor& at, const Cursor& end, std::vector<Key>& out) {
  return match(at, end, key[append(out)] % "and"_w);
}

// `status beans` is a column of a ladder, `boost` alone a field: what follows the factor tells them apart.
bool read_factor(Cursor& at, const Cursor& end, Factor& out) {
  const auto after = "on"_w | "except"_w | finish;
  return match(at, end, number[put(out)] | (keys[put(out)] >> &after) | by_column[put(out)]);
}

bool read_receiver(Cursor& at, const Cursor& end, ReceiverKind& out) {
  return match(at, end, -one_of(kReceivers)[put(out)]);
}

bool read_apart(Cursor& at, const Cursor& end, Apart& out) { return match(at, end, one_of(kAparts)[put(out)]); }

}  // namespace setia::dsl
