"""A shopping cart that remembers its last prices for the whole process."""

PRICES = {"tea": 350, "cup": 990}
_price_cache = {}


def price(item):
    if item not in _price_cache:
        _price_cache[item] = PRICES[item]
    return _price_cache[item]


def sell_out(item):
    """A sale: the price in the cache is halved, and nobody ever puts it back."""
    _price_cache[item] = price(item) // 2


class Cart:
    def __init__(self):
        self.items = []

    def add(self, item, count=1):
        self.items.extend([item] * count)

    def total(self):
        return sum(price(item) for item in self.items)
