#include "engine/body.hpp"

#include <algorithm>

#include "engine/ensure.hpp"
#include "engine/secrecy.hpp"
#include "engine/value_codec.hpp"

namespace setia::engine {
namespace {

enum LineFlag : std::uint8_t { kNumber = 1, kQuantity = 2, kUnitPrice = 4, kDiscount = 8, kAmount = 16, kTax = 32 };
enum PaymentFlag : std::uint8_t { kPaid = 1, kPoints = 2 };

std::uint8_t flag(bool set, std::uint8_t bit) { return set ? bit : std::uint8_t{0}; }

std::uint8_t flags_of(const Line& line) {
  return static_cast<std::uint8_t>(flag(line.has_number, kNumber) | flag(line.has_quantity, kQuantity) |
                                   flag(line.has_unit_price, kUnitPrice) | flag(line.has_discount, kDiscount) |
                                   flag(line.has_amount, kAmount) | flag(line.has_tax, kTax));
}

// Where fields stand: decides who declares them, and names them for the sealer.
struct Place {
  enum class In : std::uint8_t { kEvent, kLine, kPayment } in = In::kEvent;
  std::size_t index = 0;

  std::string path(std::string_view name) const {
    const std::string list = in == In::kLine ? "lines." : "payments.";
    return (in == In::kEvent ? std::string() : list + std::to_string(index) + ".") + std::string(name);
  }
};

bool is_personal(const Versions& versions, EventKind kind, Place::In in, std::string_view name) {
  switch (in) {
    case Place::In::kEvent: return event_field_is_personal(versions, kind, name);
    case Place::In::kLine: return line_field_is_personal(versions, name);
    case Place::In::kPayment: return true;
  }
  ENSURE(false);
}

class BodyWriter {
 public:
  // `sequence` 0: plain.
  BodyWriter(const Event& event, Sequence sequence, const RecordWorld& world, Bytes& bytes)
      : event_(event), sequence_(sequence), world_(world), out_(bytes) {}

  void write() {
    out_.byte(static_cast<std::uint8_t>(event_.kind));
    out_.text(event_.id);
    member(event_.member);
    member(event_.other);
    for (const SymbolId text : {event_.store, event_.channel, event_.currency}) symbol(text);
    out_.text(event_.receipt);
    out_.byte(flag(event_.has_amount, 1));
    if (event_.has_amount) out_.integer(event_.amount_minor);
    out_.number(event_.lines.size());
    for (std::size_t index = 0; index < event_.lines.size(); ++index) line(event_.lines[index], index);
    out_.number(event_.payments.size());
    for (std::size_t index = 0; index < event_.payments.size(); ++index) payment(event_.payments[index], index);
    symbols(event_.codes);
    fields(event_.more, {});
  }

 private:
  void symbol(SymbolId text) { out_.text(world_.symbols.text(text)); }
  void symbols(const std::vector<SymbolId>& texts) {
    out_.number(texts.size());
    for (const SymbolId text : texts) symbol(text);
  }

  void member(MemberIndex member) {
    out_.byte(flag(member != MemberIndex{}, 1));
    if (member != MemberIndex{}) out_.raw(member_id(world_.state, event_.named, member));
  }

  void line(const Line& line, std::size_t index) {
    out_.byte(flags_of(line));
    symbol(line.sku);
    symbol(line.category);
    symbol(line.brand);
    symbols(line.tags);
    if (line.has_number) out_.integer(line.number);
    if (line.has_quantity) out_.integer(line.quantity_micro);
    if (line.has_unit_price) out_.integer(line.unit_price_micro);
    if (line.has_discount) out_.integer(line.discount_minor);
    if (line.has_amount) out_.integer(line.amount_minor);
    if (line.has_tax) out_.integer(line.tax_minor);
    fields(line.more, {Place::In::kLine, index});
  }

  void payment(const Payment& payment, std::size_t index) {
    out_.byte(static_cast<std::uint8_t>(flag(payment.has_amount, kPaid) | flag(payment.has_points, kPoints)));
    symbol(payment.method);
    symbol(payment.card);
    out_.text(payment.unit);
    out_.text(payment.hold);
    if (payment.has_amount) out_.integer(payment.amount_minor);
    if (payment.has_points) out_.integer(payment.points_micro);
    fields(payment.more, {Place::In::kPayment, index});
  }

