'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');
const { shuffled } = require('./order.cjs');

/**
 * Loaded by Node with --require. Stands in for node:test and holds back the tests that a file or a suite registers, to
 * register them in an order of our own once all are known. Subtests of a running test are left alone: their order is
 * the test's own code.
 */

const seed = process.env.FLAKY_DETECTOR_ORDER_SEED;
const SHARED = Symbol.for('flaky-detector.node-test');
const isTestFile = process.env.NODE_TEST_CONTEXT !== undefined;

/** Tests that wait for their order, and the name of what holds them. */
class Waiting {
  constructor(name, onFirst) {
    this.name = name;
    this.onFirst = onFirst;
    this.entries = [];
    this.closed = false;
  }

  add(entry) {
    if (this.entries.push(entry) === 1) {
      this.onFirst(this);
    }
  }

  /** Registers what waits, for real. What is registered from inside a test that starts now goes its usual way. */
  release() {
    const entries = shuffled(this.entries, seed, this.name);
    this.entries = [];
    for (const entry of entries) {
      holder.run(REGISTERED, () => entry.register());
    }
  }
}

/** Which list the code that runs now registers in; none for the file's own level. */
const holder = new AsyncLocalStorage();

/** For code inside a test. */
const REGISTERED = new Waiting('', () => {});
REGISTERED.closed = true;

/** The file's own level: released when the burst of registrations is over, so that a file that awaits in between runs. */
const file = new Waiting(path.relative(process.cwd(), process.argv[1] || ''), (list) =>
  setImmediate(() => list.release()),
);

/** A registration that has not been made; awaiting its result makes it at once, for nothing else could end the wait. */
class Entry {
  constructor(list, call) {
    this.list = list;
    this.call = call;
    this.result = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // A failing test is node:test's to report, not an unhandled rejection.
    this.result.catch(() => {});
  }

  register() {
    const result = this.call();
    Promise.resolve(result).then(this.resolve, this.reject);
  }

  promise() {
    const settle = (method) => (...handlers) => {
      this.list.release();
      return this.result[method](...handlers);
    };
    return { then: settle('then'), catch: settle('catch'), finally: settle('finally') };
  }
}

function standIn(real, isSuite) {
  const registrar = function (...args) {
    const list = holder.getStore() || file;
    const call = callAsFrom(locationAbove(registrar), real, isSuite ? withHeldTests(args, list) : args);
    if (list.closed) {
      return call();
    }
    const entry = new Entry(list, call);
    list.add(entry);
    return entry.promise();
  };
  for (const variant of ['skip', 'todo', 'only', 'expectFailure']) {
    if (typeof real[variant] === 'function') {
      registrar[variant] = standInOnce(real[variant], isSuite);
    }
  }
  return registrar;
}

const made = new Map();

function standInOnce(real, isSuite) {
  if (!made.has(real)) {
    made.set(real, standIn(real, isSuite));
  }
  return made.get(real);
}

/** A suite's function, changed to register its tests when it has named all of them. */
function withHeldTests(args, list) {
  const at = args.findIndex((arg) => typeof arg === 'function');
  if (at < 0) {
    return args;
  }
  const name = `${list.name}\n${typeof args[0] === 'string' ? args[0] : args[at].name}`;
  const held = function (...given) {
    const own = new Waiting(name, () => {});
    const close = () => {
      own.release();
      own.closed = true;
    };
    const result = holder.run(own, () => args[at].apply(this, given));
    if (result && typeof result.then === 'function') {
      return result.then(close);
    }
    close();
    return result;
  };
  Object.defineProperty(held, 'name', { value: args[at].name });
  return [...args.slice(0, at), held, ...args.slice(at + 1)];
}

/** Where the user's code calls the function. */
function locationAbove(callee) {
  const usual = Error.prepareStackTrace;
  const depth = Error.stackTraceLimit;
  try {
    Error.prepareStackTrace = (_, frames) => frames;
    Error.stackTraceLimit = 1;
    const holderOfStack = {};
    Error.captureStackTrace(holderOfStack, callee);
    const [frame] = holderOfStack.stack;
    return frame && { file: frame.getFileName(), line: frame.getLineNumber(), column: frame.getColumnNumber() };
  } finally {
    Error.prepareStackTrace = usual;
    Error.stackTraceLimit = depth;
  }
}

/** node:test takes a test's place from the frame that calls it, so the call is made from code that stands there. */
function callAsFrom(location, real, args) {
  if (!location || !location.file) {
    return () => real(...args);
  }
  const script = new vm.Script('(real, args) => real(...args)', {
    filename: location.file,
    lineOffset: location.line - 1,
    columnOffset: location.column - '(real, args) => '.length - 1,
  });
  const call = script.runInThisContext();
  return () => call(real, args);
}

function standInModule() {
  const real = require('node:test');
  const kinds = { test: false, it: false, describe: true, suite: true };
  const module = standInOnce(real, false);
  for (const name of Object.keys(real)) {
    if (typeof real[name] === 'function' && name in kinds) {
      module[name] = standInOnce(real[name], kinds[name]);
    } else if (!(name in module)) {
      Object.defineProperty(module, name, Object.getOwnPropertyDescriptor(real, name));
    }
  }
  return module;
}

function replaceForRequire(module) {
  const load = Module._load;
  Module._load = function (request, ...rest) {
    return request === 'node:test' ? module : load.call(this, request, ...rest);
  };
}

/** An import cannot be answered with an object, so it is pointed at a module made of text that hands the object out. */
function replaceForImport(module) {
  globalThis[SHARED] = module;
  const names = Object.keys(module).filter((name) => name !== 'default' && /^[A-Za-z_$][\w$]*$/.test(name));
  const text =
    `const shared = globalThis[Symbol.for('${SHARED.description}')];\n` +
    `export default shared;\nexport const { ${names.join(', ')} } = shared;\n`;
  const url = `data:text/javascript,${encodeURIComponent(text)}`;
  const resolve = (specifier, context, next) =>
    specifier === 'node:test' && (context.conditions || []).includes('import')
      ? { url, format: 'module', shortCircuit: true }
      : next(specifier, context);
  if (Module.registerHooks) {
    Module.registerHooks({ resolve });
  } else if (Module.register) {
    const hooks = `const url = ${JSON.stringify(url)};\nexport const resolve = ${resolve};\n`;
    Module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);
  } else {
    process.stderr.write('flaky-detector: this Node cannot shuffle tests of ES modules; 18.19 or 20.6 can\n');
  }
}

if (seed !== undefined && isTestFile) {
  const module = standInModule();
  replaceForRequire(module);
  replaceForImport(module);
}
