import { DAY, badge, byId, chart, day, detectionLink, element, filled, minute, percent, read, say, showTiles, table, testLink } from './shared.js';

const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'NONE'];
const MOST_PAGES = 20;

const isUnderWay = (detection) => ['ACCEPTED', 'RUNNING'].includes(detection.status);
/** Whether its severity says anything. */
const isJudged = (detection) => !isUnderWay(detection) && detection.total_runs > 0;

/** All detections since a moment, newest first. */
async function detectionsSince(since, repo) {
  const found = [];
  let before = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ limit: '100' });
    if (repo) query.set('repo', repo);
    if (before) query.set('before', before);
    const answer = await read(`detections?${query}`);
    const recent = answer.detections.filter((one) => Date.parse(one.started_at) >= since);
    found.push(...recent);
    if (!answer.next_before || recent.length < answer.detections.length) break;
    before = answer.next_before;
  }
  return found;
}

function showTotals(detections) {
  const runs = detections.reduce((sum, one) => sum + one.total_runs, 0);
  const failures = detections.reduce((sum, one) => sum + one.failures, 0);
  const loud = detections.filter((one) => isJudged(one) && ['CRITICAL', 'HIGH'].includes(one.severity)).length;
  showTiles([
    [detections.length, 'detections'],
    [runs, 'runs'],
    [runs ? percent(failures / runs) : '–', 'of all runs failed'],
    [loud, 'critical or high'],
  ]);
}

function showSeverities(detections) {
  const judged = detections.filter(isJudged);
  const counts = SEVERITIES.map((severity) => judged.filter((one) => one.severity === severity).length);
  const most = Math.max(1, ...counts);
  byId('severities').replaceChildren(
    ...SEVERITIES.map((severity, i) => {
      const bar = element('span', { class: 'bar' });
      bar.style.width = `${(100 * counts[i]) / most}%`;
      const lane = element('span', {}, ...(counts[i] ? [bar] : []));
      return element('li', { class: severity }, element('span', {}, severity.toLowerCase()), lane, element('span', { class: 'count' }, String(counts[i])));
    }),
  );
}

/** One bar a day: the share of that day's runs that failed. */
function showTrend(detections, days) {
  const sums = new Map();
  detections.forEach((one) => {
    const sum = sums.get(day(one.started_at)) ?? { runs: 0, failures: 0 };
    sum.runs += one.total_runs;
    sum.failures += one.failures;
    sums.set(day(one.started_at), sum);
  });
  const dates = Array.from({ length: days }, (_, i) => new Date(Date.now() - (days - 1 - i) * DAY).toISOString().slice(0, 10));
  const bars = dates.map((date) => {
    const { runs, failures } = sums.get(date) ?? { runs: 0, failures: 0 };
    return runs ? { date, share: failures / runs, label: `${date}: ${failures} of ${runs} runs failed` } : {};
  });
  const worst = bars.reduce((most, bar) => (bar.share > (most.share ?? 0) ? bar : most), {});
  const name = worst.share ? `Share of runs that failed, by day; most on ${worst.date}, ${percent(worst.share)}` : 'No run failed on any day';
  const middle = Math.floor((days - 1) / 2);
  const marks = [0, ...(days > 8 ? [middle] : []), days - 1].map((i) => [i, dates[i]]);
  chart(byId('trend'), name, bars, marks);
}

function showTests(tests) {
  const rows = tests.slice(0, 20).map((test) => [
    badge(test.last_severity),
    testLink(test.repo, test.id),
    `${test.failures} of ${test.runs}`,
    percent(test.rate),
    day(test.last_seen_at),
  ]);
  const heads = [['Newest', ''], ['Test', 'name'], ['Failed', 'number'], ['Rate', 'number'], ['Last seen', 'time']];
  byId('tests').replaceChildren(table('The tests that failed most in the newest 100 detections', heads, rows, 'No test failed in the newest detections.'));
}

function showDetections(detections) {
  const rows = detections.slice(0, 50).map((one) => [
    minute(one.started_at),
    isJudged(one) ? badge(one.severity) : '–',
    one.status.toLowerCase(),
    `${one.failures} of ${one.total_runs}`,
    one.repo,
    detectionLink(one.detection_id),
  ]);
  const heads = [['Started (UTC)', 'time'], ['Severity', ''], ['Status', ''], ['Runs failed', 'number'], ['Repository', 'name'], ['Report', 'id']];
  const name = detections.length > 50 ? `The newest 50 of ${detections.length}` : 'Newest first';
  byId('detections').replaceChildren(table(name, heads, rows, 'None in this time.'));
}

