// The program under construction: what plan -> engine::Program shares, so that equal things become one.
//
// Equal sets, filters, metrics, readings and slots are found by their canonical text. Ids given here are provisional for
// slots, metrics and limits: sort_program() puts those in the order that engine/program.hpp promises.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/program.hpp"
#include "engine/symbols.hpp"
#include "rules/plan.hpp"

namespace setia::rules {

using Checks = std::vector<engine::Check>;

class Lowering {
 public:
  Lowering(const Plan& plan, engine::Symbols& symbols);

  const Plan& plan;
  engine::Symbols& symbols;
  engine::Program program;
  std::vector<engine::FieldId> fields;        // Plan::fields -> Program::fields
  bool of_referrer = false;                   // what is read of members is read of who referred them
  std::multimap<std::string, std::string> sub_categories;  // of the program's lists: category -> one below it

  engine::SymbolSet symbols_of(const std::vector<std::string>& texts);
  engine::SetId set(engine::SymbolSet members);
  engine::SetId member_set(const std::vector<std::string>& lists);  // all members of these lists, into Program::member_sets
  engine::FilterId filter(engine::LineFilter filter);
  engine::MetricId metric(engine::Metric metric);
  std::uint32_t reading(engine::Reading reading);
  engine::SlotId slot(engine::Slot slot);
  engine::TableId table(engine::Table table);

  const std::string& filter_text(engine::FilterId id) const { return filter_texts_[id.index()]; }
  const std::string& member_set_text(engine::SetId id) const { return member_set_texts_[id.index()]; }

 private:
  std::vector<std::string> filter_texts_;     // by FilterId
  std::vector<std::string> member_set_texts_;  // by SetId into Program::member_sets
  std::map<std::string, engine::FilterId> filters_;
  std::map<std::string, engine::SetId> sets_;
  std::map<std::string, engine::MetricId> metrics_;
  std::map<std::string, std::uint32_t> readings_;
  std::map<std::string, engine::SlotId> slots_;
};

// While it lives, what is read of members is read of that one.
class ReadOf {
 public:
  ReadOf(Lowering& lowering, dsl::Owner owner) : lowering_(lowering), before_(lowering.of_referrer) { lowering.of_referrer = owner == dsl::Owner::kReferrer; }
  ~ReadOf() { lowering_.of_referrer = before_; }
  ReadOf(const ReadOf&) = delete;
  ReadOf& operator=(const ReadOf&) = delete;

 private:
  Lowering& lowering_;
  bool before_;
};

}  // namespace setia::rules
