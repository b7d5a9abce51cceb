#include "adapters/program_folder.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>

#include "adapters/csv_rows.hpp"
#include "adapters/file_text.hpp"
#include "adapters/program_yaml.hpp"
#include "adapters/zones.hpp"
#include "dsl/read_source.hpp"

namespace setia::adapters {
namespace {

namespace fs = std::filesystem;
using engine::Done;
using engine::Failure;
using engine::Reason;
using engine::Status;

constexpr std::size_t kMaxYamlBytes = 1 << 20;

Status add_source(ProgramFolder& folder, const fs::path& file, std::string name) {
  engine::Result<std::string> bytes = read_file_text(file.string(), dsl::kMaxFileBytes);
  if (!bytes) return bytes.failure();
  const auto number = static_cast<std::int32_t>(folder.text.sources.size());
  folder.text.sources.push_back(dsl::read_source(std::move(name), bytes.value(), number, folder.reading));
  return Done{};
}

// The files below `root` that fit a pattern, as paths relative to it, sorted bytewise.
engine::Result<std::vector<std::string>> matching_files(const fs::path& root, const std::vector<std::string>& patterns) {
  std::vector<std::string> all, fitting;
  std::error_code error;
  for (fs::recursive_directory_iterator at(root, error), end; !error && at != end; at.increment(error)) {
    if (at->is_regular_file(error)) all.push_back(at->path().lexically_relative(root).generic_string());
  }
  if (error) return Failure{Reason::kUnreadable, "I cannot read the folder \"" + root.string() + "\": " + error.message() + ".", ""};
  for (const std::string& pattern : patterns) {
    const std::size_t before = fitting.size();
    const auto fits = [&](const std::string& path) { return ::fnmatch(pattern.c_str(), path.c_str(), FNM_PATHNAME | FNM_PERIOD) == 0; };
    std::copy_if(all.begin(), all.end(), std::back_inserter(fitting), fits);
    if (fitting.size() == before) {
      return Failure{Reason::kNotFound, "The folder \"" + root.string() + "\" has no file that fits \"" + pattern + "\".", "A program is one or more files that end in .setia."};
    }
  }
  std::sort(fitting.begin(), fitting.end());
  fitting.erase(std::unique(fitting.begin(), fitting.end()), fitting.end());
  return fitting;
}

// Visits the rows of a CSV file as cells of the named columns; `optional` ones may be missing and are then empty.
class Table {
 public:
  Table(const fs::path& root, const std::string& file) : path_((root / file).string()), file_(file) {}

  template <typename Visit>
  Status each_row(const std::vector<std::string>& columns, const std::vector<std::string>& optional, Visit visit) {
    engine::Result<std::unique_ptr<LineSource>> lines = LineSource::open(path_);
    if (!lines) return lines.failure();
    CsvRows rows(std::move(lines).value());
    std::vector<std::size_t> places;
    while (true) {
      engine::Result<bool> more = rows.next();
      if (!more) return more.failure();
      if (!more.value()) return Done{};
      if (!rows.fault().empty()) return fault(rows, rows.fault());
      if (places.empty()) {
        if (Status placed = place(rows, columns, optional, places); !placed) return placed;
        continue;
      }
      std::vector<std::string> cells;
      for (const std::size_t at : places) cells.push_back(at < rows.fields().size() ? rows.fields()[at] : std::string());
      if (Status visited = visit(cells, rows); !visited) return visited;
    }
  }

  Failure fault(const CsvRows& rows, const std::string& what) const {
    return Failure{Reason::kInvalid, file_ + ", line " + std::to_string(rows.line()) + ": " + what, ""};
  }

 private:
  Status place(const CsvRows& rows, const std::vector<std::string>& columns, const std::vector<std::string>& optional, std::vector<std::size_t>& places) {
    const std::vector<std::string>& headings = rows.fields();
    const auto find = [&](const std::string& name) {
      return name.empty() ? 0 : static_cast<std::size_t>(std::find(headings.begin(), headings.end(), name) - headings.begin());
    };
    for (const std::string& name : columns) {
      places.push_back(find(name));
      if (places.back() == headings.size()) return fault(rows, "There is no column \"" + name + "\".");
    }
    for (const std::string& name : optional) places.push_back(find(name));
    return Done{};
  }

