'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { shuffled } = require('./order.cjs');
const { JunitReport } = require('./junit.cjs');

/**
 * Loaded by Mocha with --require. Writes a report besides the user's reporter and, where a seed for the order is given,
 * shuffles: files, the suites of a file, and the tests of a suite.
 */

const report = process.env.FLAKY_DETECTOR_REPORT;
const seed = process.env.FLAKY_DETECTOR_ORDER_SEED;

/** The very Mocha that loads this file, whichever copies of it the project holds. */
function runningMocha() {
  const ending = path.join('mocha', 'lib', 'mocha.js');
  const loaded = Object.keys(require.cache).find((file) => file.endsWith(ending));
  return require(loaded || require.resolve('mocha', { paths: [process.cwd()] }));
}

const Mocha = runningMocha();
const run = Mocha.prototype.run;
let taken = false;

Mocha.prototype.run = function (...args) {
  // Tests of Mocha's plugins make a Mocha of their own, and workers hand their results to the first one.
  if (taken || this.isWorker || !report) {
    return run.apply(this, args);
  }
  taken = true;
  const UsersReporter = this._reporter;
  this._reporter = function (runner, options) {
    record(runner);
    return new UsersReporter(runner, options);
  };
  return run.apply(this, args);
};

function record(runner) {
  const result = new JunitReport(process.cwd());
  if (seed !== undefined) {
    // The first moment at which .only has been applied and, with --delay, every test is known.
    runner.once('start', () => shuffle(runner.suite, ''));
  }
  runner.on('pass', (test) => add(result, test, 'passed'));
  runner.on('pending', (test) => add(result, test, 'skipped'));
  runner.on('fail', (runnable, error) => addFailure(result, runnable, error));
  runner.once('end', () => fs.writeFileSync(report, result.toString()));
}

function add(result, test, status, error) {
  result.add(test.file, test.titlePath(), status, test.duration, error);
}

/** A hook is no test: its failure is held against the tests that it kept from running, or else the last one that ran. */
function addFailure(result, runnable, error) {
  if (runnable.type !== 'hook') {
    add(result, runnable, 'failure', error);
    return;
  }
  const kept = isBeforeAll(runnable) ? testsOf(runnable.parent) : [];
  if (kept.length === 0) {
    result.add(runnable.file, titlesAround(runnable), 'error', 0, error);
  }
  kept.forEach((test) => add(result, test, 'error', error));
}

function isBeforeAll(hook) {
  return String(hook.originalTitle || hook.title).startsWith('"before all"');
}

/** The titles of the test that a hook stands before or behind; from a worker comes its title alone. */
function titlesAround(hook) {
  const test = hook.ctx && hook.ctx.currentTest;
  if (test && typeof test.titlePath === 'function') {
    return test.titlePath();
  }
  return test ? [...hook.titlePath().slice(0, -1), test.title] : hook.titlePath();
}

function testsOf(suite) {
  return suite ? [...(suite.tests || []), ...(suite.suites || []).flatMap(testsOf)] : [];
}

function shuffle(suite, name) {
  suite.tests = shuffledByFile(suite.tests, `${name}\ntests`);
  suite.suites = shuffledByFile(suite.suites, `${name}\nsuites`);
  for (const child of suite.suites) {
    shuffle(child, `${name}\n${child.file}\n${child.title}`);
  }
}

/** Files move as one: interleaving their tests would be an order that Mocha never runs. */
function shuffledByFile(children, name) {
  const byFile = new Map();
  for (const child of children) {
    byFile.set(child.file, [...(byFile.get(child.file) || []), child]);
  }
  return shuffled([...byFile.keys()], seed, relative(name)).flatMap((file) =>
    shuffled(byFile.get(file), seed, relative(`${name}\n${file}`)),
  );
}

/** Attempts run in different folders, and the order must not depend on which. */
function relative(name) {
  return name.split(process.cwd()).join('.');
}
