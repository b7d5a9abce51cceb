// A test: its lines stay as written, but what they name must exist.
#include <algorithm>

#include "rules/check/declarations.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"

namespace setia::rules {
namespace {

class TestReader {
 public:
  explicit TestReader(Context& context) : context_(context) {}

  void stand_at(dsl::Span at) { at_ = at; }

  // Who a line is about: a household only where there are any.
  template <typename T>
  void who(const T& clause) const {
    if constexpr (requires { clause.who.household_of; }) {
      if (clause.who.household_of) has_households(context_, clause.who.span);
    }
  }

  // --- given --------------------------------------------------------------------------------------------------------
  void operator()(const dsl::GivenHas& given) const { holding(given.holding); }
  void operator()(const dsl::GivenTowards& given) const { towards(given.holding, given.ladder); }
  void operator()(const dsl::GivenThing& given) const { held(given.kind, given.name); }
  void operator()(const dsl::GivenFact& given) const { fact(dsl::Owner::kMember, given.fact); }
  void operator()(const dsl::GivenIn& given) const { named_value(given.kind, given.name, given.value); }
  void operator()(const dsl::GivenUsed& given) const { used(given.kind, given.name, given.used); }
  void operator()(const dsl::GivenEarned& given) const {
    holding(given.holding);
    for (const dsl::Name& rule : given.from) find<RuleRef>(context_, NameKind::kRule, rule);
  }
  void operator()(const dsl::GivenSpent& given) const { money_minor(context_, given.money); }
  void operator()(const dsl::GivenDid& given) const {
    for (const dsl::Fact& one : given.facts) fact(dsl::Owner::kEvent, one);
  }
  void operator()(const dsl::GivenJoined& given) const {
    if (given.kind) thing(*given.kind, given.name);
  }
  void operator()(const dsl::GivenReferred& given) const {
    if (given.through) find<ReferralRef>(context_, NameKind::kReferral, *given.through);
  }
  void operator()(const dsl::GivenShares& given) const {
    const auto& referrals = context_.plan.referrals;
    const auto asks = [&](const ReferralPlan& referral) {
      return std::any_of(referral.shares.begin(), referral.shares.end(), [&](const SharedFieldPlan& shared) { return shared.name == given.field.text; });
    };
    if (std::any_of(referrals.begin(), referrals.end(), asks) || context_.catalog.is_unread(given.field.text)) return;
    context_.messages.error({.code = "S020",
                             .at = given.field.span,
                             .title = "No referral asks whether friends share a " + given.field.text,
                             .label = "this would change nothing",
                             .help = "Say it below the referral:  refuse when friend shares " + given.field.text + " with referrer"});
  }
  void operator()(const dsl::GivenHousehold&) const { has_households(context_, at_); }
  void operator()(const dsl::GivenBelongs& given) const {
    if (given.kind == dsl::GroupKind::kClub) return not_yet(context_, Later::kClub, at_);
    if (given.from || given.until) return later();
    context_.catalog.find(given.kind == dsl::GroupKind::kList ? NameKind::kList : NameKind::kSegment, given.name, context_.messages);
  }

  // --- on -----------------------------------------------------------------------------------------------------------
  void operator()(const dsl::OnBuys& on) const { basket(on.basket); }
  void operator()(const dsl::OnQuoted& on) const { basket(on.basket); }
  void operator()(const dsl::OnReturns& on) const {
    if (const auto* money = on.what ? std::get_if<dsl::Amount>(&*on.what) : nullptr) money_minor(context_, *money);
  }
  void operator()(const dsl::OnDoes& on) const {
    for (const dsl::Fact& one : on.facts) fact(dsl::Owner::kEvent, one, {on.activity.text});
  }
  void operator()(const dsl::OnJoins& on) const {
    if (on.through) find<ReferralRef>(context_, NameKind::kReferral, *on.through);
    if (on.kind) thing(*on.kind, on.name);
  }
  void operator()(const dsl::OnLeaves& on) const {
    if (on.household) has_households(context_, at_);
  }
  void operator()(const dsl::OnAdds&) const { has_households(context_, at_); }
  void operator()(const dsl::OnRedeems& on) const {
    asked(on.asked);
    for (const dsl::Fact& given : on.facts) fact(dsl::Owner::kEvent, given);
  }
  void operator()(const dsl::OnHolds& on) const { asked(on.asked); }
  void operator()(const dsl::OnChooses& on) const { find_voucher(context_, on.reward); }
  void operator()(const dsl::OnNowHas& on) const { fact(dsl::Owner::kMember, on.fact); }

