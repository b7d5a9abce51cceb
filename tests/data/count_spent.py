"""The count that programs/spent must come to, from the CSV alone.  count_spent.py EVENTS.csv"""
import datetime
from collections import defaultdict

from kept_part import Invoice
from receipts import Lot, events, months_after, path_given, print_kept


class Given:
    """A lot: what it gave at first, what is left, and what it lost to expiry that no return has counted yet."""

    def __init__(self, rule, invoice, expires, amount):
        self.rule, self.invoice, self.expires = rule, invoice, expires
        self.given = self.stands = self.left = amount
        self.lost = 0


class Purse:
    def __init__(self):
        self.lots = []
        self.debt = 0

    def expire(self, today):
        for lot in self.lots:
            if lot.expires < today:
                lot.lost += lot.left
                lot.left = 0

    def add(self, lot):
        paid = min(self.debt, lot.left)
        self.debt -= paid
        lot.left -= paid
        self.lots.append(lot)

    def take(self, amount):
        """From the lots that expire soonest, the older first; answers what they did not have."""
        for lot in sorted(self.lots, key=lambda lot: lot.expires):
            taken = min(amount, lot.left)
            lot.left -= taken
            amount -= taken
        return amount

    def take_back(self, lot, amount):
        """What the lot lost to expiry counts as taken back, then the rest of the lot, then other lots, and the rest is owed."""
        lot.stands -= amount
        for part in ("lost", "left"):
            taken = min(amount, getattr(lot, part))
            setattr(lot, part, getattr(lot, part) - taken)
            amount -= taken
        self.debt += self.take(amount)


def wanted(kept, day):
    return [("Base points", months_after(day, 2), kept // 100), ("Soon gone", day + datetime.timedelta(20), kept // 5_00)]


def main():
    purses = defaultdict(Purse)
    invoices = {}
    lots_of = {}
    history = events(path_given())
    for event in history:
        if event.member == "" or (event.type == "return" and event.receipt == ""):
            continue
        purse = purses[event.member]
        purse.expire(event.day)
        if event.type == "redeem":
            points = event.lines[0].cents // 100
            if points <= sum(lot.left for lot in purse.lots):
                purse.take(points)
        elif event.type == "purchase":
            invoice = invoices[event.id] = Invoice(event)
            lots_of[event.id] = [Given(rule, event, expires, points) for rule, expires, points in wanted(invoice.kept(), event.day)]
            for lot in lots_of[event.id]:
                purse.add(lot)
        else:
            invoice = invoices[event.receipt]
            for line in event.lines:
                invoice.take_back(line)
            for lot, (_, _, points) in zip(lots_of[event.receipt], wanted(invoice.kept(), invoice.event.day)):
                purse.take_back(lot, lot.stands - points)

    today = history[-1].day
    print_kept([Lot(member, "points", lot.rule, lot.invoice.id, lot.invoice.day, lot.expires, lot.given, lot.left)
                for member, purse in purses.items() for lot in purse.lots], today,
               [(member, "points", purse.debt) for member, purse in purses.items()])


main()
