// `setia verify`: proves a ledger from its own files, or names the first thing that differs.
#include "adapters/verify.hpp"

#include <algorithm>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/json_object.hpp"
#include "adapters/shown.hpp"
#include "adapters/terminal.hpp"

namespace setia::adapters::cli {
namespace {

constexpr const char* kTail = "I cannot tell whether records were cut off at the end: only a head that was kept elsewhere shows it.";

std::uint64_t per_second(const Verification& result) {
  return result.counts.postings * 1'000 / static_cast<std::uint64_t>(std::max<std::int64_t>(1, result.milliseconds));
}

std::string text_of(const Verification& result, const std::string& path) {
  if (!result.difference.empty()) return "✗ " + path + " differs\n  " + result.difference + "\n";
  std::string text = "✓ " + counted(result.counts.records, "record") + ", " + counted(result.counts.events, "event") + ", " +
                     counted(result.counts.postings, "posting") +
                     ": tables, chain and sums agree, and every event judged anew came to the same\n";
  if (result.counts.taken_as_given > 0)
    text += "  " + counted(result.counts.taken_as_given, "record") + " of forgotten members taken as given\n";
  for (const std::string& sentence : result.waiting) text += "  " + sentence + "\n";
  text += "  head " + hash_text(result.head) + "\n  " + std::to_string(per_second(result)) + " entries/s\n";
  return text + "? " + kTail + "\n";
}

std::string json_of(const Verification& result) {
  std::vector<std::string> waiting;
  for (const std::string& sentence : result.waiting) waiting.push_back(json_text(sentence));
  JsonObject object;
  object.raw("agrees", result.difference.empty() ? "true" : "false");
  if (!result.difference.empty()) object.text("difference", result.difference);
  object.number("records", result.counts.records).number("events", result.counts.events).number("postings", result.counts.postings);
  object.number("taken_as_given", result.counts.taken_as_given).raw("waiting", json_list(waiting));
  if (result.difference.empty()) object.text("head", hash_text(result.head));
  return object.number("entries_per_second", per_second(result)).text("tail", "cannot tell").done() + "\n";
}

Exit prove(const std::string& path, Format format) {
  SystemWorld system;
  engine::Result<Verification> result = [&] {
    std::optional<Progress> progress;
    return verify(path, system.world(), [&](std::uint64_t done, std::uint64_t total) {
      if (!progress) progress.emplace("verifying", static_cast<std::int64_t>(total));
      progress->at(static_cast<std::int64_t>(done));
    });
  }();
  if (!result) return report(result.failure());
  const Exit printed = print(format == Format::kJson ? json_of(result.value()) : text_of(result.value(), path));
  return printed == Exit::kFine && !result.value().difference.empty() ? Exit::kNo : printed;
}

}  // namespace

void add_verify(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("verify", "Proves a ledger: chain, sums, and every event judged anew");
  command->footer("Example:  setia verify shop.ledger");
  auto path = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("LEDGER", *path, "The ledger")->required();
  add_format(*command, *format);
  command->callback([=, &exit] { exit = prove(*path, *format); });
}

}  // namespace setia::adapters::cli
