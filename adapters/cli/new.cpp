// `setia new`: a small program that checks, tests and runs, to begin from.
#include <cstdio>
#include <filesystem>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/output.hpp"
#include "adapters/file_text.hpp"

namespace setia::adapters::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kProgram = R"(program "My program" version 1
  currency EUR
  timezone "Europe/Paris"

points stars
  one is a star
  worth 0.01 EUR each
  round down per receipt
  expire 12 months after earning

# Everybody earns this.
rule "Base stars"
  on purchase
  give 1 star per full 1.00 EUR of spend
  at most 500 stars per member per day

rule "Weekend double"
  on purchase
  when day is saturday or sunday
  multiply stars from "Base stars" by 2

test "a saturday counts double"
  on 2027-01-09 at 10:15 Ana buys 12.50 EUR of "coffee" in "Lyon"
  expect Ana gets 12 stars from "Base stars"
  expect Ana gets 12 stars from "Weekend double"
  expect Ana has 24 stars
)";

constexpr std::string_view kEvents =
    R"({"id":"join-1","source":"till-1","type":"join","at":"2025-01-11T10:00:00+01:00","member":"M001"}
{"id":"receipt-1","source":"till-1","type":"purchase","at":"2025-01-11T10:15:00+01:00","member":"M001","store":"Lyon","currency":"EUR","lines":[{"sku":"LATTE","category":"coffee","quantity":2,"amount":"12.50"}]}
)";

Exit make(const std::string& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    return report({engine::Reason::kFailed, "There is something at \"" + folder + "\" already.", "Name a folder that does not exist yet."});
  }
  fs::create_directories(folder, error);
  if (error) return report({engine::Reason::kFailed, "I cannot make the folder \"" + folder + "\": " + error.message() + ".", ""});
  const std::string program = (fs::path(folder) / "stars.setia").string();
  const std::string events = (fs::path(folder) / "events.ndjson").string();
  if (engine::Status written = write_file_text(program, kProgram); !written) return report(written.failure());
  if (engine::Status written = write_file_text(events, kEvents); !written) return report(written.failure());
  std::printf("%s\n%s\n\nNext:\n  setia check %s\n  setia test %s\n  setia run %s %s\n", program.c_str(), events.c_str(), folder.c_str(), folder.c_str(),
              folder.c_str(), events.c_str());
  return Exit::kFine;
}

}  // namespace

void add_new(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("new", "Makes a small program to begin from");
  command->footer("Example:  setia new my-program");
  auto folder = std::make_shared<std::string>();
  command->add_option("DIR", *folder, "The folder to make")->required();
  command->callback([folder, &exit] { exit = make(*folder); });
}

}  // namespace setia::adapters::cli
