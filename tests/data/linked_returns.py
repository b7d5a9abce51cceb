"""Says of each return row of the online retail CSV which invoice it takes back; the source does not.  linked_returns.py EVENTS.csv

A return row is linked to the member's latest earlier invoice that keeps enough pieces of its sku. Where none keeps enough, it is
split over the invoices that keep some, the latest first, and what is left of it stays unlinked, as do rows without a member.
An event names one receipt, so each part becomes a return event of its own (ID-ROW-PART). A linked part says how many pieces come
back and no amount, as the price may have changed: the invoice's own amount follows in proportion. It names the invoice's line when
one line alone holds the sku, else the sku.
"""
import csv
import sys


def parts(row, invoices):
    """(invoice or None, pieces) of one return row; takes the pieces from the invoices."""
    sku, pieces = row["sku"], -int(row["qty"])
    holding = [invoice for invoice in reversed(invoices) if invoice["left"].get(sku, 0) > 0]
    enough = [invoice for invoice in holding if invoice["left"][sku] >= pieces]
    for invoice in enough[:1] or holding:
        taken = min(pieces, invoice["left"][sku])
        invoice["left"][sku] -= taken
        pieces -= taken
        yield invoice, taken
    if pieces > 0:
        yield None, pieces


def main():
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    out = csv.DictWriter(sys.stdout, rows[0].keys(), lineterminator="\n")
    out.writeheader()
    by_member = {}
    for row in rows:
        if row["member"] == "":
            out.writerow(row)
            continue
        invoices = by_member.setdefault(row["member"], [])
        if row["type"] == "purchase":
            if not invoices or invoices[-1]["id"] != row["event_id"]:
                invoices.append({"id": row["event_id"], "left": {}, "lines": {}})
            left, lines = invoices[-1]["left"], invoices[-1]["lines"]
            left[row["sku"]] = left.get(row["sku"], 0) + int(row["qty"])
            lines.setdefault(row["sku"], []).append(row["line"])
            out.writerow(row)
            continue
        for part, (invoice, pieces) in enumerate(parts(row, invoices), 1):
            written = dict(row, event_id=f"{row['event_id']}-{row['line']}-{part}", qty=-pieces)
            if invoice is not None:
                lines = invoice["lines"][row["sku"]]
                written.update(ref_event=invoice["id"], unit_price="", discount="", amount="", line=lines[0] if len(lines) == 1 else "")
            out.writerow(written)


main()
