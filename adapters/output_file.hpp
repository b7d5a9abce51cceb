// Text written piece by piece to a file or to standard output. A file appears under its name only when it is whole.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "engine/result.hpp"

namespace setia::adapters {

class OutputFile {
 public:
  // `path` empty: standard output.
  static engine::Result<OutputFile> open(const std::string& path);
  ~OutputFile();
  OutputFile(OutputFile&& other) noexcept = default;
  OutputFile& operator=(OutputFile&&) = delete;

  // kFull when the disk is.
  engine::Status write(std::string_view text);
  // Brings the file to the disk and gives it its name.
  engine::Status finish();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  explicit OutputFile(std::string path) : path_(std::move(path)) {}
  std::FILE* stream() const { return file_ == nullptr ? stdout : file_.get(); }
  std::string draft() const { return path_ + ".new"; }
  engine::Failure failure() const;

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;   // null: standard output
};

}  // namespace setia::adapters
