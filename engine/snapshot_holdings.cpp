#include "engine/snapshot_holdings.hpp"

namespace setia::engine {
namespace {

void write_lot(Writer& out, const Lot& lot) {
  out.number(lot.number);
  out.integer(lot.left_micro);
  out.integer(lot.earned);
  out.integer(lot.last_valid);
}

Lot read_lot(Reader& in) {
  Lot lot;
  lot.number = in.number();
  lot.left_micro = in.integer();
  lot.earned = in.integer32();
  lot.last_valid = in.integer32();
  return lot;
}

void write_release(Writer& out, const Release& release) {
  out.integer(release.second);
  out.integer(release.day);
}

Release read_release(Reader& in) {
  Release release;
  release.second = in.integer();
  release.day = in.integer32();
  return release;
}

}  // namespace

void write_holding(Writer& out, const Holding& holding) {
  out.number(holding.unit_key);
  for (const std::int64_t micro : {holding.available_micro, holding.pending_micro, holding.held_micro, holding.debt_micro, holding.lots_micro})
    out.integer(micro);
  out.number(holding.lots.size());
  for (const Lot& lot : holding.lots) write_lot(out, lot);
  out.number(holding.pending.size());
  for (const PendingLot& pending : holding.pending) {
    write_lot(out, pending.lot);
    write_release(out, pending.release);
  }
  out.number(holding.held.size());
  for (const HeldLot& held : holding.held) {
    write_lot(out, held.lot);
    out.number(held.held_by);
    write_release(out, held.until);
  }
  out.integer(holding.lapsed);
}

Holding read_holding(Reader& in) {
  Holding holding;
  holding.unit_key = in.number32();
  for (Units* micro :
       {&holding.available_micro, &holding.pending_micro, &holding.held_micro, &holding.debt_micro, &holding.lots_micro})
    *micro = in.integer();
  for (std::size_t left = in.count(4); left > 0 && in.ok(); --left) holding.lots.push_back(read_lot(in));
  for (std::size_t left = in.count(6); left > 0 && in.ok(); --left) {
    PendingLot pending;
    pending.lot = read_lot(in);
    pending.release = read_release(in);
    holding.pending.push_back(pending);
  }
  for (std::size_t left = in.count(7); left > 0 && in.ok(); --left) {
    HeldLot held;
    held.lot = read_lot(in);
    held.held_by = in.number();
    held.until = read_release(in);
    holding.held.push_back(held);
  }
  holding.lapsed = in.integer32();
  return holding;
}

void write_holds(Writer& out, const std::vector<Hold>& holds, const Symbols& symbols) {
  out.number(holds.size());
  for (const Hold& hold : holds) {
    out.text(symbols.text(hold.id));
    out.number(hold.unit_key);
    out.number(hold.first);
    out.number(hold.last);
    write_release(out, hold.until);
    out.byte(static_cast<std::uint8_t>(hold.end));
    out.integer(hold.end_second);
    out.number(hold.reward_key);
    out.integer(hold.rewards);
    out.number(hold.reserved.size());
    for (const Reserved& one : hold.reserved) {
      out.number(one.usage.limit_key);
      out.text(symbols.text(one.usage.scope));
      out.integer(one.usage.window);
      out.wide(one.usage.used);
      out.byte(one.of_program ? 1 : 0);
    }
  }
}

std::vector<Hold> read_holds(Reader& in, Symbols& symbols) {
  std::vector<Hold> holds;
  for (std::size_t left = in.count(8); left > 0 && in.ok(); --left) {
    Hold hold;
    hold.id = symbols.intern(in.text());
    hold.unit_key = in.number32();
    hold.first = in.number();
    hold.last = in.number();
    hold.until = read_release(in);
    hold.end = static_cast<HoldEnd>(in.byte_up_to(static_cast<std::uint8_t>(HoldEnd::kByItself)));
    hold.end_second = in.integer();
    hold.reward_key = in.number32();
    hold.rewards = in.integer();
    for (std::size_t more = in.count(5); more > 0 && in.ok(); --more) {
      Reserved one;
      one.usage.limit_key = in.number32();
      one.usage.scope = symbols.intern(in.text());
      one.usage.window = in.integer();
      one.usage.used = in.wide();
      one.of_program = in.byte_up_to(1) == 1;
      hold.reserved.push_back(one);
    }
    holds.push_back(hold);
  }
  return holds;
}

}  // namespace setia::engine
