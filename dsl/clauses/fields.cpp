// Clauses of `member`, `receipt`, `line` and `activity "…"`.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

constexpr Spelling<FieldType> kFieldTypes[] = {{"text", FieldType::kText},
                                               {"number", FieldType::kNumber},
                                               {"money", FieldType::kMoney},
                                               {"date", FieldType::kDate},
                                               {"yes or no", FieldType::kYesNo}};

bool read_has_field(Cursor& at, const Cursor& end, HasField& out) {
  return match(at, end, "has"_w >> field[put(out.field)] >> one_of(kFieldTypes)[put(out.type)]);
}

constexpr Form kForms[] = {
    form<HasField, read_has_field>(kinds(DeclarationKind::kMemberFields, DeclarationKind::kReceiptFields,
                                         DeclarationKind::kLineFields, DeclarationKind::kActivityFields),
                                   "has"),
};

}  // namespace

std::span<const Form> fields_forms() { return kForms; }

}  // namespace setia::dsl