const seen = (cluster) => {
  if (cluster.times === undefined) return '–';
  if (cluster.times === 1) return 'first time';
  const branches = cluster.branches ? ` on ${cluster.branches} branch${cluster.branches === 1 ? '' : 'es'}` : '';
  return `${cluster.times} times${branches} since ${day(cluster.since)}`;
};

const alarm = ({ false_positive: chance }) =>
  chance ? `${percent(chance.p)} (${percent(chance.lo)} to ${percent(chance.hi)})` : '–';

const dollars = (sum) => (sum >= 1 ? sum.toFixed(2) : sum ? String(Number(sum.toPrecision(2))) : '0');

const price = (cost) =>
  `about $${dollars(cost.total_usd)} in the cloud (${cost.estimate ? 'estimate, ' : ''}prices of ${cost.prices_dated})`;

/** What history and models say of the newest detection that is done. */
function showNewest(detection) {
  byId('newest').hidden = !detection;
  if (!detection) return;
  const facts = [`${detection.failures} of ${detection.total_runs} runs failed`];
  if (detection.cost) facts.push(price(detection.cost));
  if (detection.forecast_absence) facts.push(`next run: ${detection.forecast_absence}`);
  byId('newest-about').replaceChildren(detectionLink(detection.detection_id), `: ${facts.join('; ')}`);
  const failed = detection.tests.filter((test) => test.failures > 0).slice(0, 20);
  const number = new Map(detection.clusters.map((cluster, i) => [cluster.key, String(i + 1)]));
  const clusters = detection.clusters.slice(0, 20).map((cluster) => [
    number.get(cluster.key),
    cluster.name,
    `${cluster.failures} in ${cluster.tests.length} ${cluster.tests.length === 1 ? 'test' : 'tests'}`,
    seen(cluster),
    alarm(cluster),
  ]);
  const heads = [['Cluster', 'number'], ['Failure', 'name'], ['Failures', 'number'], ['Seen', ''], ['False alarm', 'number']];
  byId('clusters').replaceChildren(table('Failures that look alike', heads, clusters, 'Its failures were not compared.'));
  const rows = failed.map((test) => [
    badge(test.severity),
    testLink(detection.repo, test.id),
    `${test.failures} of ${test.runs}`,
    test.p_fail ? percent(test.p_fail.probability) : '–',
    number.get(test.cluster) ?? '–',
  ]);
  const columns = [['Severity', ''], ['Test', 'name'], ['Failed', 'number'], ['Next run fails', 'number'], ['Cluster', 'number']];
  byId('newest-tests').replaceChildren(table('What failed in it', columns, rows, 'No test failed in it.'));
}

async function newestFinished(detections) {
  const done = detections.find((one) => one.status === 'DONE');
  return done ? { ...(await read(`detections/${encodeURIComponent(done.detection_id)}?attempts=0`)), repo: done.repo } : null;
}

function offer(repositories) {
  const choice = byId('repo');
  const known = new Set([...choice.options].map((option) => option.value));
  [...new Set(repositories)].sort().filter((repo) => !known.has(repo)).forEach((repo) => {
    choice.append(element('option', { value: repo }, repo));
  });
}

let newest = 0;

async function show() {
  const turn = ++newest;
  const repo = byId('repo').value;
  const days = Number(byId('days').value);
  const since = Date.now() - days * DAY;
  say('Reading the history…');
  try {
    const detections = await detectionsSince(since, repo);
    const query = new URLSearchParams({ detections: '100' });
    if (repo) query.set('repo', repo);
    const { tests } = await read(`tests?${query}`);
    const finished = await newestFinished(detections);
    if (turn !== newest) return;
    filled();
    offer(detections.map((one) => one.repo));
    showTotals(detections);
    showSeverities(detections);
    showTrend(detections, days);
    showNewest(finished);
    showTests(tests.filter((test) => Date.parse(test.last_seen_at) >= since));
    showDetections(detections);
    say(detections.length ? '' : 'No detection in this time. The command flaky detect makes one.');
  } catch (error) {
    if (turn === newest) say(`The history could not be read: ${error.message}`, true);
  }
}

/** The choice stands in the address, so that it can be sent on and come back to. */
function choose() {
  history.replaceState(null, '', `?${new URLSearchParams({ repo: byId('repo').value, days: byId('days').value })}`);
  show();
}

const asked = new URLSearchParams(location.search);
if (asked.get('repo')) offer([asked.get('repo')]);
byId('repo').value = asked.get('repo') ?? '';
if (['7', '30', '90'].includes(asked.get('days'))) byId('days').value = asked.get('days');
byId('filters').addEventListener('change', choose);
show();
