#include "adapters/terminal.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace setia::adapters {
namespace {

constexpr std::chrono::seconds kQuiet{1};
constexpr std::chrono::milliseconds kBetween{100};
constexpr std::int64_t kBarCharacters = 30;
constexpr const char* kWipe = "\r\033[K";

}  // namespace

dsl::Colour colour_for(std::FILE* stream) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (no_color != nullptr && *no_color != '\0') return dsl::Colour::kNo;
  if (terminal == nullptr || std::string_view(terminal) == "dumb") return dsl::Colour::kNo;
  return ::isatty(::fileno(stream)) != 0 ? dsl::Colour::kYes : dsl::Colour::kNo;
}

Progress::Progress(std::string title, std::int64_t total)
    : title_(std::move(title)), total_(total), is_terminal_(::isatty(STDERR_FILENO) != 0), next_(Clock::now() + kQuiet) {}

Progress::~Progress() {
  if (shown_) std::fputs(kWipe, stderr);
}

void Progress::at(std::int64_t done) {
  if (!is_terminal_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + kBetween;
  shown_ = true;
  if (total_ <= 0) {
    std::fprintf(stderr, "%s%s %lld", kWipe, title_.c_str(), static_cast<long long>(done));
    return;
  }
  const std::int64_t full = std::clamp<std::int64_t>(done / std::max<std::int64_t>(total_ / kBarCharacters, 1), 0, kBarCharacters);
  const std::string bar = std::string(static_cast<std::size_t>(full), '#') + std::string(static_cast<std::size_t>(kBarCharacters - full), '.');
  std::fprintf(stderr, "%s%s [%s] %3lld%%", kWipe, title_.c_str(), bar.c_str(), static_cast<long long>(std::min<std::int64_t>(full * 100 / kBarCharacters, 100)));
}

}  // namespace setia::adapters
