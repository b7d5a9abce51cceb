// The reference program written by hand, as somebody would who needs this one program and no other: the measure of what a
// compiled program costs. It reads the same parsed receipts and keeps the same state and postings.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/event.hpp"
#include "engine/symbols.hpp"
#include "tests/bench/workload.hpp"

namespace setia::bench {

constexpr std::size_t kCampaigns = 20;

// The rules, in the order of their names.
enum Rule : std::uint16_t {
  kApp, kBase, kBirthday, kCampaign, kCashback = kCampaign + kCampaigns, kDouble, kFirst = kDouble + 5, kGoldWeekend, kStep, kTenthCoffee = kStep + 3, kRules
};

struct TwinPosting {
  std::uint32_t member = 0;
  Rule rule = kBase;
  std::int64_t points = 0;
  engine::Day last_valid = 0;
};

class Twin {
 public:
  Twin(const Workload& workload, const engine::Symbols& symbols);

  // Judges a receipt and takes it. `out` is cleared first.
  void post(const engine::Event& receipt, std::vector<TwinPosting>& out);

 private:
  struct Lot {
    engine::Day last_valid = 0;
    std::int64_t points = 0;
  };
  struct Member {
    std::int64_t balance = 0;
    std::int64_t coffees = 0, purchases = 0;
    std::int64_t month_spend_minor = 0, monthly_points = 0, week_cashback = 0, day_app = 0;
    std::int32_t month = -1, birthday_month = -1, week = -1, app_day = -1;
    int birth_month = 0;
    bool is_gold = false;
    std::array<std::int32_t, kCampaigns> campaign_day{};
    std::vector<Lot> lots;
  };
  struct Campaign {
    engine::SymbolId category;
    std::int64_t minimum_minor = 0, points = 0;
    engine::DayRange days;
  };
  struct Basket {                        // one walk over the lines
    std::int64_t total = 0, base = 0, cashback = 0, coffees = 0;
    std::array<std::int64_t, 5> doubled{};
  };

  Basket walk(const engine::Event& receipt) const;
  void give(std::uint32_t member, Rule rule, std::int64_t points);
  void give_on_spend(const engine::Event& receipt, std::uint32_t number, const Basket& basket);
  void give_for_history(const engine::Event& receipt, std::uint32_t number, const Basket& basket);
  void give_within_month(const engine::Event& receipt, std::uint32_t number, const Basket& basket);
  std::int64_t campaign_points(const engine::Event& receipt, const Member& member, const Basket& basket, std::size_t campaign) const;
  void begin_periods(engine::Day day, Member& member);

  std::vector<Member> members_;
  std::vector<std::uint8_t> category_number_;   // by symbol; 0: no category of the program
  std::vector<std::uint8_t> campaign_of_store_; // by symbol; 0: none
  std::array<Campaign, kCampaigns> campaigns_;
  engine::SymbolId app_;
  engine::Day expiry_ = 0;                        // last valid day of what is earned on `month_day_`
  engine::Day month_day_ = -1;
  std::int32_t month_ = 0;
  int month_of_year_ = 0;
  std::vector<TwinPosting>* out_ = nullptr;
};

}  // namespace setia::bench
