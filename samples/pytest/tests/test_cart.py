from shop.cart import Cart, sell_out


def test_empty_cart_costs_nothing():
    assert Cart().total() == 0


def test_total_adds_up():
    cart = Cart()
    cart.add("tea", 2)
    cart.add("cup")
    assert cart.total() == 2 * 350 + 990


def test_sale_halves_the_price():
    sell_out("tea")
    cart = Cart()
    cart.add("tea")
    assert cart.total() == 175
