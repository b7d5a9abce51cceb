#include "adapters/line_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "adapters/event_reader.hpp"

namespace setia::adapters {
namespace {

using engine::Failure;
using engine::Reason;

constexpr std::size_t kBlockBytes = 256 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

LineSource::LineSource(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {
  buffer_.resize(kMaxEventBytes + kBlockBytes + kPadding);
}

LineSource::~LineSource() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

engine::Result<std::unique_ptr<LineSource>> LineSource::open(const std::string& path) {
  if (path == "-") return std::unique_ptr<LineSource>(new LineSource(path, STDIN_FILENO));
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT) return Failure{Reason::kNotFound, "There is no file \"" + path + "\".", "Check the name and the folder."};
  if (descriptor < 0) return Failure{Reason::kUnreadable, "I cannot open \"" + path + "\": " + std::strerror(errno) + ".", ""};
  auto source = std::unique_ptr<LineSource>(new LineSource(path, descriptor));
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    return Failure{Reason::kUnreadable, "\"" + path + "\" is a folder, not a file.", "Name the files in it."};
  }
  return source;
}

engine::Result<bool> LineSource::fill() {
  if (ended_) return false;
  if (buffer_.size() - kPadding - end_ < kBlockBytes) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  ssize_t got = 0;
  do {
    got = ::read(descriptor_, buffer_.data() + end_, kBlockBytes);
  } while (got < 0 && errno == EINTR);
  if (got < 0) return Failure{Reason::kFailed, "Reading \"" + path_ + "\" failed: " + std::strerror(errno) + ".", ""};
  ended_ = got == 0;
  end_ += static_cast<std::size_t>(got);
  bytes_read_ += got;
  return !ended_;
}

void LineSource::take(std::size_t size) {
  line_ = std::string_view(buffer_.data() + begin_, size);
  if (number_ == 1 && line_.starts_with(kByteOrderMark)) line_.remove_prefix(kByteOrderMark.size());
  if (line_.ends_with('\r')) line_.remove_suffix(1);
}

engine::Result<bool> LineSource::next() {
  too_long_ = false;
  line_ = {};
  std::size_t searched = 0;
  ++number_;
  while (true) {
    const char* from = buffer_.data() + begin_ + searched;
    const void* end_of_line = std::memchr(from, '\n', end_ - begin_ - searched);
    if (end_of_line != nullptr) {
      const auto size = static_cast<std::size_t>(static_cast<const char*>(end_of_line) - (buffer_.data() + begin_));
      too_long_ = too_long_ || size > kMaxEventBytes;
      if (!too_long_) take(size);
      begin_ += size + 1;
      return true;
    }
    searched = end_ - begin_;
    if (searched > kMaxEventBytes) {
      // Too long already: what is here is dropped, so that a line of any length costs no memory.
      too_long_ = true;
      begin_ = end_ = searched = 0;
    }
    engine::Result<bool> more = fill();
    if (!more) return more.failure();
    if (more.value()) continue;
    const bool something = too_long_ || begin_ < end_;
    if (!too_long_) take(end_ - begin_);
    begin_ = end_ = 0;
    return something;
  }
}

}  // namespace setia::adapters
