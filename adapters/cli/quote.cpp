// `setia quote`: what one event would come to, without posting it.
#include "adapters/quote.hpp"

#include <iterator>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/door.hpp"
#include "adapters/json_object.hpp"
#include "adapters/line_source.hpp"
#include "adapters/shown.hpp"
#include "engine/amount_text.hpp"

namespace setia::adapters::cli {
namespace {

std::string text_of(const Quote& quote) {
  if (quote.repeated) return "This event was posted before: posting it again changes nothing.\n";
  if (quote.waiting) return "The receipt has not come yet: the return would wait for it.\n";
  const std::string who = quote.member.empty() ? "nobody" : quote.member;
  if (quote.without_member) return "Nobody has joined as " + who + ": the receipt would be counted and give nothing.\n";
  std::string text, price;
  for (const QuotedDiscount& one : quote.discounts) price += "  " + one.amount + " " + quote.currency + " off line " + std::to_string(one.line) + "  " + one.rule + "\n";
  for (const QuotedDiscountCut& cut : quote.discount_cuts)
    price += "  " + cut.rule + " is cut from " + cut.wanted + " to " + cut.given + " " + quote.currency + " by the limit of " + cut.limit + "\n";
  if (!price.empty()) price = "discounts\n" + price + "left to pay  " + quote.to_pay + " " + quote.currency + "\n";
  for (const QuotedEntry& entry : quote.entries) text += "  " + engine::units_in_words(entry.amount_micro, *entry.declared) + "  " + entry.cause + "  (" + entry.to + ")\n";
  for (const QuotedCut& cut : quote.cuts)
    text += "  " + cut.rule + " is cut from " + units_text(cut.wanted_micro) + " to " + engine::units_in_words(cut.given_micro, *cut.declared) + " by the limit of " + cut.limit + "\n";
  for (const std::string& message : quote.messages) text += "  says \"" + message + "\"\n";
  text = (quote.entries.empty() ? who + " would get nothing\n" : "posting it would book\n") + text;
  text = price + text;
  for (const UnitBalance& balance : quote.after) {
    text += who + " would have " + engine::units_in_words(balance.available_micro, *balance.declared);
    if (balance.pending_micro != 0) text += ", " + units_text(balance.pending_micro) + " pending";
    if (balance.held_micro != 0) text += ", " + units_text(balance.held_micro) + " held";
    text += "\n";
  }
  return text;
}

std::string json_of(const Quote& quote) {
  std::vector<std::string> entries, cuts, messages, balances, discounts, discount_cuts;
  for (const QuotedEntry& entry : quote.entries)
    entries.push_back(JsonObject().text("cause", entry.cause).text("from", entry.from).text("to", entry.to).text("unit", entry.unit).text("amount", units_text(entry.amount_micro)).done());
  for (const QuotedCut& cut : quote.cuts)
    cuts.push_back(JsonObject().text("rule", cut.rule).text("limit", cut.limit).text("unit", cut.unit).text("wanted", units_text(cut.wanted_micro)).text("given", units_text(cut.given_micro)).done());
  for (const std::string& message : quote.messages) messages.push_back(json_text(message));
  for (const UnitBalance& balance : quote.after)
    balances.push_back(JsonObject().text("unit", balance.unit).text("available", units_text(balance.available_micro)).text("pending", units_text(balance.pending_micro)).text("held", units_text(balance.held_micro)).done());
  for (const QuotedDiscount& one : quote.discounts) {
    JsonObject discount;
    discount.number("line", one.line).text("rule", one.rule).text("amount", one.amount);
    if (!one.spend.empty()) discount.text("spend", one.spend);
    discounts.push_back(discount.done());
  }
  for (const QuotedDiscountCut& cut : quote.discount_cuts)
    discount_cuts.push_back(JsonObject().text("rule", cut.rule).text("limit", cut.limit).text("wanted", cut.wanted).text("given", cut.given).done());
  JsonObject object;
  object.text("answer", quote.refused ? "refused" : quote.repeated ? "repeated" : quote.waiting ? "waiting" : "posted").text("member", quote.member);
  object.raw("without_member", quote.without_member ? "true" : "false");
  if (quote.refused) object.raw("refusal", JsonObject().text("field", quote.refusal.field).text("what", quote.refusal.what).text("remedy", quote.refusal.remedy).done());
  object.raw("entries", json_list(entries)).raw("cuts", json_list(cuts)).raw("messages", json_list(messages)).raw("balances", json_list(balances));
  if (!quote.to_pay.empty()) object.raw("discounts", json_list(discounts)).raw("discount_cuts", json_list(discount_cuts)).text("to_pay", quote.to_pay);
  return object.done() + "\n";
}

void tell(const engine::Refusal& refusal) {
  std::fprintf(stderr, "%s%s%s\n", refusal.field.c_str(), refusal.field.empty() ? "" : ": ", refusal.what.c_str());
  if (!refusal.remedy.empty()) std::fprintf(stderr, "%s\n", refusal.remedy.c_str());
}

// The event itself, or the first line of a file that holds something; "-" is standard input.
engine::Result<std::string> event_text(const std::string& event) {
  if (event.find_first_not_of(" \t\n") != std::string::npos && event[event.find_first_not_of(" \t\n")] == '{') return event;
  engine::Result<std::unique_ptr<LineSource>> lines = LineSource::open(event);
  if (!lines) return lines.failure();
  while (true) {
    const auto line = lines.value()->next();
    if (!line) return line.failure();
    if (!line.value()) return engine::Failure{engine::Reason::kInvalid, "There is no event in " + event + ".", "Write one JSON object on one line."};
    if (lines.value()->line().find_first_not_of(" \t\r") != std::string_view::npos) return std::string(lines.value()->line());
  }
}

Exit show_quote(const std::string& path, const std::string& event, Format format) {
  SystemWorld system;
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(path, Access::kRead, system);
  if (!ledger) return report(ledger.failure());
  const engine::Result<std::string> text = event_text(event);
  if (!text) return report(text.failure());
  const engine::Result<ReaderSettings> settings = reader_settings(*ledger.value(), "");
  if (!settings) return report(settings.failure());
  Reading reading = read_event(text.value(), settings.value());
  engine::Result<Quote> quoted = Quote{};
  if (reading.rejected) {
    quoted.value().refused = true;
    quoted.value().refusal = {engine::RefusalReason::kMalformed, reading.rejected->field, reading.rejected->what, reading.rejected->remedy};
  } else {
    quoted = quote(*ledger.value(), reading.parsed);
  }
  if (!quoted) return report(quoted.failure());
  const Quote& answer = quoted.value();
  if (answer.refused) tell(answer.refusal);
  if (answer.refused && format == Format::kHuman) return Exit::kNo;
  const Exit printed = print(format == Format::kJson ? json_of(answer) : text_of(answer));
  return printed == Exit::kFine && answer.refused ? Exit::kNo : printed;
}

}  // namespace

void add_quote(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("quote", "Says what an event would come to; writes nothing");
  command->footer("Examples:  setia quote shop.ledger basket.json\n           echo '{\"id\":\"b1\",…}' | setia quote shop.ledger -");
  auto path = std::make_shared<std::string>();
  auto event = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("LEDGER", *path, "The ledger")->required();
  command->add_option("EVENT", *event, "A file with one event as JSON on one line, - for standard input, or the JSON itself")->required();
  add_format(*command, *format);
  command->callback([=, &exit] { exit = show_quote(*path, *event, *format); });
}

}  // namespace setia::adapters::cli
