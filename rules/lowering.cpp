// One id for each distinct thing, found by its canonical text.
#include "rules/lowering.hpp"

#include <algorithm>

#include "rules/canonical.hpp"
#include "rules/listed_members.hpp"

namespace setia::rules {

Lowering::Lowering(const Plan& from, engine::Symbols& into) : plan(from), symbols(into) {
  program.filters.push_back({});
  filter_texts_.push_back("");
  filters_.emplace("", engine::FilterId{0});
  for (const ListPlan& list : plan.lists) {
    if (list.kind != "category") continue;
    for (const auto& [child, parent] : list.parents) sub_categories.emplace(parent, child);
  }
}

engine::SymbolSet Lowering::symbols_of(const std::vector<std::string>& texts) {
  engine::SymbolSet set;
  for (const std::string& text : texts) set.members.push_back(symbols.intern(text));
  std::sort(set.members.begin(), set.members.end());
  set.members.erase(std::unique(set.members.begin(), set.members.end()), set.members.end());
  return set;
}

engine::SetId Lowering::set(engine::SymbolSet members) {
  const auto [found, fresh] = sets_.emplace(text_of(*this, members), engine::SetId{program.sets.size()});
  if (fresh) program.sets.push_back(std::move(members));
  return found->second;
}

engine::SetId Lowering::member_set(const std::vector<std::string>& lists) {
  std::string text = names_in_words(lists);
  const auto known = std::find(member_set_texts_.begin(), member_set_texts_.end(), text);
  if (known != member_set_texts_.end()) return engine::SetId{static_cast<std::size_t>(known - member_set_texts_.begin())};
  std::vector<engine::MemberId> members;
  for (const ListPlan& list : plan.lists) {
    if (std::find(lists.begin(), lists.end(), list.name) == lists.end()) continue;
    for (const std::string& listed : list.texts) {
      if (const auto id = member_id_of(listed)) members.push_back(*id);
    }
  }
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  program.member_sets.push_back(std::move(members));
  member_set_texts_.push_back(std::move(text));
  return engine::SetId{member_set_texts_.size() - 1};
}

engine::FilterId Lowering::filter(engine::LineFilter filter) {
  std::string text = text_of(*this, filter);
  const auto [found, fresh] = filters_.emplace(text, engine::FilterId{program.filters.size()});
  if (fresh) {
    program.filters.push_back(std::move(filter));
    filter_texts_.push_back(std::move(text));
  }
  return found->second;
}

engine::MetricId Lowering::metric(engine::Metric metric) {
  metric.text = text_of(*this, metric);
  const auto [found, fresh] = metrics_.emplace(metric.text, engine::MetricId{program.metrics.size()});
  if (fresh) program.metrics.push_back(std::move(metric));
  return found->second;
}

std::uint32_t Lowering::reading(engine::Reading reading) {
  const auto [found, fresh] = readings_.emplace(text_of(*this, reading), static_cast<std::uint32_t>(program.readings.size()));
  if (fresh) program.readings.push_back(std::move(reading));
  return found->second;
}

engine::SlotId Lowering::slot(engine::Slot slot) {
  const bool of_member = slot.kind >= engine::SlotKind::kPurchaseNumber && slot.kind <= engine::SlotKind::kRank;
  slot.of_referrer = of_referrer && of_member;
  slot.text = text_of(*this, slot);
  const auto [found, fresh] = slots_.emplace(slot.text, engine::SlotId{program.slots.size()});
  if (fresh) program.slots.push_back(std::move(slot));
  return found->second;
}

engine::TableId Lowering::table(engine::Table table) {
  program.tables.push_back(std::move(table));
  return engine::TableId{program.tables.size() - 1};
}

}  // namespace setia::rules
