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

void Scratch::clear() {
  matched_ = 0;
  tenders.clear();
  cycle_adds.clear();
  used.clear();
  clear_portions();
}

void Scratch::clear_portions() {
  portions.clear();
  line_bases_used_ = 0;
}

std::vector<std::int64_t>& Scratch::add_line_base(std::size_t lines, std::int32_t& index) {
  if (line_bases_used_ == line_bases_.size()) line_bases_.emplace_back();
  index = static_cast<std::int32_t>(line_bases_used_);
  std::vector<std::int64_t>& base = line_bases_[line_bases_used_++];
  base.assign(lines, 0);
  return base;
}

}  // namespace setia::engine
