#include "adapters/cli/request.hpp"

#include <array>

#include "adapters/cli/ledger_output.hpp"
#include "adapters/door.hpp"
#include "adapters/event_text.hpp"
#include "adapters/shown.hpp"
#include "engine/amount_text.hpp"
#include "engine/event_fields.hpp"
#include "engine/lots.hpp"
#include "engine/reward_desk.hpp"
#include "engine/settle_payments.hpp"

namespace setia::adapters::cli {
namespace {

std::string drawn_id(Random& random) {
  std::array<std::uint8_t, 16> bytes{};
  random.fill(bytes);
  static constexpr const char* kDigits = "0123456789abcdef";
  std::string id;
  for (const std::uint8_t byte : bytes) {
    id += kDigits[byte >> 4];
    id += kDigits[byte & 15];
  }
  return id;
}

std::string event_json(const Request& request, const std::string& id, const std::string& at, const std::string& type, const std::string& fields) {
  std::string event = JsonObject()
                          .text("id", id)
                          .text("source", request.source)
                          .text("type", type)
                          .text("at", at)
                          .text("member", request.member)
                          .done();
  if (!request.unit.empty()) event = event.substr(0, event.size() - 1) + "," + JsonObject().text("unit", request.unit).done().substr(1);
  if (fields.size() > 2) event = event.substr(0, event.size() - 1) + "," + fields.substr(1);
  return event;
}

Exit tell_refused(const Request& request, const std::string& event, const engine::Refusal& refusal) {
  if (request.format == Format::kJson) {
    print(JsonObject().text("answer", "refused").text("event", event).text("field", refusal.field).text("what", refusal.what).text("remedy", refusal.remedy).done() + "\n");
    return Exit::kNo;
  }
  std::fprintf(stderr, "refused: %s%s%s %s\n", refusal.field.c_str(), refusal.field.empty() ? "" : ": ", refusal.what.c_str(), refusal.remedy.c_str());
  return Exit::kNo;
}

// What the request was about: a unit, or the voucher of a reward.
std::optional<engine::UnitId> unit_of(const Request& request, const Ledger& ledger, const engine::Event& event) {
  const std::string* const name = engine::text_in(event.more, "reward");
  const engine::Reward* const reward = name == nullptr ? nullptr : engine::reward_named(ledger.program(), *name);
  return reward == nullptr ? engine::unit_named(ledger.program(), request.unit) : std::optional(reward->voucher);
}

// What the member has of it now.
engine::Wide available_micro(const Ledger& ledger, const engine::Event& event, engine::UnitId unit) {
  if (event.member.index() >= ledger.state().members.size()) return 0;
  const engine::Holding* holding = engine::find_holding(ledger.state().members[event.member.index()], ledger.program().units[unit.index()].key);
  return holding == nullptr ? engine::Wide{0} : engine::Wide{holding->available_micro};
}

Exit tell_booked(const Request& request, const Ledger& ledger, const engine::Event& event, Answer answer) {
  const auto unit = unit_of(request, ledger, event);
  const engine::Wide micro = unit ? available_micro(ledger, event, *unit) : engine::Wide{0};
  const std::string available = units_text(micro);
  const std::string called = unit ? ledger.program().units[unit->index()].name : request.unit;
  const std::string shown = unit ? engine::units_in_words(micro, ledger.program().units[unit->index()]) : available + " " + called;
  const std::string name = event.stamp.source + "/" + event.id;
  const char* word = answer == Answer::kRepeated ? "repeated" : "posted";
  if (request.format == Format::kJson)
    return print(JsonObject().text("answer", word).text("event", name).text("member", request.member).text("unit", called).text("available", available).done() + "\n");
  return print(std::string(word) + " " + name + "; " + request.member + " has " + shown + "\n");
}

}  // namespace

void add_request_options(CLI::App& command, Request& request) {
  command.add_option("LEDGER", request.path, "The ledger")->required();
  command.add_option("--member", request.member, "The member's id as events write it")->required();
  command.add_option("--unit", request.unit, "The unit, as the program calls it");
  command.add_option("--id", request.id, "The event's id; the same id again changes nothing. Default: one is drawn");
  command.add_option("--source", request.source, "The event's source")->capture_default_str();
  command.add_option("--at", request.at, "When it happens, as 2027-01-09T10:15:00+07:00. Default: now");
  add_format(command, request.format);
}

Exit book(const Request& request, const std::string& type, const JsonObject& fields) {
  SystemWorld system;
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(request.path, Access::kWrite, system);
  if (!ledger) return report(ledger.failure());
  const engine::Result<ReaderSettings> settings = reader_settings(*ledger.value(), request.source);
  if (!settings) return report(settings.failure());
  const World world = system.world();
  const std::string id = request.id.empty() ? drawn_id(world.random) : request.id;
  const std::string at = request.at.empty() ? instant_text(world.clock.now_second()) : request.at;
  ParsedEvent parsed;
  if (const auto rejected = parse_event(event_json(request, id, at, type, fields.done()), settings.value(), parsed))
    return tell_refused(request, request.source + "/" + id, {engine::RefusalReason::kMalformed, rejected->field, rejected->what, rejected->remedy});
  Door door(*ledger.value());
  engine::Refusal refusal;
  const engine::Result<Answer> answer = door.take(parsed, refusal);
  if (!answer) return report(answer.failure());
  if (const engine::Status closed = ledger.value()->close(); !closed) return report(closed.failure());
  if (answer.value() == Answer::kRefused) return tell_refused(request, request.source + "/" + id, refusal);
  return tell_booked(request, *ledger.value(), parsed.event, answer.value());
}

}  // namespace setia::adapters::cli
