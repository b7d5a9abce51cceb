"""The count that programs/tenths_gifts and programs/tenths_grocer must come to, from the CSV alone.  count_tenths.py EVENTS.csv"""
import datetime

from kept_part import Invoice
from receipts import Lot, events, month, path_given, print_kept


class Marks:
    """A voucher for every so many pieces of some categories, within windows."""

    def __init__(self, reward, rule, every, categories, window, lives):
        self.reward, self.rule, self.every, self.categories, self.window = reward, rule, every, categories, window
        self.lives = lives   # days; None: for ever
        self.pieces = {}     # by window: kept ones
        self.paid = {}       # by window: [invoice, vouchers given, vouchers left] in the order of paying
        self.at = {}         # by invoice: the pieces that were kept before it
        self.order = {}      # by invoice: its place among those with such pieces

    def kept(self, invoice):
        return sum(line.quantity - back for line, back in zip(invoice.event.lines, invoice.returned) if line.category in self.categories)

    def judge(self, invoice, before):
        """The pieces of an invoice have changed from what was kept before."""
        key = invoice.event.member, self.window(invoice.event.day)
        count = self.pieces.get(key, 0)
        kept = self.kept(invoice)
        now = self.pieces[key] = count + kept - before
        paid = self.paid.setdefault(key, [])
        if now > count:
            self.at[invoice] = count
            self.order[invoice] = len(self.order)
            more = now // self.every - count // self.every
            if more > 0:
                paid.append([invoice, more, more])
        if now < count:
            # Judged again, an invoice has no more than its kept part would have been given when it was bought, and no more than it
            # has. Then those go that are reached no longer, the last given first, of this invoice and of later ones.
            at = self.at[invoice]
            for one in paid:
                if one[0] is invoice:
                    one[2] = min(one[2], (at + kept) // self.every - at // self.every)
            too_many = sum(left for _, _, left in paid) - now // self.every
            for one in reversed(paid):
                if self.order[one[0]] < self.order[invoice]:
                    break
                taken = max(0, min(too_many, one[2]))
                one[2] -= taken
                too_many -= taken

    def lots(self):
        for paid in self.paid.values():
            for invoice, given, left in paid:
                event = invoice.event
                expires = None if self.lives is None else event.day + datetime.timedelta(self.lives)
                yield Lot(event.member, self.reward, self.rule, event.id, event.day, expires, given, left)


def main():
    rules = [Marks("Tenth", "Every tenth", 10, ("KITCHEN", "GROCERY"), lambda day: None, None),
             Marks("Twentieth", "Every twentieth of a month", 20, ("BAGS", "PRODUCE"), month, 40)]
    invoices = {}
    history = events(path_given())
    for event in history:
        if event.member == "" or (event.type == "return" and event.receipt == ""):
            continue
        if event.type == "purchase":
            invoice = invoices[event.id] = Invoice(event)
            before = [0 for _ in rules]
        else:
            invoice = invoices[event.receipt]
            before = [rule.kept(invoice) for rule in rules]
            for line in event.lines:
                invoice.take_back(line)
        for rule, pieces in zip(rules, before):
            rule.judge(invoice, pieces)
    print_kept([lot for rule in rules for lot in rule.lots()], history[-1].day)


main()
