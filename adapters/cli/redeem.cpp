// `setia redeem`: spends units of a member at once, or buys a reward.
#include "adapters/cli/commands.hpp"
#include "adapters/cli/request.hpp"

namespace setia::adapters::cli {
namespace {

struct Redemption {
  Request request;
  std::string amount, reward, count, price;
};

Exit redeem(const Redemption& redemption) {
  JsonObject fields;
  if (!redemption.amount.empty()) fields.text("amount", redemption.amount);
  if (!redemption.reward.empty()) fields.text("reward", redemption.reward);
  if (!redemption.count.empty()) fields.raw("count", redemption.count);
  if (!redemption.price.empty()) fields.raw("price", redemption.price);
  return book(redemption.request, "redeem", fields);
}

}  // namespace

void add_redeem(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("redeem", "Spends units of a member, or buys a reward; refused whole when there is not enough");
  command->footer(
      "Examples:  setia redeem shop.ledger --member M001 --unit beans --amount 500\n"
      "           setia redeem shop.ledger --member M001 --reward \"Free coffee\"");
  auto redemption = std::make_shared<Redemption>();
  add_request_options(*command, redemption->request);
  auto* amount = command->add_option("--amount", redemption->amount, "How many units");
  auto* reward = command->add_option("--reward", redemption->reward, "The reward to be bought for its price")->excludes(amount);
  command->add_option("--count", redemption->count, "How many of the reward; default 1")->needs(reward)->check(CLI::PositiveNumber);
  command->add_option("--price", redemption->price, "The price, of a reward whose price is quoted")->needs(reward)->check(CLI::PositiveNumber);
  command->callback([=, &exit] { exit = redeem(*redemption); });
}

}  // namespace setia::adapters::cli