  bool sealed(const Field& field, const Place& place) const {
    return sequence_ != 0 && is_personal(world_.versions, event_.kind, place.in, field.name);
  }

  void fields(const Fields& fields, const Place& place) {
    const bool drops = event_.member == MemberIndex{};
    const auto kept = [&](const Field& field) { return !drops || !sealed(field, place); };
    out_.number(static_cast<std::uint64_t>(std::count_if(fields.begin(), fields.end(), kept)));
    for (const Field& field : fields) {
      if (!kept(field)) continue;
      out_.text(field.name);
      if (sealed(field, place)) seal(field, place);
      else write_value(out_, field.value);
    }
  }

  void seal(const Field& field, const Place& place) {
    Bytes plain;
    Writer value(plain);
    write_value(value, field.value);
    const MemberId& id = member_id(world_.state, event_.named, event_.member);
    out_.byte(static_cast<std::uint8_t>(ValueTag::kSealed));
    out_.bytes(world_.sealer.seal(id, sequence_, static_cast<std::uint8_t>(RecordPart::kBody), place.path(field.name), plain));
  }

  const Event& event_;
  Sequence sequence_;
  const RecordWorld& world_;
  Writer out_;
};

class BodyReader {
 public:
  BodyReader(std::span<const std::uint8_t> body, Sequence sequence, std::span<const Naming> named, const RecordWorld& world,
             bool& sealed_away)
      : in_(body), sequence_(sequence), named_(named), world_(world), sealed_away_(sealed_away) {}

  Result<Event> read() {
    event_.kind = static_cast<EventKind>(in_.byte_up_to(static_cast<std::uint8_t>(EventKind::kDeliver)));
    if (event_.kind == EventKind{}) in_.fail("an event has no kind");
    event_.id = in_.text();
    event_.member = member();
    event_.other = member();
    for (SymbolId* text : {&event_.store, &event_.channel, &event_.currency}) *text = symbol();
    event_.receipt = in_.text();
    event_.has_amount = in_.byte_up_to(1) != 0;
    if (event_.has_amount) event_.amount_minor = in_.integer();
    event_.lines.resize(in_.count(6));
    for (std::size_t index = 0; index < event_.lines.size() && in_.ok(); ++index) line(event_.lines[index], index);
    event_.payments.resize(in_.count(6));
    for (std::size_t index = 0; index < event_.payments.size() && in_.ok(); ++index) payment(event_.payments[index], index);
    event_.codes = symbols();
    event_.more = fields({});
    const Status done = in_.finish("the body of record " + std::to_string(sequence_));
    if (!done) return done.failure();
    event_.named.assign(named_.begin(), named_.end());
    return std::move(event_);
  }

 private:
  SymbolId symbol() { return world_.symbols.intern(in_.text()); }
  std::vector<SymbolId> symbols() {
    std::vector<SymbolId> texts;
    for (std::size_t left = in_.count(1); left > 0 && in_.ok(); --left) texts.push_back(symbol());
    return texts;
  }

  MemberIndex member() {
    if (in_.byte_up_to(1) == 0) return {};
    const MemberId id = in_.member_id();
    for (const Naming& naming : named_)
      if (naming.id == id) return naming.member;
    const MemberIndex known = world_.state.find(id);
    if (known != MemberIndex{}) return known;
    in_.fail("it names a member whom no record named before");
    return {};
  }

  void line(Line& line, std::size_t index) {
    const std::uint8_t flags = in_.byte_up_to(63);
    line.has_number = flags & kNumber;
    line.has_quantity = flags & kQuantity;
    line.has_unit_price = flags & kUnitPrice;
    line.has_discount = flags & kDiscount;
    line.has_amount = flags & kAmount;
    line.has_tax = flags & kTax;
    line.sku = symbol();
    line.category = symbol();
    line.brand = symbol();
    line.tags = symbols();
    if (line.has_number) line.number = in_.integer32();
    if (line.has_quantity) line.quantity_micro = in_.integer();
    if (line.has_unit_price) line.unit_price_micro = in_.integer();
    if (line.has_discount) line.discount_minor = in_.integer();
    if (line.has_amount) line.amount_minor = in_.integer();
    if (line.has_tax) line.tax_minor = in_.integer();
    line.more = fields({Place::In::kLine, index});
  }

