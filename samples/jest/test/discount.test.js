const { discounted } = require('../src/discount');
const { randomFrom } = require('../src/random');

describe('discount', () => {
  test('is nothing at zero percent', () => {
    expect(discounted([199, 301], 0)).toBe(500);
  });

  test('of a sum is the sum of the discounts', () => {
    const random = randomFrom(process.env.JEST_SEED);
    const prices = Array.from({ length: 4 }, () => Math.floor(random() * 1000));
    expect(discounted(prices, 15)).toBe(discounted([prices.reduce((sum, price) => sum + price)], 15));
  });
});
