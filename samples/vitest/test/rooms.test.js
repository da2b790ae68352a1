import { describe, expect, it } from 'vitest';
import { book } from '../src/rooms.js';

describe('rooms', () => {
  it('counts its first booking as one', () => {
    expect(book('red room', '2026-03-01')).toBe(1);
  });

  it('takes the same room on another day', () => {
    expect(book('red room', '2026-03-02')).toBeGreaterThan(0);
  });

  it('refuses a room that is taken', () => {
    book('blue room', '2026-03-01');
    expect(() => book('blue room', '2026-03-01')).toThrow('taken');
  });
});
