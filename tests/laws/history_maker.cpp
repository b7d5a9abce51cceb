#include "tests/laws/history_maker.hpp"

#include <algorithm>

#include "tests/laws/program_maker.hpp"

namespace setia::laws {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int32_t kZoneSeconds = 7 * 3600;

class HistoryMaker {
 public:
  HistoryMaker(Dice& dice, engine::Symbols& symbols, Kinds kinds, LateReturns late)
      : dice_(dice), symbols_(symbols), kinds_(kinds), late_(late), returns_(dice.chance(33)), day_(engine::day_from({2027, 1, 1})) {}

  engine::Event make(std::int64_t number) {
    engine::Event event;
    event.id = "e" + std::to_string(number);
    pass_time();
    event.stamp = stamp_at(day_, minute_);
    event.member = make_person();
    const std::int64_t kind = dice_.from(1, 100);
    if (returns_ && kind > 75 && !bought_.empty()) make_return(event);
    else if (kind <= 14) make_join(event);
    else if (kind <= 22) make_change(event);
    else if (kinds_ == Kinds::kAll && kind <= 35) make_later_kind(event);
    else if (kinds_ == Kinds::kOfOracle && kind <= 28) make_redemption(event);
    else make_purchase(event);
    return event;
  }

 private:
  void pass_time() {
    if (dice_.chance(25)) day_ += static_cast<engine::Day>(dice_.from(0, 9));
    else minute_ += static_cast<int>(dice_.from(0, 400));
    day_ += minute_ / 1440;
    minute_ %= 1440;
  }

  engine::MemberIndex make_person() { return engine::MemberIndex{static_cast<std::size_t>(dice_.from(1, 3))}; }
  static engine::Value text(const std::string& text) { return {text, {}}; }

  engine::SymbolId symbol(const std::vector<std::string>& words) { return symbols_.intern(dice_.word(words)); }

  engine::Object make_fields() {
    engine::Object fields;
    if (dice_.chance(50)) fields.push_back({"birthday", engine::Value{dice_.word({"1990-01-10", "2000-02-29", "1988-01-28", "2027-01-09"}), {}}});
    if (dice_.chance(60)) fields.push_back({"boost", engine::Value{engine::Number{dice_.word({"2", "1.5", "1", "3"})}, {}}});
    if (dice_.chance(60)) fields.push_back({"grade", engine::Value{dice_.word(kWords.grades), {}}});
    if (dice_.chance(60)) fields.push_back({"home", engine::Value{dice_.word(kWords.stores), {}}});
    return fields;
  }

  void make_join(engine::Event& event) {
    event.kind = engine::EventKind::kJoin;
    if (dice_.chance(70)) event.more.push_back({"attributes", engine::Value{make_fields(), {}}});
    if (dice_.chance(60)) event.other = make_person();
  }

  void make_change(engine::Event& event) {
    event.kind = engine::EventKind::kMember;
    event.more.push_back({"set", engine::Value{make_fields(), {}}});
    if (dice_.chance(40)) event.more.push_back({"state", engine::Value{dice_.word({"active", "blocked", "active", returns_ ? "blocked" : "closed"}), {}}});
  }

  void make_redemption(engine::Event& event) {
    event.kind = engine::EventKind::kRedeem;
    event.more.push_back({"reward", text(dice_.word({"Coffee", "Mug"}))});
    if (dice_.chance(8)) make_late(event);
    bought_.push_back(event);
  }

