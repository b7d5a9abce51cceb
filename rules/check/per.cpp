// `per …`: in what blocks a give counts, and what.
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

std::optional<std::int64_t> step_of(Context& context, const QuantityPlan& of, const dsl::PerStep& step) {
  const dsl::Bound bound = std::visit([](const auto& value) { return dsl::Bound(value); }, step.step);
  const dsl::Span at = std::visit([](const auto& value) { return value.span; }, step.step);
  const auto plan = bound_of(context, of, bound);
  if (!plan) return std::nullopt;
  const std::int64_t blocks = std::get<std::int64_t>(*plan);
  if (blocks > 0) return blocks;
  context.messages.error({.code = "S025", .at = at, .title = "A block of nothing cannot be counted", .label = "this must be above zero"});
  return std::nullopt;
}

class PerReader {
 public:
  explicit PerReader(Context& context) : context_(context) {}

  std::optional<PerPlan> operator()(const dsl::PerStep& step) const {
    auto of = quantity_of(context_, step.of);
    if (!of || !counts(*of, step.of.span)) return std::nullopt;
    const auto blocks = step_of(context_, *of, step);
    if (!blocks) return std::nullopt;
    PerPlan plan;
    const bool of_lines = of->kind == dsl::QuantityKind::kField && is_line_field(of->field, context_);
    if (of_lines && !take_field_of_lines(*of, step.of.name, plan)) return std::nullopt;
    plan.block = step.block;
    plan.step = *blocks;
    plan.quantity = std::move(*of);
    plan.apart = step.apart;
    return plan;
  }
  // `per full 2 of litres`: what all lines have of it, or each by itself.
  bool take_field_of_lines(const QuantityPlan& of, const dsl::Name& name, PerPlan& plan) const {
    if (of.type != QuantityType::kNumber) {
      say_line_field(context_, name);
      return false;
    }
    const auto* declared = std::get_if<FieldRef>(&of.field);
    plan.of = PerPlan::Of::kField;
    plan.built_in_quantity = declared == nullptr;
    if (declared != nullptr) plan.field = *declared;
    return true;
  }
  std::optional<PerPlan> operator()(const dsl::PerItem& item) const {
    auto lines = lines_of(context_, item.lines);
    if (!lines) return std::nullopt;
    PerPlan plan;
    plan.of = PerPlan::Of::kPieces;
    plan.step = kMicro;
    plan.lines = std::move(*lines);
    return plan;
  }
  std::optional<PerPlan> operator()(const dsl::PerField& field) const {
    const auto found = find_field(context_, dsl::Owner::kEvent, field.field);
    auto what = what_of(context_, field.what);
    if (!found || !what) return std::nullopt;
    const auto* declared = std::get_if<FieldRef>(&found->field);
    if (found->type != QuantityType::kNumber || found->owner != engine::FieldOwner::kLine) {
      context_.messages.error({.code = "S053",
                               .at = field.field.span,
                               .title = in_quotes(field.field.text) + " is not a number of a line",
                               .label = "I cannot count it",
                               .help = "Declare it below  line  with  has " + field.field.text + " number"});
      return std::nullopt;
    }
    PerPlan plan;
    plan.of = PerPlan::Of::kField;
    plan.step = kMicro;
    plan.lines.on = std::move(*what);
    plan.built_in_quantity = declared == nullptr;
    if (declared != nullptr) plan.field = *declared;
    return plan;
  }

 private:
  bool counts(const QuantityPlan& of, dsl::Span at) const {
    const bool no = of.type == QuantityType::kText || of.type == QuantityType::kDate || of.type == QuantityType::kYesNo;
    if (no)
      context_.messages.error(
          {.code = "S021", .at = at, .title = in_quotes(of.text) + " cannot be counted", .label = "this is " + in_words(context_, of)});
    return !no;
  }

  Context& context_;
};

}  // namespace

std::optional<PerPlan> per_of(Context& context, const dsl::Per& per) { return std::visit(PerReader(context), per.kind); }

}  // namespace setia::rules
