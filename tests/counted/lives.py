"""Writes a program in which every form of `expire` and `valid` gives points and vouchers, and tests that expect their last valid days as an
independent count says.  lives.py SEED

Years begin in April, weeks on sunday, cycles on the 15th.
"""
import calendar
import datetime
import random
import sys

from windows import DAY, UNITS, months_after, months_from_april

PROGRAM = """program "Lives" version 1
  currency EUR
  timezone "Etc/UTC"
  year starts on 1 April
  week starts on sunday
  cycle starts on day 15

activity "get"
  has why text
"""


def end_of(unit, day, shift=0):
    first, later = UNITS[unit]
    return later(first(day), shift + 1) - DAY


def end_of_month(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def yearly(day, month, day_of_month):
    """That day of the year, or of the next where it has passed."""
    this = datetime.date(day.year, month, day_of_month)
    return this if this >= day else datetime.date(day.year + 1, month, day_of_month)


def end_of_yearly_month(day, month):
    return end_of_month(datetime.date(day.year + (day.month > month), month, 1))


def working_days_after(day, days):
    while days > 0:
        day += DAY
        days -= day.weekday() < 5
    return day


def cycles_after(day, cycles):
    """Whole ones, the first beginning at the first start on or after the day."""
    first = UNITS["cycle"][0](day)
    return months_after(first if first == day else months_after(first, 1), cycles) - DAY


def program_year(day, later=0):
    return months_after(months_from_april(day, 12), 12 * later)


LENGTHS = {
    "12 months": lambda day: months_after(day, 12),
    "1 month": lambda day: months_after(day, 1),
    "2 years": lambda day: months_after(day, 24),
    "30 days": lambda day: day + 30 * DAY,
    "6 weeks": lambda day: day + 42 * DAY,
    "10 working days": lambda day: working_days_after(day, 10),
    "2 cycles": lambda day: cycles_after(day, 2),
}
EDGES = {f"at the end of the {unit}": lambda day, unit=unit: end_of(unit, day) for unit in UNITS if unit != "day"}
EDGES["at the next 31 March"] = lambda day: yearly(day, 3, 31)
DAYS = {
    "31 March": lambda day: yearly(day, 3, 31),
    "31 December": lambda day: yearly(day, 12, 31),
    "30 June of the next year": lambda day: yearly(program_year(day, 1), 6, 30),
    "31 March of the year after next": lambda day: yearly(program_year(day, 2), 3, 31),
    "2028-02-29": lambda day: datetime.date(2028, 2, 29),
}
ENDS = {f"the end of the {unit}": lambda day, unit=unit: end_of(unit, day) for unit in UNITS if unit != "day"}
ENDS |= {f"the end of the next {unit}": lambda day, unit=unit: end_of(unit, day, 1) for unit in UNITS if unit != "day"}
ENDS |= {
    "the end of March": lambda day: end_of_yearly_month(day, 3),
    "the end of February of the next year": lambda day: end_of_yearly_month(program_year(day, 1), 2),
    "the end of March of the year after next": lambda day: end_of_yearly_month(program_year(day, 2), 3),
}


def forms():
    """`expire …`, `valid …`, and the last valid day by the day of giving."""
    for words, after in LENGTHS.items():
        yield f"{words} after earning", words, after
        for edge, end in EDGES.items():
            yield f"{words} after earning, {edge}", f"{words}, {edge}", lambda day, after=after, end=end: end(after(day))
    for words, last in DAYS.items():
        yield f"on {words}", f"until {words}", last
    for words, last in ENDS.items():
        yield f"at {words}", f"until {words}", last


def main():
    dice = random.Random(int(sys.argv[1]))
    days = [datetime.date(2027, 1, 31), datetime.date(2027, 2, 15), datetime.date(2027, 3, 31), datetime.date(2027, 4, 1), datetime.date(2027, 12, 30)]
    days += [datetime.date(2026, 12, 1) + dice.randrange(430) * DAY for _ in range(5)]
    print(PROGRAM)
    for number, (expire, valid, _) in enumerate(forms()):
        print(f'points p{number}\n  one is a p{number}\n  expire {expire}\n\nrule "P{number}"\n  on purchase\n  give 1 p{number} per 1.00 EUR of spend\n')
        print(f'reward "R{number}"\n  valid {valid}\n\nrule "G{number}"\n  on activity "get"\n  give reward "R{number}"\n  without limit\n')
    for day in days:
        print(f'test "given on {day}"\n  on {day} at 10:00 Ana buys 7.00 EUR of "tea"\n  on {day} at 11:00 Ana does "get" with why "to see"')
        for number, (_, _, last) in enumerate(forms()):
            print(f'  expect Ana has 7 p{number} until {last(day)}\n  expect Ana has 1 reward "R{number}" until {last(day)}')
        print()


main()
