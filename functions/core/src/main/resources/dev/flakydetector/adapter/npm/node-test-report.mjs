import { JunitReport } from './junit.cjs';

/** A reporter for node:test that knows each test's file and the titles around it. */
export default async function* nodeTestReport(source) {
  const report = new JunitReport(process.cwd());
  const titles = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      titles.length = data.nesting;
      titles[data.nesting] = data.name;
    } else if (type === 'test:pass' || type === 'test:fail') {
      titles.length = data.nesting;
      add(report, [...titles, data.name], data, type === 'test:fail');
    }
  }
  yield report.toString();
}

function add(report, titles, data, failed) {
  const error = data.details?.error;
  const file = data.file ?? data.name;
  const isFile = titles.length === 1 && report.suite(file) === report.suite(data.name);
  if (data.skip === 'test name does not match pattern') {
    return;
  }
  if (isFile || data.details?.type === 'suite') {
    if (failed && error?.failureType !== 'subtestsFailed') {
      addFailureAround(report, file, isFile ? [] : titles, error);
    }
    return;
  }
  report.add(file, titles, statusOf(data, failed, error), data.details?.duration_ms, error?.cause ?? error);
}

/** A suite or a file is no test: what fails in its hooks, or after its tests, is held against its last test. */
function addFailureAround(report, file, titles, error) {
  const inside = report.inside(file, titles);
  if (inside.some((one) => one.status === 'failure' || one.status === 'error')) {
    return;
  }
  const last = inside.at(-1);
  const names = last ? last.titles : titles.length > 0 ? titles : [report.suite(file)];
  report.add(file, names, 'error', 0, error?.cause ?? error);
}

function statusOf(data, failed, error) {
  if (data.skip !== undefined || data.todo !== undefined) {
    return 'skipped';
  }
  if (!failed) {
    return 'passed';
  }
  return error?.failureType === 'testCodeFailure' || error?.failureType === 'subtestsFailed' ? 'failure' : 'error';
}
