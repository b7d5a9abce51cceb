#include "adapters/program_yaml.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <functional>
#include <span>

#include "adapters/zones.hpp"
#include "dsl/suggest.hpp"

namespace setia::adapters {
namespace {

constexpr std::string_view kTopKeys[] = {"rules", "lists", "stores", "personal", "csv"};
constexpr std::string_view kListKeys[] = {"kind", "file", "column"};
constexpr std::string_view kListKinds[] = {"category", "store", "holiday", "segment", "member"};
constexpr std::string_view kStoreKeys[] = {"file", "id", "zone"};
constexpr std::string_view kCsvKeys[] = {"zone", "source", "columns"};
constexpr std::string_view kCsvColumns[] = {"event_id", "line",     "type",       "at",       "member", "store",   "sku",      "category", "quantity",
                                            "unit_price", "discount", "amount", "receipt", "brand",  "channel", "currency", "source",   "tax"};

class YamlReader {
 public:
  ProgramYaml read(const YAML::Node& root) {
    ProgramYaml yaml;
    if (root.IsNull()) return yaml;
    each_key(root, "program.yaml", kTopKeys, [&](const std::string& key, const YAML::Node& value) {
      if (key == "rules") yaml.rules = texts(value, key);
      if (key == "personal") yaml.personal = texts(value, key);
      if (key == "lists") read_lists(value, yaml.lists);
      if (key == "stores") yaml.stores.push_back(read_stores(value));
      if (key == "csv") read_csv(value, yaml.csv);
    });
    return yaml;
  }

  const std::string& mistakes() const { return mistakes_; }

 private:
  using Visit = std::function<void(const std::string&, const YAML::Node&)>;

  void mistake(const YAML::Node& node, const std::string& what) {
    if (!mistakes_.empty()) mistakes_ += '\n';
    mistakes_ += "program.yaml, line " + std::to_string(node.Mark().line + 1) + ": " + what;
  }

  static std::string did_you_mean(const std::string& word, std::span<const std::string_view> known) {
    const std::string_view near = dsl::nearest(word, known);
    if (!near.empty()) return " Did you mean \"" + std::string(near) + "\"?";
    std::string all = " Known are";
    for (const std::string_view each : known) all += (each == known.front() ? " " : ", ") + std::string(each);
    return all + ".";
  }

  // Visits the entries of a map; `known` empty: any key will do.
  void each_key(const YAML::Node& node, const std::string& what, std::span<const std::string_view> known, const Visit& visit) {
    if (!node.IsMap()) return mistake(node, "\"" + what + "\" holds no keys. Write each as  key: value");
    std::vector<std::string> seen;
    for (const auto& entry : node) {
      if (!entry.first.IsScalar()) {
        mistake(entry.first, "A key of \"" + what + "\" is not a word.");
        continue;
      }
      const std::string key = entry.first.Scalar();
      if (!known.empty() && std::find(known.begin(), known.end(), key) == known.end()) {
        mistake(entry.first, "I do not know the key \"" + key + "\"." + did_you_mean(key, known));
      } else if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
        mistake(entry.first, "The key \"" + key + "\" stands twice.");
      } else {
        visit(key, entry.second);
      }
      seen.push_back(key);
    }
  }

  std::string text(const YAML::Node& node, const std::string& key) {
    if (node.IsScalar() && !node.Scalar().empty()) return node.Scalar();
    mistake(node, "\"" + key + "\" needs one word or name.");
    return {};
  }

  std::vector<std::string> texts(const YAML::Node& node, const std::string& key) {
    if (node.IsScalar()) return {text(node, key)};
    std::vector<std::string> all;
    if (!node.IsSequence()) mistake(node, "\"" + key + "\" needs a list, as in [one, two].");
    for (const YAML::Node& each : node) all.push_back(text(each, key));
    return all;
  }

  void read_lists(const YAML::Node& node, std::vector<ListEntry>& lists) {
    each_key(node, "lists", {}, [&](const std::string& name, const YAML::Node& value) {
      ListEntry list;
      list.name = name;
      list.line = value.Mark().line + 1;
      each_key(value, name, kListKeys, [&](const std::string& key, const YAML::Node& entry) {
        (key == "kind" ? list.kind : key == "file" ? list.file : list.column) = text(entry, key);
      });
      if (list.file.empty()) mistake(value, "The list \"" + name + "\" names no file.");
      if (std::find(std::begin(kListKinds), std::end(kListKinds), list.kind) == std::end(kListKinds)) {
        mistake(value, "The list \"" + name + "\" has no kind that I know." + did_you_mean(list.kind, kListKinds));
      }
      lists.push_back(std::move(list));
    });
  }

  StoresEntry read_stores(const YAML::Node& node) {
    StoresEntry stores;
    stores.line = node.Mark().line + 1;
    each_key(node, "stores", kStoreKeys, [&](const std::string& key, const YAML::Node& value) {
      (key == "file" ? stores.file : key == "id" ? stores.id : stores.zone) = text(value, key);
    });
    if (stores.file.empty()) mistake(node, "\"stores\" names no file.");
    return stores;
  }

  void read_csv(const YAML::Node& node, CsvSettings& csv) {
    each_key(node, "csv", kCsvKeys, [&](const std::string& key, const YAML::Node& value) {
      if (key == "source") csv.source = text(value, key);
      if (key == "columns") {
        each_key(value, key, kCsvColumns, [&](const std::string& ours, const YAML::Node& theirs) { csv.columns[ours] = text(theirs, ours); });
      }
      if (key == "zone") {
        csv.zone = text(value, key);
        if (!SystemZones().known(csv.zone)) mistake(value, "There is no time zone \"" + csv.zone + "\". Write one like Asia/Jakarta.");
      }
    });
  }

  std::string mistakes_;
};

}  // namespace

engine::Result<ProgramYaml> read_program_yaml(const std::string& text) {
  try {
    YamlReader reader;
    ProgramYaml yaml = reader.read(YAML::Load(text));
    if (reader.mistakes().empty()) return yaml;
    return engine::Failure{engine::Reason::kInvalid, reader.mistakes(), ""};
  } catch (const YAML::Exception& error) {
    const std::string line = error.mark.is_null() ? "" : ", line " + std::to_string(error.mark.line + 1);
    return engine::Failure{engine::Reason::kInvalid, "program.yaml" + line + ": I cannot read this as YAML (" + error.msg + ").",
                           "Indent with spaces, and put texts with special characters in quotes."};
  }
}

}  // namespace setia::adapters
