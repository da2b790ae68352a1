"""What parking costs."""

TARIFF = {"hour": 250, "day": 1500}


def price(minutes):
    """In cents: begun hours, at most the price of a day for each day."""
    days, rest = divmod(minutes, 24 * 60)
    hours = -(-rest // 60)
    return days * TARIFF["day"] + min(hours * TARIFF["hour"], TARIFF["day"])


def start_night_rate():
    TARIFF["hour"] = 100
