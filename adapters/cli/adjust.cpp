// `setia adjust`: gives or takes units by hand, with a reason.
#include "adapters/cli/commands.hpp"
#include "adapters/cli/request.hpp"

namespace setia::adapters::cli {
namespace {

struct Adjustment {
  Request request;
  std::string amount, reason, by, expires;
  bool force = false, counts = false;
};

Exit adjust(const Adjustment& adjustment) {
  JsonObject fields;
  fields.text("amount", adjustment.amount);
  fields.text("reason", adjustment.reason);
  if (!adjustment.by.empty()) fields.text("by", adjustment.by);
  if (!adjustment.expires.empty()) fields.text("expires", adjustment.expires);
  if (adjustment.force) fields.raw("force", "true");
  if (adjustment.counts) fields.raw("counts", "true");
  return book(adjustment.request, "adjust", fields);
}

}  // namespace

void add_adjust(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("adjust", "Gives units to a member by hand, or takes them");
  command->footer(
      "Example:  setia adjust shop.ledger --member M001 --unit beans --amount -50 --reason \"Counted twice\" --by Ani");
  auto adjustment = std::make_shared<Adjustment>();
  add_request_options(*command, adjustment->request);
  command->add_option("--amount", adjustment->amount, "How many; below zero takes")->required();
  command->add_option("--reason", adjustment->reason, "Why, for the auditor");
  command->add_option("--by", adjustment->by, "Who says so");
  command->add_option("--expires", adjustment->expires, "Last valid day of what is given. Default: as the unit says");
  command->add_flag("--force", adjustment->force, "Takes below zero; gives to a blocked member");
  command->add_flag("--counts", adjustment->counts, "What is given counts as earned");
  command->callback([=, &exit] { exit = adjust(*adjustment); });
}

}  // namespace setia::adapters::cli