  // --- expect -------------------------------------------------------------------------------------------------------
  void operator()(const dsl::ExpectGets& expect) const {
    if (expect.from) from_rule(*expect.from);
    holding(expect.amount);
  }
  void operator()(const dsl::ExpectOff& expect) const {
    if (expect.from) from_rule(*expect.from);
    money_minor(context_, expect.money);
  }
  void operator()(const dsl::ExpectNothing& expect) const {
    if (expect.from) from_rule(*expect.from);
    if (!expect.cause) return;
    if (expect.cause->kind == dsl::CauseKind::kStack) find<StackRef>(context_, NameKind::kStack, expect.cause->name);
    if (expect.cause->kind == dsl::CauseKind::kLimit) limit(expect.cause->name);
  }
  void operator()(const dsl::ExpectLoses& expect) const { holding(expect.holding); }
  void operator()(const dsl::ExpectPays& expect) const {
    if (!expect.amount.is_money) return holding(expect.amount);
    money_minor(context_, expect.amount);
  }
  void operator()(const dsl::ExpectCanPay& expect) const {
    money_minor(context_, expect.money);
    find_unit(context_, expect.unit);
  }
  void operator()(const dsl::ExpectHas& expect) const { holding(expect.holding); }
  void operator()(const dsl::ExpectTowards& expect) const { towards(expect.holding, expect.ladder); }
  void operator()(const dsl::ExpectThing& expect) const { held(expect.kind, expect.name); }
  void operator()(const dsl::ExpectNoLevel& expect) const { find_ladder(context_, expect.ladder); }
  void operator()(const dsl::ExpectFact& expect) const { fact(dsl::Owner::kMember, expect.fact); }
  void operator()(const dsl::ExpectIn& expect) const { named_value(expect.kind, expect.name, expect.value); }
  void operator()(const dsl::ExpectUsed& expect) const { used(expect.kind, expect.name, expect.used); }

  template <typename Other>
  void operator()(const Other&) const {}