  // What the oracle does not know: referring, getting a reward, spending at once, a level by hand.
  void make_later_kind(engine::Event& event) {
    switch (dice_.from(0, 4)) {
      case 0:
        event.kind = engine::EventKind::kRefer;
        event.other = make_person();
        return;
      case 1:
      case 2:
        event.kind = engine::EventKind::kRedeem;
        event.more.push_back({"reward", text(dice_.word({"Coffee", "Mug"}))});
        return;
      case 3:
        event.kind = engine::EventKind::kRedeem;
        event.more.push_back({"amount", engine::Value{engine::Number{std::to_string(dice_.from(1, 9))}, {}}});
        event.more.push_back({"unit", text(dice_.word({"beans", "stars"}))});
        return;
      default:
        event.kind = engine::EventKind::kStatus;
        event.more.push_back({"by", text("desk")});
        event.more.push_back({"ladder", text(dice_.word({"status", "club"}))});
        event.more.push_back({"level", text(dice_.word({"silver", "low", "gold"}))});
        event.more.push_back({"until", text(dice_.word({"2027-01-20", "2027-02-10"}))});
    }
  }

  engine::Line make_line() {
    engine::Line line;
    line.category = symbol(kWords.categories);
    if (dice_.chance(70)) line.sku = symbol(kWords.skus);
    if (dice_.chance(40)) line.brand = symbol(kWords.brands);
    if (dice_.chance(40)) line.tags.push_back(symbol(kWords.tags));
    line.quantity_micro = dice_.from(1, 3) * 1'000'000;
    line.amount_minor = dice_.chance(5) ? 0 : dice_.from(1, 2400);
    if (dice_.chance(20)) line.discount_minor = dice_.from(1, 100);
    if (dice_.chance(40)) line.tax_minor = line.amount_minor / 11;
    line.has_amount = line.has_quantity = line.has_discount = line.has_tax = true;
    if (dice_.chance(30)) line.more.push_back({"litre", engine::Value{engine::Number{dice_.word({"1.5", "30.25", "12"})}, {}}});
    return line;
  }

  void make_purchase(engine::Event& event) {
    event.kind = engine::EventKind::kPurchase;
    if (dice_.chance(4)) event.member = engine::MemberIndex{};
    for (std::int64_t i = dice_.from(1, 4); i > 0; --i) event.lines.push_back(make_line());
    if (dice_.chance(12)) make_discount_line(event);
    if (dice_.chance(90)) event.store = symbol(kWords.stores);
    if (dice_.chance(60)) event.channel = symbol(kWords.channels);
    if (dice_.chance(80)) event.currency = symbols_.intern(dice_.chance(98) ? "EUR" : "USD");
    if (dice_.chance(20)) event.codes.push_back(symbol(kWords.codes));
    if (dice_.chance(70)) make_payments(event);
    if (dice_.chance(50)) event.more.push_back({"miles", engine::Value{engine::Number{std::to_string(dice_.from(0, 5))}, {}}});
    if (dice_.chance(60)) event.more.push_back({"trip", engine::Value{dice_.word(kWords.trips), {}}});
    if (event.member != engine::MemberIndex{} && dice_.chance(kinds_ == Kinds::kAll ? 15 : 6)) event.more.push_back({"used", engine::Value{engine::List{text(dice_.word({"Coffee", "Mug"}))}, {}}});
    if (dice_.chance(8)) make_late(event);
    bought_.push_back(event);
  }

  // Of all that is kept, of lines as they stand, of pieces, of an amount; more than is kept now and then.
  void make_return(engine::Event& event) {
    const engine::Event& receipt = dice_.one_of(bought_);
    event.kind = engine::EventKind::kReturn;
    event.receipt = receipt.id;
    event.member = dice_.chance(80) ? receipt.member : engine::MemberIndex{};
    const std::int64_t what = dice_.from(1, 100);
    const bool is_late = receipt.stamp.instant_second < receipt.stamp.received_second;
    if (what <= 30 || receipt.kind == engine::EventKind::kRedeem || (is_late && late_ == LateReturns::kWhole)) return;
    if (what <= 45) {
      event.has_amount = true;
      event.amount_minor = dice_.from(1, 2000);
      return;
    }
    const auto number = static_cast<std::size_t>(dice_.from(1, static_cast<std::int64_t>(receipt.lines.size())));
    engine::Line& line = event.lines.emplace_back();
    line.number = static_cast<std::int32_t>(number);
    line.has_number = true;
    if (what <= 60) return;
    line.has_quantity = what <= 85;
    line.quantity_micro = dice_.from(1, 2) * 1'000'000;
    line.has_amount = what > 85;
    if (line.has_amount) line.amount_minor = dice_.from(1, 1200);
  }

