#include "tests/bench/workload.hpp"

#include <algorithm>
#include <string>

namespace setia::bench {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kYearDays = 365;
constexpr int kProducts = 5'000;
constexpr int kCategories = 40;
constexpr int kStores = 200;

// SplitMix64: specified to the bit, unlike the standard's distributions.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  std::int64_t below(std::int64_t count) { return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(count)); }

 private:
  std::uint64_t state_;
};

std::string numbered(const char* letter, std::int64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return letter + std::string(digits - std::min(digits, text.size()), '0') + text;
}

// Member k comes with weight 1 / k.
class Zipf {
 public:
  explicit Zipf(std::size_t members) {
    std::uint64_t sum = 0;
    for (std::size_t k = 1; k <= members; ++k) sums_.push_back(sum += 1'000'000'000U / k);
  }
  std::size_t draw(Random& random) const {
    const auto place = std::upper_bound(sums_.begin(), sums_.end(), random.next() % sums_.back());
    return static_cast<std::size_t>(place - sums_.begin()) + 1;
  }

 private:
  std::vector<std::uint64_t> sums_;
};

class Shop {
 public:
  Shop(Random& random, engine::Symbols& symbols) : random_(random) {
    for (int i = 1; i <= kProducts; ++i) {
      skus_.push_back(symbols.intern(numbered("P", i, 4)));
      prices_minor_.push_back(50 + random.below(1'950));
    }
    for (int i = 1; i <= kCategories; ++i) categories_.push_back(symbols.intern(numbered("C", i, 2)));
    for (int i = 1; i <= kStores; ++i) stores_.push_back(symbols.intern(numbered("S", i, 3)));
    app_ = symbols.intern("app");
    till_ = symbols.intern("till");
    currency_ = symbols.intern("EUR");
  }

  engine::Event receipt(std::int64_t second, std::size_t member) {
    engine::Event event;
    event.kind = engine::EventKind::kPurchase;
    event.member = engine::MemberIndex{member};
    event.store = stores_[static_cast<std::size_t>(random_.below(kStores))];
    event.channel = random_.below(4) == 0 ? app_ : till_;
    event.currency = currency_;
    event.stamp.received_second = event.stamp.instant_second = second;
    event.stamp.local = event.stamp.program = {static_cast<engine::Day>(second / kDaySeconds), static_cast<engine::Minute>(second % kDaySeconds / 60)};
    const std::int64_t lines = 1 + std::min(random_.below(15), random_.below(15));
    for (std::int64_t i = 1; i <= lines; ++i) event.lines.push_back(line(static_cast<std::int32_t>(i)));
    return event;
  }

 private:
  engine::Line line(std::int32_t number) {
    const auto product = static_cast<std::size_t>(random_.below(kProducts));
    const std::int64_t pieces = 1 + random_.below(3);
    engine::Line line;
    line.number = number;
    line.sku = skus_[product];
    line.category = categories_[product % kCategories];
    line.quantity_micro = pieces * 1'000'000;
    line.unit_price_micro = prices_minor_[product] * 10'000;
    line.amount_minor = pieces * prices_minor_[product];
    line.has_quantity = line.has_unit_price = line.has_amount = true;
    return line;
  }

  Random& random_;
  std::vector<engine::SymbolId> skus_, categories_, stores_;
  std::vector<std::int64_t> prices_minor_;
  engine::SymbolId app_, till_, currency_;
};

}  // namespace

Workload make_workload(std::uint64_t seed, std::size_t receipts, engine::Symbols& symbols) {
  Random random(seed);
  Workload workload;
  workload.persons.resize(1);
  const std::size_t members = std::max<std::size_t>(1, receipts / 20);
  const engine::Day born = engine::day_from({1980, 1, 1});
  for (std::size_t i = 0; i < members; ++i)
    workload.persons.push_back({static_cast<engine::Day>(born + random.below(10'000)), random.below(5) == 0});
  Shop shop(random, symbols);
  const Zipf zipf(members);
  const std::int64_t begin = engine::day_from({2027, 1, 1}) * kDaySeconds;
  for (std::size_t i = 0; i < receipts; ++i) {
    const std::int64_t second = begin + static_cast<std::int64_t>(i) * (kYearDays * kDaySeconds) / static_cast<std::int64_t>(receipts);
    workload.receipts.push_back(shop.receipt(second, zipf.draw(random)));
    workload.receipts.back().id = "r" + std::to_string(i);
  }
  return workload;
}

engine::Event joining(const Workload& workload, std::size_t person) {
  const engine::YearMonthDay born = engine::civil_from(workload.persons[person].birthday);
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  engine::Event event;
  event.kind = engine::EventKind::kJoin;
  event.id = "j" + std::to_string(person);
  event.member = engine::MemberIndex{person};
  engine::MemberId id{};
  for (std::size_t byte = 0; byte < sizeof person; ++byte) id[byte] = static_cast<std::uint8_t>(person >> (8 * byte));
  event.named.push_back({event.member, id, {}});
  const engine::Day day = engine::day_from({2026, 12, 31});
  event.stamp.received_second = event.stamp.instant_second = day * kDaySeconds;
  event.stamp.local = event.stamp.program = {day, 0};
  engine::Object fields;
  fields.emplace_back("birthday", engine::Value{std::to_string(born.year) + "-" + two(born.month) + "-" + two(born.day), {}});
  fields.emplace_back("grade", engine::Value{workload.persons[person].is_gold ? "gold" : "plain", {}});
  event.more.push_back({"attributes", engine::Value{std::move(fields), {}}});
  return event;
}

}  // namespace setia::bench
