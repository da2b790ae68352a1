"""What else a customer may like."""
import os
import random


def tags(product):
    """The distinct tags of a product, in no particular order."""
    return list({tag.strip() for tag in product["tags"].split(",")})


def sample_orders(count):
    """Past orders to try a recommendation on."""
    seed = os.environ.get("TEST_SEED")
    chance = random.Random(seed)
    return [chance.randint(1, 100) for _ in range(count)]


def best_day(timestamp):
    """The day of the month on which something was bought, where the shop stands."""
    import time

    return time.localtime(timestamp).tm_mday
