// Fields by name: the built-in ones first, then the declared ones of the owner that stands before the name.
#include <algorithm>
#include <iterator>

#include "dsl/habits.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

struct BuiltInField {
  std::string_view name;
  BuiltIn field;
  engine::FieldOwner owner;
  QuantityType type;
};
constexpr BuiltInField kBuiltIns[] = {
    {"store", BuiltIn::kStore, engine::FieldOwner::kReceipt, QuantityType::kText},
    {"channel", BuiltIn::kChannel, engine::FieldOwner::kReceipt, QuantityType::kText},
    {"payment method", BuiltIn::kPaymentMethod, engine::FieldOwner::kReceipt, QuantityType::kText},
    {"payment card", BuiltIn::kPaymentCard, engine::FieldOwner::kReceipt, QuantityType::kText},
    {"code", BuiltIn::kCode, engine::FieldOwner::kReceipt, QuantityType::kText},
    {"currency", BuiltIn::kCurrency, engine::FieldOwner::kReceipt, QuantityType::kText},
    {"category", BuiltIn::kCategory, engine::FieldOwner::kLine, QuantityType::kText},
    {"brand", BuiltIn::kBrand, engine::FieldOwner::kLine, QuantityType::kText},
    {"tag", BuiltIn::kTag, engine::FieldOwner::kLine, QuantityType::kText},
    {"sku", BuiltIn::kSku, engine::FieldOwner::kLine, QuantityType::kText},
    {"price", BuiltIn::kPrice, engine::FieldOwner::kLine, QuantityType::kMoney},
    {"quantity", BuiltIn::kQuantity, engine::FieldOwner::kLine, QuantityType::kNumber},
    {"day", BuiltIn::kDay, engine::FieldOwner::kReceipt, QuantityType::kDate},
};

const BuiltInField* find_built_in(std::string_view name) {
  const auto found = std::find_if(std::begin(kBuiltIns), std::end(kBuiltIns), [name](const BuiltInField& f) { return f.name == name; });
  return found == std::end(kBuiltIns) ? nullptr : &*found;
}

QuantityType quantity_type(engine::ValueType type) {
  switch (type) {
    case engine::ValueType::kNumber:
      return QuantityType::kNumber;
    case engine::ValueType::kMoney:
      return QuantityType::kMoney;
    case engine::ValueType::kDate:
      return QuantityType::kDate;
    case engine::ValueType::kYesNo:
      return QuantityType::kYesNo;
    case engine::ValueType::kCount:
      return QuantityType::kCount;
    case engine::ValueType::kText:
      break;
  }
  return QuantityType::kText;
}

bool belongs(dsl::Owner owner, engine::FieldOwner field_owner) {
  const bool of_member = field_owner == engine::FieldOwner::kMember;
  return owner == dsl::Owner::kEvent ? !of_member : of_member;
}

using Activities = std::vector<std::string>;

bool is_of(const FieldPlan& field, const Activities& activities) {
  return std::any_of(activities.begin(), activities.end(), [&](const std::string& activity) {
    return std::find(field.activities.begin(), field.activities.end(), activity) != field.activities.end();
  });
}

// Those of the activities named come first, then receipts before activities, activities before lines.
const FieldPlan* find_declared(const Context& context, dsl::Owner owner, std::string_view name, const Activities& activities = {}) {
  const auto& fields = context.plan.fields;
  const FieldPlan* best = nullptr;
  const auto by_name = [](const FieldPlan& field, std::string_view wanted) { return field.name < wanted; };
  for (auto at = std::lower_bound(fields.begin(), fields.end(), name, by_name); at != fields.end() && at->name == name; ++at) {
    if (belongs(owner, at->owner) && is_of(*at, activities)) return &*at;
    const bool better = best == nullptr || at->owner == engine::FieldOwner::kReceipt ||
                        (at->owner == engine::FieldOwner::kActivity && best->owner == engine::FieldOwner::kLine);
    if (belongs(owner, at->owner) && better) best = &*at;
  }
  return best;
}

// What else of the program has that name, and how it is asked.
std::string instead_of_field(const Context& context, const std::string& name) {
  if (context.catalog.peek(NameKind::kUnit, name) != nullptr) return "Say what of it, for example  " + name + " held  or  " + name + " earned this month";
  for (const LadderPlan& ladder : context.plan.ladders) {
    if (ladder.rungs.empty()) continue;
    const std::string& highest = ladder.rungs.back().name;
    if (ladder.name == name) return "Write  " + name + " is " + highest + "  or  " + name + " is " + highest + " or higher";
    const bool level = std::any_of(ladder.rungs.begin(), ladder.rungs.end(), [&](const RungPlan& rung) { return rung.name == name; });
    if (level) return "It is a level: write  " + ladder.name + " is " + name + " , in a test  has " + ladder.name + " " + name;
  }
  return "";
}

// Where no activity is named, the fields of that name of all activities are meant.
void use(Context& context, const FieldPlan& found, const Activities& activities) {
  for (std::size_t i = 0; i < context.plan.fields.size(); ++i) {
    const FieldPlan& field = context.plan.fields[i];
    const bool alike = field.name == found.name && field.owner == found.owner && (activities.empty() || is_of(field, activities));
    if (alike || &field == &found) context.field_used[i] = true;
  }
}

