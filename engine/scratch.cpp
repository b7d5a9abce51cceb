#include "engine/scratch.hpp"

namespace setia::engine {
namespace {

void reset(BaseCap& cap) {
  cap.any = cap.cut = false;
  cap.used = 0;
}

}  // namespace

RuleWork& Scratch::add_matched(RuleId rule) {
  if (matched_ == works_.size()) works_.emplace_back();
  RuleWork& work = works_[matched_++];
  work.rule = rule;
  reset(work.spend);
  reset(work.pieces);
  work.lost.clear();
  work.lost_whole = false;
  work.handed = false;
  work.marks = 1;
  return work;
}

FoundRule* Scratch::open_found(std::size_t most) {
  if (found_.size() < most) found_.resize(most);
  found_count_ = 0;
  return found_.data();
}

void Scratch::clear() {
  matched_ = 0;
  tenders.clear();
  cycle_adds.clear();
  used.clear();
  clear_portions();
}

void Scratch::clear_portions() {
  portions.clear();
  line_shares_used_ = 0;
}

LineShares& Scratch::add_line_shares(std::int32_t& index) {
  if (line_shares_used_ == line_shares_.size()) line_shares_.emplace_back();
  index = static_cast<std::int32_t>(line_shares_used_);
  LineShares& next = line_shares_[line_shares_used_++];
  next.made = false;
  next.tenders = nullptr;
  return next;
}

}  // namespace setia::engine