  std::string path_, file_;
};

Status read_list(const fs::path& root, const ListEntry& entry, ProgramFolder& folder) {
  rules::FolderList list;
  list.name = entry.name;
  list.kind = entry.kind;
  const std::vector<std::string> optional = entry.kind == "category" ? std::vector<std::string>{"parent"} : std::vector<std::string>{};
  Table table(root, entry.file);
  Status read = table.each_row({entry.column}, optional, [&](const std::vector<std::string>& cells, const CsvRows&) -> Status {
    if (cells[0].empty()) return Done{};
    list.texts.push_back(cells[0]);
    if (cells.size() > 1 && !cells[1].empty()) list.parents[cells[0]] = cells[1];
    return Done{};
  });
  folder.text.lists.push_back(std::move(list));
  return read;
}

Status read_stores(const fs::path& root, const StoresEntry& entry, ProgramFolder& folder) {
  const SystemZones zones;
  Table table(root, entry.file);
  return table.each_row({entry.id, entry.zone}, {}, [&](const std::vector<std::string>& cells, const CsvRows& rows) -> Status {
    if (cells[0].empty() || cells[1].empty()) return Done{};
    if (!zones.known(cells[1])) return table.fault(rows, "There is no time zone \"" + cells[1] + "\".");
    if (!folder.store_zones.emplace(cells[0], cells[1]).second) return table.fault(rows, "The store \"" + cells[0] + "\" stands twice.");
    return Done{};
  });
}

engine::Result<ProgramYaml> find_yaml(const fs::path& root) {
  const fs::path path = root / "program.yaml";
  std::error_code error;
  if (!fs::exists(path, error)) return ProgramYaml{};
  engine::Result<std::string> text = read_file_text(path.string(), kMaxYamlBytes);
  if (!text) return text.failure();
  return read_program_yaml(text.value());
}

engine::Result<ProgramFolder> read_folder(const fs::path& root) {
  engine::Result<ProgramYaml> yaml = find_yaml(root);
  if (!yaml) return yaml.failure();
  engine::Result<std::vector<std::string>> files = matching_files(root, yaml.value().rules);
  if (!files) return files.failure();
  ProgramFolder folder;
  for (const std::string& file : files.value()) {
    if (Status added = add_source(folder, root / file, file); !added) return added.failure();
  }
  for (const ListEntry& list : yaml.value().lists) {
    if (Status read = read_list(root, list, folder); !read) return read.failure();
  }
  for (const StoresEntry& stores : yaml.value().stores) {
    if (Status read = read_stores(root, stores, folder); !read) return read.failure();
  }
  std::sort(folder.text.lists.begin(), folder.text.lists.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  folder.text.personal = yaml.value().personal;
  std::sort(folder.text.personal.begin(), folder.text.personal.end());
  folder.csv = yaml.value().csv;
  return folder;
}

Failure no_program(const std::string& path) {
  return {Reason::kNotFound, "There is no program \"" + path + "\".", "Name a folder or a .setia file; setia new DIR makes one."};
}

}  // namespace

engine::Result<std::vector<std::string>> program_files(const std::string& path) {
  std::error_code error;
  const fs::path root(path);
  if (!fs::exists(root, error)) return no_program(path);
  if (!fs::is_directory(root, error)) return std::vector<std::string>{path};
  engine::Result<ProgramYaml> yaml = find_yaml(root);
  if (!yaml) return yaml.failure();
  engine::Result<std::vector<std::string>> files = matching_files(root, yaml.value().rules);
  if (!files) return files;
  for (std::string& file : files.value()) file = (root / file).string();
  return files;
}

engine::Result<ProgramFolder> read_program_folder(const std::string& path) {
  std::error_code error;
  const fs::path root(path);
  if (!fs::exists(root, error)) return no_program(path);
  if (fs::is_directory(root, error)) return read_folder(root);
  ProgramFolder folder;
  if (Status added = add_source(folder, root, root.filename().string()); !added) return added.failure();
  return folder;
}

}  // namespace setia::adapters
