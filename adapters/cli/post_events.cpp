#include "adapters/cli/post_events.hpp"

#include <cstdio>
#include <filesystem>

#include "adapters/terminal.hpp"

namespace setia::adapters::cli {
namespace {

constexpr std::uint64_t kShown = 20;  // of each kind

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

void tell_of_the_rest(std::uint64_t count, const char* of_what) {
  if (count > kShown) std::fprintf(stderr, "… and %llu more %s\n", static_cast<unsigned long long>(count - kShown), of_what);
}

}  // namespace

engine::Status post_events(Ledger& ledger, Door& door, const FilesToPost& files) {
  std::uint64_t rejections = 0, mended = 0;
  {
    Progress progress("posting", bytes_of(files.paths));
    PostingListener listener;
    listener.bytes = [&](std::int64_t bytes) { progress.at(bytes); };
    listener.rejected = [&](const Rejected& rejected) {
      if (++rejections <= kShown) tell(rejected);
    };
    listener.mended = [&](const std::string& file, std::int64_t line, const std::string& note) {
      if (++mended <= kShown) std::fprintf(stderr, "%s:%lld: %s\n", file.c_str(), static_cast<long long>(line), note.c_str());
    };
    const engine::Status posted = post_files(ledger, door, files, listener);
    if (!posted) return posted;
  }
  tell_of_the_rest(rejections, "refused events; --rejects FILE keeps them all");
  tell_of_the_rest(mended, "times that were mended");
  return ledger.close();
}

}  // namespace setia::adapters::cli
