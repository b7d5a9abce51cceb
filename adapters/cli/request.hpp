// Requests made from the command line, as `redeem` and `adjust` do: one event through the same door as any other.
#pragma once

#include <string>

#include "adapters/cli/output.hpp"
#include "adapters/json_object.hpp"

namespace setia::adapters::cli {

struct Request {
  std::string path;                // of the ledger
  std::string member, unit;
  std::string id;                  // empty: drawn
  std::string source = "cli";
  std::string at;                  // empty: now
  Format format = Format::kHuman;
};

// LEDGER, --member, --unit, --id, --source, --at and --format.
void add_request_options(CLI::App& command, Request& request);

// Takes an event of that type; `fields` are those that only this type has.
Exit book(const Request& request, const std::string& type, const JsonObject& fields);

}  // namespace setia::adapters::cli
