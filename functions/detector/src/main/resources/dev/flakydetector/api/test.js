import { badge, byId, chart, day, detectionLink, element, filled, minute, percent, read, say, showTiles, table } from './shared.js';

const MOST = 100;

function showTotals(sightings) {
  const runs = sightings.reduce((sum, one) => sum + one.runs, 0);
  const failures = sightings.reduce((sum, one) => sum + one.failures, 0);
  showTiles([
    [sightings.length === MOST ? `${MOST}+` : sightings.length, sightings.length === 1 ? 'detection saw it fail' : 'detections saw it fail'],
    [`${failures} of ${runs}`, 'of their runs failed'],
    [percent(failures / runs), 'failure rate in them'],
    [sightings[0].verdict.toLowerCase(), 'the newest verdict'],
  ]);
}

/** One bar a detection, the oldest first. */
function showTrend(sightings) {
  const oldestFirst = [...sightings].reverse();
  const bars = oldestFirst.map((one) => ({
    share: one.runs ? one.failures / one.runs : undefined,
    label: `${minute(one.started_at)}: ${one.failures} of ${one.runs} runs failed`,
  }));
  const last = oldestFirst.length - 1;
  const name = `Failure rate in ${sightings.length} detections from ${day(oldestFirst[0].started_at)} to ${day(oldestFirst[last].started_at)}`;
  const marks = (last ? [0, last] : [0]).map((i) => [i, day(oldestFirst[i].started_at)]);
  chart(byId('trend'), name, bars, marks);
}

/** What the newest detection that saw it fail adds: its cause by look, and the forecast. */
function showOutlook(detection, id) {
  const test = detection.tests.find((one) => one.id === id);
  const cluster = detection.clusters.find((one) => one.key === test?.cluster);
  const known = [];
  if (test?.p_fail) known.push(`Its next run fails with ${percent(test.p_fail.probability)}.`);
  if (test?.only_when) known.push(`It failed ${test.only_when}.`);
  if (cluster) known.push(`It fails like others of the cluster “${cluster.name}”.`);
  byId('known').replaceChildren(...known.map((sentence) => element('li', { class: 'long' }, sentence)));
  if (test?.replay) byId('known').append(element('li', { class: 'long' }, 'See it again: ', element('code', {}, test.replay)));
  byId('outlook').hidden = !byId('known').childElementCount;
}

function showSightings(sightings) {
  const rows = sightings.map((one) => [
    minute(one.started_at),
    badge(one.severity),
    one.verdict.toLowerCase(),
    `${one.failures} of ${one.runs}`,
    one.runs ? percent(one.failures / one.runs) : '–',
    one.commit ? one.commit.slice(0, 10) : '–',
    detectionLink(one.detection_id),
  ]);
  const heads = [['Started (UTC)', 'time'], ['Severity', ''], ['Verdict', ''], ['Failed', 'number'], ['Rate', 'number'], ['Commit', 'id'], ['Report', 'id']];
  byId('sightings').replaceChildren(table('Newest first', heads, rows, 'None.'));
}

async function show(repo, id) {
  byId('test').textContent = id;
  // A name too long to be shown whole is scrolled, by keyboard too.
  if (byId('test').scrollHeight > byId('test').clientHeight) byId('test').tabIndex = 0;
  byId('repository').textContent = repo;
  byId('back').href = `./?${new URLSearchParams({ repo })}`;
  document.title = `${id.slice(0, 80)} – flaky tests`;
  try {
    const { sightings } = await read(`tests/history?${new URLSearchParams({ repo, id, limit: String(MOST) })}`);
    if (!sightings.length) {
      say('It failed in no detection of this repository.');
      return;
    }
    const newest = await read(`detections/${encodeURIComponent(sightings[0].detection_id)}?attempts=0`);
    filled();
    showTotals(sightings);
    showTrend(sightings);
    showOutlook(newest, id);
    showSightings(sightings);
    say('');
  } catch (error) {
    say(`Its history could not be read: ${error.message}`, true);
  }
}

const asked = new URLSearchParams(location.search);
if (asked.get('repo') && asked.get('id')) {
  show(asked.get('repo'), asked.get('id'));
} else {
  say('The address names no test: it needs repo and id.', true);
}
