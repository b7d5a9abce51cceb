// What is kept of a receipt after its returns [R1]: pieces and money, line by line.
//
// Amounts in minor units, quantities in millionths. A quantity without an amount takes its share of the line, reckoned from the
// line's beginning, half even, so that parts add up to the whole; an amount without lines is shared over what is kept by
// largest remainder, likewise, and takes no pieces until a line is empty. A discount line follows the lines that it discounts.
#pragma once

#include <optional>
#include <vector>

#include "engine/event.hpp"
#include "engine/outcome.hpp"
#include "engine/program.hpp"

namespace setia::engine {

class Kept {
 public:
  explicit Kept(const Event& receipt);

  // Takes a return off; one that names more than is kept changes nothing and is answered with the reason.
  std::optional<Refusal> take_off(const Event& returned);

  bool anything() const { return anything_; }
  // What the lines came to and come to, discounts taken off; never below zero.
  Wide bought_minor() const;
  Wide kept_minor() const;
  // The receipt as if only this had been bought; lines of which nothing is kept are left out.
  Event event(const Program& program) const;

 private:
  struct LineLeft {
    std::int64_t amount_minor = 0, quantity_micro = 0;  // kept
    std::int64_t returned_micro = 0;                    // pieces returned
    std::int64_t alone_minor = 0;                       // returned by amounts without lines …
    std::int64_t alone_since_minor = 0;                 // … since the line itself was last returned
  };
  struct Part {                                         // what one line of a return takes of a line
    std::size_t line = 0;
    std::int64_t quantity_micro = 0, amount_minor = 0;
  };

  std::optional<Refusal> take_line(const Line& returned, std::size_t index);
  std::optional<Refusal> take_amount(std::int64_t amount_minor);
  std::vector<Part> parts_of(const Line& returned) const;
  void take_quantity(std::int64_t quantity_micro, std::vector<Part>& parts) const;
  void take_amount_of_parts(std::int64_t amount_minor, std::vector<Part>& parts) const;
  std::int64_t share_of(std::size_t line, std::int64_t quantity_micro) const;
  void take(const Part& part);
  void take_everything();
  void settle();
  bool is_goods(std::size_t line) const { return receipt_.lines[line].amount_minor >= 0; }

  const Event& receipt_;
  std::vector<LineLeft> left_;
  bool anything_ = true;
};

}  // namespace setia::engine
