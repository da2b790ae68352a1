import pytest

from shop.suggestions import best_day, sample_orders, tags


def test_tags_are_distinct():
    assert sorted(tags({"tags": "warm, green, warm"})) == ["green", "warm"]


def test_first_tag_is_shown():
    assert tags({"tags": "green, warm"})[0] == "green"


@pytest.mark.parametrize("size", [3, 30])
def test_median_order_is_typical(size):
    orders = sorted(sample_orders(size))
    assert 25 <= orders[len(orders) // 2] <= 75


def test_day_of_an_order():
    assert best_day(1_700_000_000) == 14
