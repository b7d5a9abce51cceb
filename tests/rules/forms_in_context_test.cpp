// The example of every form of the first road (tests/dsl/forms.tsv) means something where it stands: in a declaration of its
// kind, inside a program that declares what it names, the check has nothing against it but that it may not be possible yet.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "dsl/diagnostic.hpp"
#include "dsl/tree.hpp"
#include "rules/compile.hpp"
#include "tests/rules/fixed_zones.hpp"

namespace setia {
namespace {

std::string read_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(std::filesystem::path{SETIA_ROOT} / path).rdbuf();
  return text.str();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

// A declaration of each kind, around the line.
const std::map<std::string, std::string> kAround = {
    {"fields", "member\n{}\n"},
    {"points", "points stars\n  one is a star\n{}\n"},
    {"wallet", "wallet savings\n  in EUR\n{}\n"},
    {"items", "items \"I\"\n  sku is \"A\"\n{}\n"},
    {"segment", "segment \"S\"\n{}\n"},
    {"measure", "measure \"M\"\n{}\n"},
    {"counter", "counter \"C\"\n{}\n"},
    {"period", "period \"P\"\n{}\n"},
    {"rule", "rule \"R\"\n  on purchase\n{}\n  give 1 bean\n"},
    {"reward", "reward \"Own\"\n  give 10 beans\n{}\n"},
    {"referral", "referral \"F\"\n{}\n"},
    {"household", "{}\n"},
    {"limit", "limit \"L\"\n  at most 5 times in total\n{}\n"},
    {"test", "test \"T\"\n{}\n"}};

// Lines that cannot stand beside what stands around the others, or that need something more.
const std::map<std::string, std::string> kOwnPlace = {
    {"points/  one is a bean", "points stars\n{}\n"},
    {"points/  may go below zero to 500 beans", "points stars\n  one is a star\n  may go below zero to 500 stars\n"},
    {"points/  at most 20,000 beans held", "points stars\n  one is a star\n  at most 20,000 stars held\n"},
    {"points/  round half even to 0.01 EUR per receipt", "points stars\n  one is a star\n  round half even to 0.01 per receipt\n"},
    {"wallet/  in EUR", "wallet savings\n{}\n"},
    {"wallet/  may go below zero to 500 beans", "wallet savings\n  in EUR\n  may go below zero to 5.00 EUR\n"},
    {"wallet/  at most 20,000 beans held", "wallet savings\n  in EUR\n  at most 50.00 EUR held\n"},
    {"rule/  round half even to 0.01 EUR per receipt", "rule \"R\"\n  on purchase\n  round half even to 0.01 per receipt\n  give 1 bean\n"},
    {"rule/  all or nothing", "rule \"R\"\n  on purchase\n{}\n  at most 5 beans per member per day\n  give 1 bean\n"},
    {"rule/  on purchase or activity \"partner\"", "rule \"R\"\n{}\n  give 1 bean\n"},
    {"rule/  at the end of the cycle", "rule \"R\"\n{}\n  give 1 bean\n"},
    {"rule/  and basket has category \"coffee\"", "rule \"R\"\n  on purchase\n  when day is monday\n{}\n  give 1 bean\n"},
    {"rule/  give beans per 10,000 IDR of spend by category",
     "rule \"R\"\n  on purchase\n{}\n  | category | beans |\n  | coffee | 3 |\n"},
    {"rule/  | gold | 5,000 | x1.5 | 12 months |",
     "rule \"R\"\n  on purchase\n  give beans by channel\n  | channel | beans |\n  | app | 3 |\n"},
    {"rule/  give reward by category", "rule \"R\"\n  on purchase\n{}\n  | category | reward |\n  | coffee | \"Free coffee\" |\n"},
    {"reward/  give reward by category", "reward \"Own\"\n{}\n  | category | reward |\n  | coffee | \"Free coffee\" |\n"},
    {"reward/  give beans per 10,000 IDR of spend by category", "reward \"Own\"\n{}\n  | category | beans |\n  | coffee | 3 |\n"},
    {"reward/  | gold | 5,000 | x1.5 | 12 months |", "reward \"Own\"\n  give beans by channel\n  | channel | beans |\n  | app | 3 |\n"},
    {"reward/  price miles by region and cabin", "reward \"Own\"\n{}\n  | region | cabin | miles |\n  | europe | economy | 5000 |\n"},
    {"reward/  discount percent on basket by basket total",
     "reward \"Own\"\n{}\n  | from | percent |\n  | 50.00 EUR | 5% |\n"},
    {"reward/  charge EUR per item by sku", "reward \"Own\"\n{}\n  | sku | EUR |\n  | MILK | 1.20 |\n"},
    {"reward/  bought automatically", "reward \"Own\"\n  price 500 beans\n{}\n"},
    {"reward/  and basket has category \"coffee\"", "reward \"Own\"\n  only when day is monday\n{}\n"},
    {"rule/  discount percent on basket by basket total",
     "rule \"R\"\n  on purchase\n{}\n  | from | percent |\n  | 50.00 EUR | 5% |\n"},
    {"rule/  charge EUR per item by sku", "rule \"R\"\n  on purchase\n{}\n  | sku | EUR |\n  | MILK | 1.20 |\n"},
    {"segment/  and basket has category \"coffee\"", "segment \"S\"\n  when day is monday\n{}\n"},
    {"measure/  when day is saturday or sunday", "measure \"M\"\n  sum of spend this year\n{}\n"},
    {"measure/  and basket has category \"coffee\"", "measure \"M\"\n  sum of spend this year\n  when day is monday\n{}\n"},
    {"referral/  and basket has category \"coffee\"", "referral \"F\"\n  friend must buy\n{}\n"},
    {"referral/  at most 500 beans per member per day", "referral \"F\"\n  at most 10 friends per referrer per month\n"},
    {"household/  at most 500 beans per member per day", "  at most 6 members per household ever\n"},
    {"items/  all items", "items \"I\"\n{}\n"},
    {"items/  category is \"gift card\"", "items \"I\"\n{}\n"},
    {"items/  price is at least 5.00 EUR", "items \"I\"\n{}\n"},
    {"counter/  starts again each year", "counter \"C\"\n  counts numbers\n{}\n"},
    {"counter/  never below zero", "counter \"C\"\n  counts numbers\n{}\n"}};

// Examples that speak of ladders, which come with the next road, or of a program that stands beside this one.
const std::set<std::string> kOfOtherThings = {"  on 2022-06-20 at 00:00 program \"boots-2022.setia\" begins"};

struct Row {
  std::string kinds, example;
};

std::vector<Row> first_forms() {
  std::vector<Row> rows;
  std::istringstream file(read_file("tests/dsl/forms.tsv"));
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::string kinds, form, example, meaning, road;
    for (std::string* cell : {&kinds, &form, &example, &meaning, &road}) std::getline(cells, *cell, '\t');
    if (road == "first" && example.starts_with("  ") && kOfOtherThings.count(example) == 0) rows.push_back({kinds, example});
  }
  return rows;
}

// Money of the line is that of the context.
std::string in_context(const std::string& kind, const std::string& example) {
  const auto own = kOwnPlace.find(kind + "/" + example);
  const std::string declaration = replaced(own != kOwnPlace.end() ? own->second : kAround.at(kind), "{}", example);
  return read_file("tests/rules/forms/context.setia") + "\n" + replaced(replaced(declaration, "IDR", "EUR"), "USD", "EUR");
}

std::string against(const std::string& program) {
  rules::ProgramText text;
  text.sources.emplace_back("form.setia", program);
  const tests::FixedZones zones;
  const std::unique_ptr<rules::Checked> checked = rules::check(text, zones);
  std::string said;
  for (const dsl::Diagnostic& diagnostic : checked->diagnostics.all()) {
    if (diagnostic.severity == dsl::Severity::kError && diagnostic.code != "S006")
      said += dsl::render_text(diagnostic, text.sources, dsl::Colour::kNo);
  }
  return said;
}

}  // namespace

TEST_CASE("the example of every form of the first road passes the check in its place") {
  for (const Row& row : first_forms()) {
    std::istringstream kinds(row.kinds);
    for (std::string kind; std::getline(kinds, kind, ',');) {
      if (kAround.count(kind) == 0) continue;
      INFO(kind << ": " << row.example);
      CHECK(against(in_context(kind, row.example)) == "");
    }
  }
}

}  // namespace setia
