import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const FILE = path.join(os.tmpdir(), 'report.csv');

/** Appends a line to the report: every report of the machine goes to the same file. */
export function write(line) {
  fs.appendFileSync(FILE, `${line}\n`);
  return FILE;
}

export function remove() {
  fs.rmSync(FILE, { force: true });
}
