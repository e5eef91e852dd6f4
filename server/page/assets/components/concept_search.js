// SPDX-License-Identifier: Apache-2.0
// Search in one framework, with what was asked in the address: q (words), type, collection and n
// (how many results are shown).
import { h, fill, markSpans, uniqueId } from '../dom.js';
import { foreign } from '../i18n.js';
import { conceptLink, kindOf } from './concept.js';
import { failure, loading } from './state.js';

const PAGE = 20;
const MOST = 100; // Results of one answer of the API.

export const conceptSearchMessages = {
  en: {
    searchLabel: 'Search in this framework',
    searchHint: 'Words in English or French, a code or a URI.',
    searchButton: 'Search',
    searchClear: 'Clear',
    searchKinds: 'Kinds',
    searchCollection: 'Theme',
    searchCollectionAny: 'any',
    resultsCount: { one: '{count} result', other: '{count} results' },
    resultsFor: 'for “{query}”',
    corrected: 'Nothing has the words as written; these are for “{query}”.',
    noResults: 'Nothing found for “{query}”',
    noResultsText: 'Try fewer or other words, or allow more kinds.',
    matched: 'also called',
    matchedDescription: 'in the description',
    moreResults: 'More results',
  },
  fr: {
    searchLabel: 'Chercher dans ce référentiel',
    searchHint: 'Des mots en français ou en anglais, un code ou un URI.',
    searchButton: 'Chercher',
    searchClear: 'Effacer',
    searchKinds: 'Genres',
    searchCollection: 'Thème',
    searchCollectionAny: 'tous',
    resultsCount: { one: '{count} résultat', other: '{count} résultats' },
    resultsFor: 'pour « {query} »',
    corrected: 'Rien ne contient ces mots tels quels ; voici pour « {query} ».',
    noResults: 'Rien trouvé pour « {query} »',
    noResultsText: 'Essayez moins de mots, d’autres mots, ou davantage de genres.',
    matched: 'aussi appelé',
    matchedDescription: 'dans la description',
    moreResults: 'Plus de résultats',
  },
};

const short = (type) => type.replace('CONCEPT_TYPE_', '').toLowerCase().replaceAll('_', '-');
const long = (value) => `CONCEPT_TYPE_${value.toUpperCase().replaceAll('-', '_')}`;

