// SPDX-License-Identifier: Apache-2.0
// Finding credentials. The address has the whole search, so that it can be passed on.
import { conceptBox } from '../components/combobox.js';
import { ownLabel } from '../components/own_language.js';
import { failure, loading } from '../components/state.js';
import { qualificationsByNumber } from '../components/stated_level.js';
import { fill, h } from '../dom.js';
import { facetList } from '../find/facets.js';
import { findMessages } from '../find/messages.js';
import { activeRanges, moreFilters } from '../find/more_filters.js';
import { ENDS, RANGES, problemsOf } from '../find/ranges.js';
import { advised, firstPages, hasSeveralFilters, pagesOf, requestOf, toggled, withPages, withValue, withoutFilters } from '../find/request.js';
import { resultItem } from '../find/result.js';

export const messages = findMessages;

// Ranges of levels in names that people know, from their lowest and highest number.
const FAMILIAR = [[1, 2], [3, 4], [5, 5], [6, 8], [9, 9], [10, 11], [12, 12], [13, 13]];
const ORDERS = ['RELEVANCE', 'LEVEL', 'LEVEL_DESCENDING', 'HOURS', 'COST', 'NEWEST', 'TITLE'];

export function render(context) {
  const { words, api, signal, setTitle, announce } = context;
  const { t } = words;
  let { query } = context;
  let asked = null;
  setTitle(t('title'));

  const chips = h('ul', { class: 'tags' });
  const found = h('div', null, loading(words));
  const facets = h('div', null);
  const text = h('input', { id: 'find-words', type: 'search', value: query.get('query') ?? '', 'aria-describedby': 'find-words-hint' });
  const filters = moreFilters(words);
  const level = h('select', { id: 'find-level', onchange: () => change(withLevel(fromForm().next)) });
  const order = h('select', { id: 'find-order', onchange: () => change(withValue(query, 'order', order.value)) },
    ORDERS.map((name) => h('option', { value: `CREDENTIAL_ORDER_${name}`, selected: query.get('order') === `CREDENTIAL_ORDER_${name}` }, t(`CREDENTIAL_ORDER_${name}`))));
  const check = (id, key, parameter, value) => h('label', { class: 'check' }, h('input', { type: 'checkbox', id, checked: query.get(parameter) === value,
    onchange: (event) => change(withValue(query, parameter, event.target.checked ? value : null)) }), t(key));

  function drawLevels() {
    const ends = [query.get('minLevel'), query.get('maxLevel')];
    const known = FAMILIAR.some(([min, max]) => `${min}` === ends[0] && `${max}` === ends[1]);
    fill(level, h('option', { value: '' }, t('comparableAny')),
      FAMILIAR.map(([min, max]) => h('option', { value: `${min}-${max}`, selected: `${min}` === ends[0] && `${max}` === ends[1] }, t(`comparable${min}`))),
      (ends[0] || ends[1]) && !known && h('option', { value: 'other', selected: true },
        ends[0] === ends[1] ? t('level', { number: ends[0] }) : t('comparableOther', { min: ends[0] ?? '1', max: ends[1] ?? '13' })));
  }

  // {next, isRight}: the search with what the form has, and whether nothing is wrong with that.
  const fromForm = () => filters.read(withValue(query, 'query', text.value.trim()));

  function withLevel(next) {
    if (level.value === 'other') return next;
    const [min, max] = level.value.split('-');
    return withValue(withValue(next, 'minLevel', min), 'maxLevel', max);
  }

  function submit() {
    const { next, isRight } = fromForm();
    if (isRight) change(next);
    else filters.focusProblem();
  }

  // Chosen skills and occupation, by their names once the answer has them, and ranges.
  function drawChips(answer) {
    const named = (value, resolved) => (resolved?.label ? resolved : { label: /^frameworks\//.test(value) ? '…' : value });
    const chip = (name, { label, languageCode }, next) => h('li', { class: 'tag' }, h('span', { class: 'quiet' }, t('chipName', { name })), ' ', ownLabel({ label, languageCode }, words), ' ',
      h('button', { type: 'button', class: 'plain chip-remove', onclick: () => {
        change(next);
        text.focus();
      } }, h('span', { class: 'visually-hidden' }, words.parts('removeNamed', { name: words.parts('chip', { name, value: ownLabel({ label, languageCode }, words) }) })),
      h('span', { 'aria-hidden': 'true' }, '×')));
    const occupation = query.get('occupation');
    fill(chips, query.getAll('skills').map((value) => chip(t('skill'), named(value, answer?.skills?.find((each) => each.asked === value)), toggled(query, 'skills', value))),
      occupation && chip(t('occupation'), named(occupation, answer?.occupation), withValue(query, 'occupation', null)),
      activeRanges(query, words).map(([name, label, next]) => chip(name, { label }, next)));
    chips.hidden = chips.children.length === 0;
  }

  function adviceText({ kind, subject, label, languageCode }) {
    const name = ownLabel({ label, languageCode }, words);
    if (kind === 'SEARCH_ADVICE_KIND_DROP_QUERY') return t('dropQuery');
    if (kind === 'SEARCH_ADVICE_KIND_DROP_SKILL') return subject ? words.parts('dropSkill', { name }) : t('dropSkills');
    if (kind === 'SEARCH_ADVICE_KIND_BROADER_SKILL') return words.parts('broader', { name });
    const key = `filter_${subject}`;
    return t('dropFilter', { name: words.has(key) ? t(key) : subject });
  }

  // Of a skill that is chosen the answer does not say whether it is essential, too.
  function essentialSkills({ occupation, skills = [] }) {
    const key = query.has('skills') ? 'understoodChosen' : 'understood';
    return h('details', null, h('summary', null, words.parts(key, { count: skills.length, occupation: ownLabel(occupation, words) })),
      h('p', null, words.listParts(skills.filter((each) => each.label).map((each) => ownLabel(each, words)))));
  }

  function nothing(answer) {
    const advice = answer.advice ?? [];
    return h('section', { class: 'notice' }, h('h3', null, t('nothing')),
      advice.length > 0 ? [h('p', null, t('nothingText')), h('ul', null, advice.map((each) => h('li', null, h('a', {
        href: `${location.pathname}?${advised(query, each, answer.skills ?? [])}` }, words.parts('gives', { change: adviceText(each), count: each.count })))))]
        : [h('p', null, t('nothingElse')), hasSeveralFilters(query) && h('p', null, h('a', {
          href: `${location.pathname}?${withoutFilters(query)}` }, t('withoutAny')))]);
  }

  function notSearched() {
    const without = ENDS.reduce((next, end) => withValue(next, end, null), withPages(query, 1));
    announce(t('notSearched'));
    return h('section', { class: 'notice notice-warn' }, h('h2', null, t('notSearched')), h('p', null, t('notSearchedText')),
      h('p', null, h('a', { href: `${location.pathname}?${without}` }, t('withoutThem'))));
  }

  function unknownLevel(error) {
    filters.complain(new Map(RANGES.level.filter((end, i) => error.violations.some(({ field }) => field === ['filter.min_level', 'filter.max_level'][i]))
      .map((end) => [end, ['notLevel', { value: query.get(end) }]])));
    return notSearched();
  }

  function unknown(error) {
    const name = error.violations[0]?.field ?? '';
    const next = withPages(query, 1);
    if (name === 'occupation') next.delete('occupation');
    else next.delete('skills');
    const value = name === 'occupation' ? query.get('occupation') : query.getAll('skills').join(', ');
    return h('section', { class: 'notice' }, h('h3', null, t('nothing')), h('p', null, t('unknownWords', { words: value })),
      h('p', null, h('a', { href: `${location.pathname}?${next}` }, t('dropUnknown'))));
  }

  async function labelsOf(results, abort) {
    const wanted = [...new Set(results.flatMap((result) => (result.taughtSkills ?? []).map((each) => each.alignment.conceptName)))].filter(Boolean);
    if (wanted.length === 0) return new Map();
    try {
      const answer = await api.post('concepts:batchGet', { names: wanted }, { signal: abort });
      return new Map(answer.concepts.map((each) => [each.name, each]));
    } catch (error) {
      // A concept of another release: the answer's own labels must do.
      if (error.name === 'AbortError') throw error;
      return new Map();
    }
  }

  // The entry of the history says which hit was left, so that "Back" leads to it.
  const list = h('ul', { class: 'plain-list found-list', onclick(event) {
    if (event.target.closest('a')) history.replaceState({ hit: [...list.children].indexOf(event.target.closest('.found')) }, '');
  } });

  function returnToHit() {
    const isElsewhere = document.activeElement?.closest('#main form, #main aside');
    if (!isElsewhere) list.children[history.state?.hit]?.querySelector('a').focus();
  }

  async function show(answer, names, abort, isFirst) {
    const results = answer.results ?? [];
    const labels = await labelsOf(results, abort);
    const items = results.map((result) => resultItem(result, { skills: answer.skills ?? [], labels, names }, context));
    const more = answer.nextPageToken && h('button', { type: 'button', onclick: async () => {
      more.disabled = true;
      try {
        const next = await api.post('credentials:search', requestOf(query, answer.nextPageToken), { signal: abort });
        more.remove();
        await show(next, names, abort, false);
        query = withPages(query, pagesOf(query) + 1);
        context.setQuery(query);
      } catch (error) {
        if (error.name !== 'AbortError') more.replaceWith(failure(error, words));
      }
    } }, t('more'));
    if (isFirst) {
      const total = t('resultsCount', { count: answer.totalSize ?? 0 });
      fill(list);
      fill(found, h('h2', { class: 'found-total' }, total),
        answer.correctedQuery && h('p', null, t('corrected', { query: answer.correctedQuery })),
        answer.anyWord && h('p', null, t('anyWord')),
        answer.occupation?.label && essentialSkills(answer),
        results.length > 0 ? list : nothing(answer));
      announce(total);
    }
    list.append(...items);
    if (isFirst) returnToHit();
    if (more) found.append(more);
    if (!isFirst) items[0]?.querySelector('a')?.focus();
  }

  async function load() {
    asked?.abort();
    asked = new AbortController();
    const abort = AbortSignal.any([asked.signal, signal]);
    drawChips();
    const problems = problemsOf(query);
    if (problems.size > 0) {
      filters.complain(problems);
      found.removeAttribute('aria-busy');
      fill(found, notSearched());
      return;
    }
    found.setAttribute('aria-busy', 'true');
    try {
      const [answer, names] = await Promise.all([firstPages(query, (request) => api.post('credentials:search', request, { signal: abort })), qualificationsByNumber(api, abort)]);
      const focused = document.activeElement?.dataset?.focus;
      drawChips(answer);
      fill(facets, facetList(answer.facets ?? {}, query, names, change, words));
      if (focused) [...facets.querySelectorAll('[data-focus]')].find((each) => each.dataset.focus === focused)?.focus();
      await show(answer, names, abort, true);
      found.removeAttribute('aria-busy');
    } catch (error) {
      if (error.name === 'AbortError') return;
      found.removeAttribute('aria-busy');
      fill(found, error.reason === 'CONCEPT_NOT_FOUND' ? unknown(error)
        : error.reason === 'QUALIFICATION_UNKNOWN' ? unknownLevel(error) : failure(error, words, load));
    }
  }

  // The hits of another search begin anew.
  function change(next) {
    query = withPages(next, 1);
    context.setQuery(query, { push: true });
    drawLevels();
    filters.show(query);
    load();
  }

  drawLevels();
  filters.show(query);
  load();
  const side = h('details', { class: 'narrow', open: matchMedia('(min-width: 60rem)').matches }, h('summary', null, t('narrow')), facets);
  return h('article', null, h('h1', null, t('title')), h('p', { class: 'lead' }, t('lead')),
    h('form', { class: 'panel find-form', role: 'search', novalidate: true, onsubmit: (event) => { event.preventDefault(); submit(); } },
      h('div', { class: 'find-fields' },
        h('div', { class: 'field' }, h('label', { for: 'find-words' }, t('words')), text, h('span', { class: 'hint', id: 'find-words-hint' }, t('wordsHint'))),
        h('div', { class: 'field' }, conceptBox({ label: t('skill'), types: ['CONCEPT_TYPE_SKILL', 'CONCEPT_TYPE_SKILL_GROUP'], words, api,
          choose: (item) => { if (!query.getAll('skills').includes(item.name)) change(toggled(fromForm().next, 'skills', item.name)); },
          submit: (value) => (value ? change(toggled(fromForm().next, 'skills', value)) : submit()) }), h('span', { class: 'hint' }, t('skillHint'))),
        h('div', { class: 'field' }, conceptBox({ label: t('occupation'), types: ['CONCEPT_TYPE_OCCUPATION'], words, api,
          choose: (item) => change(withValue(fromForm().next, 'occupation', item.name)),
          submit: (value) => (value ? change(withValue(fromForm().next, 'occupation', value)) : submit()) }), h('span', { class: 'hint' }, t('occupationHint'))),
        h('div', { class: 'field' }, h('label', { for: 'find-level' }, t('comparable')), level)),
      filters.element, chips,
      h('div', { class: 'find-checks' }, check('find-all', 'allSkills', 'match', 'all'), check('find-confirmed', 'confirmedOnly', 'confirmed', 'true')),
      h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'primary' }, t('search')),
        h('a', { class: 'button', href: context.link('/find') }, t('clear')))),
    h('div', { class: 'columns side find-columns' }, h('aside', { 'aria-label': t('narrow') }, side),
      h('section', { 'aria-label': t('results') }, h('div', { class: 'find-order' }, h('label', { for: 'find-order' }, t('order')), order), found)));
}
