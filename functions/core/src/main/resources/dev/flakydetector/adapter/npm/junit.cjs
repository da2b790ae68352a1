'use strict';

const path = require('node:path');
const { fileURLToPath } = require('node:url');

/** Writes what tests did as JUnit XML: a suite is a file relative to the project, a name the titles joined by " > ". */

const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };
const WORST_FIRST = ['error', 'failure', 'skipped', 'passed'];
const MOST_CHARACTERS = 20000;

class JunitReport {
  constructor(root) {
    this.root = root;
    this.cases = new Map();
  }

  /** Where this file stands in the project. */
  suite(file) {
    if (!file) {
      return '';
    }
    const plain = file.startsWith('file:') ? fileURLToPath(file) : file;
    return path.relative(this.root, path.resolve(this.root, plain)).split(path.sep).join('/');
  }

  /** Takes one test; where it comes twice, its worst result counts. */
  add(file, titles, status, milliseconds, error) {
    const suite = this.suite(file);
    const name = titles.join(' > ');
    const key = `${suite}::${name}`;
    const known = this.cases.get(key);
    if (known && WORST_FIRST.indexOf(known.status) <= WORST_FIRST.indexOf(status)) {
      return;
    }
    this.cases.set(key, { suite, titles, name, status, seconds: (milliseconds || 0) / 1000, error });
  }

  /** The tests of this file below these titles, in the order they came. */
  inside(file, titles) {
    const suite = this.suite(file);
    return [...this.cases.values()].filter(
      (one) => one.suite === suite && titles.every((title, depth) => one.titles[depth] === title),
    );
  }

  toString() {
    const suites = new Map();
    for (const one of this.cases.values()) {
      suites.set(one.suite, [...(suites.get(one.suite) || []), one]);
    }
    const parts = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>'];
    for (const [suite, cases] of suites) {
      const count = (status) => cases.filter((one) => one.status === status).length;
      parts.push(
        `<testsuite name="${escape(suite)}" tests="${cases.length}" failures="${count('failure')}"` +
          ` errors="${count('error')}" skipped="${count('skipped')}">`,
        ...cases.map(testcase),
        '</testsuite>',
      );
    }
    return [...parts, '</testsuites>', ''].join('\n');
  }
}

function testcase({ suite, name, status, seconds, error }) {
  const start = `<testcase classname="${escape(suite)}" name="${escape(name)}" time="${seconds.toFixed(3)}"`;
  if (status === 'passed') {
    return `${start}/>`;
  }
  return status === 'skipped' ? `${start}><skipped/></testcase>` : `${start}>${trouble(status, error)}</testcase>`;
}

function trouble(status, error) {
  const { type, message, stack } = described(error);
  return `<${status} type="${escape(type)}" message="${escape(message)}">${escape(stack)}</${status}>`;
}

/** Anything can be thrown, also things whose properties throw. */
function described(error) {
  try {
    if (error !== null && typeof error === 'object') {
      return {
        type: String(error.name || 'Error'),
        message: String(error.message || ''),
        stack: String(error.stack || error.message || ''),
      };
    }
    return { type: typeof error, message: String(error), stack: String(error) };
  } catch {
    return { type: 'unknown', message: 'what was thrown cannot be read', stack: '' };
  }
}

function escape(text) {
  return text
    .slice(0, MOST_CHARACTERS)
    .replace(NOT_XML, '\uFFFD')
    .replace(/[&<>"\n\r\t]/g, (character) => ESCAPES[character]);
}

module.exports = { JunitReport };
