"""What the independent counts share: reading a CSV of receipts, days, and printing what is left of lots.

Nothing here comes from Setia: the counts know the CSV and the words of a program, no more.
"""
import calendar
import csv
import datetime
import sys
from collections import namedtuple

Line = namedtuple("Line", "number sku category quantity cents")
Event = namedtuple("Event", "id member type day minute receipt unit lines")
Lot = namedtuple("Lot", "member unit rule event earned expires given left")


def cents(amount):
    """Minor units of an amount with at most two decimals; None when nothing is written."""
    if amount == "":
        return None
    whole, _, part = amount.lstrip("-").partition(".")
    value = int(whole or "0") * 100 + int((part + "00")[:2])
    return -value if amount.startswith("-") else value


def events(path):
    """The events of a CSV whose rows of one event stand together, in the order of the file."""
    found = []
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            line = Line(row["line"], row["sku"], row["category"], int(row["qty"] or 0), cents(row["amount"]))
            if found and found[-1].id == row["event_id"]:
                found[-1].lines.append(line)
                continue
            at = datetime.datetime.fromisoformat(row["timestamp"])
            found.append(Event(row["event_id"], row["member"], row["type"], at.date(), at.hour * 60 + at.minute,
                               row["ref_event"], row.get("unit", ""), [line]))
    return found


def end_of_month(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_after(day, months):
    """The same day of a later month, or the last day of a shorter one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def week(day, first_weekday):
    """The first day of a day's week; weekdays as datetime counts them, Monday is 0."""
    return day - datetime.timedelta((day.weekday() - first_weekday) % 7)


def month(day):
    return day.year, day.month


def quarter(day):
    return day.year, (day.month - 1) // 3


def print_kept(lots, today, debts=()):
    """Balances, and lots with something left whose last valid day (None: never) has not passed. A debt is (member, unit, amount)."""
    balances = {}
    for lot in lots:
        if lot.left == 0 or (lot.expires is not None and lot.expires < today):
            continue
        key = lot.member, lot.unit
        balances[key] = balances.get(key, 0) + lot.left
        print(f"{lot.member} {lot.unit} lot {lot.rule} / {lot.event} earned {lot.earned} expires {lot.expires or 'never'} "
              f"given {lot.given} left {lot.left}")
    for member, unit, amount in debts:
        balances[member, unit] = balances.get((member, unit), 0) - amount
    for (member, unit), amount in balances.items():
        if amount != 0:
            print(f"{member} {unit} balance {amount}")


def path_given():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} EVENTS.csv")
    return sys.argv[1]