 private:
  // A rule, or something that this build does not answer.
  void thing(dsl::ThingKind kind, const dsl::Name& name) const {
    if (kind != dsl::ThingKind::kOffer) return later();
    find<RuleRef>(context_, NameKind::kRule, name);
  }
  void held(dsl::ThingKind kind, const dsl::Name& name) const {
    if (kind == dsl::ThingKind::kBadge) find_badge(context_, name);
    else find_voucher(context_, name);
  }
  void asked(const dsl::Asked& asked) const {
    if (const auto* units = std::get_if<dsl::Amount>(&asked)) return holding(*units);
    const auto& reward = std::get<dsl::RewardAsked>(asked);
    find_voucher(context_, reward.reward);
    if (reward.price) holding(*reward.price);
  }
  // What using a reward does goes by the reward's name.
  void from_rule(const dsl::Name& name) const {
    const bool reward = context_.catalog.peek(NameKind::kRule, name.text) == nullptr && context_.catalog.peek(NameKind::kReward, name.text) != nullptr;
    context_.catalog.find(reward ? NameKind::kReward : NameKind::kRule, name, context_.messages);
  }
  // Ladders are checked before tests: what they count is known.
  void towards(const dsl::Amount& amount, const dsl::Name& name) const {
    const auto units = units_micro(context_, amount);
    const auto ladder = find_ladder(context_, name);
    if (!units || !ladder) return;
    const auto& counts = context_.plan.ladders[ladder->index].counts;
    if (std::any_of(counts.begin(), counts.end(), [&](const QuantityPlan& count) { return count.type == QuantityType::kUnits && count.unit == units->unit; })) return;
    context_.messages.error({.code = "S021",
                             .at = amount.span,
                             .title = "The ladder " + name.text + " does not count " + context_.plan.units[units->unit.index].name,
                             .label = "this leads nowhere",
                             .related = {{context_.plan.ladders[ladder->index].span, "the ladder"}}});
  }
  void later() const { not_yet(context_, Later::kTestLine, at_); }
  void holding(const dsl::Amount& amount) const {
    if (amount.is_money && !amount.wallet) {
      const auto wallet = [](const UnitPlan& unit) { return unit.kind == engine::UnitKind::kWallet; };
      if (std::any_of(context_.plan.units.begin(), context_.plan.units.end(), wallet)) return money(amount);
      if (context_.catalog.has_unread()) return later();
      context_.messages.error({.code = "S021",
                               .at = amount.span,
                               .title = "No rule gives money",
                               .label = "this is money",
                               .help = "Write the amount in points"});
      return;
    }
    units_micro(context_, amount);
  }
  void money(const dsl::Amount& amount) const { money_minor(context_, amount); }
  // A rule's own limit goes by the name of the rule, as does that of a reward.
  void limit(const dsl::Name& name) const {
    if (is_of_pay_with(name.text)) return;
    const auto known = [&](NameKind kind) { return context_.catalog.peek(kind, name.text) != nullptr; };
    NameKind kind = NameKind::kLimit;
    if (!known(kind)) kind = known(NameKind::kRule) ? NameKind::kRule : known(NameKind::kReward) ? NameKind::kReward : kind;
    context_.catalog.find(kind, name, context_.messages);
  }
  // Limits of a `pay with` go by its name, else by its heading.
  bool is_of_pay_with(const std::string& name) const {
    const Plan& plan = context_.plan;
    return std::any_of(plan.pay_with.begin(), plan.pay_with.end(), [&](const PayWithPlan& with) {
      return name == (with.name.empty() ? "pay with " + plan.units[with.unit.index].name : with.name);
    });
  }
  template <typename Value>
  void used(dsl::NamedKind kind, const dsl::Name& name, const Value& value) const {
    if (kind == dsl::NamedKind::kRule)
      find<RuleRef>(context_, NameKind::kRule, name);
    else
      limit(name);
    if (const auto* amount = std::get_if<dsl::Amount>(&value)) {
      if (amount->is_money)
        money_minor(context_, *amount);
      else
        units_micro(context_, *amount);
    }
  }
  void named_value(dsl::NamedKind kind, const dsl::Name& name, const std::variant<dsl::Decimal, dsl::Amount>& value) const {
    if (kind == dsl::NamedKind::kCounter) find<CounterRef>(context_, NameKind::kCounter, name);
    else find<MeasureRef>(context_, NameKind::kMeasure, name);
    if (const auto* amount = std::get_if<dsl::Amount>(&value)) {
      if (amount->is_money)
        money_minor(context_, *amount);
      else
        units_micro(context_, *amount);
    }
  }
  void fact(dsl::Owner owner, const dsl::Fact& fact, const std::vector<std::string>& activities = {}) const {
    if (context_.catalog.is_unread(fact.field.text)) return;
    if (owner == dsl::Owner::kMember && is_ladder(context_, fact.field)) {
      const auto ladder = find_ladder(context_, fact.field);
      const auto* level = std::get_if<dsl::Name>(&fact.value);
      if (level != nullptr) find_level(context_, *ladder, *level);
      else later();
      return;
    }
    find_field(context_, owner, fact.field, activities);
  }
  void basket(const dsl::Basket& basket) const;

