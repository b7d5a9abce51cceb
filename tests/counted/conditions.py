"""Writes a program with a rule for each condition on days, times and how long ago something was, and a test of made-up receipts that expects of
each whether it holds, as an independent count says.  conditions.py SEED

Weeks begin on sunday.
"""
import calendar
import datetime
import random
import sys

from windows import DAY, UNITS, months_after

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
BORN = {"Ana": datetime.date(2000, 2, 29), "Bob": datetime.date(1990, 12, 31), "Cleo": datetime.date(1985, 1, 2)}
JOINED = {"Ana": datetime.datetime(2026, 2, 28, 11, 20), "Bob": datetime.datetime(2025, 12, 29, 9, 0), "Cleo": datetime.datetime(2026, 1, 31, 18, 45)}
PROGRAM = """program "Conditions" version 1
  currency EUR
  timezone "Etc/UTC"
  week starts on sunday

points points
  one is a point
"""


class Receipt:
    def __init__(self, who, at, last, number):
        self.who, self.at, self.last, self.number = who, at, last, number
        self.day, self.minute = at.date(), at.hour * 60 + at.minute


def feast(day, year):
    """The day of a year on which a day comes back; that of 29 February is the 28th in shorter years."""
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return datetime.date(year, 2, 28)
    return day.replace(year=year)


def comes_back(day, first, last, since):
    return any(first <= feast(day, year) <= last and year > since for year in (first.year, last.year))


def feasts(name, day_of, since):
    for words, unit in [("today", "day"), ("this week", "week"), ("this month", "month")]:
        first, later = UNITS[unit]
        yield f"{name} is {words}", lambda r, first=first, later=later: comes_back(day_of(r), first(r.day), later(first(r.day), 1) - DAY, since(r))


def ago(name, when):
    """How long ago: of days by the calendar, of hours by the clock; what never was is no time ago."""
    def days(r):
        return (r.day - when(r).date()).days

    def passed(r):
        return r.at - when(r)

    for low, high, unit, length in [(3, 9, "days", 1), (1, 2, "weeks", 7)]:
        yield f"{name} was at least {low} {unit} ago", lambda r, low=low * length: when(r) and days(r) >= low
        yield f"{name} was at most {high} {unit} ago", lambda r, high=high * length: when(r) and days(r) <= high
        yield f"{name} was from {low} to {high} {unit} ago", lambda r, low=low * length, high=high * length: when(r) and low <= days(r) <= high
    for low, high, unit, months in [(1, 3, "months", 1), (1, 2, "years", 12)]:
        yield f"{name} was at least {low} {unit[:-1]} ago", lambda r, low=low * months: when(r) and months_after(when(r).date(), low) <= r.day
        yield f"{name} was at most {high} {unit} ago", lambda r, high=high * months: when(r) and months_after(when(r).date(), high) >= r.day
        yield f"{name} was from {low} to {high} {unit} ago", lambda r, low=low * months, high=high * months: when(r) and months_after(when(r).date(), low) <= r.day <= months_after(when(r).date(), high)
    for low, high, unit, length in [(2, 30, "hours", datetime.timedelta(hours=1)), (45, 100, "minutes", datetime.timedelta(minutes=1))]:
        yield f"{name} was at least {low} {unit} ago", lambda r, low=low * length: when(r) and passed(r) >= low
        yield f"{name} was at most {high} {unit} ago", lambda r, high=high * length: when(r) and passed(r) <= high


def conditions():
    for number, name in enumerate(WEEKDAYS):
        yield f"day is {name}", lambda r, number=number: r.day.weekday() == number
    yield "day is not saturday or sunday", lambda r: r.day.weekday() < 5
    yield "day is from monday to friday", lambda r: r.day.weekday() < 5
    yield "day is from friday to monday", lambda r: r.day.weekday() in (4, 5, 6, 0)
    yield "day of the month is 1 or 15 or 31", lambda r: r.day.day in (1, 15, 31)
    yield "time is from 09:30 to 12:00", lambda r: 570 <= r.minute <= 720
    yield "time is from 20:00 to 09:00", lambda r: r.minute >= 1200 or r.minute <= 540
    yield "time is before 12:00", lambda r: r.minute < 720
    yield "time is after 17:30", lambda r: r.minute > 1050
    yield "date is from 2027-02-10 to 2027-08-31", lambda r: datetime.date(2027, 2, 10) <= r.day <= datetime.date(2027, 8, 31)
    yield "date is not from 2027-02-10 to 2027-08-31", lambda r: not datetime.date(2027, 2, 10) <= r.day <= datetime.date(2027, 8, 31)
    yield "date is before 2027-03-01", lambda r: r.day < datetime.date(2027, 3, 1)
    yield "date is after 2027-03-01", lambda r: r.day > datetime.date(2027, 3, 1)
    yield "purchase number is 3", lambda r: r.number == 3
    yield "purchase number is at least 5", lambda r: r.number >= 5
    yield "purchase number is from 2 to 4", lambda r: 2 <= r.number <= 4
    yield from feasts("birthday", lambda r: BORN[r.who], lambda r: BORN[r.who].year)
    yield from feasts("joining anniversary", lambda r: JOINED[r.who].date(), lambda r: JOINED[r.who].year)
    yield from ago("joining", lambda r: JOINED[r.who])
    yield from ago("last purchase", lambda r: r.last)


def receipts(dice):
    found, last, number = [], {}, {}
    days = [datetime.date(2026, 12, 24) + n * DAY for n in range(16)] + [datetime.date(2027, 2, 20) + n * DAY for n in range(12)]
    days += [datetime.date(2027, 4, 1) + dice.randrange(400) * DAY for _ in range(30)] + [datetime.date(2028, 2, 27) + n * DAY for n in range(4)]
    for day in sorted(days):
        who, at = dice.choice(list(BORN)), datetime.datetime.combine(day, datetime.time(dice.choice([8, 9, 11, 12, 17, 20, 23]), dice.choice([0, 20, 30, 45])))
        for _ in range(dice.choice([1, 1, 2])):
            if last.get(who) and at <= last[who]:
                continue
            number[who] = number.get(who, 0) + 1
            found.append(Receipt(who, at, last.get(who), number[who]))
            last[who] = at
            at += datetime.timedelta(minutes=dice.choice([10, 45, 60, 120]))
    return sorted((one for one in found), key=lambda one: one.at)


def main():
    dice = random.Random(int(sys.argv[1]))
    forms = list(conditions())
    print(PROGRAM)
    for number, (words, _) in enumerate(forms):
        print(f'rule "R{number}"\n  on purchase\n  when {words}\n  give 1 point\n  without limit\n')
    print('test "what holds"')
    for who, day in BORN.items():
        print(f"  given {who} was born on {day}")
    for who, at in sorted(JOINED.items(), key=lambda one: one[1]):
        print(f"  on {at.date()} at {at:%H:%M} {who} joins")
    for receipt in receipts(dice):
        print(f'  on {receipt.day} at {receipt.at:%H:%M} {receipt.who} buys 1.00 EUR of "tea"')
        for number, (_, holds) in enumerate(forms):
            given = "1 point" if holds(receipt) else "nothing"
            print(f'  expect {receipt.who} gets {given} from "R{number}"')


main()
