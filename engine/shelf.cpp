#include "engine/shelf.hpp"

#include <algorithm>

#include "engine/slot_reader.hpp"

namespace setia::engine {
namespace {

// A rule stands once in every stretch that it reaches into, so their number bounds what a shelf holds.
constexpr std::size_t kMostStretches = 32;
// So few are quicker asked one by one.
constexpr std::size_t kFew = 3;

std::vector<std::int64_t> edges_of(const std::vector<Shelf::Entry>& entries) {
  std::vector<std::int64_t> edges;
  for (const Shelf::Entry& entry : entries) {
    edges.push_back(entry.first);
    edges.push_back(entry.last + 1);
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

// Both parts are ascending; so is the whole afterwards. The second is kept behind the place where it all ends while it is merged
// from the back.
void merge_parts(std::vector<RuleId>& out, std::size_t middle) {
  const std::size_t size = out.size(), more = size - middle;
  if (middle == 0 || more == 0 || out[middle - 1] < out[middle]) return;
  out.resize(size + more);
  std::copy_n(out.begin() + static_cast<std::ptrdiff_t>(middle), more, out.begin() + static_cast<std::ptrdiff_t>(size));
  RuleId* const to = out.data();
  for (std::size_t place = size, left = middle, right = size + more; place > left;) to[--place] = left == 0 || to[left - 1] < to[right - 1] ? to[--right] : to[--left];
  out.resize(size);
}

// Neither stands in `out`.
void merge_both(std::span<const RuleId> a, std::span<const RuleId> b, std::vector<RuleId>& out) {
  out.resize(a.size() + b.size());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), out.begin());
}

}  // namespace

void Shelf::put(const Entry& entry, SlotId slot, SlotKind kind, const std::vector<SymbolId>& texts) {
  auto keyed = std::find_if(keyed_.begin(), keyed_.end(), [&](const Keyed& one) { return one.slot == slot; });
  if (keyed == keyed_.end()) keyed = keyed_.insert(keyed, {slot, kind, {}, {}});
  for (const SymbolId text : texts) keyed->bucket_of(text).entries.push_back(entry);
}

Shelf::Bucket& Shelf::Keyed::bucket_of(SymbolId text) {
  if (places.size() <= text.index()) places.resize(text.index() + 1);
  std::uint32_t& place = places[text.index()];
  if (place == 0) {
    buckets.emplace_back();
    place = static_cast<std::uint32_t>(buckets.size());
  }
  return buckets[place - 1];
}

void Shelf::close() {
  always_.cut();
  for (Keyed& keyed : keyed_)
    for (Bucket& bucket : keyed.buckets) bucket.cut();
}

void Shelf::Bucket::cut() {
  const std::vector<std::int64_t> edges = edges_of(entries);
  exact = edges.size() <= kMostStretches;
  const std::size_t stretches = std::min(edges.size(), kMostStretches);
  for (std::size_t i = 0; i < stretches; ++i) starts.push_back(edges[i * edges.size() / stretches]);
  std::vector<Entry> cut;
  for (std::size_t i = 0; i < stretches; ++i) {
    firsts.push_back(static_cast<std::uint32_t>(cut.size()));
    for (const Entry& entry : entries)
      if (entry.last >= starts[i] && (i + 1 == stretches || entry.first < starts[i + 1])) cut.push_back(entry);
  }
  firsts.push_back(static_cast<std::uint32_t>(cut.size()));
  entries.clear();
  if (!exact) entries = std::move(cut);
  else for (const Entry& entry : cut) rules.push_back(entry.rule);
}

std::size_t Shelf::Bucket::stretch_at(std::int64_t moment) const {
  std::size_t stretch = starts.size();
  if (stretch > kFew) stretch = static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), moment) - starts.begin());
  while (stretch > 0 && moment < starts[stretch - 1]) --stretch;
  return stretch;
}

std::span<const RuleId> Shelf::Bucket::at(std::int64_t moment, std::vector<RuleId>& out) const {
  const std::size_t stretch = stretch_at(moment);
  if (stretch == 0) return {};
  if (exact) return {rules.data() + firsts[stretch - 1], rules.data() + firsts[stretch]};
  out.clear();
  for (const Entry* entry = entries.data() + firsts[stretch - 1]; entry != entries.data() + firsts[stretch]; ++entry)
    if (entry->first <= moment && moment <= entry->last) out.push_back(entry->rule);
  return out;
}

void Shelf::Bucket::add(std::int64_t moment, std::vector<RuleId>& out) const {
  const std::size_t stretch = stretch_at(moment);
  if (stretch == 0) return;
  if (exact) {
    out.insert(out.end(), rules.data() + firsts[stretch - 1], rules.data() + firsts[stretch]);
    return;
  }
  for (const Entry* entry = entries.data() + firsts[stretch - 1]; entry != entries.data() + firsts[stretch]; ++entry)
    if (entry->first <= moment && moment <= entry->last) out.push_back(entry->rule);
}

std::span<const RuleId> Shelf::collect(SlotReader& reader, std::vector<RuleId>& out) const {
  const std::int64_t moment = reader.moment();
  bool any = false;
  for (const Keyed& keyed : keyed_) {
    const Bucket* const bucket = keyed.find(reader.text_of_key(keyed.slot, keyed.kind));
    if (bucket == nullptr) continue;
    if (!any && always_.exact && bucket->exact) {
      merge_both(always_.at(moment, out), bucket->at(moment, out), out);
      any = true;
      continue;
    }
    if (!any) add_always(moment, out);
    any = true;
    const std::size_t middle = out.size();
    bucket->add(moment, out);
    merge_parts(out, middle);
  }
  return any ? std::span<const RuleId>(out) : always_.at(moment, out);
}

void Shelf::add_always(std::int64_t moment, std::vector<RuleId>& out) const {
  out.clear();
  always_.add(moment, out);
}

}  // namespace setia::engine
