// A vector that most of its owners leave empty: until something is put in it takes the room of one pointer, not of three.
//
// Whoever only reads may take it for the vector it stands for. Iterators of one that was never filled all compare equal.
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace setia::engine {

template <class T>
class Seldom {
 public:
  using value_type = T;
  using iterator = typename std::vector<T>::iterator;
  using const_iterator = typename std::vector<T>::const_iterator;

  Seldom() = default;
  Seldom(const Seldom& other) : held_(copy_of(other)) {}
  Seldom(Seldom&&) noexcept = default;
  Seldom& operator=(const Seldom& other) {
    held_ = copy_of(other);
    return *this;
  }
  Seldom& operator=(Seldom&&) noexcept = default;
  Seldom& operator=(std::vector<T> values) {
    if (values.empty()) held_.reset();
    else held_ = std::make_unique<std::vector<T>>(std::move(values));
    return *this;
  }

  operator const std::vector<T>&() const { return held_ ? *held_ : nothing(); }

  bool empty() const { return !held_ || held_->empty(); }
  std::size_t size() const { return held_ ? held_->size() : 0; }
  iterator begin() { return held_ ? held_->begin() : iterator{}; }
  iterator end() { return held_ ? held_->end() : iterator{}; }
  const_iterator begin() const { return held_ ? held_->cbegin() : const_iterator{}; }
  const_iterator end() const { return held_ ? held_->cend() : const_iterator{}; }
  auto rbegin() const { return std::make_reverse_iterator(end()); }
  auto rend() const { return std::make_reverse_iterator(begin()); }
  T& operator[](std::size_t index) { return (*held_)[index]; }
  const T& operator[](std::size_t index) const { return (*held_)[index]; }
  T& front() { return held_->front(); }
  const T& front() const { return held_->front(); }
  T& back() { return held_->back(); }
  const T& back() const { return held_->back(); }

  void push_back(T value) { filled().push_back(std::move(value)); }
  T& emplace_back() { return filled().emplace_back(); }
  iterator insert(const_iterator place, T value) {
    const auto at = place - std::as_const(*this).begin();
    std::vector<T>& values = filled();
    return values.insert(values.begin() + at, std::move(value));
  }
  void pop_back() { held_->pop_back(); }
  iterator erase(const_iterator place) { return held_->erase(place); }
  void clear() { held_.reset(); }

  template <class Test>
  friend void erase_if(Seldom& from, Test test) {
    if (from.held_) std::erase_if(*from.held_, test);
  }

 private:
  static std::unique_ptr<std::vector<T>> copy_of(const Seldom& other) {
    return other.empty() ? nullptr : std::make_unique<std::vector<T>>(*other.held_);
  }
  static const std::vector<T>& nothing() {
    static const std::vector<T> kNothing;
    return kNothing;
  }
  std::vector<T>& filled() {
    if (!held_) held_ = std::make_unique<std::vector<T>>();
    return *held_;
  }

  std::unique_ptr<std::vector<T>> held_;
};

}  // namespace setia::engine
