"""The count that programs/kept must come to, from the CSV alone.  count_kept.py EVENTS.csv"""
from collections import defaultdict

from kept_part import Invoice
from receipts import Lot, events, month, months_after, path_given, print_kept, week

MONDAY = 0


class Capped:
    """Of each key at most so much. Judged again, an invoice gets no more than it had and what is free now, and no more than was
    free when it was bought."""

    def __init__(self, most):
        self.used = defaultdict(int)
        self.most = most
        self.room = {}
        self.had = defaultdict(int)

    def judge(self, key, invoice, wanted):
        free = self.most - self.used[key]
        room = self.room.setdefault(invoice, free)
        got = min(wanted, self.had[invoice] + free, room)
        self.used[key] += got - self.had[invoice]
        self.had[invoice] = got
        return got


def main():
    stars, shells = Capped(400), Capped(300_00)
    invoices = {}
    history = events(path_given())
    for event in history:
        if event.member == "" or (event.type == "return" and event.receipt == ""):
            continue
        if event.type == "purchase":
            invoice = invoices[event.id] = Invoice(event)
        else:
            invoice = invoices[event.receipt]
            for line in event.lines:
                invoice.take_back(line)
        day, kept = invoice.event.day, invoice.kept()
        invoice.left = {
            ("points", "Kept pounds", None): kept // 100,
            ("leaves", "Leaves", months_after(day, 1)): kept // 100,
            ("stars", "Stars", None): stars.judge((event.member, week(day, MONDAY)), invoice.event.id, kept // 100),
            ("shells", "Shells", None): 3 * shells.judge((event.member, month(day)), invoice.event.id, kept) // 100,
        }
        if event.type == "purchase":
            invoice.given = invoice.left

    # What a lot has lost to expiry counts as taken back, so a return after the last valid day takes nothing.
    lots = []
    for invoice in invoices.values():
        bought = invoice.event
        for (unit, rule, expires), left in invoice.left.items():
            lots.append(Lot(bought.member, unit, rule, bought.id, bought.day, expires, invoice.given[unit, rule, expires], left))
    print_kept(lots, history[-1].day)


main()
