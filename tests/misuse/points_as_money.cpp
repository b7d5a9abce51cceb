// Points are not paid out as money by assigning them.
#include "engine/outcome.hpp"

void pay(setia::engine::Payment& payment, const setia::engine::Posting& posting) {
#ifdef MISUSE
  payment.amount_minor = posting.amount_micro;
#else
  payment.points_micro = posting.amount_micro;
#endif
}
