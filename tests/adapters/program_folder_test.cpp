#include "adapters/program_folder.hpp"

#include <catch2/catch.hpp>

#include "tests/adapters/reading.hpp"

using namespace setia::adapters;
using setia::adapters::testing::TemporaryFolder;
using setia::engine::Reason;

TEST_CASE("a folder is its .setia files by name, and what program.yaml names") {
  TemporaryFolder folder;
  folder.write("b.setia", "points beans\n");
  folder.write("a.setia", "\xEF\xBB\xBFprogram \"P\" version 1\r\n");
  folder.write("notes.txt", "no rule");
  folder.write("lists/categories.csv", "name,parent\ncoffee,drinks\ntea,drinks\n");
  folder.write("stores.csv", "id,zone\nDPS-01,Asia/Makassar\nJKT-01,\n");
  folder.write("program.yaml",
               "lists:\n  Categories: {kind: category, file: lists/categories.csv, column: name}\nstores: {file: stores.csv}\n"
               "personal: [phone, email]\ncsv:\n  zone: Asia/Jakarta\n  source: shop\n  columns: {at: timestamp}\n");
  const auto read = read_program_folder(folder.path());
  const ProgramFolder& program = read.value();
  REQUIRE(program.text.sources.size() == 2);
  CHECK(program.text.sources[0].name() == "a.setia");
  CHECK(program.text.sources[0].text() == "program \"P\" version 1\n");
  REQUIRE(program.text.lists.size() == 1);
  CHECK(program.text.lists[0].texts == std::vector<std::string>{"coffee", "tea"});
  CHECK(program.text.lists[0].parents.at("tea") == "drinks");
  CHECK(program.store_zones.size() == 1);
  CHECK(program.text.personal == std::vector<std::string>{"email", "phone"});
  CHECK(program.csv.columns.at("at") == "timestamp");
}

TEST_CASE("a single file is a program") {
  TemporaryFolder folder;
  const auto read = read_program_folder(folder.write("one.setia", "points beans\n"));
  CHECK(read.value().text.sources[0].name() == "one.setia");
}

TEST_CASE("unknown keys of program.yaml are errors with the line and the nearest key, all at once") {
  TemporaryFolder folder;
  folder.write("a.setia", "");
  folder.write("program.yaml", "personel: [x]\ncsv:\n  zone: Asia/Jakarte\n  colums: {}\nlists:\n  L: {kind: categori, file: x}\n");
  const auto failure = read_program_folder(folder.path()).failure();
  CHECK(failure.reason == Reason::kInvalid);
  CHECK(failure.what ==
        "program.yaml, line 1: I do not know the key \"personel\". Did you mean \"personal\"?\n"
        "program.yaml, line 3: There is no time zone \"Asia/Jakarte\". Write one like Asia/Jakarta.\n"
        "program.yaml, line 4: I do not know the key \"colums\". Did you mean \"columns\"?\n"
        "program.yaml, line 6: The list \"L\" has no kind that I know. Did you mean \"category\"?");
}

TEST_CASE("a program.yaml that is no YAML, a missing list or an unknown zone is told with its place") {
  TemporaryFolder folder;
  folder.write("a.setia", "");
  folder.write("program.yaml", "lists: [\n");
  CHECK(read_program_folder(folder.path()).failure().what.find("program.yaml, line 2") != std::string::npos);
  folder.write("program.yaml", "stores: {file: none.csv}\n");
  CHECK(read_program_folder(folder.path()).failure().reason == Reason::kNotFound);
  folder.write("stores.csv", "id,zone\nA,Mars/Base\n");
  folder.write("program.yaml", "stores: {file: stores.csv}\n");
  CHECK(read_program_folder(folder.path()).failure().what == "stores.csv, line 2: There is no time zone \"Mars/Base\".");
  folder.write("program.yaml", "rules: rules/*.setia\n");
  CHECK(read_program_folder(folder.path()).failure().what.find("rules/*.setia") != std::string::npos);
}

TEST_CASE("a folder without rules, or nothing at all, is not found") {
  TemporaryFolder folder;
  CHECK(read_program_folder(folder.path()).failure().reason == Reason::kNotFound);
  CHECK(read_program_folder(folder.path() + "/none").failure().reason == Reason::kNotFound);
}