  void payment(Payment& payment, std::size_t index) {
    const std::uint8_t flags = in_.byte_up_to(3);
    payment.has_amount = flags & kPaid;
    payment.has_points = flags & kPoints;
    payment.method = symbol();
    payment.card = symbol();
    payment.unit = in_.text();
    payment.hold = in_.text();
    if (payment.has_amount) payment.amount_minor = in_.integer();
    if (payment.has_points) payment.points_micro = in_.integer();
    payment.more = fields({Place::In::kPayment, index});
  }

  Fields fields(const Place& place) {
    Fields fields;
    std::string before;
    const std::size_t count = in_.count(2);
    for (std::size_t nth = 0; nth < count && in_.ok(); ++nth) {
      std::string name(in_.text());
      if (nth > 0 && name <= before) in_.fail("fields are not in order");
      before = name;
      std::optional<Value> value = field_value(name, place);
      if (value) fields.push_back({std::move(name), std::move(*value)});
    }
    return fields;
  }

  std::optional<Value> field_value(const std::string& name, const Place& place) {
    if (!is_personal(world_.versions, event_.kind, place.in, name)) return read_value(in_);
    if (in_.byte() != static_cast<std::uint8_t>(ValueTag::kSealed) || event_.member == MemberIndex{}) {
      in_.fail("a personal value is not sealed");
      return std::nullopt;
    }
    const auto sealed = in_.bytes();
    if (!in_.ok()) return std::nullopt;
    const MemberId& id = member_id(world_.state, named_, event_.member);
    const Result<Bytes> plain = world_.sealer.open(id, sequence_, static_cast<std::uint8_t>(RecordPart::kBody), place.path(name), sealed);
    if (!plain) {
      if (plain.failure().reason == Reason::kNotFound) sealed_away_ = true;
      else in_.fail("a sealed value does not open");
      return std::nullopt;
    }
    Reader inner(plain.value());
    Value value = read_value(inner);
    if (!inner.finish("a sealed value")) in_.fail("a sealed value cannot be read");
    return value;
  }

  Reader in_;
  Sequence sequence_;
  std::span<const Naming> named_;
  const RecordWorld& world_;
  bool& sealed_away_;
  Event event_;
};

}  // namespace

const MemberId& member_id(const State& state, std::span<const Naming> named, MemberIndex member) {
  if (member.index() < state.members.size()) return state.members[member.index()].id;
  const auto naming = std::find_if(named.begin(), named.end(), [member](const Naming& one) { return one.member == member; });
  ENSURE(naming != named.end());
  return naming->id;
}

void write_plain_body(const Event& event, const RecordWorld& world, Bytes& out) {
  out.clear();
  BodyWriter(event, 0, world, out).write();
}

void write_stored_body(const Event& event, Sequence sequence, const RecordWorld& world, Bytes& out) {
  ENSURE(sequence != 0);
  out.clear();
  BodyWriter(event, sequence, world, out).write();
}

bool holds_personal(const Event& event, const Versions& versions) {
  const auto any = [&](const Fields& fields, Place::In in) {
    return std::any_of(fields.begin(), fields.end(), [&](const Field& field) { return is_personal(versions, event.kind, in, field.name); });
  };
  return any(event.more, Place::In::kEvent) ||
         std::any_of(event.lines.begin(), event.lines.end(), [&](const Line& line) { return any(line.more, Place::In::kLine); }) ||
         std::any_of(event.payments.begin(), event.payments.end(),
                     [&](const Payment& payment) { return any(payment.more, Place::In::kPayment); });
}

Result<Event> read_body(std::span<const std::uint8_t> body, Sequence sequence, std::span<const Naming> named, const RecordWorld& world,
                        bool& sealed_away) {
  return BodyReader(body, sequence, named, world, sealed_away).read();
}

}  // namespace setia::engine