  void make_discount_line(engine::Event& event) {
    engine::Line line;
    line.amount_minor = -dice_.from(1, 500);
    line.has_amount = true;
    event.lines.push_back(line);
  }

  void make_payments(engine::Event& event) {
    std::int64_t rest = 0;
    for (const engine::Line& line : event.lines) rest += line.amount_minor;
    if (rest < 0) return;
    if (kinds_ == Kinds::kAll && rest > 100 && dice_.chance(25)) rest -= pay_with_beans(event);
    const std::int64_t first = dice_.chance(40) ? dice_.from(0, rest) : rest;
    for (const std::int64_t amount : {first, rest - first}) {
      if (amount == 0) continue;
      engine::Payment payment;
      payment.method = symbol(kWords.methods);
      if (dice_.chance(50)) payment.card = symbol(kWords.cards);
      payment.amount_minor = dice_.chance(1) ? amount + 1 : amount;
      payment.has_amount = true;
      event.payments.push_back(payment);
    }
  }

  // Answers what they pay.
  std::int64_t pay_with_beans(engine::Event& event) {
    engine::Payment payment;
    payment.unit = "beans";
    payment.points_micro = dice_.from(1, 2) * 5'000'000;
    payment.has_points = true;
    payment.has_amount = true;
    payment.amount_minor = payment.points_micro / 1'000'000 * dice_.one_of(std::vector<std::int64_t>{5, 10});
    event.payments.push_back(payment);
    return payment.amount_minor;
  }

  // It happened some days before it arrived [L1].
  void make_late(engine::Event& event) {
    const std::int64_t arrived = event.stamp.received_second;
    event.stamp = stamp_at(day_ - static_cast<engine::Day>(dice_.from(1, 6)), static_cast<int>(dice_.from(0, 1439)));
    event.stamp.received_second = arrived;
  }

  Dice& dice_;
  engine::Symbols& symbols_;
  Kinds kinds_;
  LateReturns late_;
  bool returns_;
  std::vector<engine::Event> bought_;
  engine::Day day_;
  int minute_ = 600;
};

// Some returns come before their receipt, and wait [L2].
void send_early(Dice& dice, Happenings& happenings) {
  for (auto event = happenings.begin(); event != happenings.end(); ++event) {
    if (event->kind != engine::EventKind::kReturn || !dice.chance(12)) continue;
    const auto receipt = std::find_if(happenings.begin(), event, [&](const engine::Event& one) { return one.id == event->receipt; });
    if (dice.chance(50)) event->stamp = receipt->stamp;
    std::rotate(receipt, event, event + 1);
  }
}

}  // namespace

engine::Stamp stamp_at(engine::Day day, int minute) {
  engine::Stamp stamp;
  stamp.source = "laws";
  stamp.local = stamp.program = {day, static_cast<engine::Minute>(minute)};
  stamp.instant_second = std::int64_t{day} * kDaySeconds + minute * 60 - kZoneSeconds;
  stamp.received_second = stamp.instant_second;
  stamp.offset_second = kZoneSeconds;
  return stamp;
}

Happenings make_history(Dice& dice, std::int64_t events, engine::Symbols& symbols, Kinds kinds, LateReturns late) {
  HistoryMaker maker(dice, symbols, kinds, late);
  Happenings happenings;
  for (std::int64_t i = 0; i < events; ++i) happenings.push_back(maker.make(i));
  send_early(dice, happenings);
  return happenings;
}

}  // namespace setia::laws
