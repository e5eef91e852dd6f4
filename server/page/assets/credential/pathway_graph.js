// SPDX-License-Identifier: Apache-2.0
// Pathways as a drawing: a column a step, lines from left to right, boxes that are links. The list
// beside it says the same.
import { essentialTaughtShort } from '../components/essential_taught.js';
import { svg, uniqueId } from '../dom.js';
import { foreign } from '../i18n.js';

const WIDTH = 190;
const HEIGHT = 64;
const ACROSS = 56;
const DOWN = 22;
const LINE = 24; // Letters that fit on a line of a box.
const MOST_LINES = 2;

function lines(text) {
  const found = [''];
  for (const word of text.split(/\s+/)) {
    if (`${found.at(-1)} ${word}`.trim().length <= LINE || found.at(-1) === '') found[found.length - 1] = `${found.at(-1)} ${word}`.trim();
    else found.push(word);
  }
  const kept = found.slice(0, MOST_LINES).map((line) => (line.length > LINE ? `${line.slice(0, LINE - 1)}…` : line));
  if (found.length > MOST_LINES) kept[MOST_LINES - 1] = `${kept[MOST_LINES - 1].slice(0, LINE - 1)}…`;
  return kept;
}

// Nodes with their column and edges between them; what several ways have in common is there once.
function collect(held, pathways) {
  const nodes = new Map(held.map((each) => [each.name, { ...each, column: 0, kind: 'held' }]));
  const edges = new Map();
  const put = (name, node) => {
    if (!nodes.has(name)) nodes.set(name, { ...node, column: 1 });
  };
  for (const pathway of pathways) {
    pathway.steps.forEach((step) => {
      put(step.credential.name, { ...step.credential, kind: 'step' });
      edges.set(`${step.from.name} ${step.credential.name}`, { from: step.from.name, to: step.credential.name,
        declared: step.kinds[0] !== 'STEP_KIND_DISCOVERED' });
    });
    const last = pathway.steps.at(-1).credential.name;
    for (const goal of (pathway.destinations ?? []).slice(0, 2)) {
      // Beside what leads to it, even where another way leads there too: no line runs behind a box.
      const own = `${last} ${goal.name}`;
      put(own, { name: own, target: goal.name, title: goal.label, languageCode: goal.languageCode, level: goal.number, kind: 'goal',
        occupation: goal.kind === 'DESTINATION_KIND_OCCUPATION' && goal });
      edges.set(own, { from: last, to: own, declared: goal.kind === 'DESTINATION_KIND_DECLARED_QUALIFICATION' });
    }
  }
  const drawn = { nodes: [...nodes.values()], edges: [...edges.values()] };
  spread(drawn, nodes);
  return drawn;
}

// Puts everything to the right of all that leads to it. Steps may lead in a circle, which would go
// on for ever.
function spread({ nodes, edges }, byName) {
  for (let round = 0; round < nodes.length; round += 1) {
    for (const { from, to } of edges) {
      const [a, b] = [byName.get(from), byName.get(to)];
      if (b.kind !== 'held') b.column = Math.max(b.column, Math.min(a.column + 1, nodes.length));
    }
  }
}

// The credential of the page itself is no link.
function box(node, { words, link }) {
  const text = lines(node.title ?? '');
  const under = [node.kind === 'held' && words.t('held'), node.level && words.t('level', { number: node.level }),
    node.occupation && essentialTaughtShort(node.occupation, words)].filter(Boolean).join(' · ');
  const address = link(`/${node.target ?? node.name}`);
  const isHere = address === location.pathname;
  const id = uniqueId('node');
  const lang = foreign(node.languageCode, words.language);
  return svg(isHere ? 'g' : 'a', { class: `node ${node.kind}`, transform: `translate(${node.x} ${node.y})`, lang,
    ...(!isHere && { href: address, 'aria-label': node.title, 'aria-describedby': under ? id : null }) },
  svg('title', null, node.title ?? ''),
  svg('rect', { width: WIDTH, height: HEIGHT, rx: node.kind === 'goal' ? HEIGHT / 2 : 8 }),
  text.map((line, i) => svg('text', { x: WIDTH / 2, y: 20 + i * 16, 'text-anchor': 'middle' }, line)),
  under && svg('text', { id, class: 'under', x: WIDTH / 2, y: HEIGHT - 9, 'text-anchor': 'middle', lang: lang && words.language }, under));
}

// Gives every box its place, and every edge the `points` that it goes through: where it passes columns
// it has a place in them, too, so that no line runs behind a box. Answers the size.
function place(nodes, edges, byName) {
  const byColumn = [];
  const put = (point) => (byColumn[point.column] ??= []).push(point);
  nodes.forEach(put);
  for (const edge of edges) {
    const [a, b] = [byName.get(edge.from), byName.get(edge.to)];
    const between = Array.from({ length: Math.max(b.column - a.column - 1, 0) }, (_, i) => ({ column: a.column + 1 + i }));
    between.forEach(put);
    edge.points = [a, ...between, b];
    edge.points.slice(1).forEach((point, i) => (point.before ??= []).push(edge.points[i]));
  }
  const columns = byColumn.filter(Boolean);
  const tall = Math.max(...columns.map((column) => column.length));
  const height = tall * (HEIGHT + DOWN) + DOWN;
  columns.forEach((column, i) => {
    // Beside what leads there; what comes first of those alike stays so.
    const wished = ({ before = [] }) => before.reduce((sum, { y = 0 }) => sum + y, 0) / (before.length || 1);
    const order = new Map(column.map((point) => [point, wished(point)]));
    column.sort((one, other) => order.get(one) - order.get(other)).forEach((point, j) => {
      point.x = 4 + i * (WIDTH + ACROSS);
      point.y = (height - column.length * (HEIGHT + DOWN) + DOWN) / 2 + j * (HEIGHT + DOWN);
    });
  });
  return { width: 8 + columns.length * (WIDTH + ACROSS) - ACROSS, height };
}

// Curves from one column to the next, straight on through those between.
function course(points) {
  return points.slice(1).map((b, i) => {
    const a = points[i];
    const [x1, y1, x2, y2] = [a.x + WIDTH, a.y + HEIGHT / 2, b.x, b.y + HEIGHT / 2];
    const middle = Math.max(ACROSS / 2, Math.abs(x2 - x1) / 2);
    return `${i === 0 ? 'M' : 'L'}${x1} ${y1}C${x1 + middle} ${y1} ${x2 - middle} ${y2} ${x2} ${y2}`;
  }).join('');
}

export function pathwayGraph(held, pathways, context) {
  const { nodes, edges } = collect(held, pathways);
  const { width, height } = place(nodes, edges, new Map(nodes.map((node) => [node.name, node])));
  // Keyboards and screen readers go from column to column, down each.
  nodes.sort((one, other) => one.x - other.x || one.y - other.y);
  const arrow = uniqueId('arrow');
  return svg('svg', { class: 'pathways', viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': context.words.t('pathwaysGraph') },
    svg('defs', null, svg('marker', { id: arrow, viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto' },
      svg('path', { d: 'M0 0 8 4 0 8z', class: 'arrow' }))),
    edges.map(({ points, declared }) => svg('path', { class: declared ? 'edge' : 'edge guessed', d: course(points), 'marker-end': `url(#${arrow})` })),
    nodes.map((node) => box(node, context)));
}
