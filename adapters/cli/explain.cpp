// `setia explain`: why an entry is there, why a rule gave nothing, and what was missing.
#include "adapters/explanation.hpp"

#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/json_object.hpp"
#include "adapters/terminal.hpp"

namespace setia::adapters::cli {
namespace {

const char* word_of(engine::Why why) {
  switch (why) {
    case engine::Why::kGave: return "gave";
    case engine::Why::kOtherEvent: return "other event";
    case engine::Why::kDate: return "date";
    case engine::Why::kCondition: return "condition";
    case engine::Why::kMissing: return "missing";
    case engine::Why::kNoRow: return "no row";
    case engine::Why::kNothing: return "nothing";
    case engine::Why::kFactorOne: return "factor 1";
    case engine::Why::kOwnLimit: case engine::Why::kSharedLimit: return "limit";
    case engine::Why::kBudget: return "budget";
    case engine::Why::kStack: return "stack";
    case engine::Why::kRounding: return "rounding";
    case engine::Why::kStanding: return "standing";
    case engine::Why::kTakenBack: return "taken back";
    case engine::Why::kNotJoined: return "not joined";
    case engine::Why::kNotTaken: return "not taken";
    case engine::Why::kNoReferrer: return "no referrer";
    case engine::Why::kRewardDate: return "reward date";
    case engine::Why::kRewardCondition: return "reward condition";
    case engine::Why::kHeld: return "held";
  }
  return "";
}

std::string text_of(const rules::RuleAnswer& answer, const std::string& rule) {
  std::string text = "  " + answer.sentence + "\n";
  if (answer.why != engine::Why::kMissing)
    for (const std::string& missing : answer.missing) text += "    " + missing + "\n";
  if (rule.empty()) return text;
  text += "    " + answer.place + "\n";
  for (std::size_t line = 0; line < answer.text.size(); ++line) text += std::string(line == 0 ? "      " : "        ") + answer.text[line] + "\n";
  return text;
}

std::string rules_text(const Explanation& explanation, const std::string& rule) {
  std::string why, why_not;
  for (const rules::RuleAnswer& answer : explanation.rules) {
    const bool did = answer.why == engine::Why::kGave || answer.why == engine::Why::kTakenBack;
    (did ? why : why_not) += text_of(answer, rule);
  }
  return (why.empty() ? "" : "why\n" + why) + (why_not.empty() ? "" : "why not\n" + why_not);
}

std::string text_of(const Explanation& explanation, const std::string& rule) {
  std::string text = explanation.event.empty() ? "what fell due" : explanation.event;
  text += ", record " + std::to_string(explanation.record) + "\n";
  if (!explanation.what.empty()) text += "  " + explanation.what + "\n";
  for (const std::string& line : explanation.read) text += "    " + line + "\n";
  if (!explanation.program.empty()) text += "  judged by " + explanation.program + "\n";
  for (const std::string& note : explanation.notes) text += "  " + note + "\n";
  text += explanation.entries.empty() ? "posted nothing\n" : "posted\n";
  for (const ExplainedEntry& entry : explanation.entries) text += "  @" + std::to_string(entry.number) + "  " + entry.day + "  " + entry.sentence + "\n";
  for (const std::string& message : explanation.messages) text += "said  \"" + message + "\"\n";
  return text + rules_text(explanation, rule);
}

std::string texts_json(const std::vector<std::string>& texts) {
  std::vector<std::string> list;
  for (const std::string& text : texts) list.push_back(json_text(text));
  return json_list(list);
}

std::string json_of(const Explanation& explanation) {
  std::vector<std::string> entries, rules;
  for (const ExplainedEntry& entry : explanation.entries)
    entries.push_back(JsonObject().text("entry", "@" + std::to_string(entry.number)).text("day", entry.day).text("sentence", entry.sentence).done());
  for (const rules::RuleAnswer& answer : explanation.rules)
    rules.push_back(JsonObject()
                        .text("rule", answer.rule)
                        .text("why", word_of(answer.why))
                        .text("sentence", answer.sentence)
                        .raw("missing", texts_json(answer.missing))
                        .text("place", answer.place)
                        .raw("text", texts_json(answer.text))
                        .done());
  return JsonObject()
             .text("event", explanation.event)
             .number("record", explanation.record)
             .text("what", explanation.what)
             .raw("read", texts_json(explanation.read))
             .text("program", explanation.program)
             .raw("notes", texts_json(explanation.notes))
             .raw("entries", json_list(entries))
             .raw("messages", texts_json(explanation.messages))
             .raw("rules", json_list(rules))
             .done() +
         "\n";
}

Exit show_explanation(const std::string& path, const std::string& asked, const std::string& rule, Format format) {
  SystemWorld system;
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(path, Access::kRead, system);
  if (!ledger) return report(ledger.failure());
  const engine::Result<Explanation> explanation = [&] {
    std::optional<Progress> progress;
    return explain(*ledger.value(), asked, rule, [&](std::uint64_t done, std::uint64_t total) {
      if (!progress) progress.emplace("going back", static_cast<std::int64_t>(total));
      progress->at(static_cast<std::int64_t>(done));
    });
  }();
  if (!explanation) return report(explanation.failure());
  return print(format == Format::kJson ? json_of(explanation.value()) : text_of(explanation.value(), rule));
}

}  // namespace

void add_explain(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("explain", "Says why an event gave what it gave, why a rule did not, and what was missing");
  command->footer("Examples:  setia explain shop.ledger jkt01-000123\n           setia explain shop.ledger @12\n"
                  "           setia explain shop.ledger till-7/jkt01-000123 --rule \"Weekend double\"");
  auto path = std::make_shared<std::string>();
  auto asked = std::make_shared<std::string>();
  auto rule = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("LEDGER", *path, "The ledger")->required();
  command->add_option("ENTRY", *asked, "An event's id, source/id where several sources use it, or @NUMBER of an entry")->required()->type_name("ENTRY|EVENT");
  command->add_option("--rule", *rule, "Only what this rule did, with its text")->type_name("NAME");
  add_format(*command, *format);
  command->callback([=, &exit] { exit = show_explanation(*path, *asked, *rule, *format); });
}

}  // namespace setia::adapters::cli