// `instead` is shown while nothing is searched for.
export function conceptSearch({ framework, instead, context }) {
  const { api, words, query, setQuery, signal, announce } = context;
  const { t } = words;
  const types = (framework.conceptCounts ?? []).map(({ type }) => type);
  const askedTypes = query.getAll('type').map(long).filter((type) => types.includes(type));
  const inputId = uniqueId('query');
  const hintId = uniqueId('hint');
  const collectionId = uniqueId('collection');
  const input = h('input', { id: inputId, type: 'search', value: query.get('q') ?? '', maxlength: 300,
    'aria-describedby': hintId });
  const boxes = types.map((type) => h('input', { type: 'checkbox', value: type,
    checked: askedTypes.length === 0 || askedTypes.includes(type) }));
  const collections = framework.collections ?? [];
  const select = h('select', { id: collectionId }, h('option', { value: '' }, t('searchCollectionAny')),
    collections.map((collection) => h('option', { value: collection.id,
      lang: foreign(collection.languageCode, words.language) }, collection.title)));
  select.value = query.get('collection') ?? '';
  if (select.selectedIndex < 0) select.value = '';
  const place = h('div', { class: 'search-results' });
  let running = null;

  const chosenTypes = () => {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    return chosen.length === 0 ? types : chosen;
  };

  function keep(shown, push) {
    ['q', 'type', 'collection', 'n'].forEach((key) => query.delete(key));
    const text = input.value.trim();
    if (text !== '') {
      query.set('q', text);
      if (chosenTypes().length < types.length) chosenTypes().forEach((type) => query.append('type', short(type)));
      if (select.value) query.set('collection', select.value);
      if (shown > PAGE) query.set('n', shown);
    }
    setQuery(query, { push });
  }

  const ask = (text, pageToken, pageSize) => api.get('skills:search', {
    query: text,
    filter: { frameworks: framework.name, types: chosenTypes(), collections: select.value || [] },
    pageSize, pageToken,
  }, running.signal);

  function result({ item, matchedLabel }) {
    const isLabel = !matchedLabel || matchedLabel.text === item.preferredLabel;
    const name = conceptLink(item, context);
    return h('li', { class: 'result' }, name, ' ', h('span', { class: 'tag' }, kindOf(item, words)),
      !isLabel && h('div', { class: 'quiet small' },
        t(matchedLabel.kind === 'LABEL_KIND_DESCRIPTION' ? 'matchedDescription' : 'matched'), ' ',
        h('span', { lang: foreign(matchedLabel.languageCode, words.language) },
          markSpans(matchedLabel.text, matchedLabel.spans))));
  }

  // Shows the results of what the form says, at least `wanted` of them where there are so many.
  async function run(wanted) {
    running?.abort();
    running = new AbortController();
    signal.addEventListener('abort', () => running.abort());
    const mine = running;
    const text = input.value.trim();
    instead.hidden = text !== '';
    if (text === '') { fill(place); return; }
    fill(place, loading(words));
    try {
      let answer = await ask(text, '', Math.min(wanted, MOST));
      const rows = (answer.results ?? []).map(result);
      while (rows.length < wanted && answer.nextPageToken) {
        answer = await ask(text, answer.nextPageToken, Math.min(wanted - rows.length, MOST));
        rows.push(...(answer.results ?? []).map(result));
      }
      if (mine.signal.aborted) return;
      show(text, answer, rows);
    } catch (error) {
      if (!mine.signal.aborted) fill(place, failure(error, words, () => run(wanted)));
    }
  }

  function show(text, answer, rows) {
    if (rows.length === 0) {
      fill(place, h('section', { class: 'notice' }, h('h2', null, t('noResults', { query: text })),
        h('p', null, t('noResultsText'))));
      announce(t('noResults', { query: text }));
      return;
    }
    const count = Math.max(answer.totalSize ?? 0, rows.length);
    const list = h('ul', { class: 'results plain-list' }, rows);
    const foot = h('div');
    let token = answer.nextPageToken;
    const more = () => fill(foot, token && h('button', { type: 'button', onclick: async (event) => {
      event.currentTarget.disabled = true;
      try {
        const next = await ask(text, token, PAGE);
        const added = (next.results ?? []).map(result);
        list.append(...added);
        token = next.nextPageToken;
        keep(list.children.length, false);
        more();
        added[0]?.querySelector('a')?.focus();
      } catch (error) {
        if (!signal.aborted) fill(foot, failure(error, words, more));
      }
    } }, t('moreResults')));
    more();
    const heading = `${t('resultsCount', { count })} ${t('resultsFor', { query: text })}`;
    fill(place, h('h2', null, heading),
      answer.correctedQuery && h('p', { class: 'notice notice-warn' }, t('corrected', { query: answer.correctedQuery })),
      list, foot);
    announce(heading);
  }

  const submit = (event) => { event?.preventDefault(); keep(PAGE, true); run(PAGE); };
  [...boxes, select].forEach((control) => control.addEventListener('change', () => {
    if (input.value.trim() !== '') submit();
  }));
  if (input.value !== '') run(Math.max(PAGE, Math.min(Number(query.get('n')) || 0, 1000)));

  return h('div', null,
    h('form', { role: 'search', class: 'panel concept-search no-print', onsubmit: submit },
      h('label', { for: inputId }, t('searchLabel')),
      h('span', { class: 'hint quiet small', id: hintId }, t('searchHint')),
      h('div', { class: 'search-row' }, input,
        h('button', { type: 'submit', class: 'primary' }, t('searchButton')),
        h('button', { type: 'button', onclick: () => { input.value = ''; submit(); input.focus(); } },
          t('searchClear'))),
      types.length > 1 && h('fieldset', { class: 'search-kinds' }, h('legend', null, t('searchKinds')),
        boxes.map((box, i) => h('label', { class: 'check' }, box, t(types[i])))),
      collections.length > 0 && h('div', { class: 'field' },
        h('label', { for: collectionId }, t('searchCollection')), select)),
    place, instead);
}
