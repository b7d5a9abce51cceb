#include "adapters/file_text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace setia::adapters {
namespace {

using engine::Failure;
using engine::Reason;

Failure failure_of(const std::string& action, const std::string& path) {
  const Reason reason = errno == ENOSPC ? Reason::kFull : Reason::kFailed;
  return Failure{reason, action + " \"" + path + "\" failed: " + std::strerror(errno) + ".", ""};
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

}  // namespace

engine::Result<std::string> read_file_text(const std::string& path, std::size_t most_bytes) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return Failure{Reason::kNotFound, "There is no file \"" + path + "\".", "Check the name and the folder."};
  if (std::filesystem::is_directory(status)) return Failure{Reason::kUnreadable, "\"" + path + "\" is a folder, not a file.", ""};
  std::ifstream file(path, std::ios::binary);
  std::string text;
  char block[65536];
  while (file.read(block, sizeof block), file.gcount() > 0) {
    text.append(block, static_cast<std::size_t>(file.gcount()));
    if (text.size() > most_bytes) {
      return Failure{Reason::kUnreadable, "\"" + path + "\" is longer than " + std::to_string(most_bytes >> 20) + " MiB.", "Split it into several files."};
    }
  }
  if (!file.eof()) return failure_of("Reading", path);
  return text;
}

engine::Status write_file_text(const std::string& path, std::string_view text) {
  struct stat old {};
  const mode_t mode = ::stat(path.c_str(), &old) == 0 ? old.st_mode & 0777 : 0644;
  const std::string draft = path + ".new";
  const int descriptor = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (descriptor < 0) return failure_of("Writing", path);
  const bool written = write_all(descriptor, text);
  if (::close(descriptor) != 0 || !written || std::rename(draft.c_str(), path.c_str()) != 0) {
    const Failure failure = failure_of("Writing", path);
    ::unlink(draft.c_str());
    return failure;
  }
  return engine::Done{};
}

}  // namespace setia::adapters
