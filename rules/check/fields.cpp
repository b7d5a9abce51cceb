// Declared fields of members, receipts, lines and activities.
#include <algorithm>
#include <tuple>

#include "rules/check/declarations.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

std::optional<engine::FieldOwner> owner_of(dsl::DeclarationKind kind) {
  switch (kind) {
    case dsl::DeclarationKind::kMemberFields:
      return engine::FieldOwner::kMember;
    case dsl::DeclarationKind::kReceiptFields:
      return engine::FieldOwner::kReceipt;
    case dsl::DeclarationKind::kLineFields:
      return engine::FieldOwner::kLine;
    case dsl::DeclarationKind::kActivityFields:
      return engine::FieldOwner::kActivity;
    default:
      return std::nullopt;
  }
}

engine::ValueType type_of(dsl::FieldType type) {
  switch (type) {
    case dsl::FieldType::kNumber:
      return engine::ValueType::kNumber;
    case dsl::FieldType::kMoney:
      return engine::ValueType::kMoney;
    case dsl::FieldType::kDate:
      return engine::ValueType::kDate;
    case dsl::FieldType::kYesNo:
      return engine::ValueType::kYesNo;
    case dsl::FieldType::kText:
      break;
  }
  return engine::ValueType::kText;
}

bool shares_activity(const FieldPlan& a, const FieldPlan& b) {
  if (a.owner != engine::FieldOwner::kActivity) return true;
  const auto in_b = [&](const std::string& name) {
    return std::find(b.activities.begin(), b.activities.end(), name) != b.activities.end();
  };
  return std::any_of(a.activities.begin(), a.activities.end(), in_b);
}

bool is_taken(Context& context, const FieldPlan& field, dsl::Span at) {
  if (const NameEntry* unit = context.catalog.peek(NameKind::kUnit, field.name)) {
    context.messages.error({.code = "S052",
                            .at = at,
                            .title = "A field cannot be called " + field.name + ", because a unit is",
                            .label = "I could not tell them apart",
                            .help = "Choose another name for the field",
                            .related = {{unit->span, "the unit"}}});
    return false;  // it is known, and its uses are no mistakes of their own
  }
  const std::optional<BuiltIn> built_in = field.owner == engine::FieldOwner::kMember ? std::nullopt : built_in_of(field.name);
  if (built_in && field.owner != engine::FieldOwner::kLine && is_line_field(*built_in, context)) {
    context.messages.error({.code = "S026",
                            .at = at,
                            .title = "Lines of receipts have a field " + field.name + " already",
                            .label = "I could not tell the two apart",
                            .help = "Choose another name for the field"});
    return true;
  }
  if (built_in) {
    context.messages.error({.code = "S026",
                            .at = at,
                            .title = "Every event has a field " + field.name + " already",
                            .label = "nothing to declare",
                            .help = "Leave the line out"});
    return true;
  }
  for (const FieldPlan& other : context.plan.fields) {
    if (other.owner != field.owner || other.name != field.name || !shares_activity(field, other)) continue;
    context.messages.error({.code = "S026",
                            .at = at,
                            .title = "This field is declared twice",
                            .label = "declared again",
                            .help = "Leave one of the two lines out",
                            .related = {{other.span, "declared first"}}});
    return true;
  }
  return false;
}

}  // namespace

namespace {

// What friend and referrer must not share needs no declaration: a text of the member, and nobody else's business.
void add_shared_field(Context& context, const dsl::Name& name) {
  if (!name.quoted && built_in_of(name.text)) return;
  const auto same = [&](const FieldPlan& known) { return known.owner == engine::FieldOwner::kMember && known.name == name.text; };
  if (std::any_of(context.plan.fields.begin(), context.plan.fields.end(), same)) return;
  const FieldPlan field{name.text, engine::FieldOwner::kMember, engine::ValueType::kText, {}, name.span};
  if (is_taken(context, field, name.span)) return;
  context.plan.fields.push_back(field);
  context.plan.personal.push_back(name.text);
}

}  // namespace

void check_fields(Context& context) {
  for (const dsl::Declaration& declaration : context.tree.declarations) {
    const auto owner = owner_of(declaration.kind);
    if (!owner) continue;
    for (const dsl::Clause& clause : declaration.clauses) {
      const auto* has = std::get_if<dsl::HasField>(&clause.kind);
      if (has == nullptr) continue;
      FieldPlan field{has->field.text, *owner, type_of(has->type), {}, has->field.span};
      if (*owner == engine::FieldOwner::kActivity) field.activities = texts_of(declaration.names);
      std::sort(field.activities.begin(), field.activities.end());
      if (!is_taken(context, field, has->field.span)) context.plan.fields.push_back(std::move(field));
    }
  }
  for (const dsl::Declaration& declaration : context.tree.declarations)
    for (const dsl::Clause& clause : declaration.clauses)
      if (const auto* refuse = std::get_if<dsl::RefuseShared>(&clause.kind))
        for (const dsl::Name& name : refuse->fields) add_shared_field(context, name);
  const auto order = [](const FieldPlan& f) { return std::tie(f.name, f.owner, f.activities); };
  std::sort(context.plan.fields.begin(), context.plan.fields.end(),
            [&](const FieldPlan& a, const FieldPlan& b) { return order(a) < order(b); });
  context.field_used.assign(context.plan.fields.size(), false);
}

}  // namespace setia::rules
