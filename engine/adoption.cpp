#include "engine/adoption.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace setia::engine {
namespace {

// Cells of one member under keys in `wanted` (by key: the measure, or nothing).
void add_cells_of(MemberIndex index, const MemberState& member, VersionOrdinal adopted, const std::vector<std::optional<MetricId>>& wanted,
                  const Symbols& from, Symbols& to, std::vector<Change>& changes) {
  for (const Gathered& cell : member.gathered) {
    if (cell.metric_key >= wanted.size() || !wanted[cell.metric_key] || (cell.value == 0 && cell.count == 0)) continue;
    Change change;
    change.kind = ChangeKind::kGathered;
    change.member = index;
    change.version = adopted;
    change.index = wanted[cell.metric_key]->value;
    change.text = to.intern(from.text(cell.group));
    change.window = cell.at;
    change.amount = cell.value;
    change.count = cell.count;
    changes.push_back(change);
  }
}

// Interned numbers differ from process to process; texts do not.
void sort_cells(std::vector<Change>& changes, const Symbols& symbols) {
  std::sort(changes.begin(), changes.end(), [&](const Change& a, const Change& b) {
    return std::tuple(a.index, a.window, symbols.text(a.text)) < std::tuple(b.index, b.window, symbols.text(b.text));
  });
}

}  // namespace

std::vector<MetricId> new_metrics(const Versions& versions, VersionOrdinal adopted) {
  std::vector<MetricId> fresh;
  const std::vector<Metric>& metrics = versions.at(adopted).program.metrics;
  for (std::size_t i = 0; i < metrics.size(); ++i) {
    bool known = false;
    for (std::size_t earlier = 0; earlier < adopted.index(); ++earlier) {
      const std::vector<Metric>& older = versions.at(VersionOrdinal{earlier}).program.metrics;
      known = known || std::any_of(older.begin(), older.end(), [&](const Metric& one) { return one.key == metrics[i].key; });
    }
    if (!known) fresh.push_back(MetricId{i});
  }
  return fresh;
}

Result<bool> judge_history(const Versions& versions, RecordSource& records, Sequence end, Sealer& sealer, Compiler& compiler, Rebuilt& past) {
  for (std::size_t ordinal = 0; ordinal < versions.size(); ++ordinal) {
    Version version = versions.at(VersionOrdinal{ordinal});
    Result<Program> program = compiler.compile(version.text, past.symbols);
    if (!program) return program.failure();
    version.program = std::move(program).value();
    past.versions.adopt(std::move(version));
  }
  Replay replay({}, ReplayMode::kRejudge, sealer, compiler, past);
  while (past.state.sequence + 1 < end) {
    const Result<const StoredRecord*> record = records.next();
    if (!record) return record.failure();
    if (record.value() == nullptr) break;
    if (const Status judged = replay.next(*record.value()); !judged) return judged.failure();
  }
  return replay.counts().taken_as_given == 0;
}

void add_cells(const Versions& versions, VersionOrdinal adopted, const Rebuilt& past, const State& state, Symbols& symbols, Outcome& out) {
  std::vector<std::optional<MetricId>> wanted(versions.metrics().names.size());
  for (const MetricId metric : new_metrics(versions, adopted)) wanted[versions.at(adopted).program.metrics[metric.index()].key] = metric;
  for (const MemberIndex index : state.joiners) {
    std::vector<Change> cells;
    add_cells_of(index, past.state.members[index.index()], adopted, wanted, past.symbols, symbols, cells);
    if (cells.empty()) continue;
    sort_cells(cells, symbols);
    out.changes.insert(out.changes.end(), cells.begin(), cells.end());
    out.members.push_back(index);
  }
}

void name_only(const Event& event, Outcome& out) {
  for (const Naming& naming : event.named) {
    Change named;
    named.kind = ChangeKind::kNamed;
    named.member = naming.member;
    out.changes.push_back(named);
    out.named.push_back(naming);
  }
}

}  // namespace setia::engine
