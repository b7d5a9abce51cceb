// The pages, in the words of those who read them.
#include "rules/codes.hpp"

namespace setia::rules {
namespace {

using dsl::CodePage;
using dsl::Severity;

constexpr CodePage kPages[] = {
    {"S020", Severity::kError, "There is no {} called \"{}\"",
     "The line names something that this program does not declare, and that no list of its folder has. Mostly the name is misspelt; capitals count.",
     "  in stack \"Weekend ofers\"", "  in stack \"Weekend offers\""},
    {"S021", Severity::kError, "{} and {} cannot be compared",
     "Money, points of one kind, counts, percentages, dates and texts never mix. The only bridge between points and money is what a point is worth, and a rule "
     "crosses it only where it says so.",
     "  when basket total is at least 30", "  when basket total is at least 30.00 EUR"},
    {"S022", Severity::kError, "This program counts in {}, not in {}", "A program has one currency, and all its money is in it. Amounts are never exchanged.",
     "  give 1 bean per 1.00 USD of spend", "  give 1 bean per 1.00 EUR of spend"},
    {"S023", Severity::kError, "{} has {} decimals", "Money has as many decimals as its coins. Worths and numbers have up to six, percentages up to four.",
     "  when basket total is at least 30.005 EUR", "  when basket total is at least 30.00 EUR"},
    {"S024", Severity::kError, "It is \"{}\", not \"{}\"", "Where the number is 1 a unit stands in its singular, as `one is a …` says; everywhere else in its plural.",
     "  give 1 beans per 1.00 EUR of spend", "  give 1 bean per 1.00 EUR of spend"},
    {"S025", Severity::kError, "I cannot count with this number", "The number is zero where something must be given, not whole where only whole numbers exist, or beyond all counting.",
     "  give 0 beans", "  give 10 beans"},
    {"S026", Severity::kError, "There are two {} called \"{}\"", "Two things of one kind cannot have one name, in whatever files they stand: nobody could tell which one is meant.",
     "rule \"Welcome\"\nrule \"Welcome\"", "rule \"Welcome\"\nrule \"Welcome back\""},
    {"S027", Severity::kError, "This is said twice", "The line may stand once in a declaration. A further condition begins with `and`.",
     "  when day is saturday\n  when store is \"Lyon\"", "  when day is saturday\n  and store is \"Lyon\""},
    {"S028", Severity::kError, "A line is missing", "Some declarations cannot do without a certain line: a program needs its currency and its time zone, points their singular.",
     "points beans", "points beans\n  one is a bean"},
    {"S029", Severity::kError, "A program has one heading \"program\"", "All files of a folder are one program, and one of them names it.",
     "program \"A\" version 1\nprogram \"B\" version 1", "program \"A\" version 1"},
    {"S030", Severity::kError, "I know no time zone \"{}\"", "Time zones are named as in the IANA database, after the largest city of a region.",
     "  timezone \"Europe/Pariss\"", "  timezone \"Europe/Paris\""},
    {"S031", Severity::kError, "This ends before it begins", "Of two ends the earlier, or the smaller, comes first. Both are included.",
     "  from 2027-12-31 until 2027-01-01", "  from 2027-01-01 until 2027-12-31"},
    {"S032", Severity::kError, "This \"and\" belongs to nothing", "A line with `and` adds a condition to the line directly above it, which must hold one.",
     "  on purchase\n  and store is \"Lyon\"", "  on purchase\n  when store is \"Lyon\""},
    {"S033", Severity::kError, "This line needs a table below it", "`by` looks an amount up, so the rows to look in stand directly below: first the names of the columns, then the rows.",
     "  give beans by category", "  give beans by category\n  | category | beans |\n  | coffee   | 2     |"},
    {"S034", Severity::kError, "This table belongs to nothing", "A table stands directly below the line that asks for it with `by`.",
     "  give 10 beans\n  | category | beans |", "  give beans by category\n  | category | beans |"},
    {"S035", Severity::kError, "This table can have no column \"{}\"", "Key columns are named as after `by`, value columns as what is given, or `factor`. Bands have `from`, or `above` and `up to`.",
     "  give beans by category\n  | kategory | beans |", "  give beans by category\n  | category | beans |"},
    {"S036", Severity::kError, "This row has {} cells, the first row has {}", "Every row has one cell for each column of the first row; a cell that says nothing holds `-`.",
     "  | category | beans |\n  | coffee |", "  | category | beans |\n  | coffee   | 2     |"},
    {"S037", Severity::kError, "Two rows fit the same", "Rows of one table, bands and stretches of time may not overlap, and bands with both ends leave no gap.",
     "  | coffee | 1 |\n  | coffee | 2 |", "  | coffee | 1 |\n  | tea    | 2 |"},
    {"S038", Severity::kError, "\"otherwise\" is the last row", "`otherwise` fits what no other row fits, so it stands below all others.",
     "  | otherwise | 1 |\n  | coffee    | 2 |", "  | coffee    | 2 |\n  | otherwise | 1 |"},
    {"S039", Severity::kError, "\"{}\" is not {}", "The cells of a column all hold the kind of value that the column is for.", "  | coffee | two |", "  | coffee | 2 |"},
    {"S040", Severity::kError, "A receipt has many lines, so it has no one {}", "A rule looks at a whole receipt. Ask whether the basket has a fitting line, or name the lines that count [J9].",
     "  when category is \"coffee\"", "  when basket has category \"coffee\""},
    {"S041", Severity::kError, "Nothing starts this rule", "A rule needs a line that says what starts it.", "rule \"Welcome\"\n  give 10 beans", "rule \"Welcome\"\n  on joining\n  give 10 beans"},
    {"S042", Severity::kError, "This rule does nothing", "A rule needs a line that gives, multiplies or says something.", "rule \"Welcome\"\n  on joining", "rule \"Welcome\"\n  on joining\n  give 10 beans"},
    {"S043", Severity::kError, "A multiplier cannot work on this rule",
     "A multiplier works on gives by a rate (`per …`, a percentage, a table), never on flat gives or on other multipliers. A multiplier and its base may not compete in "
     "one stack: when the base loses, nothing is left to multiply [J2] [J3].",
     "  multiply beans from \"Early bird\" by 2", "  multiply beans from \"Base beans\" by 2"},
    {"S044", Severity::kError, "A multiplier is above 1", "A factor posts the extra on what is given anyway: x2 gives it once more. A factor of 1 gives nothing, a smaller one would take away.",
     "  multiply beans by 1", "  multiply beans by 2"},
    {"S045", Severity::kError, "I cannot compare the rules of this stack", "A stack compares what its rules are worth in money. Rules that give different units need the worth of each [J6].",
     "points miles\n  one is a mile", "points miles\n  one is a mile\n  worth 0.01 EUR each"},
    {"S046", Severity::kError, "This set of items is made of itself", "A set may be made of other sets, as long as no way leads back to it.",
     "items \"A\"\n  all items\n  except items \"A\"", "items \"A\"\n  all items\n  except category is \"tobacco\""},
    {"S047", Severity::kError, "A limit cannot be counted like this", "Times are counted over receipts, so never per line or item; counts are kept apart by a text of a receipt or a member.",
     "  at most 1 time per line", "  at most 10 beans per line"},
    {"S048", Severity::kError, "\"all or nothing\" needs a limit", "It says what happens to what a limit would cut. Without a limit nothing is cut.",
     "  give 10 beans\n  all or nothing", "  give 10 beans\n  at most 100 beans per member per day\n  all or nothing"},
    {"S049", Severity::kError, "I do not know what {} are worth", "A percentage of money given as points, and a limit in money, need to know what one point is worth.",
     "points beans\n  one is a bean", "points beans\n  one is a bean\n  worth 0.01 EUR each"},
    {"S050", Severity::kError, "This stage is rounded already", "Each stage of rounding (item, line, rule, receipt) happens once.",
     "  round down per receipt\n  round up per receipt", "  round down per receipt"},
    {"S051", Severity::kError, "The fractions of {} are too fine to be counted exactly",
     "Amounts are exact fractions until they are rounded. The rates and factors of a unit must have a common denominator of at most fifteen digits; the message names the "
     "rule that passes it.",
     "  multiply beans by 1.000003", "  multiply beans by 1.5"},
    {"S052", Severity::kError, "A field cannot be called {}, because a unit is", "A bare word in a condition is either a field or a unit, so they may not share a name.",
     "member\n  has beans number", "member\n  has bean_count number"},
    {"S053", Severity::kError, "This value never fits this field", "A field has one type, said where it is declared. It is compared with values of that type alone.",
     "  when member vip is \"yes\"", "  when member vip is yes"},
    {"S054", Severity::kError, "The order of this stack does not hold", "`first` and `then` name rules of the stack, each once, and the order begins with `first`.",
     "  then \"A\"", "  first \"A\""},
    {"S055", Severity::kError, "There is no currency {}", "Currencies have the three letters of ISO 4217.", "  currency EUX", "  currency EUR"},
    {"S100", Severity::kWarning, "\"{}\" has no limit", "A flat give, or one per item, is paid again with every receipt. Say how often at most, or say that it is meant: `without limit`.",
     "  on purchase\n  give 10 beans", "  on purchase\n  give 10 beans\n  at most 1 time per member per day"},
    {"S101", Severity::kWarning, "Nothing uses the {} \"{}\"", "A declaration that nothing uses is often a misspelt name elsewhere, or a leftover.",
     "segment \"Regulars\"", "  when member is in segment \"Regulars\""},
    {"S102", Severity::kWarning, "No list of the folder knows the {} \"{}\"", "The folder lists its categories or stores, and this one is not among them, so nothing will ever match.",
     "  when store is \"Lyom\"", "  when store is \"Lyon\""},
    {"S103", Severity::kWarning, "\"{}\" never applies", "All conditions of a rule must hold in the same event, and these exclude each other.",
     "  when day is monday\n  and day is tuesday", "  when day is monday or tuesday"},
    {"S104", Severity::kWarning, "\"{}\" never applies", "The days of the rule and the run of its program do not meet.",
     "  runs from 2027-01-01 until 2027-12-31\n  from 2028-01-01", "  runs from 2027-01-01 until 2027-12-31\n  from 2027-06-01"},
};

}  // namespace

std::span<const CodePage> code_pages() { return kPages; }

}  // namespace setia::rules
