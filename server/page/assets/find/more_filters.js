// SPDX-License-Identifier: Apache-2.0
// Fields for the filters that are ranges, and the chips that say which of them hold.
import { h, uniqueId } from '../dom.js';
import { LEVELS, RANGES, isDay, isNumber, problemsOf, readNumber, showNumber } from './ranges.js';
import { withValue } from './request.js';

const nameOf = (end) => Object.keys(RANGES).find((name) => RANGES[name].includes(end));

// A value for a reader; what is no value of its kind stays as it is.
function said(name, text, words) {
  if (name === 'start') return isDay(text) ? words.date(text) : text;
  if (!isNumber(text)) return text;
  return name === 'cost' ? words.money({ amount: text }) : words.number(Number(text));
}

// What the range asks for, in words; '' for nothing.
function range(name, query, words) {
  const [low, high] = RANGES[name].map((end) => query.get(end)).map((text) => text && said(name, text, words));
  if (!low && !high) return '';
  if (low === high) return low;
  const key = `${name === 'start' ? 'days' : 'range'}${low && high ? 'Both' : low ? 'From' : 'Until'}`;
  return words.t(key, { low, high });
}

// The ranges that hold, as [name, in words, the query without it].
export const activeRanges = (query, words) => Object.entries(RANGES)
  .map(([name, ends]) => [words.t(`range_${name}`), range(name, query, words),
    ends.reduce((next, end) => withValue(next, end, null), query)])
  .filter(([, text]) => text !== '');

// The fields. The answer has
//   element        a disclosure
//   show(query)    puts in what `query` has; a field whose value there is the same keeps what was typed
//   read(query)    {next, isRight}: `query` with what the fields have; a range with something wrong
//                  stays as `query` has it, and is told at its field
//   complain(problems)  tells the problems (ranges.js) at the fields, and no others
//   focusProblem() goes to the first field with a problem
export function moreFilters(words) {
  const { t } = words;
  const shown = new Map();

  function field(end, control) {
    const id = uniqueId('filter');
    const problem = h('p', { class: 'field-error', id: `${id}-problem` });
    control.id = id;
    control.setAttribute('aria-describedby', problem.id);
    return { end, control, problem, element: h('div', { class: /(Hours|Cost)$/.test(end) ? 'field field-half' : 'field' }, h('label', { for: id }, t(end)), control, problem) };
  }
  const level = (end) => field(end, h('select', null, h('option', { value: '' }, t('comparableAny')),
    LEVELS.map((value) => h('option', { value }, t(`qualification${value}`)))));
  const number = (end) => field(end, h('input', { type: 'text', inputmode: 'decimal', autocomplete: 'off' }));
  const day = (end) => field(end, h('input', { type: 'date', min: '1900-01-01', max: '2999-12-31' }));
  const fields = [level('minLevel'), level('maxLevel'), number('minHours'), number('maxHours'), number('minCost'), number('maxCost'), day('startFrom'), day('startUntil')];
  const count = h('span', { class: 'quiet' });
  const hint = uniqueId('hint');
  const element = h('details', { class: 'more-filters' }, h('summary', null, t('moreFilters'), count),
    h('fieldset', { 'aria-describedby': hint }, h('legend', { class: 'visually-hidden' }, t('moreFilters')),
      h('p', { class: 'small quiet', id: hint }, t('moreFiltersHint')),
      h('div', { class: 'range-fields' }, fields.map((each) => each.element))));

  function tell({ end, control, problem }, key, values) {
    problem.textContent = key ? t(key, { ...values, low: values.low && said(nameOf(end), values.low, words) }) : '';
    if (key) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
  }
  function complain(problems) {
    fields.forEach((each) => tell(each, ...(problems.get(each.end) ?? [])));
    if (problems.size > 0) element.open = true;
  }
  function show(query) {
    for (const each of fields) {
      const { end, control } = each;
      const text = query.get(end) ?? '';
      if (shown.get(end) === text) continue;
      // A level may come as a name from somewhere else.
      if (control.localName === 'select' && text && !LEVELS.includes(text)) control.append(h('option', null, text));
      control.value = control.inputMode === 'decimal' ? showNumber(text, words.language) : text;
      shown.set(end, text);
      tell(each);
    }
    const active = activeRanges(query, words).length;
    count.textContent = active > 0 ? ` (${words.number(active)})` : '';
  }
  function read(query) {
    const wished = fields.reduce((next, { end, control }) =>
      withValue(next, end, control.inputMode === 'decimal' ? readNumber(control.value, words.language) : control.value), query);
    const problems = problemsOf(wished);
    // A day of which only a part was entered has no value.
    for (const { end, control } of fields) if (control.validity.badInput) problems.set(end, ['notDay', {}]);
    complain(problems);
    const next = Object.values(RANGES).filter((ends) => ends.some((end) => problems.has(end))).flat()
      .reduce((kept, end) => withValue(kept, end, query.get(end)), wished);
    return { next, isRight: problems.size === 0 };
  }
  return { element, show, read, complain, focusProblem: () => element.querySelector('[aria-invalid]')?.focus() };
}
