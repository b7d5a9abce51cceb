// A compiled program with its ledger state, fed event by event through the engine.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/apply.hpp"
#include "engine/remembered.hpp"
#include "engine/scratch.hpp"
#include "rules/compile.hpp"
#include "tests/laws/history_maker.hpp"
#include "tests/laws/program_maker.hpp"

namespace setia::laws {

// The one zone of these tests, seven hours east of UTC all year.
class OneZone : public engine::Zones {
 public:
  bool known(std::string_view zone) const override { return zone == "Asia/Jakarta"; }
  engine::CivilTime local(std::string_view zone, std::int64_t second) const override;
  std::int64_t instant(std::string_view zone, engine::CivilTime civil, int second_of_minute) const override;
  std::int32_t offset_seconds(std::string_view zone, std::int64_t second) const override;
};

using Words = std::shared_ptr<engine::Symbols>;   // shared by programs that read the same events

struct Compiled {
  std::unique_ptr<rules::Checked> checked;
  Words words;
  engine::Versions versions;

  const rules::Plan& plan() const { return checked->plan; }
  const engine::Program& program() const { return versions.at(engine::VersionOrdinal{}).program; }
};

// Null, with the messages in `messages`, when the program does not check.
std::unique_ptr<Compiled> compile(const rules::ProgramText& text, Words words, std::string* messages = nullptr);

class World {
 public:
  explicit World(Compiled& compiled) : compiled_(compiled) {}

  // Judges and takes. The outcome lives until the next call.
  const engine::Outcome& post(engine::Event event);
  // Judges alone: a quote.
  const engine::Outcome& quote(engine::Event event);
  // A quote with reasons for it.
  const engine::Outcome& explain(engine::Event event);

  void let_fall_due(engine::Day day);    // for everybody, at 00:00 of the day
  void take_time(const engine::Outcome& outcome, const engine::Passed& passed);
  void let_clocks_run(const engine::Passed& until);  // what starts for everybody alone
  std::int64_t available_micro(std::size_t person, std::size_t unit) const;

  const engine::State& state() const { return state_; }
  engine::MemberIndex index_of(std::size_t person) const { return person < known_.size() ? known_[person] : engine::MemberIndex{}; }

 private:
  engine::Event translated(engine::Event event);
  engine::MemberIndex name(engine::MemberIndex person, engine::Event& event) const;
  void judge(const engine::Event& event, engine::Trace* trace = nullptr);

  Compiled& compiled_;
  engine::State state_;
  engine::Remembered past_;
  engine::Scratch scratch_;
  engine::Outcome outcome_;
  std::vector<engine::MemberIndex> known_{engine::MemberIndex{}};  // by person
};

// Everything that is known, by name, in one order: equal worlds have equal dumps.
std::string dump(const Compiled& compiled, const engine::State& state);
std::string describe(const Compiled& compiled, const engine::Event& event);

}  // namespace setia::laws
