// `at most …`: what is counted, for whom, and how long.
#include "dsl/suggest.hpp"
#include "rules/check/not_yet.hpp"
#include "rules/check/parts.hpp"
#include "rules/scales.hpp"

namespace setia::rules {
namespace {

constexpr std::string_view kCounted[] = {"time", "times", "item", "items"};

// A word that is no unit and looks like what else a limit counts is misspelt.
bool is_misspelt_count(Context& context, const dsl::Amount& amount) {
  if (amount.is_money || amount.of.quoted || knows_unit(context, amount.of.text)) return false;
  const std::string_view near = dsl::nearest(amount.of.text, kCounted);
  if (near.empty()) return false;
  context.messages.error({.code = "S014",
                          .at = amount.of.span,
                          .title = "I do not know what " + in_quotes(amount.of.text) + " is",
                          .label = "a limit counts times, items, a unit or money",
                          .fix = std::string(near)});
  return true;
}

class MostReader {
 public:
  MostReader(Context& context, const dsl::Cap& cap, CapPlan& plan) : context_(context), cap_(cap), plan_(plan) {}

  bool operator()(const dsl::Counted& counted) const {
    plan_.most = counted.number;
    switch (counted.kind) {
      case dsl::CountedKind::kTimes:
        plan_.kind = engine::CapKind::kTimes;
        return true;
      case dsl::CountedKind::kItems:
        plan_.kind = engine::CapKind::kPieces;
        return take(number_micro(context_, {counted.number, 0, cap_.span}));
      case dsl::CountedKind::kStamps:
        not_yet(context_, Later::kStamps, cap_.span);
        return false;
      case dsl::CountedKind::kFriends:
        say_no_friends();
        return false;
      case dsl::CountedKind::kTickets:
        not_yet(context_, Later::kStamps, cap_.span);
        return false;
      case dsl::CountedKind::kChanges:
      case dsl::CountedKind::kMembers:
        break;
    }
    say_no_changes();
    return false;
  }
  bool operator()(const dsl::Amount& amount) const {
    if (amount.is_money) {
      plan_.kind = engine::CapKind::kMoney;
      return take(money_minor(context_, amount));
    }
    if (is_misspelt_count(context_, amount)) return false;
    const auto units = units_micro(context_, amount);
    if (!units) return false;
    plan_.kind = engine::CapKind::kUnits;
    plan_.unit = units->unit;
    plan_.most = units->micro;
    return true;
  }
  bool operator()(const dsl::OfSpend& spend) const {
    plan_.kind = engine::CapKind::kSpend;
    return take(money_minor(context_, spend.money));
  }
  bool operator()(const dsl::Percent& percent) const {
    plan_.kind = engine::CapKind::kShareOfBasket;
    return take(share_micro(context_, percent));
  }

 private:
  void say_no_friends() const {
    context_.messages.error({.code = "S047",
                             .at = cap_.span,
                             .title = "Friends are counted below a referral",
                             .label = "nothing here completes one",
                             .help = "Write it below  referral \"…\" ; a rule counts  times per referrer"});
  }
  void say_no_changes() const {
    context_.messages.error({.code = "S077",
                             .at = cap_.span,
                             .title = "Members and changes are counted below  household",
                             .label = "nobody comes or goes here",
                             .help = "Write it below  household ; a rule counts  times per household"});
  }
  bool take(std::optional<std::int64_t> most) const {
    if (most) plan_.most = *most;
    return most.has_value();
  }

