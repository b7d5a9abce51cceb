// Why an event or a posting is as it is: the recorded event judged again on the state as of then, in sentences.
#pragma once

#include <string>
#include <vector>

#include "adapters/ledger.hpp"
#include "rules/explain.hpp"

namespace setia::adapters {

struct ExplainedEntry {
  engine::PostingNumber number = 0;
  std::string day;                 // of the program's zone, on which it took effect
  std::string sentence;
};
struct Explanation {
  std::string event;               // source/id; empty for what time brought
  engine::Sequence record = 0;
  std::string what;                // "purchase of M001 on 2027-01-09 at 10:15 (saturday) in \"JKT-01\""
  std::string program;             // name, version and hash of what was in force
  std::vector<std::string> read;   // what the event holds, line by line
  std::vector<ExplainedEntry> entries;
  std::vector<std::string> messages;
  std::vector<rules::RuleAnswer> rules;
  std::vector<std::string> notes;  // what kept the answer from being whole
};

// `asked`: "@123" a posting, else an event id or source/id. `rule`: only what this rule did; empty: all. kInvalid when the
// ledger has no such entry, event or rule, or several events of that id.
engine::Result<Explanation> explain(Ledger& ledger, const std::string& asked, const std::string& rule, const OnProgress& progress);

}  // namespace setia::adapters
