'use strict';

const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'NONE'];
const DAY = 24 * 60 * 60 * 1000;
const MOST_PAGES = 20;

const byId = (id) => document.getElementById(id);
const percent = (share) => {
  if (share > 0 && share < 0.01) return '< 1 %';
  return share > 0.99 && share < 1 ? '> 99 %' : `${Math.round(share * 100)} %`;
};
const day = (text) => text.slice(0, 10);

/** Text only: names come from repositories, so nothing here is ever read as HTML. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

async function read(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    throw new Error(`${path.split('?')[0]} answered ${answer.status}`);
  }
  return answer.json();
}

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
  const ended = detections.filter((one) => !['ACCEPTED', 'RUNNING'].includes(one.status));
  const loud = ended.filter((one) => ['CRITICAL', 'HIGH'].includes(one.severity)).length;
  const tiles = [
    [detections.length, 'detections'],
    [runs, 'runs'],
    [runs ? percent(failures / runs) : '–', 'of all runs failed'],
    [loud, 'critical or high'],
  ];
  byId('totals').replaceChildren(
    ...tiles.map(([figure, what]) => element('div', { class: 'tile' }, element('b', {}, String(figure)), element('span', {}, what))),
  );
}

function showSeverities(detections) {
  const counts = SEVERITIES.map((severity) => detections.filter((one) => one.severity === severity).length);
  const most = Math.max(1, ...counts);
  const bars = element('div', { class: 'bars' });
  SEVERITIES.forEach((severity, i) => {
    const bar = element('div', { class: `bar ${severity}` });
    bar.style.width = `${(100 * counts[i]) / most}%`;
    bars.append(element('span', {}, severity.toLowerCase()), counts[i] ? bar : element('span'), element('span', {}, String(counts[i])));
  });
  byId('severities').replaceChildren(bars);
}

function svg(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** One bar a day: the share of that day's runs that failed. */
function showTrend(detections, days) {
  // One unit is one pixel, so that the letters keep their size on a phone.
  const width = Math.max(280, byId('trend').clientWidth);
  const height = 160;
  const left = 44;
  const bottom = 20;
  const sums = new Map();
  detections.forEach((one) => {
    const sum = sums.get(day(one.started_at)) ?? { runs: 0, failures: 0 };
    sum.runs += one.total_runs;
    sum.failures += one.failures;
    sums.set(day(one.started_at), sum);
  });
  const chart = svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'Share of runs that failed, by day' });
  const y = (share) => (height - bottom) * (1 - share) + 6 * share;
  [0, 0.5, 1].forEach((share) => {
    chart.append(svg('line', { class: 'grid', x1: left, x2: width, y1: y(share), y2: y(share) }));
    chart.append(svg('text', { x: left - 6, y: y(share) + 4, 'text-anchor': 'end' }, percent(share)));
  });
  const step = (width - left) / days;
  const today = Date.now();
  for (let i = 0; i < days; i++) {
    const date = new Date(today - (days - 1 - i) * DAY).toISOString().slice(0, 10);
    const x = left + i * step;
    const sum = sums.get(date);
    if (sum && sum.runs) {
      const share = sum.failures / sum.runs;
      const top = Math.min(y(share), height - bottom - 2);
      const bar = svg('rect', { class: 'day', x: x + step * 0.15, width: step * 0.7, y: top, height: height - bottom - top });
      bar.append(svg('title', {}, `${date}: ${sum.failures} of ${sum.runs} runs failed`));
      chart.append(bar);
    }
    if (i === 0 || i === days - 1 || (days > 8 && i === Math.floor(days / 2))) {
      const anchor = i === 0 ? 'start' : i === days - 1 ? 'end' : 'middle';
      const at = i === 0 ? x : i === days - 1 ? width : x + step / 2;
      chart.append(svg('text', { x: at, y: height - 4, 'text-anchor': anchor }, date));
    }
  }
  byId('trend').replaceChildren(chart);
}

function table(heads, rows, none) {
  if (!rows.length) return element('p', { class: 'empty' }, none);
  const head = element('tr', {}, ...heads.map(([text, kind]) => element('th', { class: kind, scope: 'col' }, text)));
  const body = rows.map((cells) =>
    element('tr', {}, ...cells.map((cell, i) => element('td', { class: heads[i][1] }, ...[cell].flat()))),
  );
  return element('div', { class: 'scroll' }, element('table', {}, element('thead', {}, head), element('tbody', {}, ...body)));
}