  Context& context_;
  const dsl::Cap& cap_;
  CapPlan& plan_;
};

constexpr std::string_view kScopes[] = {"member", "household", "referrer", "store", "receipt", "line", "item"};

// A word that is no field and looks like one of the language's own is misspelt.
bool is_misspelt_scope(Context& context, const dsl::Name& word) {
  if (word.quoted || knows_field(context, word.text)) return false;
  const std::string_view near = dsl::nearest(word.text, kScopes);
  if (near.empty()) return false;
  context.messages.error({.code = "S014",
                          .at = word.span,
                          .title = "I do not know what " + in_quotes(word.text) + " is",
                          .label = "a limit is per member, household, referrer, store or receipt",
                          .fix = std::string(near)});
  return true;
}

bool take_scope_field(Context& context, const dsl::Cap& cap, CapPlan& plan) {
  if (is_misspelt_scope(context, cap.field)) return false;
  const auto field = find_field(context, dsl::Owner::kEvent, cap.field);
  if (!field) return false;
  plan.scope = engine::CapScope::kField;
  plan.field = field->field;
  if (field->type == QuantityType::kText && !is_line_field(field->field, context)) return true;
  context.messages.error({.code = "S047",
                          .at = cap.field.span,
                          .title = "A limit cannot be counted per " + cap.field.text,
                          .label = "only a text of a receipt or a member can keep counts apart"});
  return false;
}

bool take_scope(Context& context, const dsl::Cap& cap, CapPlan& plan) {
  switch (cap.scope) {
    case dsl::ScopeKind::kReceipt:
      plan.scope = engine::CapScope::kReceipt;
      return true;
    case dsl::ScopeKind::kLine:
      plan.scope = engine::CapScope::kLine;
      return true;
    case dsl::ScopeKind::kItem:
      plan.scope = engine::CapScope::kItem;
      return true;
    case dsl::ScopeKind::kMember:
      plan.scope = engine::CapScope::kMember;
      return true;
    case dsl::ScopeKind::kStore:
      plan.scope = engine::CapScope::kStore;
      return true;
    case dsl::ScopeKind::kPaymentCard:
      plan.scope = engine::CapScope::kPaymentCard;
      return true;
    case dsl::ScopeKind::kTotal:
      plan.scope = engine::CapScope::kTotal;
      return true;
    case dsl::ScopeKind::kField:
      return take_scope_field(context, cap, plan);
    case dsl::ScopeKind::kHousehold:
      plan.scope = engine::CapScope::kHousehold;
      return has_households(context, cap.scope_span);
    case dsl::ScopeKind::kReferrer:
      plan.scope = engine::CapScope::kReferrer;
      return true;
  }
  return false;
}

bool is_of_one_event(engine::CapScope scope) {
  return scope == engine::CapScope::kReceipt || scope == engine::CapScope::kLine || scope == engine::CapScope::kItem;
}

bool take_window(Context& context, const dsl::Cap& cap, CapPlan& plan) {
  if (std::holds_alternative<dsl::Percent>(cap.most)) {
    plan.scope = engine::CapScope::kReceipt;
    return true;
  }
  plan.window = is_of_one_event(plan.scope) ? engine::CapWindow::kEvent : engine::CapWindow::kEver;
  if (plan.window == engine::CapWindow::kEvent || plan.scope == engine::CapScope::kTotal) return true;
  if (const auto* length = std::get_if<dsl::Length>(&cap.window)) {
    plan.window = engine::CapWindow::kAny;
    plan.any = length_of(*length);
    return length->unit != dsl::LengthUnit::kCycles || has_cycles(context, length->span);
  }
  const auto* calendar = std::get_if<dsl::Calendar>(&cap.window);
  if (calendar == nullptr) return true;
  plan.window = engine::CapWindow::kCalendar;
  if (calendar->period) {
    plan.period = find<PeriodRef>(context, NameKind::kPeriod, *calendar->period);
    return plan.period.has_value();
  }
  if (calendar->kind == dsl::CalendarKind::kStatusPeriod && plan.scope == engine::CapScope::kMember) {
    plan.status_of = status_ladder(context, calendar->span);
    return plan.status_of.has_value();
  }
  const auto unit = calendar_of(context, *calendar);
  if (unit) plan.calendar = *unit;
  return unit.has_value();
}

// Members of one household have periods and cycles of their own, which begin on other days.
bool is_common(Context& context, const dsl::Cap& cap, const CapPlan& plan) {
  const bool own = (plan.period && context.plan.periods[plan.period->index].lasts) ||
                   (plan.window == engine::CapWindow::kCalendar && plan.calendar == engine::CalendarUnit::kCycle && context.plan.cycle_field);
  if (plan.scope != engine::CapScope::kHousehold || !own) return true;
  context.messages.error({.code = "S047",
                          .at = cap.span,
                          .title = "This time begins on another day for each member",
                          .label = "a household has no such time in common",
                          .help = "Count per month or per year, or  per member"});
  return false;
}

// A count per line or per item makes sense for amounts alone.
bool makes_sense(Context& context, const dsl::Cap& cap, const CapPlan& plan) {
  const bool inside = plan.scope == engine::CapScope::kLine || plan.scope == engine::CapScope::kItem;
  const bool counts = plan.kind == engine::CapKind::kTimes;
  if (!inside || !counts) return true;
  context.messages.error({.code = "S047",
                          .at = cap.span,
                          .title = "A rule pays once for a receipt, never once for a line or an item",
                          .label = "times are counted over receipts",
                          .help = "Limit the amount, for example  at most 10 points per item, or count items"});
  return false;
}

}  // namespace

std::optional<CapPlan> cap_of(Context& context, const dsl::Cap& cap) {
  CapPlan plan;
  plan.span = cap.span;
  plan.text = context.written(cap.span);
  const bool most = std::visit(MostReader(context, cap, plan), cap.most);
  const bool scope = take_scope(context, cap, plan);
  if (!most || !scope || !take_window(context, cap, plan) || !is_common(context, cap, plan) || !makes_sense(context, cap, plan)) return std::nullopt;
  return plan;
}

std::optional<CapPlan> friends_cap_of(Context& context, const dsl::Cap& cap) {
  const auto mistake = [&](const std::string& code, const std::string& title, const std::string& label) {
    context.messages.error({.code = code, .at = cap.span, .title = title, .label = label, .help = "Write  at most 10 friends per referrer per month"});
    return std::nullopt;
  };
  const auto* counted = std::get_if<dsl::Counted>(&cap.most);
  if (counted == nullptr || counted->kind != dsl::CountedKind::kFriends)
    return mistake("S047", "A referral counts friends who completed it", "this counts something else");
  if (cap.scope != dsl::ScopeKind::kReferrer && cap.scope != dsl::ScopeKind::kTotal)
    return mistake("S047", "Friends are counted per referrer, or in total", "this counts them apart by something else");
  if (counted->number == 0) return mistake("S025", "Nobody could ever complete this referral", "a limit of no friends leaves out all of them");
  CapPlan plan;
  plan.span = cap.span;
  plan.text = context.written(cap.span);
  plan.most = counted->number;
  if (!take_scope(context, cap, plan) || !take_window(context, cap, plan)) return std::nullopt;
  return plan;
}

std::optional<CapPlan> changes_cap_of(Context& context, const dsl::Cap& cap) {
  const auto* counted = std::get_if<dsl::Counted>(&cap.most);
  const bool changes = counted != nullptr && counted->kind == dsl::CountedKind::kChanges && counted->number > 0;
  if (!changes || cap.scope != dsl::ScopeKind::kHousehold) {
    context.messages.error({.code = "S077",
                            .at = cap.span,
                            .title = "A household counts its members and its changes",
                            .label = "this counts something else",
                            .help = "Write  at most 6 members per household ever , or  at most 2 changes per household per year"});
    return std::nullopt;
  }
  CapPlan plan;
  plan.span = cap.span;
  plan.text = context.written(cap.span);
  plan.most = counted->number;
  if (!take_scope(context, cap, plan) || !take_window(context, cap, plan) || !is_common(context, cap, plan)) return std::nullopt;
  return plan;
}

}  // namespace setia::rules
