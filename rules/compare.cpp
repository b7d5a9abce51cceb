#include "rules/compare.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "rules/compile.hpp"

namespace setia::rules {
namespace {

using Key = std::pair<dsl::DeclarationKind, std::string>;

struct Written {
  std::string heading, name, place;
  std::vector<std::string> lines;
};
using Declarations = std::map<Key, Written>;

std::string without_indent(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  return begin == std::string_view::npos ? std::string() : std::string(line.substr(begin));
}

ProgramText formatted(const ProgramText& text) {
  ProgramText same = text;
  for (dsl::Source& source : same.sources) source = dsl::Source(source.name(), dsl::format(source));
  return same;
}

// There is one program, whatever its name and version; everything else goes by its heading.
std::string key_of(const dsl::Declaration& declaration, const std::string& heading) {
  return declaration.kind == dsl::DeclarationKind::kProgram ? std::string() : heading;
}

Declarations declarations_of(const ProgramText& program, const engine::Zones& zones) {
  const ProgramText text = formatted(program);
  const std::unique_ptr<Checked> checked = check(text, zones);
  Declarations all;
  for (const dsl::Declaration& declaration : checked->tree.declarations) {
    if (declaration.kind == dsl::DeclarationKind::kTest) continue;
    const dsl::Source& source = text.sources[static_cast<std::size_t>(declaration.span.file)];
    Written written;
    written.heading = std::string(source.line(declaration.span.line));
    written.name = declaration.names.empty() ? std::string() : declaration.names.front().text;
    written.place = source.name() + ":" + std::to_string(declaration.span.line);
    if (declaration.kind == dsl::DeclarationKind::kProgram) written.lines.push_back(written.heading);
    for (const dsl::Clause& clause : declaration.clauses) written.lines.push_back(without_indent(source.line(clause.span.line)));
    Written& place = all[{declaration.kind, key_of(declaration, written.heading)}];
    if (place.heading.empty()) {
      place = std::move(written);
    } else {  // fields may be declared in several places
      place.lines.insert(place.lines.end(), written.lines.begin(), written.lines.end());
    }
  }
  return all;
}

// The lines of one that the other does not have, each as often as it has it more often.
std::vector<std::string> missing_in(const std::vector<std::string>& lines, const std::vector<std::string>& other) {
  std::multiset<std::string> left(other.begin(), other.end());
  std::vector<std::string> missing;
  for (const std::string& line : lines) {
    const auto found = left.find(line);
    if (found == left.end()) missing.push_back(line);
    else left.erase(found);
  }
  return missing;
}

class Comparing {
 public:
  Comparing(Declarations before, Declarations after) : before_(std::move(before)), after_(std::move(after)) {}

  std::vector<Difference> run() {
    for (const auto& [key, old] : before_) {
      const auto now = after_.find(key);
      if (now == after_.end()) gone(key, old);
      else changed(key, old, now->second);
    }
    for (const auto& [key, now] : after_) {
      if (!before_.contains(key) && !taken_.contains(key)) out_.push_back({DifferenceKind::kNew, key.first, now.heading, "", now.name, now.place, {}, now.lines});
    }
    std::stable_sort(out_.begin(), out_.end(), [](const Difference& a, const Difference& b) {
      return std::pair(a.declaration, a.heading) < std::pair(b.declaration, b.heading);
    });
    return std::move(out_);
  }

 private:
  void changed(const Key& key, const Written& old, const Written& now) {
    Difference difference{DifferenceKind::kChanged, key.first, old.heading, "", old.name, now.place, missing_in(old.lines, now.lines), missing_in(now.lines, old.lines)};
    if (!difference.removed.empty() || !difference.added.empty()) out_.push_back(std::move(difference));
  }

  // What says the same under a name of its own was renamed.
  void gone(const Key& key, const Written& old) {
    for (const auto& [other, now] : after_) {
      if (other.first != key.first || before_.contains(other) || taken_.contains(other) || now.lines != old.lines) continue;
      taken_.insert(other);
      out_.push_back({DifferenceKind::kRenamed, key.first, old.heading, now.heading, old.name, now.place, {}, {}});
      return;
    }
    out_.push_back({DifferenceKind::kGone, key.first, old.heading, "", old.name, old.place, old.lines, {}});
  }

  Declarations before_, after_;
  std::set<Key> taken_;
  std::vector<Difference> out_;
};

void compare_lists(const ProgramText& before, const ProgramText& after, std::vector<Difference>& out) {
  std::map<std::string, std::pair<std::vector<std::string>, std::vector<std::string>>> lists;
  for (const FolderList& list : before.lists) lists["list \"" + list.name + "\""].first = list.texts;
  for (const FolderList& list : after.lists) lists["list \"" + list.name + "\""].second = list.texts;
  lists["personal fields"] = {before.personal, after.personal};
  for (const auto& [name, both] : lists) {
    if (both.first == both.second) continue;
    out.push_back({DifferenceKind::kChanged, dsl::DeclarationKind::kProgram, name, "", "", "program.yaml", missing_in(both.first, both.second), missing_in(both.second, both.first)});
  }
}

}  // namespace

std::vector<Difference> compare(const ProgramText& before, const ProgramText& after, const engine::Zones& zones) {
  std::vector<Difference> differences = Comparing(declarations_of(before, zones), declarations_of(after, zones)).run();
  compare_lists(before, after, differences);
  return differences;
}

}  // namespace setia::rules
