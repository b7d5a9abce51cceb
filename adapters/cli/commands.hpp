// The commands of `setia`: each file of this folder adds one to the application, and says with Exit how it went.
#pragma once

#include <CLI/CLI.hpp>

namespace setia::adapters::cli {

enum class Exit : int {
  kFine = 0,
  kNo = 1,     // the answer is no: check errors, failed tests, refused events, verification differs
  kUsage = 2,
  kWorld = 3,  // file, disk, lock
  kBug = 4     // ours
};

// The language: programs and their text.
void add_new(CLI::App& app, Exit& exit);
void add_check(CLI::App& app, Exit& exit);
void add_fmt(CLI::App& app, Exit& exit);
void add_test(CLI::App& app, Exit& exit);
void add_compare(CLI::App& app, Exit& exit);
void add_explain_code(CLI::App& app, Exit& exit);
void add_completion(CLI::App& app, Exit& exit);  // added last: it lists what was added before

// Ledgers.
void add_init(CLI::App& app, Exit& exit);
void add_adopt(CLI::App& app, Exit& exit);
void add_run(CLI::App& app, Exit& exit);
void add_post(CLI::App& app, Exit& exit);
void add_redeem(CLI::App& app, Exit& exit);
void add_adjust(CLI::App& app, Exit& exit);
void add_close_day(CLI::App& app, Exit& exit);
void add_balance(CLI::App& app, Exit& exit);
void add_statement(CLI::App& app, Exit& exit);
void add_explain(CLI::App& app, Exit& exit);
void add_verify(CLI::App& app, Exit& exit);
void add_replay(CLI::App& app, Exit& exit);
void add_dump(CLI::App& app, Exit& exit);
void add_export(CLI::App& app, Exit& exit);
void add_quote(CLI::App& app, Exit& exit);
void add_backup(CLI::App& app, Exit& exit);

}  // namespace setia::adapters::cli
