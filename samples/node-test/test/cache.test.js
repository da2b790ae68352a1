import assert from 'node:assert';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { cached } from '../src/cache.js';
import { randomFrom } from '../src/random.js';

test('loads once for two that ask one after the other', async () => {
  const random = randomFrom(process.env.TEST_SEED);
  let loads = 0;
  const get = cached(async () => {
    loads++;
    await wait(60);
    return 'page';
  });
  const second = wait(random() < 0.6 ? 200 : 5).then(get);
  await Promise.all([get(), second]);
  assert.equal(loads, 1);
});
