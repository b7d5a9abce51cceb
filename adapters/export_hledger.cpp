// A transaction for each entry. Accounts and commodities are declared before their first use, so that strict checks pass.
#include <set>

#include "adapters/export_text.hpp"
#include "adapters/shown.hpp"
#include "adapters/unit_names.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::Status;

constexpr std::size_t kAccountWidth = 48;

std::string escaped(char character) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(character);
  return {'%', kDigits[byte >> 4], kDigits[byte & 15]};
}

// A part of an account's name: a colon would begin the next part, two spaces would end it, a semicolon begin a comment.
std::string account_part(const std::string& text) {
  std::string part;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char character = text[i];
    const bool edge = i == 0 || i + 1 == text.size() || text[i - 1] == ' ';
    const bool special = static_cast<unsigned char>(character) < ' ' || character == ':' || character == ';' || character == '%' || character == '"';
    part += special || (character == ' ' && edge) ? escaped(character) : std::string(1, character);
  }
  return part;
}

// A name as `member:M001:beans:available`, whose member and unit may themselves hold colons.
std::string account_of(const std::string& name, const std::string& unit) {
  constexpr std::string_view kPartner = "partner:";
  if (name.starts_with(kPartner)) return std::string(kPartner) + account_part(name.substr(kPartner.size(), name.size() - kPartner.size() - unit.size() - 1)) + ":" + account_part(unit);
  const std::size_t last = name.rfind(':');
  const std::size_t end = last - unit.size();                       // where the unit begins
  const std::size_t first = name.find(':') + 1;
  const std::string member = end > first ? account_part(name.substr(first, end - 1 - first)) + ":" : "";
  return name.substr(0, first) + member + account_part(unit) + name.substr(last);
}

std::string on_one_line(std::string text) {
  for (char& character : text)
    if (static_cast<unsigned char>(character) < ' ' || character == ';') character = ' ';
  return text;
}

std::string commodity(const std::string& unit) {
  std::string name;
  for (const char character : unit) name += character == '"' || character == ';' || static_cast<unsigned char>(character) < ' ' ? '_' : character;
  return "\"" + name + "\"";
}

std::string posting_line(const std::string& account, const std::string& amount) {
  return "    " + account + std::string(account.size() < kAccountWidth ? kAccountWidth - account.size() : 2, ' ') + amount + "\n";
}

}  // namespace

Status export_hledger(Ledger& ledger, OutputFile& output, const OnProgress& progress) {
  std::string head = "; what is in the ledger of \"" + on_one_line(ledger.program().name) + "\"\n; head " + hash_text(ledger.head()) + "\n\n";
  for (const std::string& unit : unit_names(ledger.versions())) head += "commodity " + commodity(unit) + "\n";
  if (const Status written = output.write(head); !written) return written;
  std::set<std::string> declared;
  ExportCalls calls;
  calls.entry = [&](const ExportedEntry& entry) -> Status {
    const std::string from = account_of(entry.from, entry.unit), to = account_of(entry.to, entry.unit);
    std::string text = "\n";
    for (const std::string& account : {from, to})
      if (declared.insert(account).second) text += "account " + account + "\n";
    text += entry.day + " (@" + std::to_string(entry.number) + ") " + on_one_line(entry.rule.empty() ? entry.cause : entry.rule);
    text += "  ; " + (entry.event.empty() ? entry.cause : on_one_line(entry.source + "/" + entry.event)) + (entry.record == 0 ? ", due and not booked yet" : "") + "\n";
    const std::string unit = " " + commodity(entry.unit);
    text += posting_line(to, units_text(entry.amount_micro) + unit) + posting_line(from, units_text(-entry.amount_micro) + unit);
    return output.write(text);
  };
  return export_entries(ledger, calls, progress);
}

}  // namespace setia::adapters
