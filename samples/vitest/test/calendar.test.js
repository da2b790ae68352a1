import { describe, expect, test } from 'vitest';
import { dayOf, nights } from '../src/calendar.js';

describe('calendar', () => {
  test('counts nights', () => {
    expect(nights('2026-02-27', '2026-03-02')).toBe(3);
  });

  test('knows the day of an arrival', () => {
    expect(dayOf(new Date('2026-03-01T02:30:00Z'))).toBe('2026-03-01');
  });
});
