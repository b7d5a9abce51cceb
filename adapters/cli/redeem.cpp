// `setia redeem`: spends units of a member at once.
#include "adapters/cli/commands.hpp"
#include "adapters/cli/request.hpp"

namespace setia::adapters::cli {
namespace {

struct Redemption {
  Request request;
  std::string amount, reward;
};

Exit redeem(const Redemption& redemption) {
  JsonObject fields;
  if (!redemption.amount.empty()) fields.text("amount", redemption.amount);
  if (!redemption.reward.empty()) fields.text("reward", redemption.reward);
  return book(redemption.request, "redeem", fields);
}

}  // namespace

void add_redeem(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("redeem", "Spends units of a member; refused whole when there are not enough");
  command->footer("Example:  setia redeem shop.ledger --member M001 --unit beans --amount 500");
  auto redemption = std::make_shared<Redemption>();
  add_request_options(*command, redemption->request);
  command->add_option("--amount", redemption->amount, "How many");
  command->add_option("--reward", redemption->reward, "What they buy; not yet answered");
  command->callback([=, &exit] { exit = redeem(*redemption); });
}

}  // namespace setia::adapters::cli
