#include "tests/laws/give_maker.hpp"

#include <algorithm>

#include "tests/laws/condition_maker.hpp"
#include "tests/laws/program_maker.hpp"

namespace setia::laws {
namespace {

bool is_base(GiveShape shape) {
  return shape == GiveShape::kRate || shape == GiveShape::kBlocks || shape == GiveShape::kPieces || shape == GiveShape::kTable || shape == GiveShape::kPercent;
}

std::string amount(Dice& dice, const std::string& unit) {
  const std::string number = dice.word({"1", "1", "2", "3", "0.5", "0.75", "7"});
  return number + " " + (number == "1" ? unit.substr(0, unit.size() - 1) : unit);
}

std::string lines_of(Dice& dice) {
  std::string text;
  if (dice.chance(30)) text += " on " + make_what(dice);
  if (dice.chance(30)) text += " except " + make_what(dice);
  return text;
}

std::string spend_of(Dice& dice) {
  const std::string lines = lines_of(dice);
  return "spend" + lines + (dice.chance(15) ? " " + dice.word({"paid by ", "not paid by "}) + quoted(dice.word(kWords.methods)) : "");
}

// --- tables ---------------------------------------------------------------------------------------------------------

std::string row(const std::vector<std::string>& cells) {
  std::string text = "  |";
  for (const std::string& cell : cells) text += " " + cell + " |";
  return text + "\n";
}

std::string number(Dice& dice) { return dice.word({"1", "2", "0.5", "3", "0.25"}); }

// A key with its rows: the column's name, then one cell a row.
struct Keys {
  std::string by;
  std::vector<std::vector<std::string>> rows;  // the first names the columns
};

Keys make_keys(Dice& dice) {
  switch (dice.from(0, 6)) {
    case 0: return {"category", {{"category"}, {"coffee or tea"}, {"cake"}, {"otherwise"}}};
    case 1: return {"category", {{"category"}, {"espresso"}, {"coffee"}, {"fuel"}}};
    case 2: return {"store", {{"store"}, {"S1 or S2"}, {"otherwise"}}};
    case 3: return {"payment method", {{"payment method"}, {"card"}, {"cash or qris"}}};
    case 4: return {"basket total", {{"from"}, {"0.00 EUR"}, {"12.00 EUR"}, {"25.00 EUR"}}};
    case 5: return {"segment", {{"segment"}, {"\"Regulars\""}, {"otherwise"}}};
    default: return {"sku", {{"sku"}, {"K1"}, {"K2 or K3"}}};
  }
}

std::string make_table(Dice& dice, const Keys& keys, const std::string& column, const std::vector<std::string>& values) {
  std::string text;
  for (std::size_t i = 0; i < keys.rows.size(); ++i) {
    std::vector<std::string> cells = keys.rows[i];
    cells.push_back(i == 0 ? column : dice.word(values));
    text += row(cells);
  }
  return text;
}

std::string make_table_give(Dice& dice, const std::string& unit) {
  const std::vector<std::string> values{"1", "2", "0.5", "3"};
  if (dice.chance(20)) {
    return "  give " + unit + " per " + money(dice.from(100, 700)) + " of spend by part of spend " + dice.word({"this month", "this week"}) +
           "\n  | from | " + unit + " |\n  | 0.00 EUR | " + number(dice) + " |\n  | 20.00 EUR | " + number(dice) + " |\n  | 55.00 EUR | " + number(dice) + " |\n";
  }
  if (dice.chance(15)) return "  give " + unit + " by basket total\n  | from | " + unit + " |\n  | 5.00 EUR | 1 |\n  | 20.00 EUR | 4 |\n";
  const Keys keys = make_keys(dice);
  const std::string per = keys.by == "payment method" || dice.chance(80) ? money(dice.from(100, 700)) + " of spend" : "item";
  return "  give " + unit + " per " + (per == "item" ? "" : dice.word({"", "", "full "})) + per + " by " + keys.by + "\n" + make_table(dice, keys, unit, values);
}

// --- gives ----------------------------------------------------------------------------------------------------------

std::string make_multiply(Dice& dice, const RuleShape& shape, const std::vector<RuleShape>& all) {
  std::vector<std::string> bases;
  for (const RuleShape& one : all)
    if (is_base(one.shape) && one.unit == shape.unit) bases.push_back(one.name);
  std::string text = "  multiply " + shape.unit;
  if (!bases.empty() && (shape.stack >= 0 || dice.chance(50))) text += " from " + quoted(dice.word(bases));
  if (dice.chance(20)) return text + " by boost\n";
  if (dice.chance(20)) return text + " by category\n" + make_table(dice, {"category", {{"category"}, {"coffee"}, {"tea"}}}, "factor", {"x2", "x1.5", "x3"});
  if (dice.chance(20)) return text + " by payment method\n" + make_table(dice, {"payment method", {{"payment method"}, {"card"}, {"cash or qris"}}}, "factor", {"x2", "x1.5", "x3"});
  return text + " by " + dice.word({"2", "1.5", "3", "1.25"}) + lines_of(dice) + "\n";
}

std::string make_derived(Dice& dice, const RuleShape& shape, const std::vector<RuleShape>& all) {
  for (const RuleShape& one : all)
    if (is_base(one.shape) && one.unit != shape.unit)
      return "  give " + dice.word({"10", "33", "150"}) + "% of " + one.unit + " from " + quoted(one.name) + " as " + shape.unit + "\n";
  return "  give " + amount(dice, shape.unit) + "\n";
}

std::string make_give(Dice& dice, const RuleShape& shape, const std::vector<RuleShape>& all) {
  const std::string give = "  give " + amount(dice, shape.unit);
  switch (shape.shape) {
    case GiveShape::kRate: return give + " per " + money(dice.from(50, 900)) + " of " + spend_of(dice) + "\n";
    case GiveShape::kBlocks:
      return give + " per " + dice.word({"full ", "started "}) + money(dice.from(100, 900)) + " of " + spend_of(dice) + dice.word({"", "", " per line", " per item"}) + "\n";
    case GiveShape::kPieces:
      if (dice.chance(25)) return give + " per litre of category \"fuel\"\n";
      if (dice.chance(25)) return give + " per full 2 of items of " + make_what(dice) + "\n";
      return give + " per item of " + make_what(dice) + (dice.chance(30) ? " except " + make_what(dice) : "") + "\n";
    case GiveShape::kTable: return make_table_give(dice, shape.unit);
    case GiveShape::kPercent: return "  give " + dice.word({"2", "2.5", "10"}) + "% of " + spend_of(dice) + " as " + shape.unit + "\n";
    case GiveShape::kFlat: return give + "\n";
    case GiveShape::kMultiply: return make_multiply(dice, shape, all);
    case GiveShape::kDerived: return make_derived(dice, shape, all);
  }
  return give + "\n";
}

// --- limits ---------------------------------------------------------------------------------------------------------

std::string make_limit_window(Dice& dice) {
  return dice.word({"per day", "per week", "per month", "in any 7 days", "in any 36 hours", "in any 2 weeks", "ever"});
}

std::string make_scope(Dice& dice) {
  return dice.word({" per member ", " per member ", " per store ", " per payment card ", " per trip "}) + make_limit_window(dice);
}

std::string make_cap(Dice& dice, const RuleShape& shape) {
  const std::string units = std::to_string(dice.from(2, 25)) + " " + shape.unit;
  switch (dice.from(0, 7)) {
    case 0: return units + dice.word({" per receipt", " per line", " per item"});
    case 1: return "2 times" + make_scope(dice);
    case 2: return std::to_string(dice.from(20, 80)) + " " + shape.unit + " in total";
    case 3: return "5 times in total";
    case 4: return money(dice.from(5, 300)) + make_scope(dice);
    case 5: return shape.shape == GiveShape::kRate || shape.shape == GiveShape::kBlocks || shape.shape == GiveShape::kTable || shape.shape == GiveShape::kMultiply
                       ? money(dice.from(500, 5000)) + " of spend" + make_scope(dice)
                       : units + make_scope(dice);
    case 6: return "2% of basket total";
    default: return units + make_scope(dice);
  }
}

std::string make_limits(Dice& dice, const RuleShape& shape) {
  if (dice.chance(15) && shape.unit == "beans") return "  in limit \"Purse\"\n";
  std::string text;
  bool capped = false;
  for (int i = 0; i < 2; ++i) {
    if (!dice.chance(35)) continue;
    text += "  at most " + make_cap(dice, shape) + "\n";
    capped = true;
  }
  if (capped && dice.chance(15)) text += "  all or nothing\n";
  return capped ? text : "  without limit\n";
}

}  // namespace

std::string stack_name(int stack) { return stack == 0 ? "Best offer" : "Best factor"; }

std::vector<RuleShape> make_shapes(Dice& dice) {
  std::vector<std::string> names{"Alder", "Birch", "Cedar", "Elm", "Fir", "Hazel"};
  dice.shuffle(names);
  names.resize(static_cast<std::size_t>(dice.from(1, 5)));
  std::vector<RuleShape> shapes;
  for (const std::string& name : names) {
    RuleShape shape{name, static_cast<GiveShape>(dice.from(0, 7)), dice.chance(70) ? "beans" : "stars", -1};
    if (shapes.empty() && !is_base(shape.shape)) shape.shape = GiveShape::kRate;
    if (dice.chance(35)) shape.stack = shape.shape == GiveShape::kMultiply ? 1 : 0;
    shapes.push_back(shape);
  }
  return shapes;
}

std::string make_rule(Dice& dice, const RuleShape& shape, const std::vector<RuleShape>& all) {
  const bool joins = shape.shape == GiveShape::kFlat && dice.chance(25);
  std::string text = "rule \"" + shape.name + "\"\n  on " + (joins ? "joining" : "purchase") + "\n";
  const std::int64_t conditions = dice.chance(60) ? dice.from(0, 2) : 0;
  for (std::int64_t i = 0; i < conditions; ++i) text += (i == 0 ? "  when " : "  and ") + (joins ? std::string("day is not monday") : make_condition(dice)) + "\n";
  text += make_give(dice, shape, all);
  if (dice.chance(15)) text += "  from 2027-01-06 until " + dice.word({"2027-01-25", "2027-02-02"}) + "\n";
  if (shape.stack >= 0) text += "  in stack " + quoted(stack_name(shape.stack)) + "\n";
  return text + make_limits(dice, shape);
}

}  // namespace setia::laws
