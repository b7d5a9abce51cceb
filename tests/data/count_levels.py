"""The count that programs/levels_gifts and programs/levels_grocer must come to, from the CSV alone.  count_levels.py EVENTS.csv"""
import datetime
from collections import defaultdict

from receipts import Lot, end_of_month, events, path_given, print_kept, quarter, week

MONDAY, FRIDAY = 0, 4
STATUS = ["bronze", "silver", "gold"]
YEARLY = [0, 500_00, 2000_00]
REGULAR = ["", "low", "mid", "high"]
MONTHLY = [0, 100_00, 300_00, 800_00]


def months(day):
    return day.year * 12 + day.month - 1


def first_of(month):
    return datetime.date(month // 12, month % 12 + 1, 1)


def new_year(year):
    return datetime.date(year, 1, 1)


class Ladder:
    """Levels by what is spent in a period; one that is reached lives to the end of the next period."""

    def __init__(self, thresholds):
        self.thresholds = thresholds
        self.spent = defaultdict(int)
        self.lives = defaultdict(dict)  # by member: the last period in which a rank lives
        self.held = {}                  # by member: rank, and since which day

    def at(self, member, period, first_day):
        """The rank in a period that begins on a day; what lived until the one before has fallen by then."""
        rank, since = self.held.get(member, (0, None))
        alive = max([one for one, last in self.lives[member].items() if last >= period], default=0)
        if alive < rank:
            since = max(first_day(last + 1) for one, last in self.lives[member].items() if one > alive)
            rank = alive
        self.held[member] = rank, since
        return rank

    def add(self, member, period, cents, day):
        """Adds a receipt; says which ranks were passed on the way up."""
        before = self.spent[member, period]
        after = self.spent[member, period] = before + cents
        rank, since = self.held[member]
        for one, threshold in enumerate(self.thresholds):
            if before < threshold <= after:
                self.lives[member][one] = period + 1
        top = max([one for one, threshold in enumerate(self.thresholds) if threshold <= after])
        passed = list(range(rank + 1, top + 1))
        if passed:
            self.held[member] = top, day
        return passed

    def until(self, member):
        rank = self.held[member][0]
        return max([last for one, last in self.lives[member].items() if one >= rank], default=None)


def main():
    yearly, monthly = Ladder(YEARLY), Ladder(MONTHLY)
    back, paid, quarterly = defaultdict(int), defaultdict(int), set()
    joined = {}
    lots = []
    history = events(path_given())
    for event in history:
        if event.type != "purchase" or event.member == "":
            continue
        member, day = event.member, event.day
        joined.setdefault(member, day)
        spend = max(0, sum(line.cents for line in event.lines))
        rank = yearly.at(member, day.year, new_year)
        monthly.at(member, months(day), first_of)
        full = spend // 100
        gives = [("Base points", full), ("Status", [0, full // 2, full][rank])]
        yearly.add(member, day.year, spend, day)
        if 3 in monthly.add(member, months(day), spend, day) and (member, quarter(day)) not in quarterly:
            quarterly.add((member, quarter(day)))
            gives.append(("High", 25))
        lots += [Lot(member, "points", rule, event.id, day, None, given, given) for rule, given in gives]
        if day.weekday() == FRIDAY:
            this_week = member, week(day, MONDAY)
            given = min((spend * 3 + 50) // 100, 500 - back[this_week])
            back[this_week] += given
            paid[member] += given
            if given > 0:
                print(f"{member} cashback lot Friday / {event.id} earned {day} expires never given {money(given)} left {money(given)}")
    for member, given in paid.items():
        if given > 0:
            print(f"{member} cashback balance {money(given)}")
    today = history[-1].day
    print_kept(lots, today)
    for member, day in joined.items():
        rank = yearly.at(member, today.year, new_year)
        last = yearly.until(member)
        print_level(member, "status", STATUS[rank], yearly.held[member][1] or day, last and new_year(last + 1) - datetime.timedelta(1))
        rank = monthly.at(member, months(today), first_of)
        if rank > 0:
            print_level(member, "regular", REGULAR[rank], monthly.held[member][1], end_of_month(first_of(monthly.until(member))))


def money(cents):
    """As dump writes it: no zeros at the end."""
    text = f"{cents // 100}.{cents % 100:02}"
    return text.rstrip("0").rstrip(".")


def print_level(member, ladder, level, since, until):
    print(f"{member} status {ladder} {level} since {since} until {until or 'never'}")


main()
