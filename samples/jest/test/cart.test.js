const cart = require('../src/cart');

describe('cart', () => {
  test('is empty at first', () => {
    expect(cart.total()).toBe(0);
  });

  test('adds up', () => {
    cart.clear();
    cart.add('tea', 450);
    cart.add('cup', 900, 2);
    expect(cart.total()).toBe(2250);
  });

  test('can be cleared', () => {
    cart.add('tea', 450);
    cart.clear();
    expect(cart.total()).toBe(0);
  });
});
