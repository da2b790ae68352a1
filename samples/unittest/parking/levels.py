"""Which level has room."""


def levels_with_room(cars, capacity):
    """Names of the levels that are not full."""
    return {level for level, count in cars.items() if count < capacity}


def offer(cars, capacity):
    """The level that the display shows, if any has room."""
    for level in levels_with_room(cars, capacity):
        return level
    return None
