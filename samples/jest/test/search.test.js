const { SearchBox } = require('../src/search');
const { randomFrom } = require('../src/random');

/** A server that takes 10, 60 or 110 ms for an answer. */
function server(seed) {
  const random = randomFrom(seed);
  return (text) =>
    new Promise((resolve) => setTimeout(() => resolve(`results for ${text}`), 10 + 50 * Math.floor(random() * 3)));
}

describe('search box', () => {
  test('shows the answer', async () => {
    const box = new SearchBox(server(1));
    await box.type('tea');
    expect(box.shown).toBe('results for tea');
  });

  test('shows the answer to what was typed last', async () => {
    const box = new SearchBox(server(process.env.JEST_SEED));
    await Promise.all([box.type('te'), box.type('tea')]);
    expect(box.shown).toBe('results for tea');
  });
});
