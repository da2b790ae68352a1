/** How long to wait before the next try: half as long again each time, with some luck so that not all clients come at once. */
function delay(attempt, random) {
  return Math.round(100 * 1.5 ** attempt * (0.5 + random()));
}

module.exports = { delay };
