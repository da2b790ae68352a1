from shop.export import export


def test_exports_every_order():
    with open(export([1, 2]), encoding="utf-8") as lines:
        assert lines.read() == "1\n2\n"


def test_exports_a_single_order():
    with open(export([7]), encoding="utf-8") as lines:
        assert lines.read().endswith("7\n")