void say_unknown_field(Context& context, dsl::Owner owner, const dsl::Name& name) {
  const bool of_member = owner != dsl::Owner::kEvent;
  const bool elsewhere = of_member && find_declared(context, dsl::Owner::kEvent, name.text) != nullptr;
  std::vector<std::string_view> candidates;
  for (const FieldPlan& field : context.plan.fields)
    if (!of_member || belongs(owner, field.owner)) candidates.push_back(field.name);
  if (!of_member)
    for (const BuiltInField& field : kBuiltIns) candidates.push_back(field.name);
  const std::string whose = of_member ? "member" : "receipt";
  const std::string near = nearest_name(name.text, candidates);
  const std::string instead(dsl::instead_of_name(name.text));
  const std::string misread(instead_of_field(context, name.text));
  const std::string declare = "Declare it, for example:\n  " + whose + "\n    has " + name.text + " text";
  const std::string article = of_member ? "A member has no field " : "I know no field ";
  context.messages.error(
      {.code = "S020",
       .at = name.span,
       .title = article + in_quotes(name.text),
       .label = elsewhere ? "it is a field of the event" : !misread.empty() ? "it is none" : "nothing in this program declares it",
       .help = !misread.empty() ? misread : !near.empty() || elsewhere ? "" : !instead.empty() ? instead : declare,
       .fix = !misread.empty() ? "" : elsewhere ? name.text : near});
}

}  // namespace

std::optional<BuiltIn> built_in_of(std::string_view name) {
  const BuiltInField* found = find_built_in(name);
  if (found == nullptr) return std::nullopt;
  return found->field;
}

bool knows_field(const Context& context, std::string_view name) {
  return find_built_in(name) != nullptr || find_declared(context, dsl::Owner::kEvent, name) != nullptr ||
         find_declared(context, dsl::Owner::kMember, name) != nullptr || context.catalog.is_unread(name);
}

std::optional<FoundField> find_field(Context& context, dsl::Owner owner, const dsl::Name& name, const std::vector<std::string>& activities) {
  const BuiltInField* built_in = name.quoted || owner != dsl::Owner::kEvent ? nullptr : find_built_in(name.text);
  if (built_in != nullptr) return FoundField{built_in->field, built_in->owner, built_in->type};
  const FieldPlan* found = find_declared(context, owner, name.text, activities);
  if (found == nullptr && owner == dsl::Owner::kEvent) found = find_declared(context, dsl::Owner::kMember, name.text);
  if (found == nullptr) {
    if (!context.catalog.is_unread(name.text)) say_unknown_field(context, owner, name);
    return std::nullopt;
  }
  const auto index = static_cast<std::size_t>(found - context.plan.fields.data());
  use(context, *found, activities);
  return FoundField{FieldRef{index}, found->owner, quantity_type(found->type)};
}

void use_birthday(Context& context) {
  const FieldPlan* found = find_declared(context, dsl::Owner::kMember, "birthday");
  if (found != nullptr) context.field_used[static_cast<std::size_t>(found - context.plan.fields.data())] = true;
}

dsl::Owner reader_of(const FoundField& field) {
  return field.owner == engine::FieldOwner::kMember ? dsl::Owner::kMember : dsl::Owner::kEvent;
}

std::string name_of(const Context& context, const AnyField& field) {
  if (const auto* declared = std::get_if<FieldRef>(&field)) return context.plan.fields[declared->index].name;
  const BuiltIn wanted = std::get<BuiltIn>(field);
  return std::string(
      std::find_if(std::begin(kBuiltIns), std::end(kBuiltIns), [wanted](const BuiltInField& f) { return f.field == wanted; })->name);
}

bool is_line_field(const AnyField& field, const Context& context) {
  if (const auto* declared = std::get_if<FieldRef>(&field)) return context.plan.fields[declared->index].owner == engine::FieldOwner::kLine;
  const BuiltIn wanted = std::get<BuiltIn>(field);
  return std::find_if(std::begin(kBuiltIns), std::end(kBuiltIns), [wanted](const BuiltInField& f) { return f.field == wanted; })->owner ==
         engine::FieldOwner::kLine;
}

void say_line_field(Context& context, const dsl::Name& name) {
  const bool in_baskets = name.text == "category" || name.text == "brand" || name.text == "tag" || name.text == "sku";
  const std::string of_lines = "name the lines with  items \"…\"";
  context.messages.error({.code = "S040",
                          .at = name.span,
                          .title = "A receipt has many lines, so it has no one " + name.text,
                          .label = "this is a field of a line",
                          .help = in_baskets ? "Ask  basket has " + name.text + " \"…\"  or " + of_lines : "N" + of_lines.substr(1)});
}

bool is_one_of_receipt(Context& context, const QuantityPlan& quantity, const dsl::Name& name) {
  const bool of_lines = quantity.kind == dsl::QuantityKind::kField && is_line_field(quantity.field, context);
  if (of_lines) say_line_field(context, name);
  return !of_lines;
}

}  // namespace setia::rules
