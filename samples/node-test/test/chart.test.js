import assert from 'node:assert';
import test from 'node:test';
import { shares } from '../src/chart.js';
import { randomFrom } from '../src/random.js';

test('equal values have equal shares', () => {
  assert.deepEqual(shares([5, 5]), [50, 50]);
});

test('shares add up', () => {
  const random = randomFrom(process.env.TEST_SEED);
  const values = Array.from({ length: 3 }, () => 1 + Math.floor(random() * 9));
  assert.equal(
    shares(values).reduce((one, other) => one + other, 0),
    100,
  );
});
