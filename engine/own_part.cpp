// What one event adds to the metrics of its member: part of reading slots, since windows include the event [J9].
#include <algorithm>

#include "engine/activity.hpp"
#include "engine/filters.hpp"
#include "engine/reported_discounts.hpp"
#include "engine/slot_reader.hpp"
#include "engine/spend.hpp"
#include "engine/typed_value.hpp"

namespace setia::engine {
namespace {

// The texts that an event says once, or several times over.
template <class Do>
void each_text_of_event(const Program& program, const Event& event, TextSource texts, FieldId field, Do act) {
  switch (texts) {
    case TextSource::kStore: return act(event.store);
    case TextSource::kChannel: return act(event.channel);
    case TextSource::kCurrency: return act(event.currency);
    case TextSource::kPaymentMethod:
      for (const Payment& payment : event.payments) act(payment.method);
      return;
    case TextSource::kPaymentCard:
      for (const Payment& payment : event.payments) act(payment.card);
      return;
    case TextSource::kCode:
      for (const SymbolId code : event.codes) act(code);
      return;
    case TextSource::kField:
      if (const Value* const value = find_field(event.more, program.fields[field.index()].name)) act(value->symbol);
      return;
    case TextSource::kLines: return;
  }
}

template <class Do>
void each_text_of_line(const Program& program, const Line& line, LineField source, FieldId field, Do act) {
  if (source == LineField::kTag) {
    for (const SymbolId tag : line.tags) act(tag);
  } else {
    act(text_of(program, line, source, field));
  }
}

bool is_of_activities(MetricKind kind) { return kind == MetricKind::kActivities || kind == MetricKind::kActivityField; }

}  // namespace

// Different texts of a field may be those of an activity; all else is of receipts.
bool SlotReader::counts(const Metric& metric) const {
  if (event_.kind == EventKind::kActivity) {
    const bool field = metric.kind == MetricKind::kDifferent && metric.texts == TextSource::kField &&
                       program_.fields[metric.different_field.index()].owner == FieldOwner::kActivity;
    if (field) return true;
    if (!is_of_activities(metric.kind)) return false;
    return metric.activities.members.empty() || contains(metric.activities, activity_of(event_));
  }
  return event_.kind == EventKind::kPurchase && !is_of_activities(metric.kind);
}

void SlotReader::add_own(SymbolId group, std::int64_t value) {
  const auto known = std::find_if(scratch_.own.begin(), scratch_.own.end(), [&](const OwnPart& part) { return part.group == group; });
  if (known != scratch_.own.end()) known->value += value;
  else if (value != 0) scratch_.own.push_back({group, value});
}

// The whole of `value` for each text of the event, and so for none where it says none; where the metric tells nothing apart, once.
void SlotReader::add_by_text(const Metric& metric, std::int64_t value) {
  if (!metric.grouped) return add_own(SymbolId{}, value);
  const std::size_t first = scratch_.own.size();
  const auto once = [&](SymbolId text) {
    const auto same = [&](const OwnPart& part) { return part.group == text; };
    if (text != SymbolId{} && std::none_of(scratch_.own.begin() + static_cast<std::ptrdiff_t>(first), scratch_.own.end(), same)) add_own(text, value);
  };
  each_text_of_event(program_, event_, metric.texts, metric.different_field, once);
  if (metric.texts != TextSource::kLines) return;
  for (const Line& line : event_.lines) {
    if (line.amount_minor >= 0) each_text_of_line(program_, line, metric.different, metric.different_field, once);
  }
}

// Spend or pieces, told apart line by line; what tenders paid, tender by tender.
void SlotReader::add_lines(const Metric& metric) {
  const bool spends = metric.kind == MetricKind::kSpend;
  if (spends && metric.grouped && metric.texts == TextSource::kPaymentMethod) {
    std::vector<SymbolId> methods;
    for (const Payment& payment : event_.payments) methods.push_back(payment.method);
    for (const SymbolId method : methods) {
      if (method == SymbolId{} || std::any_of(scratch_.own.begin(), scratch_.own.end(), [&](const OwnPart& part) { return part.group == method; })) continue;
      Tenders& tenders = scratch_.tenders.emplace_back(nullptr, Tenders{}).second;
      tenders.methods.members.push_back(method);
      add_own(method, spend_of(metric.filter, tenders, metric.without_tax));
    }
    return;
  }
  if (!metric.grouped || metric.texts != TextSource::kLines) {
    return add_by_text(metric, spends ? spend_of(metric.filter, metric.tenders, metric.without_tax) : pieces_of(metric.filter));
  }
  const std::vector<std::int64_t>* lines = spends ? &spend(metric.tenders, metric.without_tax, 0) : nullptr;
  for (std::size_t i = 0; i < event_.lines.size(); ++i) {
    const Line& line = event_.lines[i];
    if (line.amount_minor < 0 || !means(metric.filter, i)) continue;
    const std::int64_t value = spends ? (*lines)[i] : line.quantity_micro;
    each_text_of_line(program_, line, metric.different, metric.different_field, [&](SymbolId text) {
      if (text != SymbolId{}) add_own(text, value);
    });
  }
}

void SlotReader::add_own(const Metric& metric) {
  switch (metric.kind) {
    case MetricKind::kSpend:
    case MetricKind::kItems: return add_lines(metric);
    case MetricKind::kPurchases:
      if (basket_total(event_, Slot{}) >= metric.at_least_minor) add_by_text(metric, 1);
      return;
    case MetricKind::kEvents:
    case MetricKind::kActivities: return add_by_text(metric, 1);
    case MetricKind::kActivityField: {
      const FieldOf& field = program_.fields[metric.field.index()];
      const Value* const value = find_field(event_.more, field.name);
      const auto typed = value == nullptr ? std::nullopt : typed_value(*value, field.type, program_.currency_decimals);
      if (typed) add_by_text(metric, *typed);
      return;
    }
    case MetricKind::kDifferent: {
      const auto once = [&](SymbolId text) {
        const auto same = [&](const OwnPart& part) { return part.group == text; };
        if (text != SymbolId{} && std::none_of(scratch_.own.begin(), scratch_.own.end(), same)) scratch_.own.push_back({text, 1});
      };
      each_text_of_event(program_, event_, metric.texts, metric.different_field, once);
      if (metric.texts != TextSource::kLines) return;
      for (std::size_t i = 0; i < event_.lines.size(); ++i) {
        if (event_.lines[i].amount_minor >= 0 && means(metric.filter, i))
          each_text_of_line(program_, event_.lines[i], metric.different, metric.different_field, once);
      }
      return;
    }
    case MetricKind::kDiscount: return add_by_text(metric, discount_from(program_, event_, metric.from));
    case MetricKind::kUnitEarned:
    case MetricKind::kUnitSpent:
    case MetricKind::kUnitReceived:
    case MetricKind::kFriends:
    case MetricKind::kTowards:
    case MetricKind::kStatusPeriod:
    case MetricKind::kUnitExpiring: return;  // units are gathered from accruals and moves
  }
}

// What the event itself moves of a unit; an event that is only looked with moves nothing.
const std::vector<OwnPart>& SlotReader::own_units(const Metric& metric) {
  const bool counts = event_.kind != EventKind::kMember && holds_all(metric.checks);
  scratch_.own.clear();  // a condition may itself have read a window
  if (!counts) return scratch_.own;
  const MoveKind kind = metric.kind == MetricKind::kUnitSpent ? MoveKind::kSpent : MoveKind::kReceived;
  const Wide moved = moved_micro(scratch_.booking, kind, metric.unit);
  return own_part(metric, static_cast<std::int64_t>(moved));
}

const std::vector<OwnPart>& SlotReader::own_part(const Metric& metric, std::int64_t micro) {
  scratch_.own.clear();
  add_by_text(metric, micro);
  return scratch_.own;
}

const std::vector<OwnPart>& SlotReader::own_part(const Metric& metric) {
  scratch_.own.clear();
  if (metric.kind == MetricKind::kUnitSpent || metric.kind == MetricKind::kUnitReceived) return own_units(metric);
  const bool adds = counts(metric) && holds_all(metric.checks);
  scratch_.own.clear();  // a condition may itself have read a window, or told texts apart
  if (adds) add_own(metric);
  return scratch_.own;
}

std::int64_t SlotReader::texts_in_event(const Slot& slot) {
  Metric metric;
  metric.kind = MetricKind::kDifferent;
  metric.filter = slot.filter;
  metric.texts = slot.texts;
  metric.different = slot.different;
  metric.different_field = slot.field;
  scratch_.own.clear();
  add_own(metric);
  return static_cast<std::int64_t>(scratch_.own.size());
}

}  // namespace setia::engine
