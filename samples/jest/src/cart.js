const lines = [];

/** Puts so many of an article into the cart. */
function add(article, price, count = 1) {
  lines.push({ article, price, count });
}

function total() {
  return lines.reduce((sum, line) => sum + line.price * line.count, 0);
}

function clear() {
  lines.length = 0;
}

module.exports = { add, total, clear };
