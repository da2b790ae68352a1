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

  it('removes what it wrote', () => {
    const file = write('total,42');
    remove();
    assert.equal(fs.existsSync(file), false);
  });
});
