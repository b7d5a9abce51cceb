#include "adapters/output_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace setia::adapters {

using engine::Done;
using engine::Failure;
using engine::Reason;
using engine::Status;

Failure OutputFile::failure() const {
  const std::string name = path_.empty() ? "The output" : "\"" + path_ + "\"";
  if (errno == ENOSPC) return {Reason::kFull, name + " cannot be written: no room is left on the disk.", "Make room and run the command again."};
  return {Reason::kFailed, name + " cannot be written: " + std::strerror(errno) + std::string("."), path_.empty() ? "" : "Check the name and the folder."};
}

engine::Result<OutputFile> OutputFile::open(const std::string& path) {
  OutputFile output(path);
  if (path.empty()) return output;
  output.file_.reset(std::fopen(output.draft().c_str(), "wb"));
  if (output.file_ == nullptr) return output.failure();
  return output;
}

OutputFile::~OutputFile() {
  if (file_ != nullptr) ::unlink(draft().c_str());
}

Status OutputFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stream()) != text.size()) return failure();
  return Done{};
}

Status OutputFile::finish() {
  if (std::fflush(stream()) != 0) return failure();
  if (file_ == nullptr) return Done{};
  if (::fsync(::fileno(file_.get())) != 0 || std::rename(draft().c_str(), path_.c_str()) != 0) return failure();
  file_.reset();
  return Done{};
}

}  // namespace setia::adapters
