"""The count that programs/baskets must come to, from the CSV alone.  count_baskets.py EVENTS.csv"""
from collections import defaultdict

from receipts import Lot, end_of_month, events, month, months_after, path_given, print_kept, week

SUNDAY = 6


def spend_by_line(lines):
    """Cents per line once the negative ones, which are discounts, are shared over the positive ones in proportion: each gets the
    whole cents of its share, and those with the largest remainder one more, the earlier line first."""
    positive = sum(max(line.cents, 0) for line in lines)
    discount = min(-sum(min(line.cents, 0) for line in lines), positive)
    if positive == 0:
        return [0] * len(lines)
    shares = [divmod(discount * max(line.cents, 0), positive) for line in lines]
    missing = discount - sum(whole for whole, _ in shares)
    luckiest = sorted(range(len(lines)), key=lambda place: (-shares[place][1], place))[:missing]
    return [max(line.cents, 0) - whole - (place in luckiest) for place, (line, (whole, _)) in enumerate(zip(lines, shares))]


def main():
    grocery_room = defaultdict(lambda: 20_00)
    other_room = defaultdict(lambda: 15_00)
    baskets = defaultdict(int)
    fuel_times = defaultdict(int)
    tenths = set()
    lots = []
    history = events(path_given())
    for event in history:
        member, day = event.member, event.day
        this_month, this_week = (member, month(day)), (member, week(day, SUNDAY))
        amounts = spend_by_line(event.lines)

        def of(fits):
            return sum(amount for line, amount in zip(event.lines, amounts) if fits(line.category))

        baskets[this_month] += 1
        groceries = min(of(lambda category: category == "GROCERY"), grocery_room[this_month])
        grocery_room[this_month] -= groceries
        others = min(of(lambda category: category not in ("GROCERY", "FUEL")), other_room[this_week])
        other_room[this_week] -= others
        fuel = of(lambda category: category == "FUEL") // 5_00
        if fuel_times[this_month] == 3:
            fuel = 0
        fuel_times[this_month] += fuel > 0

        quarter_later = months_after(day, 3)
        gives = [
            ("Groceries", 5 * groceries // 100, quarter_later),
            ("Everything else", 2 * others // 100, end_of_month(months_after(day, 1))),
            ("Fuel", fuel, quarter_later),
        ]
        if 18 * 60 <= event.minute < 22 * 60:
            gives.append(("Evening groceries count double", 5 * groceries // 100, quarter_later))
        if baskets[this_month] >= 10 and this_month not in tenths:
            tenths.add(this_month)
            gives.append(("Tenth basket of the month", 20, quarter_later))
        lots += [Lot(member, "points", rule, event.id, day, expires, given, given) for rule, given, expires in gives]
    print_kept(lots, history[-1].day)


main()
