#include "adapters/cli/post_events.hpp"

#include <cstdio>
#include <filesystem>

#include "adapters/terminal.hpp"

namespace setia::adapters::cli {
namespace {

constexpr std::uint64_t kRejectionsShown = 20;

// 0 when one of the files has no size, as standard input.
std::int64_t bytes_of(const std::vector<std::string>& paths) {
  std::int64_t bytes = 0;
  for (const std::string& path : paths) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return 0;
    bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

void tell(const Rejected& rejected) {
  std::fprintf(stderr, "%s:%lld: %s%s%s", rejected.file.c_str(), static_cast<long long>(rejected.line), rejected.field.c_str(),
               rejected.field.empty() ? "" : ": ", rejected.what.c_str());
  std::fprintf(stderr, "%s%s\n", rejected.remedy.empty() ? "" : " ", rejected.remedy.c_str());
}

}  // namespace

engine::Status post_events(Ledger& ledger, Door& door, const FilesToPost& files) {
  std::uint64_t rejections = 0;
  {
    Progress progress("posting", bytes_of(files.paths));
    const auto on_rejected = [&](const Rejected& rejected) {
      if (++rejections <= kRejectionsShown) tell(rejected);
    };
    const engine::Status posted = post_files(ledger, door, files, on_rejected, [&](std::int64_t bytes) { progress.at(bytes); });
    if (!posted) return posted;
  }
  if (rejections > kRejectionsShown) {
    std::fprintf(stderr, "… and %llu more refused events; --rejects FILE keeps them all\n",
                 static_cast<unsigned long long>(rejections - kRejectionsShown));
  }
  return ledger.close();
}

}  // namespace setia::adapters::cli
