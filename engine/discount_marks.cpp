#include "engine/discount_marks.hpp"

#include <algorithm>

#include "engine/amount_text.hpp"
#include "engine/apply.hpp"
#include "engine/booking.hpp"
#include "engine/filters.hpp"
#include "engine/scratch.hpp"

namespace setia::engine {
namespace {

std::int64_t sum_of(const std::vector<TakenOff>& taken, RuleId rule) {
  std::int64_t sum = 0;
  for (const TakenOff& one : taken) sum += one.rule == rule ? one.minor : 0;
  return sum;
}

bool has_discounts(const Program& program) {
  return std::any_of(program.rules.begin(), program.rules.end(), [](const Rule& rule) { return !rule.discounts.empty(); });
}

// By name, or of whatever code there is.
bool asks_for(const Program& program, SymbolId code) {
  const auto counts = [](const Metric& metric) { return metric.texts == TextSource::kCode; };
  return std::any_of(program.metrics.begin(), program.metrics.end(), counts) || std::any_of(program.slots.begin(), program.slots.end(), [&](const Slot& slot) {
    return slot.texts == TextSource::kCode || (slot.kind == SlotKind::kAnyCode && contains(program.sets[slot.set.index()], code));
  });
}

}  // namespace

void mark_excess(const Program& program, const Event& event, const DiscountQuote& quote, std::vector<std::string>& messages) {
  const std::vector<TakenOff> reported = reported_discounts(program, event);
  for (std::size_t i = 0; i < reported.size(); ++i) {
    const RuleId rule = reported[i].rule;
    if (i > 0 && reported[i - 1].rule == rule) continue;
    const std::int64_t took = sum_of(reported, rule), allowed = sum_of(quote.taken, rule);
    if (took <= allowed) continue;
    messages.push_back("\"" + program.rules[rule.index()].name + "\" took " + money_in_words(took, program) + " off, and a quote allows " +
                       (allowed == 0 ? std::string("nothing") : money_in_words(allowed, program)));
  }
  for (const std::string& name : unknown_discounts(program, event)) messages.push_back("No discount is called \"" + name + "\"");
}

void mark_unknown_codes(const Program& program, const Event& event, std::vector<std::string>& messages) {
  for (std::size_t i = 0; i < event.codes.size(); ++i) {
    if (asks_for(program, event.codes[i])) continue;
    const std::string which = event.codes.size() == 1 ? "The code" : "Code " + std::to_string(i + 1);
    messages.push_back(which + " of this receipt is not known");
  }
}

void trace_discounts(const Program& program, const Event& event, const DiscountQuote& quote, std::vector<RuleTrace>& rules) {
  const std::vector<TakenOff> reported = reported_discounts(program, event);
  for (RuleTrace& trace : rules) {
    if (program.rules[trace.rule.index()].discounts.empty()) continue;
    trace.off_minor = sum_of(reported, trace.rule);
    trace.quoted_minor = sum_of(quote.taken, trace.rule);
    if (trace.off_minor > 0) trace.why = Why::kGave;
    for (const DiscountCut& cut : quote.cuts) {
      if (cut.rule != trace.rule || trace.off_minor == 0 || cut.given_minor == 0) continue;
      trace.wanted_minor = trace.quoted_minor - cut.given_minor + cut.wanted_minor;
      trace.limit = cut.limit;
    }
    if (trace.why == Why::kGave) continue;
    if (trace.quoted_minor > 0) trace.why = Why::kNotTaken;
    const auto reason = std::find_if(quote.reasons.begin(), quote.reasons.end(), [&](const RuleTrace& one) { return one.rule == trace.rule; });
    if (reason != quote.reasons.end()) trace = *reason;
  }
}

// What exceeds a quote is marked; where reasons are asked for, the quote says them too.
void Booking::mark_discounts(const Event& event, const MemberState& seen) {
  if (event.kind != EventKind::kPurchase) return;
  if (!event.codes.empty()) mark_unknown_codes(program_, event, out_.messages);
  if (!reports_discounts(event) && (trace_ == nullptr || !has_discounts(program_))) return;
  DiscountQuote allowed;
  quote_discounts(program_, version_, versions_.index(version_), *shared_, seen, without_discounts(program_, event), scratch_,
                  trace_ == nullptr ? WithReasons::kNo : WithReasons::kYes, allowed);
  mark_excess(program_, event, allowed, out_.messages);
  if (trace_ != nullptr) trace_discounts(program_, event, allowed, trace_->rules);
}

void Booking::quote(DiscountQuote& quote, WithReasons reasons) {
  name_members();
  const bool joined = event_.member != MemberIndex{} && member_ != nullptr && member().standing != Standing::kUnknown;
  if (!joined && (event_.member == MemberIndex{} || !program_.members_join_by_buying)) return;
  if (joined) book_what_fell_due();
  else join_by_buying();
  quote_discounts(program_, version_, versions_.index(version_), *shared_, member(), event_, scratch_, reasons, quote);
}

void apply_discounts(const Versions& versions, const State& state, const Event& event, Scratch& scratch, DiscountQuote& out) {
  out = DiscountQuote{};
  if (event.kind != EventKind::kPurchase || reports_discounts(event)) return;
  const Program& program = versions.at(versions.in_force(event.stamp.local.day)).program;
  if (!has_discounts(program)) return;
  Outcome unused;
  Booking(versions, state, event, scratch, unused, nullptr).quote(out, WithReasons::kNo);
}

}  // namespace setia::engine
