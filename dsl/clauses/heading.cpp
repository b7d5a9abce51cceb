// Four shapes: no name, a unit, activities, and one quoted name.
#include "dsl/clauses/heading.hpp"

#include "dsl/clauses/common.hpp"

namespace setia::dsl {
namespace {

bool read_names(Cursor& at, const Cursor& end, Declaration& out) {
  switch (out.kind) {
    case DeclarationKind::kMemberFields:
    case DeclarationKind::kReceiptFields:
    case DeclarationKind::kLineFields:
    case DeclarationKind::kHousehold:
      return true;
    case DeclarationKind::kPoints:
    case DeclarationKind::kWallet:
    case DeclarationKind::kRewards:
      return match(at, end, unit[append(out.names)]);
    case DeclarationKind::kTiers:
      return match(at, end, name[append(out.names)]);
    case DeclarationKind::kPayWith:
      return match(at, end, unit[append(out.names)] >> -text[append(out.names)]);
    case DeclarationKind::kActivityFields:
      return match(at, end, texts[put(out.names)]);
    case DeclarationKind::kProgram:
      return match(at, end, text[append(out.names)] >> "version"_w >> count[put(out.version)]);
    default:
      return match(at, end, text[append(out.names)]);
  }
}

}  // namespace

const Heading* read_heading_words(Cursor& at, const Cursor& end) {
  for (const Heading& heading : headings())
    if (read_phrase(at, end, heading.words)) return &heading;
  return nullptr;
}

bool read_heading_names(Cursor& at, const Cursor& end, Declaration& out) {
  return read_names(at, end, out) && read_finish(at, end);
}

}  // namespace setia::dsl
