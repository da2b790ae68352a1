const assert = require('node:assert');
const { randomFrom } = require('../src/random');
const { runAll } = require('../src/workers');

describe('workers', () => {
  it('give their results in the order of the jobs', async () => {
    const random = randomFrom(process.env.MOCHA_SEED);
    const names = ['resize', 'sharpen'];
    const jobs = names.map((name) => ({ name, milliseconds: 10 + 50 * Math.floor(random() * 3) }));
    assert.deepEqual(await runAll(jobs), names);
  });
});
