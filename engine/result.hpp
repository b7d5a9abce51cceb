// A value, or the reason why there is none: for a world that misbehaves. Success costs nothing beyond the value.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "engine/ensure.hpp"

namespace setia::engine {

enum class Reason {
  kNotFound,      // no such file, member, entry …
  kUnreadable,    // the bytes are there and cannot be understood
  kLocked,        // another process holds it
  kFull,          // no room left
  kFailed,        // the system said no
  kOtherVersion,  // made by another version of the program or the format
  kDiffers,       // a check of bytes, hashes or sums failed
  kOverflow,      // a number that does not fit
  kInvalid        // what was asked cannot be done
};

struct Failure {
  Reason reason = Reason::kFailed;
  std::string what;    // one sentence: the place and the problem
  std::string remedy;  // what to do about it; may be empty
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { ENSURE(ok()); return *std::get_if<0>(&state_); }
  const T& value() const& { ENSURE(ok()); return *std::get_if<0>(&state_); }
  T value() && { ENSURE(ok()); return std::move(*std::get_if<0>(&state_)); }
  const Failure& failure() const { ENSURE(!ok()); return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Failure> state_;
};

struct Done {};
using Status = Result<Done>;

}  // namespace setia::engine
