// The lines of a file or of standard input, one at a time, in bounded memory whatever the file holds.
//
// A line comes without its "\n" or "\r\n", the first one without a byte-order mark. A line over kMaxEventBytes is not kept:
// it comes empty and marked. Behind every line lie kPadding bytes that may be read.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.hpp"

namespace setia::adapters {

class LineSource {
 public:
  static constexpr std::size_t kPadding = 64;

  // "-" is standard input. kNotFound, or kUnreadable for a directory.
  static engine::Result<std::unique_ptr<LineSource>> open(const std::string& path);
  ~LineSource();
  LineSource(const LineSource&) = delete;
  LineSource& operator=(const LineSource&) = delete;

  // Moves to the next line; false at the end. kFailed when the device does not answer.
  engine::Result<bool> next();

  std::string_view line() const { return line_; }     // valid until next()
  bool too_long() const { return too_long_; }
  std::int64_t number() const { return number_; }     // of the line, from 1
  std::int64_t bytes_read() const { return bytes_read_; }
  const std::string& path() const { return path_; }

 private:
  LineSource(std::string path, int descriptor);
  // Reads another block behind what is left; false when there is nothing more.
  engine::Result<bool> fill();
  void take(std::size_t size);

  std::string path_;
  int descriptor_ = -1;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;   // what was read and not yet handed out: [begin_, end_) of buffer_
  std::size_t end_ = 0;
  std::string_view line_;
  bool too_long_ = false;
  bool ended_ = false;
  std::int64_t number_ = 0;
  std::int64_t bytes_read_ = 0;
};

}  // namespace setia::adapters
