"""Writes a program with a rule for each form of discount, and tests of made-up baskets that expect what an independent count takes off.
discounts.py SEED

Exact fractions of cents, of which each line's are rounded half up; an amount is an amount, however it is shared.
"""
import random
import sys
from fractions import Fraction

PROGRAM = """program "Discounts" version 1
  currency EUR
  timezone "Etc/UTC"
"""
ALL = "abc"


class Basket:
    """Lines of a category, so many pieces, cents."""

    def __init__(self, dice):
        self.lines = [(dice.choice(ALL), dice.randint(1, 5), dice.choice([dice.randint(1, 3000), 50 * dice.randint(1, 40)])) for _ in range(dice.randint(1, 5))]
        self.total = sum(cents for _, _, cents in self.lines)

    def written(self):
        return " and ".join(f'{pieces} {"item" if pieces == 1 else "items"} of "{category}" for {money(cents)}' for category, pieces, cents in self.lines)

    def pieces(self, categories, order=lambda piece: 0):
        """(line, price) of each piece, in line order where `order` says nothing else."""
        found = [(line, Fraction(cents, pieces)) for line, (category, pieces, cents) in enumerate(self.lines) if category in categories for _ in range(pieces)]
        return sorted(found, key=order)

    def rounded(self, parts):
        """Cents of (line, exact cents): what each line has is rounded half up, and no more than it costs."""
        sums = {}
        for line, exact in parts:
            sums[line] = sums.get(line, 0) + exact
        return sum(min(int((2 * exact + 1) // 2), self.lines[line][2]) for line, exact in sums.items())

    def percent(self, share, categories=ALL):
        return self.rounded((line, cents * share) for line, (category, _, cents) in enumerate(self.lines) if category in categories)

    def amount(self, cents, categories=ALL):
        return min(cents, sum(one[2] for one in self.lines if one[0] in categories))

    def free(self, given, so_many, of, per):
        """The cheapest pieces of `given`, so many for every `per` of `of` that are paid for."""
        cheapest = self.pieces(given, lambda piece: (piece[1], piece[0]))
        everything = len(self.pieces(of))
        best = 0
        for count in range(len(cheapest) + 1):
            paid = everything - sum(self.lines[line][0] in of for line, _ in cheapest[:count])
            if count <= so_many * (paid // per):
                best = count
        return self.rounded(cheapest[:best])

    def off_pieces(self, categories, off, count=None, order=lambda piece: 0):
        return self.rounded((line, min(price, off(price))) for line, price in self.pieces(categories, order)[:count])

    def charge(self, prices):
        return self.rounded((line, max(0, cents - pieces * prices[category])) for line, (category, pieces, cents) in enumerate(self.lines) if category in prices)

    def band(self, bands):
        return max((value for least, value in bands if self.total >= least), default=0)


def money(cents):
    return f"{cents // 100}.{cents % 100:02} EUR"


def cheap(piece):
    return piece[1], piece[0]


def dear(piece):
    return -piece[1], piece[0]


def every_two(basket):
    pieces = basket.pieces("ac")
    return basket.rounded((line, price / 10) for line, price in pieces[: len(pieces) // 2 * 2])


FORMS = [
    ("discount 10% on basket", lambda b: b.percent(Fraction(1, 10))),
    ('discount 33.33% on basket except category "a"', lambda b: b.percent(Fraction(3333, 10000), "bc")),
    ("discount 7.00 EUR on basket", lambda b: b.amount(700)),
    ('discount 7.77 EUR on basket except category "b"', lambda b: b.amount(777, "ac")),
    ('discount 15% on category "a" or "b"', lambda b: b.percent(Fraction(15, 100), "ab")),
    ('discount 5.00 EUR on category "c"', lambda b: b.amount(500, "c")),
    ('discount 50% on the cheapest item of category "a" or "c"', lambda b: b.off_pieces("ac", lambda price: price / 2, 1, cheap)),
    ('discount 50% on the dearest item of category "a" or "c"', lambda b: b.off_pieces("ac", lambda price: price / 2, 1, dear)),
    ('discount 50% on the first item of category "b"', lambda b: b.off_pieces("b", lambda price: price / 2, 1)),
    ('discount 30% on 2 items of category "a" or "b"', lambda b: b.off_pieces("ab", lambda price: price * 3 / 10, 2)),
    ('discount 25% on each further item of category "a"', lambda b: b.rounded((line, price / 4) for line, price in b.pieces("a")[1:])),
    ('discount 1.50 EUR per item of category "b" or "c"', lambda b: b.off_pieces("bc", lambda price: 150)),
    ('discount 10% on every full 2 items of category "a" or "c"', every_two),
    ('1 item of category "a" is free for every 2 items of category "a"', lambda b: b.free("a", 1, "a", 2)),
    ('1 item of category "b" is free for every 3 items of category "a"', lambda b: b.free("b", 1, "a", 3)),
    ('2 items of category "a" or "b" are free for every 3 items of category "a" or "b"', lambda b: b.free("ab", 2, "ab", 3)),
    ('1 item of category "c" is free', lambda b: b.off_pieces("c", lambda price: price, 1, cheap)),
    ('charge 3.50 EUR per item of category "a"', lambda b: b.charge({"a": 350})),
    ("charge EUR per item by category\n  | category | EUR |\n  | a | 2.00 |\n  | c | 4.99 |", lambda b: b.charge({"a": 200, "c": 499})),
    ("discount 20% on basket\n  at most 8.00 EUR per receipt", lambda b: min(b.percent(Fraction(1, 5)), 800)),
    ("discount 9.00 EUR on basket\n  at most 25% of basket total", lambda b: min(b.amount(900), b.total // 4)),
    ('discount 2.00 EUR per item of category "a"\n  at most 3 items per receipt', lambda b: b.off_pieces("a", lambda price: 200, 3)),
    ("discount percent on basket by basket total\n  | from | percent |\n  | 20.00 EUR | 5% |\n  | 50.00 EUR | 12% |",
     lambda b: b.percent(Fraction(b.band([(2000, 5), (5000, 12)]), 100))),
    ('discount EUR on basket except category "c" by basket total\n  | from | EUR |\n  | 20.00 EUR | 3.00 |\n  | 50.00 EUR | 11.11 |',
     lambda b: b.amount(b.band([(2000, 300), (5000, 1111)]), "ab")),
    ("discount percent on basket by category\n  | category | percent |\n  | a | 10% |\n  | b or c | 7.5% |",
     lambda b: b.rounded((line, cents * (Fraction(1, 10) if category == "a" else Fraction(75, 1000))) for line, (category, _, cents) in enumerate(b.lines))),
]


def main():
    dice = random.Random(int(sys.argv[1]))
    print(PROGRAM)
    for number, (form, _) in enumerate(FORMS):
        print(f'rule "R{number}"\n  on purchase\n  when channel is "c{number}"\n  {form}\n')
    for number in range(40):
        basket = Basket(dice)
        print(f'test "basket {number}"')
        for form, (_, off) in enumerate(FORMS):
            print(f'  on 2027-01-01 at 10:00 Ana is quoted {basket.written()} with channel "c{form}"\n  expect Ana gets {money(off(basket))} off')
        print()


main()