const badge = (severity) => element('strong', { class: severity }, severity.toLowerCase());

function showTests(tests) {
  const rows = tests.slice(0, 20).map((test) => [
    badge(test.last_severity),
    test.id,
    `${test.failures} of ${test.runs}`,
    percent(test.rate),
    day(test.last_seen_at),
  ]);
  const heads = [['Newest', ''], ['Test', 'name'], ['Failed', 'number'], ['Rate', 'number'], ['Last seen', 'time']];
  byId('tests').replaceChildren(table(heads, rows, 'No test failed in the newest detections.'));
}

function showDetections(detections) {
  const rows = detections.slice(0, 50).map((one) => [
    one.started_at.slice(0, 16).replace('T', ' '),
    ['ACCEPTED', 'RUNNING'].includes(one.status) ? '–' : badge(one.severity),
    one.status.toLowerCase(),
    `${one.failures} of ${one.total_runs}`,
    one.repo,
    element('a', { href: `detections/${encodeURIComponent(one.detection_id)}` }, one.detection_id),
  ]);
  const heads = [['Started (UTC)', 'time'], ['Severity', ''], ['Status', ''], ['Runs failed', 'number'], ['Repository', 'name'], ['Report', '']];
  byId('detections').replaceChildren(table(heads, rows, 'None in this time.'));
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
  const link = element('a', { href: `detections/${encodeURIComponent(detection.detection_id)}` }, detection.detection_id);
  const facts = [`${detection.failures} of ${detection.total_runs} runs failed`];
  if (detection.cost) facts.push(price(detection.cost));
  if (detection.forecast_absence) facts.push(`next run: ${detection.forecast_absence}`);
  byId('newest-about').replaceChildren(link, `: ${facts.join('; ')}`);
  const failed = detection.tests.filter((test) => test.failures > 0).slice(0, 20);
  const number = new Map(detection.clusters.map((cluster, i) => [cluster.key, String(i + 1)]));
  const clusters = detection.clusters.slice(0, 20).map((cluster) => [
    number.get(cluster.key),
    cluster.name,
    `${cluster.failures} in ${cluster.tests.length} ${cluster.tests.length === 1 ? 'test' : 'tests'}`,
    seen(cluster),
    alarm(cluster),
  ]);
  const heads = [['', 'number'], ['Failures that look alike', 'name'], ['Failures', 'number'], ['Seen', 'time'], ['False alarm', 'number']];
  byId('clusters').replaceChildren(table(heads, clusters, 'Its failures were not compared.'));
  const rows = failed.map((test) => [
    badge(test.severity),
    test.id,
    `${test.failures} of ${test.runs}`,
    test.p_fail ? percent(test.p_fail.probability) : '–',
    number.get(test.cluster) ?? '–',
  ]);
  const columns = [['Severity', ''], ['Test', 'name'], ['Failed', 'number'], ['Next run fails', 'number'], ['Cluster', 'number']];
  byId('newest-tests').replaceChildren(table(columns, rows, 'No test failed in it.'));
}

async function newestFinished(detections) {
  const done = detections.find((one) => one.status === 'DONE');
  return done ? read(`detections/${encodeURIComponent(done.detection_id)}?attempts=0`) : null;
}

function offerRepositories(detections) {
  const choice = byId('repo');
  const known = new Set([...choice.options].map((option) => option.value));
  [...new Set(detections.map((one) => one.repo))].sort().filter((repo) => !known.has(repo)).forEach((repo) => {
    choice.append(element('option', { value: repo }, repo));
  });
}

let newest = 0;

async function show() {
  const turn = ++newest;
  const repo = byId('repo').value;
  const days = Number(byId('days').value);
  try {
    const detections = await detectionsSince(Date.now() - days * DAY, repo);
    const query = new URLSearchParams({ detections: '100' });
    if (repo) query.set('repo', repo);
    const { tests } = await read(`tests?${query}`);
    const finished = await newestFinished(detections);
    if (turn !== newest) return;
    offerRepositories(detections);
    showTotals(detections);
    showSeverities(detections);
    showTrend(detections, days);
    showNewest(finished);
    showTests(tests.filter((test) => Date.parse(test.last_seen_at) >= Date.now() - days * DAY));
    showDetections(detections);
    byId('state').textContent = '';
  } catch (error) {
    byId('state').textContent = `The history could not be read: ${error.message}`;
  }
}

byId('filters').addEventListener('change', show);
show();
