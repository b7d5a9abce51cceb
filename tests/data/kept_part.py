"""What of an invoice is kept after returns, counted from the CSV alone."""


def half_even(number, by):
    whole, rest = divmod(number, by)
    return whole + (2 * rest > by or (2 * rest == by and whole % 2 == 1))


class Invoice:
    """An invoice, what of it has come back, and what it gave."""

    def __init__(self, event):
        self.event = event
        self.returned = [0] * len(event.lines)
        self.given = None
        self.left = None

    def take_back(self, part):
        """The pieces of a return, from the line it names, else from the lines of its sku, first to last."""
        pieces = abs(part.quantity)
        for place, line in enumerate(self.event.lines):
            if line.number == part.number or (part.number == "" and line.sku == part.sku):
                taken = min(pieces, line.quantity - self.returned[place])
                self.returned[place] += taken
                pieces -= taken
        assert pieces == 0, f"{self.event.id} keeps too few of {part.sku}"

    def kept(self):
        """Cents: of each line its amount less what came back in proportion to the pieces."""
        return sum(line.cents - (half_even(line.cents * back, line.quantity) if back else 0)
                   for line, back in zip(self.event.lines, self.returned))
