// SPDX-License-Identifier: Apache-2.0
// Counts as a plot that is a table: a bar and a figure in each row.
import { h } from '../dom.js';

// `rows` are {label, value}, label being a text or a node; `caption` says what is plotted and
// `columns` names the two columns.
export function barTable({ caption, columns, rows, words }) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  const bar = (value) => {
    const filled = h('span', { class: 'plot-bar', 'aria-hidden': 'true' });
    filled.style.inlineSize = `${(value / most) * 100}%`;
    return h('span', { class: 'plot-track' }, filled);
  };
  return h('table', { class: 'plot' },
    h('caption', null, caption),
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, columns[0]),
      h('th', { scope: 'col', class: 'number' }, columns[1]))),
    h('tbody', null, rows.map(({ label, value }) => h('tr', { class: value === 0 ? 'plot-none' : null },
      h('th', { scope: 'row' }, label),
      h('td', null, h('span', { class: 'plot-cell' }, bar(value),
        h('span', { class: 'plot-value' }, words.number(value))))))));
}
