// What the pages have in common. Names come from repositories: they become text, never HTML.

export const DAY = 24 * 60 * 60 * 1000;

export const byId = (id) => document.getElementById(id);

export const percent = (share) => {
  if (share > 0 && share < 0.01) return '< 1 %';
  return share > 0.99 && share < 1 ? '> 99 %' : `${Math.round(share * 100)} %`;
};

export const day = (text) => text.slice(0, 10);
export const minute = (text) => text.slice(0, 16).replace('T', ' ');

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

export function svg(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** What the API answers; a refusal is thrown with the reason that it gives. */
export async function read(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } }).catch(() => {
    throw new Error('the server does not answer; is it still running?');
  });
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail ?? `${path.split('?')[0]} answered ${answer.status}`);
}

/** Says how it stands: that something is read, or could not be; with neither, the page itself is shown. */
export function say(text, isTrouble = false) {
  const state = byId('state');
  state.className = isTrouble ? 'trouble' : 'empty';
  state.textContent = text;
  byId('content').hidden = isTrouble || byId('content').dataset.filled === undefined;
}

export function filled() {
  byId('content').dataset.filled = '';
  byId('content').hidden = false;
}

export const badge = (severity) => element('strong', { class: `badge ${severity}` }, severity.toLowerCase());

export const detectionLink = (id) => element('a', { href: `detections/${encodeURIComponent(id)}` }, id);

export const testLink = (repo, id) => element('a', { href: `test?${new URLSearchParams({ repo, id })}` }, id);

/** @param figures pairs of a figure and what it counts */
export function showTiles(figures) {
  byId('totals').replaceChildren(
    ...figures.map(([figure, what]) => element('div', { class: 'tile' }, element('b', {}, String(figure)), element('span', {}, what))),
  );
}

/** @param heads pairs of a heading and the kind of its column */
export function table(name, heads, rows, none) {
  if (!rows.length) return element('p', { class: 'empty' }, none);
  const head = element('tr', {}, ...heads.map(([text, kind]) => element('th', { class: kind, scope: 'col' }, text)));
  const body = rows.map((cells) =>
    element('tr', {}, ...cells.map((cell, i) => element('td', { class: heads[i][1], 'data-head': heads[i][0] }, ...[cell].flat()))),
  );
  return element('table', {}, element('caption', {}, name), element('thead', {}, head), element('tbody', {}, ...body));
}

/**
 * Shares as bars over time.
 *
 * @param bars each with its share, or none, and its label
 * @param marks texts below the bars: how many bars come before, and the text
 */
export function chart(place, name, bars, marks) {
  // One unit is one pixel, so that the letters keep their size on a phone.
  const width = Math.max(240, place.clientWidth);
  const height = 160;
  const left = 48;
  const bottom = 22;
  const drawn = svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': name });
  const y = (share) => (height - bottom) * (1 - share) + 8 * share;
  [0, 0.5, 1].forEach((share) => {
    drawn.append(svg('line', { class: 'grid', x1: left, x2: width, y1: y(share), y2: y(share) }));
    drawn.append(svg('text', { x: left - 6, y: y(share) + 4, 'text-anchor': 'end' }, percent(share)));
  });
  const step = (width - left) / Math.max(1, bars.length);
  const thick = Math.min(step * 0.7, 28);
  bars.forEach(({ share, label }, i) => {
    if (share === undefined) return;
    const top = Math.min(y(share), height - bottom - 2);
    const at = left + (i + 0.5) * step - thick / 2;
    const bar = svg('rect', { class: share ? 'day' : 'day quiet', x: at, width: thick, y: top, height: height - bottom - top, rx: 1 });
    bar.append(svg('title', {}, label));
    drawn.append(bar);
  });
  marks.forEach(([i, text]) => {
    const [x, anchor] = i === 0 ? [left, 'start'] : i >= bars.length - 1 ? [width, 'end'] : [left + (i + 0.5) * step, 'middle'];
    drawn.append(svg('text', { x, y: height - 5, 'text-anchor': anchor }, text));
  });
  place.replaceChildren(drawn);
}
