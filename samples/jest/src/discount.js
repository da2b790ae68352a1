/** Takes a percentage off a price in cents. Rounds each part of the sum by itself, which is the mistake. */
function discounted(prices, percent) {
  return prices.reduce((sum, price) => sum + Math.round((price * (100 - percent)) / 100), 0);
}

module.exports = { discounted };
