"""Writes a program with a measure for every quantity over every window, and a test that expects what an independent count says of made-up
receipts and activities.  windows.py SEED

The count knows calendars and lists of receipts, nothing of Setia. Years begin in April, weeks on sunday, cycles on the 15th.
"""
import calendar
import datetime
import random
import sys

DAY = datetime.timedelta(1)
JOINED = datetime.date(2026, 2, 10)
LAST = datetime.date(2027, 9, 28)
ASKED = [datetime.date(2027, 3, 20), datetime.date(2027, 4, 1), datetime.date(2027, 9, 15)]
SEASONS = [(datetime.date(2027, 3, 1), datetime.date(2027, 3, 31)), (datetime.date(2027, 9, 1), datetime.date(2027, 9, 30))]
PROGRAM = """program "Windows" version 1
  currency EUR
  timezone "Etc/UTC"
  year starts on 1 April
  week starts on sunday
  cycle starts on day 15

activity "flight" or "review"
  has fare money

points points
  one is a point

period "Season"
  from 2027-03-01 until 2027-03-31
  from 2027-09-01 until 2027-09-30

rule "Base"
  on purchase
  give 1 point per full 1.00 EUR of spend

rule "Tea"
  on purchase
  give 1 point per full 2.00 EUR of spend on category "tea"
"""


