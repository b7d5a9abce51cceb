"""Lets members of the online retail CSV spend points, which the source does not: in the minute of every second invoice of a member, as
many points as the invoice has pounds and half as many again. What they do not have is refused.  redemptions.py EVENTS.csv"""
import csv
import itertools
import sys
from collections import defaultdict
from decimal import Decimal


def main():
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    out = csv.DictWriter(sys.stdout, [*rows[0].keys(), "unit"], restval="", lineterminator="\n")
    out.writeheader()
    invoices = defaultdict(int)
    for event_id, lines in itertools.groupby(rows, lambda row: row["event_id"]):
        lines = list(lines)
        out.writerows(lines)
        first = lines[0]
        if first["type"] != "purchase" or first["member"] == "":
            continue
        invoices[first["member"]] += 1
        wanted = int(sum(Decimal(line["amount"]) for line in lines) * 3 / 2)
        if invoices[first["member"]] % 2 == 0 and wanted > 0:
            out.writerow({"member": first["member"], "event_id": f"spends-{event_id}", "timestamp": first["timestamp"],
                          "type": "redeem", "amount": wanted, "unit": "points"})


main()
