#include "adapters/posting_files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "adapters/json_text.hpp"

namespace setia::adapters {
namespace {

using engine::Done;
using engine::Failure;
using engine::Reason;
using engine::Result;
using engine::Status;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

Failure cannot_write(const std::string& path) {
  return {errno == ENOSPC ? Reason::kFull : Reason::kFailed, path + " cannot be written: " + std::strerror(errno) + ".", ""};
}

Rejected rejected_by_door(const std::string& path, const Reading& reading, const engine::Refusal& refusal) {
  return {path, reading.line, reading.parsed.event.id, refusal.field, refusal.what, refusal.remedy};
}

class FilePosting {
 public:
  FilePosting(Door& door, const FilesToPost& files, const PostingListener& listener) : door_(door), files_(files), listener_(listener) {}

  Status open_rejects() {
    if (files_.rejects_path.empty()) return Done{};
    rejects_.reset(std::fopen(files_.rejects_path.c_str(), "w"));
    if (rejects_ == nullptr) return cannot_write(files_.rejects_path);
    return Done{};
  }

  Status event(const std::string& path, Reading& reading) {
    if (reading.rejected) {
      door_.count_rejected();
      return keep(*reading.rejected, reading.text);
    }
    engine::Refusal refusal;
    const Result<Answer> answer = door_.take(reading.parsed, refusal);
    if (!answer) return answer.failure();
    tell_what_was_mended(path, reading);
    if (answer.value() == Answer::kRefused) return keep(rejected_by_door(path, reading, refusal), reading.text);
    return Done{};
  }

  Status finish() {
    if (const Status done = door_.commit(); !done) return done;
    if (rejects_ != nullptr && std::fflush(rejects_.get()) != 0) return cannot_write(files_.rejects_path);
    return Done{};
  }

 private:
  void tell_what_was_mended(const std::string& path, const Reading& reading) const {
    if (!listener_.mended) return;
    for (const std::string& note : reading.parsed.notes) listener_.mended(path, reading.line, note);
  }

  Status keep(const Rejected& rejected, std::string_view text) {
    if (listener_.rejected) listener_.rejected(rejected);
    if (rejects_ == nullptr) return Done{};
    const std::string line = rejected_json(rejected, text) + "\n";
    if (std::fwrite(line.data(), 1, line.size(), rejects_.get()) != line.size()) return cannot_write(files_.rejects_path);
    return Done{};
  }

  Door& door_;
  const FilesToPost& files_;
  const PostingListener& listener_;
  File rejects_;
};

}  // namespace

std::string rejected_json(const Rejected& rejected, std::string_view text) {
  std::string json = "{\"file\":" + json_text(rejected.file) + ",\"line\":" + std::to_string(rejected.line);
  if (!rejected.id.empty()) json += ",\"id\":" + json_text(rejected.id);
  if (!rejected.field.empty()) json += ",\"field\":" + json_text(rejected.field);
  json += ",\"what\":" + json_text(rejected.what) + ",\"remedy\":" + json_text(rejected.remedy);
  if (!text.empty()) json += ",\"event\":" + json_text(text);
  return json + "}";
}

Status post_files(Ledger& ledger, Door& door, const FilesToPost& files, const PostingListener& listener) {
  const Result<ReaderSettings> settings = reader_settings(ledger, files.source);
  if (!settings) return settings.failure();
  FilePosting posting(door, files, listener);
  if (const Status opened = posting.open_rejects(); !opened) return opened;
  std::int64_t bytes_before = 0;
  Reading reading;
  for (const std::string& path : files.paths) {
    Result<std::unique_ptr<EventReader>> reader = open_events(path, settings.value());
    if (!reader) {
      // What was posted from the files before stays posted.
      const Status kept = posting.finish();
      return kept ? Status(reader.failure()) : kept;
    }
    while (true) {
      const Result<bool> more = reader.value()->next(reading);
      if (!more) return more.failure();
      if (!more.value()) break;
      if (const Status done = posting.event(path, reading); !done) return done;
      if (listener.bytes) listener.bytes(bytes_before + reader.value()->bytes_read());
    }
    bytes_before += reader.value()->bytes_read();
  }
  return posting.finish();
}

}  // namespace setia::adapters