def months_after(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_from_april(day, months):
    """The first day of the stretch of so many months, counted from April, that holds the day."""
    april = datetime.date(day.year if day.month >= 4 else day.year - 1, 4, 1)
    passed = (day.year - april.year) * 12 + day.month - 4
    return months_after(april, passed // months * months)


# By unit: its first day, and so many units later.
UNITS = {
    "day": (lambda day: day, lambda day, n: day + n * DAY),
    "week": (lambda day: day - (day.weekday() + 1) % 7 * DAY, lambda day, n: day + 7 * n * DAY),
    "month": (lambda day: day.replace(day=1), months_after),
    "quarter": (lambda day: months_from_april(day, 3), lambda day, n: months_after(day, 3 * n)),
    "half-year": (lambda day: months_from_april(day, 6), lambda day, n: months_after(day, 6 * n)),
    "year": (lambda day: months_from_april(day, 12), lambda day, n: months_after(day, 12 * n)),
    "cycle": (lambda day: months_after(day.replace(day=15), 0 if day.day >= 15 else -1), months_after),
}


def windows(today):
    """By their words: the first and the last day, both included."""
    found = {}
    for unit, (first, later) in UNITS.items():
        found[f"this {unit}"] = first(today), later(first(today), 1) - DAY
        found[f"last {unit}"] = later(first(today), -1), first(today) - DAY
    for unit, count in [("week", 3), ("month", 3), ("quarter", 2), ("year", 2), ("cycle", 3)]:
        first, later = UNITS[unit]
        found[f"in the last {count} full {unit}s"] = later(first(today), -count), first(today) - DAY
    found["in the last 30 days"] = today - 29 * DAY, today
    found["in the last 1 day"] = today, today
    found["in the last 3 weeks"] = today - 20 * DAY, today
    found["in the last 6 months"] = months_after(today, -6) + DAY, today
    found["in the last 1 year"] = months_after(today, -12) + DAY, today
    found["in the first 30 days after joining"] = JOINED, JOINED + 30 * DAY
    found["in the first 3 months after joining"] = JOINED, months_after(JOINED, 3)
    found["since 2027-01-01"] = datetime.date(2027, 1, 1), today
    found["since joining"] = JOINED, today
    found["until 2027-02-15"] = JOINED, datetime.date(2027, 2, 15)
    found["from 2027-01-01 until 2027-06-30"] = datetime.date(2027, 1, 1), datetime.date(2027, 6, 30)
    found["ever"] = JOINED, today
    for first, last in SEASONS:
        if first <= today <= last:
            found['this period "Season"'] = first, last
    over = [season for season in SEASONS if season[1] < today]
    if over:
        found['last period "Season"'] = over[-1]
    return found


class Receipt:
    def __init__(self, dice, day):
        self.day, self.time = day, f"{dice.randint(8, 21):02}:{dice.randint(0, 59):02}"
        self.lines = [(dice.choice(["coffee", "tea", "mug"]), dice.choice("xyz"), dice.randint(2, 4), dice.randint(100, 3000)) for _ in range(dice.choice([1, 1, 2]))]
        self.store, self.channel = dice.choice("ABCD"), dice.choice(["app", "web", "till"])

    def written(self):
        bought = " and ".join(f'{pieces} items of "{category}" sku "{sku}" for {money(cents)}' for category, sku, pieces, cents in self.lines)
        return f'Ana buys {bought} in "{self.store}" with channel "{self.channel}"'


class Activity:
    def __init__(self, dice, day):
        self.day, self.time = day, f"{dice.randint(8, 21):02}:{dice.randint(0, 59):02}"
        self.name, self.fare = dice.choice(["flight", "review"]), dice.randint(100, 9000)

    def written(self):
        return f'Ana does "{self.name}" with fare {money(self.fare)}'


def money(cents):
    return f"{cents // 100}.{cents % 100:02} EUR"


def history(dice):
    found, day = [], JOINED
    while day <= LAST:
        for _ in range(dice.choice([1, 1, 1, 2]) if dice.random() < 0.35 else 0):
            found.append(Activity(dice, day) if dice.random() < 0.15 else Receipt(dice, day))
        day += DAY
    return sorted(found, key=lambda event: (event.day, event.time))


def spend(receipts, fits=lambda category: True):
    return sum(line[3] for receipt in receipts for line in receipt.lines if fits(line[0]))


def grouped(receipts, key):
    """Cents by what `key` says of a receipt and a line of it."""
    found = {}
    for receipt in receipts:
        for line in receipt.lines:
            found[key(receipt, line)] = found.get(key(receipt, line), 0) + line[3]
    return found.values()


def times(receipts, unit, at_least):
    first = UNITS[unit][0]
    days = [first(receipt.day) for receipt in receipts]
    return sum(days.count(day) >= at_least for day in set(days))


def by_unit(receipts, days, unit):
    first, later = UNITS[unit]
    sums, day = [], first(days[0])
    while day <= days[1]:
        sums.append(spend([receipt for receipt in receipts if day <= receipt.day < later(day, 1)]))
        day = later(day, 1)
    return sums


def of_window(events):
    """What each quantity comes to over the events of a window: its words, and the value as a test writes it."""
    receipts = [event for event in events if isinstance(event, Receipt)]
    activities = [event for event in events if isinstance(event, Activity)]
    lines = [line for receipt in receipts for line in receipt.lines]
    flights = [one for one in activities if one.name == "flight"]
    tea = sum(spend([receipt], lambda category: category == "tea") // 200 for receipt in receipts)
    yield "sum of spend", money(spend(receipts))
    yield 'sum of spend on category "coffee"', money(spend(receipts, lambda category: category == "coffee"))
    yield 'sum of spend except category "coffee" or "tea"', money(spend(receipts, lambda category: category == "mug"))
    yield "count of items", sum(line[2] for line in lines)
    yield 'count of items of sku "x" or "y" except category "tea"', sum(line[2] for line in lines if line[1] in "xy" and line[0] != "tea")
    yield "count of purchases", len(receipts)
    yield "count of purchases of at least 15.00 EUR", sum(spend([receipt]) >= 1500 for receipt in receipts)
    yield "count of different store", len({receipt.store for receipt in receipts})
    yield "count of different channel", len({receipt.channel for receipt in receipts})
    yield "count of different category", len({line[0] for line in lines})
    yield 'count of different sku of category "tea"', len({line[1] for line in lines if line[0] == "tea"})
    yield "count of different day", len({receipt.day for receipt in receipts})
    yield 'count of different day of category "mug"', len({receipt.day for receipt in receipts for line in receipt.lines if line[0] == "mug"})
    yield 'count of activity "flight"', len(flights)
    yield 'count of activity "flight" or "review"', len(activities)
    yield 'sum of fare of activity "flight"', money(sum(one.fare for one in flights))
    yield "sum of points earned", f"{sum(spend([receipt]) // 100 for receipt in receipts) + tea} points"
    yield 'sum of points earned from "Tea"', f"{tea} points"
    for by, key in [("category", lambda receipt, line: line[0]), ("sku", lambda receipt, line: line[1]), ("store", lambda receipt, line: receipt.store), ("channel", lambda receipt, line: receipt.channel)]:
        yield f"largest of spend by {by}", money(max(grouped(receipts, key), default=0))
        yield f"smallest of spend by {by}", money(min(grouped(receipts, key), default=0))
    yield "count of days with at least 1 purchase", times(receipts, "day", 1)
    yield "count of days with at least 2 purchases", times(receipts, "day", 2)
    yield "count of weeks with at least 3 purchases", times(receipts, "week", 3)


def of_periods(receipts, today):
    for unit in ["month", "week", "cycle"]:
        days = windows(today)[f"in the last 3 full {unit}s"]
        sums = by_unit(receipts, days, unit)
        for statistic, value in [("largest", max(sums)), ("smallest", min(sums)), ("average", (2 * sum(sums) + len(sums)) // (2 * len(sums)))]:
            yield f"{statistic} of spend per {unit} in the last 3 full {unit}s", money(value)


def main():
    events = history(random.Random(int(sys.argv[1])))
    names, lines = {}, [f"given Ana joined on {JOINED}"]

    def expect(measure, value):
        name = names.setdefault(measure, f"M{len(names)}")
        lines.append(f'expect Ana has {"1 point" if value == "1 points" else value} in measure "{name}"')

    told = 0
    for today in ASKED:
        while told < len(events) and events[told].day <= today:
            lines.append(f"on {events[told].day} at {events[told].time} {events[told].written()}")
            told += 1
        lines.append(f"on {today} at 23:30 time passes")
        known = events[:told]
        for words, (first, last) in windows(today).items():
            for measure, value in of_window([event for event in known if first <= event.day <= last]):
                expect(f"{measure} {words}", value)
        for measure, value in of_periods([event for event in known if isinstance(event, Receipt)], today):
            expect(measure, value)
    print(PROGRAM)
    for measure, name in names.items():
        print(f'measure "{name}"\n  {measure}\n')
    print('test "what an independent count says"')
    print("".join(f"  {line}\n" for line in lines), end="")


if __name__ == "__main__":
    main()