  Context& context_;
  dsl::Span at_;
};

void TestReader::basket(const dsl::Basket& basket) const {
  for (const dsl::Used& used : basket.used) {
    if (used.kind == dsl::ThingKind::kOffer) return not_yet(context_, Later::kOffer, at_);
    find_voucher(context_, used.name);
  }
  if (basket.all_she_can_with) find_unit(context_, *basket.all_she_can_with);
  for (const dsl::Bought& bought : basket.bought) {
    money_minor(context_, bought.money);
    if (bought.less) money_minor(context_, *bought.less);
    if (bought.tax) money_minor(context_, *bought.tax);
    if (bought.measured) find_field(context_, dsl::Owner::kEvent, bought.measured_field);
    if (bought.sort.category) warn_unlisted(context_, "category", {*bought.sort.category});
  }
  if (basket.store) warn_unlisted(context_, "store", {*basket.store});
  for (const dsl::Fact& given : basket.facts) fact(dsl::Owner::kEvent, given);
  for (const dsl::Tender& tender : basket.tenders) {
    if (!tender.amount) continue;
    if (!tender.amount->is_money || tender.amount->wallet) holding(*tender.amount);
    else money_minor(context_, *tender.amount);
  }
}

// What a line of a test names with  as , and what it expects  for  something named so. Returns and holds may come for what is not known.
struct Named {
  const dsl::Name* given = nullptr;
  const dsl::Name* asked = nullptr;
};
const dsl::Name* name_in(const std::optional<dsl::Name>& name) { return name ? &*name : nullptr; }

Named names_in(const dsl::Clause& clause) {
  if (const auto* buys = std::get_if<dsl::OnBuys>(&clause.kind)) return {name_in(buys->basket.as), nullptr};
  if (const auto* does = std::get_if<dsl::OnDoes>(&clause.kind)) return {name_in(does->as), nullptr};
  if (const auto* holds = std::get_if<dsl::OnHolds>(&clause.kind)) return {&holds->as, nullptr};
  if (const auto* gets = std::get_if<dsl::ExpectGets>(&clause.kind)) return {nullptr, name_in(gets->for_)};
  if (const auto* nothing = std::get_if<dsl::ExpectNothing>(&clause.kind)) return {nullptr, name_in(nothing->for_)};
  return {};
}

void check_names(Context& context, const dsl::Declaration& declaration) {
  std::vector<std::string_view> given;
  for (const dsl::Clause& clause : declaration.clauses)
    if (const dsl::Name* name = names_in(clause).given) given.push_back(name->text);
  for (const dsl::Clause& clause : declaration.clauses) {
    const dsl::Name* const asked = names_in(clause).asked;
    if (asked == nullptr || std::find(given.begin(), given.end(), asked->text) != given.end()) continue;
    const std::string near = nearest_name(asked->text, given);
    context.messages.error({.code = "S020",
                            .at = asked->span,
                            .title = "Nothing in this test is called " + in_quotes(asked->text),
                            .label = "no line names it",
                            .help = near.empty() ? "Name it at the end of its line, for example  as " + in_quotes(asked->text) : "",
                            .fix = near.empty() ? "" : in_quotes(near)});
  }
}

}  // namespace

void check_test(Context& context, const dsl::Declaration& declaration) {
  TestReader reader(context);
  for (const dsl::Clause& clause : declaration.clauses) {
    reader.stand_at(clause.span);
    std::visit(reader, clause.kind);
    std::visit([&](const auto& line) { reader.who(line); }, clause.kind);
    // What follows is said in another program's words (rules/next_programs).
    if (std::holds_alternative<dsl::OnProgramBegins>(clause.kind)) break;
  }
  check_names(context, declaration);
  if (!declaration.names.empty()) context.plan.tests.push_back({declaration.names.front().text, &declaration, declaration.span});
}

}  // namespace setia::rules
