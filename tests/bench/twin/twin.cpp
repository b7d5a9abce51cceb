#include "tests/bench/twin/twin.hpp"

#include <algorithm>
#include <string>

namespace setia::bench {
namespace {

constexpr std::array<std::int64_t, 3> kStepsMinor{10'000, 25'000, 50'000};
constexpr std::array<std::int64_t, 3> kStepPoints{10, 25, 60};
constexpr std::int64_t kMonthlyPoints = 60;
constexpr std::int64_t kCashbackPoints = 500;
constexpr std::int64_t kAppPoints = 20;

std::string two(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }
std::string three(std::size_t number) { return (number < 100 ? "0" : "") + two(number); }

// As in reference.setia: campaign i runs in month i and the next one, December alone in December.
engine::DayRange campaign_days(std::size_t number) {
  const int month = static_cast<int>((number - 1) % 12) + 1;
  const int last_month = month < 12 ? month + 1 : 12;
  return {engine::day_from({2027, month, 1}), engine::day_from({2027, last_month, last_month == 2 ? 28 : 30})};
}

}  // namespace

Twin::Twin(const Workload& workload, const engine::Symbols& symbols) {
  members_.resize(workload.persons.size());
  for (std::size_t i = 1; i < members_.size(); ++i) {
    members_[i].birth_month = engine::civil_from(workload.persons[i].birthday).month;
    members_[i].is_gold = workload.persons[i].is_gold;
    members_[i].campaign_day.fill(-1);
  }
  category_number_.assign(symbols.size(), 0);
  campaign_of_store_.assign(symbols.size(), 0);
  for (std::size_t i = 1; i <= 40; ++i) category_number_[symbols.find("C" + two(i)).index()] = static_cast<std::uint8_t>(i);
  for (std::size_t i = 1; i <= kCampaigns; ++i) {
    campaign_of_store_[symbols.find("S" + three(i * 7)).index()] = static_cast<std::uint8_t>(i);
    campaigns_[i - 1] = {symbols.find("C" + two(10 + i)), static_cast<std::int64_t>(10 + i) * 100, static_cast<std::int64_t>(5 + i), campaign_days(i)};
  }
  app_ = symbols.find("app");
}

Twin::Basket Twin::walk(const engine::Event& receipt) const {
  Basket basket;
  for (const engine::Line& line : receipt.lines) {
    const std::uint8_t category = category_number_[line.category.index()];
    basket.total += line.amount_minor;
    if (category != 40) basket.base += line.amount_minor;
    if (category >= 2 && category <= 6) basket.doubled[category - 2U] += line.amount_minor;
    if (category == 7) basket.cashback += line.amount_minor;
    if (category == 1) basket.coffees += line.quantity_micro / 1'000'000;
  }
  return basket;
}

void Twin::give(std::uint32_t number, Rule rule, std::int64_t points) {
  if (points <= 0) return;
  Member& member = members_[number];
  member.balance += points;
  if (member.lots.empty() || member.lots.back().last_valid != expiry_) member.lots.push_back({expiry_, 0});
  member.lots.back().points += points;
  out_->push_back({number, rule, points, expiry_});
}

void Twin::begin_periods(engine::Day day, Member& member) {
  if (day != month_day_) {
    const engine::YearMonthDay civil = engine::civil_from(day);
    month_day_ = day;
    month_ = civil.year * 12 + civil.month;
    month_of_year_ = civil.month;
    const engine::YearMonthDay last = engine::civil_from(engine::add_months(day, 12));
    expiry_ = engine::day_from({last.year, last.month, engine::days_in_month(last.year, last.month)});
  }
  const std::int32_t week = (day + 3) / 7;
  if (member.month != month_) member.month = month_, member.month_spend_minor = 0, member.monthly_points = 0;
  if (member.week != week) member.week = week, member.week_cashback = 0;
  if (member.app_day != day) member.app_day = day, member.day_app = 0;
}

void Twin::give_on_spend(const engine::Event& receipt, std::uint32_t number, const Basket& basket) {
  Member& member = members_[number];
  if (receipt.channel == app_) {
    const std::int64_t points = std::min(basket.total / 500, kAppPoints - member.day_app);
    member.day_app += points;
    give(number, kApp, points);
  }
  const std::int64_t base = basket.base / 100;
  give(number, kBase, base);
  if (basket.cashback > 0) {
    const std::int64_t points = std::min(basket.cashback / 50, kCashbackPoints - member.week_cashback);
    member.week_cashback += points;
    give(number, kCashback, points);
  }
  for (std::size_t i = 0; i < basket.doubled.size(); ++i) {
    if (basket.doubled[i] == 0 || base == 0) continue;
    give(number, static_cast<Rule>(kDouble + i), base * basket.doubled[i] * (i % 2 == 0 ? 1 : 2) / basket.base);
  }
  if (member.is_gold && engine::weekday_of(receipt.stamp.local.day) >= 5) give(number, kGoldWeekend, base);
}

void Twin::give_for_history(const engine::Event&, std::uint32_t number, const Basket& basket) {
  Member& member = members_[number];
  if (member.purchases++ == 0) give(number, kFirst, 50);
  const std::int64_t before = member.month_spend_minor;
  member.month_spend_minor += basket.total;
  for (std::size_t i = 0; i < kStepsMinor.size(); ++i)
    if (before < kStepsMinor[i] && member.month_spend_minor >= kStepsMinor[i]) give(number, static_cast<Rule>(kStep + i), kStepPoints[i]);
  const std::int64_t tens = member.coffees / 10;
  member.coffees += basket.coffees;
  if (member.coffees / 10 > tens) give(number, kTenthCoffee, 5);
}

std::int64_t Twin::campaign_points(const engine::Event& receipt, const Member& member, const Basket& basket, std::size_t campaign) const {
  const Campaign& wanted = campaigns_[campaign];
  const engine::Day day = receipt.stamp.local.day;
  if (!wanted.days.contains(day) || basket.total < wanted.minimum_minor || member.campaign_day[campaign] == day) return 0;
  const bool has = std::any_of(receipt.lines.begin(), receipt.lines.end(), [&](const engine::Line& line) { return line.category == wanted.category; });
  return has ? wanted.points : 0;
}

// A birthday and a campaign share what the month still allows, by largest remainder.
void Twin::give_within_month(const engine::Event& receipt, std::uint32_t number, const Basket& basket) {
  Member& member = members_[number];
  const std::uint8_t at = campaign_of_store_[receipt.store.index()];
  std::int64_t birthday = member.birth_month == month_of_year_ && member.birthday_month != month_ ? 20 : 0;
  std::int64_t campaign = at == 0 ? 0 : campaign_points(receipt, member, basket, at - 1U);
  const std::int64_t wanted = birthday + campaign, room = kMonthlyPoints - member.monthly_points;
  if (wanted == 0) return;
  if (wanted > room) {
    const std::int64_t fair = birthday * room / wanted, rest = birthday * room % wanted;
    birthday = fair + (rest * 2 >= wanted && rest > 0 ? 1 : 0);
    campaign = room - birthday;
  }
  if (birthday > 0) member.birthday_month = month_;
  if (campaign > 0) member.campaign_day[at - 1U] = receipt.stamp.local.day;
  member.monthly_points += birthday + campaign;
  give(number, kBirthday, birthday);
  if (at != 0) give(number, static_cast<Rule>(kCampaign + at - 1U), campaign);
}

void Twin::post(const engine::Event& receipt, std::vector<TwinPosting>& out) {
  out.clear();
  out_ = &out;
  const std::uint32_t number = receipt.member.value;
  begin_periods(receipt.stamp.local.day, members_[number]);
  const Basket basket = walk(receipt);
  give_on_spend(receipt, number, basket);
  give_for_history(receipt, number, basket);
  give_within_month(receipt, number, basket);
}

}  // namespace setia::bench
