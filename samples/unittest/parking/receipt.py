"""Receipts for drivers."""
from datetime import datetime


def arrived_on(timestamp):
    """The day of arrival, as printed."""
    return datetime.fromtimestamp(timestamp).strftime("%d.%m.%Y")


def plate(text):
    """A number plate in one spelling."""
    return text.upper().replace(" ", "").replace("-", "")
