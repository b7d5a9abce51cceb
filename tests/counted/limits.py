"""Writes a program with a rule for each limit, by what it counts, for whom and for how long, and a test of made-up receipts that expects what
an independent count leaves of each.  limits.py SEED

Years begin in April, weeks on sunday, cycles on the 15th.
"""
import datetime
import random
import sys

from windows import DAY, UNITS, money, months_after

FIRST = datetime.date(2027, 3, 10)
PROGRAM = """program "Limits" version 1
  currency EUR
  timezone "Etc/UTC"
  year starts on 1 April
  week starts on sunday
  cycle starts on day 15

receipt
  has region text

points points
  one is a point
"""


class Receipt:
    def __init__(self, dice, at):
        self.at = at
        self.by = {"member": dice.choice(["Ana", "Bob"]), "store": dice.choice("XY"), "payment card": dice.choice(["11", "22", "33"]), "region": dice.choice("NS")}
        self.pieces, self.cents = dice.randint(1, 4), dice.randint(50, 3000)

    def written(self):
        pieces = f'{self.pieces} {"item" if self.pieces == 1 else "items"} of "tea" for {money(self.cents)}'
        facts = f'with region "{self.by["region"]}" and payment card "{self.by["payment card"]}"'
        return f'{self.by["member"]} buys {pieces} in "{self.by["store"]}" {facts}'


# What a limit counts: the words, what the receipt wants of it, and the points that so much of it gives.
KINDS = [
    ("3 times", 3, lambda receipt: receipt.cents >= 100, lambda receipt, room: receipt.cents // 100 if room else 0),
    ("40 points", 40, lambda receipt: receipt.cents // 100, lambda receipt, room: room),
    ("33.33 EUR of spend", 3333, lambda receipt: receipt.cents, lambda receipt, room: room // 100),
    ("5 items", 5, lambda receipt: receipt.pieces, lambda receipt, room: room),
]


def lasting():
    """By its words: whether a receipt at `then` still counts at `now`."""
    for unit, (first, _) in UNITS.items():
        yield f"per {unit}", lambda then, now, first=first: first(then.date()) == first(now.date())
    yield "in any 2 hours", lambda then, now: now - then < datetime.timedelta(hours=2)
    yield "in any 90 minutes", lambda then, now: now - then < datetime.timedelta(minutes=90)
    yield "in any 3 days", lambda then, now: now.date() - then.date() < 3 * DAY
    yield "in any 2 weeks", lambda then, now: now.date() - then.date() < 14 * DAY
    yield "in any 1 month", lambda then, now: then.date() > months_after(now.date(), -1)
    yield "ever", lambda then, now: True


class Limit:
    def __init__(self, kind, scope, words, counts):
        self.kind, self.scope, self.counts = kind, scope, counts
        limited = f"at most {kind[0]} in total" if scope is None else f"at most {kind[0]} per {scope} {words}"
        give = "give 1 point per item of category \"tea\"" if "items" in kind[0] else "give 1 point per full 1.00 EUR of spend"
        self.written = f"on purchase\n  {give}\n  {limited}"
        self.used = []  # (when, whose, how much)

    def give(self, receipt):
        _, most, wants, points = self.kind
        whose = receipt.by.get(self.scope)
        used = sum(amount for when, owner, amount in self.used if owner == whose and self.counts(when, receipt.at))
        room = min(int(wants(receipt)), most - used)
        given = points(receipt, room)
        if given > 0:  # only what is posted uses a limit
            self.used.append((receipt.at, whose, room))
        return given


def main():
    dice = random.Random(int(sys.argv[1]))
    limits = [Limit(kind, scope, words, counts) for kind in KINDS for scope in ["member", "store", "payment card", "region"] for words, counts in lasting()]
    limits += [Limit(kind, None, "", lambda then, now: True) for kind in KINDS]
    print(PROGRAM)
    for number, limit in enumerate(limits):
        print(f'rule "R{number}"\n  {limit.written}\n')
    print('test "what is left"\n  given Ana and Bob joined on 2027-01-01')
    at = datetime.datetime.combine(FIRST, datetime.time(9))
    for _ in range(60):
        at += dice.choice([datetime.timedelta(minutes=30), datetime.timedelta(minutes=70), datetime.timedelta(hours=2), DAY, 5 * DAY, 13 * DAY])
        receipt = Receipt(dice, at)
        print(f"  on {at.date()} at {at:%H:%M} {receipt.written()}")
        for number, limit in enumerate(limits):
            given = limit.give(receipt)
            print(f'  expect {receipt.by["member"]} gets {given} {"point" if given == 1 else "points"} from "R{number}"')


main()
