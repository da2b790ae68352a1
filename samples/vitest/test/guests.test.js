import { describe, expect, it } from 'vitest';
import { byAge } from '../src/guests.js';
import { randomFrom } from '../src/random.js';

describe('guests', () => {
  it('are sorted by age', () => {
    const random = randomFrom(process.env.VITE_TEST_SEED);
    const guests = Array.from({ length: 4 }, () => ({ age: 1 + Math.floor(random() * 60) }));
    const ages = byAge(guests).map((guest) => guest.age);
    expect(ages).toEqual([...ages].sort((one, other) => one - other));
  });
});
