// A small shop with a ledger on a real disk, a clock that stands still and reproducible random bytes.
#pragma once

#include <memory>
#include <string>

#include "adapters/close_day.hpp"
#include "adapters/door.hpp"
#include "adapters/dump.hpp"
#include "adapters/verify.hpp"
#include "tests/adapters/reading.hpp"

namespace setia::adapters::testing {

inline constexpr const char* kShopProgram = R"(program "Kopi" version 1
  currency IDR
  timezone "Asia/Jakarta"

points beans
  one is a bean
  round down per receipt
  expire 1 month after earning

rule "Base beans"
  on purchase
  give 1 bean per full 10,000 IDR of spend
  at most 15 beans per member per day
)";

class Shop {
 public:
  Shop() : clock_(1'800'000'000), random_(7) {  // 2027-01-15T08:00:00Z
    program_.sources.emplace_back("kopi.setia", kShopProgram);
  }

  std::string path() const { return folder_.path() + "/shop"; }
  TemporaryFolder& folder() { return folder_; }
  SetClock& clock() { return clock_; }
  adapters::World world() { return {zones_, clock_, random_}; }

  std::unique_ptr<Ledger> create() { return Ledger::create(path(), program_, {}, world()).value(); }
  engine::Result<std::unique_ptr<Ledger>> open(Access access) { return Ledger::open(path(), access, world(), {}); }

  // The answer to one event of JSON; its refusal goes to `refusal`.
  Answer post(Ledger& ledger, Door& door, const std::string& json) {
    const ReaderSettings settings = reader_settings(ledger, "till-1").value();
    Reading reading = read_event(json, settings);
    if (reading.rejected) throw std::runtime_error(reading.rejected->what);
    return door.take(reading.parsed, refusal).value();
  }

  // A ledger with two members and some receipts, closed.
  void fill() {
    auto ledger = create();
    Door door(*ledger);
    for (const char* member : {"M001", "M002"}) post(*ledger, door, join(member));
    for (int receipt = 1; receipt <= 6; ++receipt) {
      const std::string number = std::to_string(receipt);
      post(*ledger, door, buy("r" + number, receipt % 2 == 0 ? "M001" : "M002", number + "0000"));
    }
    if (!ledger->close()) throw std::runtime_error("the ledger does not close");
  }

  Verification verified() { return verify(path(), world(), {}).value(); }
  std::string dumped() { return dump_text(dump(*open(Access::kRead).value()).value()); }

  static std::string join(const std::string& member) {
    return R"({"id":"join-)" + member + R"(","type":"join","at":"2027-01-09T09:00:00+07:00","member":")" + member + "\"}";
  }
  static std::string buy(const std::string& id, const std::string& member, const std::string& amount) {
    return R"({"id":")" + id + R"(","type":"purchase","at":"2027-01-09T10:15:00+07:00","member":")" + member +
           R"(","store":"JKT-01","lines":[{"sku":"LATTE","amount":")" + amount + "\"}]}";
  }

  engine::Refusal refusal;

 private:
  TemporaryFolder folder_;
  SystemZones zones_;
  SetClock clock_;
  SeededRandom random_;
  rules::ProgramText program_;
};

}  // namespace setia::adapters::testing
