import assert from 'node:assert';
import random from '../src/random.js';
import retry from '../src/retry.js';

const { randomFrom } = random;

describe('retry', () => {
  it('waits at all', () => {
    assert.ok(retry.delay(0, () => 0) > 0);
  });

  it('waits longer before the second try', () => {
    const next = randomFrom(process.env.MOCHA_SEED);
    const [first, second] = [retry.delay(0, next), retry.delay(1, next)];
    assert.ok(second > first, `waited ${first} ms, then ${second} ms`);
  });
});
