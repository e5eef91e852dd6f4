// SPDX-License-Identifier: Apache-2.0
// Pathways as a drawing: a column a step, lines from left to right. The list beside it says the same.
import { svg, uniqueId } from '../dom.js';

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
    const known = nodes.get(name);
    if (!known) nodes.set(name, node);
    else if (known.kind !== 'held') known.column = Math.max(known.column, node.column);
  };
  for (const pathway of pathways) {
    pathway.steps.forEach((step, i) => {
      put(step.credential.name, { ...step.credential, column: i + 1, kind: 'step' });
      edges.set(`${step.from.name} ${step.credential.name}`, { from: step.from.name, to: step.credential.name,
        declared: step.kinds[0] !== 'STEP_KIND_DISCOVERED' });
    });
    const last = pathway.steps.at(-1).credential.name;
    for (const goal of (pathway.destinations ?? []).slice(0, 2)) {
      // Beside what leads to it, even where another way leads there too: no line runs behind a box.
      const own = `${last} ${goal.name}`;
      put(own, { name: own, title: goal.label, level: goal.number, column: pathway.steps.length + 1, kind: 'goal' });
      edges.set(own, { from: last, to: own, declared: goal.kind !== 'DESTINATION_KIND_TOWARD_QUALIFICATION' });
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

function box(node, words) {
  const text = lines(node.title ?? '');
  const under = [node.kind === 'held' && words.t('held'), node.level && words.t('level', { number: node.level })].filter(Boolean).join(' · ');
  return svg('g', { class: `node ${node.kind}`, transform: `translate(${node.x} ${node.y})` },
    svg('title', null, node.title ?? ''),
    svg('rect', { width: WIDTH, height: HEIGHT, rx: node.kind === 'goal' ? HEIGHT / 2 : 8 }),
    text.map((line, i) => svg('text', { x: WIDTH / 2, y: 20 + i * 16, 'text-anchor': 'middle' }, line)),
    under && svg('text', { class: 'under', x: WIDTH / 2, y: HEIGHT - 9, 'text-anchor': 'middle' }, under));
}

export function pathwayGraph(held, pathways, words) {
  const { nodes, edges } = collect(held, pathways);
  const columns = [];
  for (const node of nodes) (columns[node.column] ??= []).push(node);
  const tall = Math.max(...columns.map((column) => column?.length ?? 0));
  const height = tall * (HEIGHT + DOWN) + DOWN;
  columns.forEach((column, i) => column.forEach((node, j) => {
    node.x = 4 + i * (WIDTH + ACROSS);
    node.y = (height - column.length * (HEIGHT + DOWN) + DOWN) / 2 + j * (HEIGHT + DOWN);
  }));
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const width = 8 + columns.length * (WIDTH + ACROSS) - ACROSS;
  const arrow = uniqueId('arrow');
  return svg('svg', { class: 'pathways', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': words.t('pathwaysGraph') },
    svg('defs', null, svg('marker', { id: arrow, viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto' },
      svg('path', { d: 'M0 0 8 4 0 8z', class: 'arrow' }))),
    edges.map(({ from, to, declared }) => {
      const [a, b] = [byName.get(from), byName.get(to)];
      const [x1, y1, x2, y2] = [a.x + WIDTH, a.y + HEIGHT / 2, b.x, b.y + HEIGHT / 2];
      const middle = Math.max(ACROSS / 2, Math.abs(x2 - x1) / 2);
      return svg('path', { class: declared ? 'edge' : 'edge guessed', d: `M${x1} ${y1}C${x1 + middle} ${y1} ${x2 - middle} ${y2} ${x2} ${y2}`, 'marker-end': `url(#${arrow})` });
    }), nodes.map((node) => box(node, words)));
}
