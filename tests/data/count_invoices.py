"""The count that programs/invoices must come to, from the CSV alone.  count_invoices.py EVENTS.csv"""
import datetime
from collections import defaultdict

from receipts import Lot, end_of_month, events, month, months_after, path_given, print_kept, quarter, week

MONDAY = 0


class Cap:
    """How much of a key has been given, and what of a wish still fits."""

    def __init__(self, most):
        self.most = most
        self.used = defaultdict(int)

    def take(self, key, wanted):
        got = min(wanted, self.most - self.used[key])
        self.used[key] += got
        return got


def main():
    weekly, kitchen, toys, bonus = Cap(400), Cap(250), Cap(500), Cap(1)
    spent = defaultdict(int)
    invoices = defaultdict(int)
    large_days = defaultdict(set)
    kinds = defaultdict(set)
    lots = []
    history = events(path_given())
    for event in history:
        if event.type != "purchase" or event.member == "":
            continue
        member, day = event.member, event.day
        this_month = member, month(day)
        spend = sum(line.cents for line in event.lines)

        def of(*categories):
            return sum(line.cents for line in event.lines if line.category in categories)

        # What a condition reads includes the invoice itself.
        spent[this_month] += spend
        invoices[member, day.year] += 1
        kinds[this_month].update(line.category for line in event.lines)
        if spend >= 200_00:
            large_days[member].add(day)
        large = sum(day - datetime.timedelta(90) < one <= day for one in large_days[member])

        half_a_year = months_after(day, 6)
        gives = [
            ("Base points", weekly.take((member, week(day, MONDAY)), spend // 100), half_a_year),
            ("Kitchen counts double", kitchen.take(this_month, of("KITCHEN") // 100), half_a_year),
        ]
        if spent[this_month] >= 1000_00:
            gives.append(("A thousand this month", 75 * bonus.take(this_month, 1), end_of_month(months_after(day, 2))))
        if invoices[member, day.year] >= 5:
            gives.append(("From the fifth invoice of a year", (spend - of("POSTAGE")) // 25_00, half_a_year))
        if large >= 3 and len(kinds[this_month]) >= 8:
            # A tenth of the money, at 0.01 GBP a point.
            gives.append(("Many large days", toys.take((member, quarter(day)), of("STATIONERY", "TOYS") // 10), half_a_year))
        lots += [Lot(member, "points", rule, event.id, day, expires, given, given) for rule, given, expires in gives]
    print_kept(lots, history[-1].day)


main()
