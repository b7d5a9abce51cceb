#include "engine/reported_discounts.hpp"

#include <algorithm>
#include <tuple>

#include "engine/event_fields.hpp"
#include "engine/rounding.hpp"
#include "engine/typed_value.hpp"

namespace setia::engine {
namespace {

constexpr std::string_view kDiscounts = "discounts";

// One entry of the report.
struct ReportLine {
  const std::string* rule = nullptr;
  std::optional<std::int64_t> minor, spend;
  const Value* line = nullptr;
  bool unfit_spend = false;
};

ReportLine report_line(const Value& value, int decimals) {
  ReportLine entry;
  const Object* const object = std::get_if<Object>(&value.held);
  if (object == nullptr) return entry;
  entry.rule = text_in(*object, "rule");
  if (const Value* const amount = find_value(*object, "amount")) entry.minor = typed_value(*amount, ValueType::kMoney, decimals);
  if (const Value* const spend = find_value(*object, "spend")) {
    entry.spend = typed_value(*spend, ValueType::kMoney, decimals);
    entry.unfit_spend = entry.spend.value_or(-1) < 0;
  }
  entry.line = find_value(*object, "line");
  return entry;
}

const List* report_of(const Event& event) {
  const Value* const value = find_value(event.more, kDiscounts);
  return value == nullptr ? nullptr : std::get_if<List>(&value->held);
}

// The index of the line of that number; -1 when there is none.
std::int32_t line_numbered(const Event& event, const Value& number) {
  const auto wanted = typed_value(number, ValueType::kMoney, 0);
  for (std::size_t i = 0; wanted && i < event.lines.size(); ++i)
    if (event.lines[i].number == *wanted) return static_cast<std::int32_t>(i);
  return -1;
}

// What using a reward takes off goes by the reward's name, too.
std::optional<RuleId> rule_named(const Program& program, const std::string& name) {
  for (const std::string& known : {name, "reward \"" + name + '"'}) {
    const auto found = std::find_if(program.rules.begin(), program.rules.end(), [&](const Rule& rule) { return rule.name == known && !rule.discounts.empty(); });
    if (found != program.rules.end()) return RuleId{static_cast<std::size_t>(found - program.rules.begin())};
  }
  return std::nullopt;
}

Refusal unfit(std::size_t index, const char* field, std::string what, std::string remedy) {
  return {RefusalReason::kMalformed, "discounts[" + std::to_string(index) + "]" + (*field == 0 ? "" : ".") + field, std::move(what), std::move(remedy)};
}

// What is of no line, by what the lines come to.
void spread(std::int64_t minor, Event& event) {
  std::vector<Wide> weights, shares(event.lines.size());
  for (const Line& line : event.lines) weights.push_back(std::max<std::int64_t>(line.amount_minor, 0));
  allot(minor, weights, shares);
  for (std::size_t i = 0; i < shares.size(); ++i) event.lines[i].amount_minor += static_cast<std::int64_t>(shares[i]);
}

// To the tender that pays the rest, else to the last: what a quote left them to pay less.
void raise_payments(std::int64_t minor, Event& event) {
  Payment* last = nullptr;
  for (Payment& payment : event.payments)
    if (payment.unit.empty() && (last == nullptr || last->has_amount)) last = &payment;
  if (last != nullptr) last->amount_minor += minor;
}

Field number_field(std::string name, std::string text) { return {std::move(name), {Number{std::move(text)}, {}}}; }

std::int64_t part_of(std::int64_t whole, Wide part, Wide of) {
  return of <= 0 ? 0 : static_cast<std::int64_t>(round_quotient(Wide{whole} * part, of, RoundMode::kHalfEven));
}

Wide total_of(const Event& event) {
  Wide total = 0;
  for (const Line& line : event.lines) total += line.amount_minor;
  return std::max<Wide>(total, 0);
}

// Of a discount, what belongs to what is kept of its line, or of the receipt; by pieces where nothing was paid.
std::int64_t left_of(std::int64_t minor, const Value* number, const Event& receipt, const Event& kept) {
  if (number == nullptr) return total_of(receipt) == 0 ? minor : part_of(minor, total_of(kept), total_of(receipt));
  const std::int32_t bought = line_numbered(receipt, *number), left = line_numbered(kept, *number);
  if (bought < 0 || left < 0) return 0;
  const Line& whole = receipt.lines[static_cast<std::size_t>(bought)];
  const Line& part = kept.lines[static_cast<std::size_t>(left)];
  return whole.amount_minor > 0 ? part_of(minor, std::int64_t{part.amount_minor}, std::int64_t{whole.amount_minor}) : part_of(minor, part.quantity_micro, whole.quantity_micro);
}

// Canonical: no zero at the end.
std::string number_text(std::int64_t minor, int decimals) {
  std::string text = std::to_string(minor);
  if (decimals == 0) return text;
  const auto places = static_cast<std::size_t>(decimals);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  text.insert(text.size() - places, 1, '.');
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

bool reports_discounts(const Event& event) { return event.kind == EventKind::kPurchase && report_of(event) != nullptr; }

std::optional<Refusal> unfit_report(const Event& event, int currency_decimals) {
  const Value* const value = find_value(event.more, kDiscounts);
  if (value == nullptr) return std::nullopt;
  const List* const list = std::get_if<List>(&value->held);
  if (list == nullptr) return Refusal{RefusalReason::kMalformed, "discounts", "\"discounts\" is not a list.", "Write it as [{\"line\": 1, \"rule\": \"…\", \"amount\": \"0.60\"}]."};
  Wide sum = 0;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const ReportLine entry = report_line((*list)[i], currency_decimals);
    if (entry.rule == nullptr) return unfit(i, "rule", "The discount does not say which rule took it.", "Name the rule, as the quote did.");
    if (!entry.minor || *entry.minor < 0) return unfit(i, "amount", "The discount is no amount that somebody can pay less.", "Write what was taken off, such as 0.60.");
    if (entry.unfit_spend) return unfit(i, "spend", "The discount does not say what it was taken on.", "Write it as the quote did, or leave it out.");
    if (entry.line != nullptr && line_numbered(event, *entry.line) < 0)
      return unfit(i, "line", "The receipt has no such line.", "Write the number of a line of this receipt, or leave it out.");
    sum += *entry.minor;
  }
  for (const Line& line : event.lines) sum += std::max<std::int64_t>(line.amount_minor, 0);
  if (sum > INT64_MAX) return Refusal{RefusalReason::kOverflow, "discounts", "The discounts are larger than can be counted.", "Write what was taken off."};
  return std::nullopt;
}

std::vector<TakenOff> reported_discounts(const Program& program, const Event& event) {
  std::vector<TakenOff> taken;
  const List* const list = report_of(event);
  if (list == nullptr) return taken;
  for (const Value& value : *list) {
    const ReportLine entry = report_line(value, program.currency_decimals);
    const auto rule = entry.rule == nullptr ? std::nullopt : rule_named(program, *entry.rule);
    if (!rule || entry.minor.value_or(0) <= 0) continue;
    taken.push_back({*rule, entry.line == nullptr ? -1 : line_numbered(event, *entry.line), *entry.minor, entry.spend});
  }
  std::sort(taken.begin(), taken.end(), [](const TakenOff& a, const TakenOff& b) { return std::tie(a.rule, a.line, a.minor, a.spend_minor) < std::tie(b.rule, b.line, b.minor, b.spend_minor); });
  return taken;
}

std::vector<std::string> unknown_discounts(const Program& program, const Event& event) {
  std::vector<std::string> names;
  const List* const list = report_of(event);
  if (list == nullptr) return names;
  for (const Value& value : *list) {
    const ReportLine entry = report_line(value, program.currency_decimals);
    if (entry.rule != nullptr && !rule_named(program, *entry.rule)) names.push_back(*entry.rule);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::int64_t discount_from(const Program& program, const Event& event, const std::vector<RuleId>& rules) {
  std::int64_t sum = 0;
  for (const TakenOff& one : reported_discounts(program, event))
    if (std::find(rules.begin(), rules.end(), one.rule) != rules.end()) sum += one.minor;
  return sum;
}

Event without_discounts(const Program& program, const Event& event) {
  Event before = event;
  for (const TakenOff& one : reported_discounts(program, event)) {
    raise_payments(one.minor, before);
    if (one.line < 0) {
      spread(one.minor, before);
      continue;
    }
    Line& line = before.lines[static_cast<std::size_t>(one.line)];
    line.amount_minor += one.minor;
    line.discount_minor = std::max<std::int64_t>(line.discount_minor - one.minor, 0);
  }
  std::erase_if(before.more, [](const Field& field) { return field.name == kDiscounts; });
  return before;
}

void take_off(const std::vector<TakenOff>& taken, const Program& program, Event& event) {
  if (taken.empty()) return;
  List report;
  for (const TakenOff& one : taken) {
    Line& line = event.lines[static_cast<std::size_t>(one.line)];
    line.amount_minor -= one.minor;
    line.discount_minor += one.minor;
    line.has_discount = true;
    Object entry;
    entry.push_back(number_field("amount", number_text(one.minor, program.currency_decimals)));
    entry.push_back(number_field("line", std::to_string(line.number)));
    entry.push_back({"rule", {program.rules[one.rule.index()].name, {}}});
    if (one.spend_minor) entry.push_back(number_field("spend", number_text(*one.spend_minor, program.currency_decimals)));
    report.push_back({std::move(entry), {}});
  }
  const auto place = std::lower_bound(event.more.begin(), event.more.end(), kDiscounts, [](const Field& field, std::string_view name) { return field.name < name; });
  event.more.insert(place, {std::string(kDiscounts), {std::move(report), {}}});
}

void lower_payments(std::int64_t minor, Event& event) {
  const auto open = [](const Payment& payment) { return !payment.has_amount && payment.unit.empty(); };
  if (std::any_of(event.payments.begin(), event.payments.end(), open)) return;
  for (auto payment = event.payments.rbegin(); payment != event.payments.rend(); ++payment) {
    if (!payment->has_amount || !payment->unit.empty()) continue;
    const std::int64_t less = std::min<std::int64_t>(minor, payment->amount_minor);
    payment->amount_minor -= less;
    minor -= less;
  }
}

void keep_discounts(const Program& program, const Event& receipt, Event& kept) {
  if (report_of(receipt) == nullptr) return;
  List report;
  for (const Value& value : *report_of(receipt)) {
    const ReportLine entry = report_line(value, program.currency_decimals);
    const std::int64_t left = entry.minor ? left_of(*entry.minor, entry.line, receipt, kept) : 0;
    if (left == 0) continue;
    Object object = std::get<Object>(value.held);
    for (Field& field : object) {
      if (field.name == "amount") field.value = {Number{number_text(left, program.currency_decimals)}, {}};
      if (field.name == "spend" && entry.spend)
        field.value = {Number{number_text(left_of(*entry.spend, entry.line, receipt, kept), program.currency_decimals)}, {}};
    }
    report.push_back({std::move(object), {}});
  }
  for (Field& field : kept.more)
    if (field.name == kDiscounts) field.value.held = std::move(report);
}

}  // namespace setia::engine
