import assert from 'node:assert';
import fs from 'node:fs';
import { describe, it } from 'node:test';
import { remove, write } from '../src/export.js';

describe('export', () => {
  it('writes one line', () => {
    const file = write('total,42');
    assert.equal(fs.readFileSync(file, 'utf8'), 'total,42\n');
  });

  it('writes a header before the lines', () => {
    remove();
    write('name,value');
    const file = write('total,42');
    assert.equal(fs.readFileSync(file, 'utf8').split('\n')[0], 'name,value');
  });

  it('appends to what is there', () => {
    remove();
    write('first');
    const file = write('second');
    assert.equal(fs.readFileSync(file, 'utf8'), 'first\nsecond\n');
  });

  it('removes what it wrote', () => {
    const file = write('total,42');
    remove();
    assert.equal(fs.existsSync(file), false);
  });
});
