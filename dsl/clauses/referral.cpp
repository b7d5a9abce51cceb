// Clauses of `referral`: what the friend must do, and who is refused.
#include "dsl/clauses/common.hpp"
#include "dsl/form.hpp"

namespace setia::dsl {
namespace {

bool read_friend_must(Cursor& at, const Cursor& end, FriendMust& out) {
  return match(at, end, "friend must"_w >> goal[put(out.goal)] >> -("within"_w >> length[put(out.within)] >> "of joining"_w));
}

bool read_refuse_shared(Cursor& at, const Cursor& end, RefuseShared& out) {
  return match(at, end, "refuse when friend shares"_w >> (field[append(out.fields)] % "or"_w) >> "with referrer"_w);
}

bool read_invitation_valid(Cursor& at, const Cursor& end, InvitationValid& out) {
  return match(at, end, "an invitation is valid"_w >> length[put(out.length)]);
}

constexpr Kinds kIn = kinds(DeclarationKind::kReferral);
constexpr Form kForms[] = {
    form<FriendMust, read_friend_must>(kIn, "friend"),
    form<RefuseShared, read_refuse_shared>(kIn, "refuse"),
    form<InvitationValid, read_invitation_valid>(kIn, "an"),
};

}  // namespace

std::span<const Form> referral_forms() { return kForms; }

}  // namespace setia::dsl
