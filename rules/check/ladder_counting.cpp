// Ladders that start from zero, carry a surplus over, or count by status periods.
#include <algorithm>

#include "rules/check/ladder_checks.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

class CountingCheck {
 public:
  CountingCheck(Context& context, const dsl::Declaration& declaration, LadderPlan& plan) : context_(context), declaration_(declaration), plan_(plan) {}

  bool run(const std::vector<const dsl::CarrySurplus*>& carries) {
    check_status_period();
    if (plan_.starts_from_zero) check_start_from_zero();
    for (const dsl::CarrySurplus* carry : carries) take(*carry);
    return whole_;
  }

 private:
  template <typename Wanted>
  dsl::Span line_of() const {
    for (const dsl::Clause& clause : declaration_.clauses)
      if (std::holds_alternative<Wanted>(clause.kind)) return clause.span;
    return declaration_.span;
  }

  void mistake(const char* code, dsl::Span at, const std::string& title, const std::string& label, const std::string& help) {
    whole_ = false;
    context_.messages.error({.code = code, .at = at, .title = title, .label = label, .help = help});
  }

  // Over which window a count adds up; null where it does not.
  const WindowPlan* window_of_sum(const QuantityPlan& count) const {
    using dsl::QuantityKind;
    const QuantityPlan* summed = &count;
    if (count.kind == QuantityKind::kMeasure) {
      const MeasurePlan& measure = context_.plan.measures[count.measure.index];
      if (measure.kind != MeasureKind::kSum && measure.kind != MeasureKind::kCount) return nullptr;
      summed = &measure.quantity;
    }
    const bool adds_up = summed->kind != QuantityKind::kDifferent && summed->kind != QuantityKind::kUnitExpiring && summed->kind != QuantityKind::kUnitHeld;
    const std::optional<WindowPlan>& window = summed->window ? summed->window : count.window;
    const bool by_hours = window && window->kind == dsl::WindowKind::kInLast && engine::is_by_hours(window->length);
    return adds_up && window && !by_hours ? &*window : nullptr;
  }

  void check_status_period() {
    const auto by_status = [&](const QuantityPlan& count) {
      const WindowPlan* const window = window_of_sum(count);
      return window != nullptr && window->status_of;
    };
    const auto counted = std::count_if(plan_.counts.begin(), plan_.counts.end(), by_status);
    plan_.by_status_period = counted > 0;
    if (counted == 0) return;
    if (static_cast<std::size_t>(counted) < plan_.counts.size())
      mistake("S068", line_of<dsl::CountTowards>(), "One count of this ladder is by status periods, and another is not", "the end of a period decides about all of them",
              "Count all of them  this status period");
    if (!plan_.has_keeps)
      mistake("S068", line_of<dsl::CountTowards>(), "This ladder does not say how long a status period is", "a status period is the time a level was given for",
              "Add a column  keeps for  with, for example,  12 months");
  }

  void check_start_from_zero() {
    const dsl::Span at = line_of<dsl::StartFromZero>();
    if (plan_.counts.empty()) return mistake("S069", at, "This ladder counts nothing that could start from zero", "its levels are set by hand", "Leave the line out");
    for (const QuantityPlan& count : plan_.counts)
      if (window_of_sum(count) == nullptr)
        return mistake("S069", at, in_quotes(count.text) + " does not add up over days, so no price can be taken off it", "this needs a sum with a window",
                       "Count, for example,  spend this year");
    if (!plan_.has_keeps && !plan_.never_down)
      mistake("S069", at, "A level would be lost in the moment in which it is reached", "its price is taken off what keeps it",
              "Add a column  keeps for , or the line  never move down");
  }

  static bool has_next(const WindowPlan& window) {
    return window.status_of || (window.kind == dsl::WindowKind::kThis && !window.period);
  }

  static bool same_window(const WindowPlan& a, const WindowPlan& b) {
    return a.kind == b.kind && a.calendar == b.calendar && a.status_of.has_value() == b.status_of.has_value();
  }

  void take(const dsl::CarrySurplus& carry) {
    const std::size_t known = plan_.carried.size();
    bool any = false;
    std::string wanted;
    if (carry.of) {
      const auto of = quantity_of(context_, *carry.of);
      if (!of) return void(whole_ = false);
      wanted = of->text;
    }
    for (std::size_t i = 0; i < plan_.counts.size(); ++i) {
      const std::string& text = plan_.counts[i].text;
      if (!wanted.empty() && text != wanted && !text.starts_with(wanted + " ")) continue;
      any = true;
      add(i, carry);
    }
    const dsl::Span at = carry.of ? carry.of->span : line_of<dsl::CarrySurplus>();
    if (!any) mistake("S069", at, plan_.counts.empty() ? "This ladder counts nothing that could be carried over" : "This ladder does not count " + wanted,
                      plan_.counts.empty() ? "its levels are set by hand" : "only what is counted can be carried over", "Leave the line out, or name what the ladder counts");
    for (std::size_t i = known; i < plan_.carried.size(); ++i)
      for (std::size_t earlier = 0; earlier < known; ++earlier)
        if (plan_.carried[i].count == plan_.carried[earlier].count) return mistake("S027", at, "This is said twice", "said again here", "Leave one of the two lines out");
  }

  void add(std::size_t count, const dsl::CarrySurplus& carry) {
    const dsl::Span at = carry.of ? carry.of->span : line_of<dsl::CarrySurplus>();
    const WindowPlan* const window = window_of_sum(plan_.counts[count]);
    if (window == nullptr || !has_next(*window))
      return mistake("S069", at, in_quotes(plan_.counts[count].text) + " has no next period", "a surplus goes over from one period into the next", "Count, for example,  this year");
    for (const QuantityPlan& other : plan_.counts) {
      const WindowPlan* const beside = window_of_sum(other);
      if (beside == nullptr || !same_window(*beside, *window))
        return mistake("S069", at, "The counts of this ladder are of different periods", "one end decides what is surplus", "Count all of them over one window");
    }
    engine::Surplus surplus{count, std::nullopt};
    if (carry.at_most) {
      const auto most = bound_of(context_, plan_.counts[count], *carry.at_most);
      if (!most) return void(whole_ = false);
      surplus.most = std::get<std::int64_t>(*most);
    }
    plan_.carried.push_back(surplus);
  }

  Context& context_;
  const dsl::Declaration& declaration_;
  LadderPlan& plan_;
  bool whole_ = true;
};

}  // namespace

bool check_counting(Context& context, const dsl::Declaration& declaration, const std::vector<const dsl::CarrySurplus*>& carries, LadderPlan& plan) {
  return CountingCheck(context, declaration, plan).run(carries);
}

}  // namespace setia::rules
