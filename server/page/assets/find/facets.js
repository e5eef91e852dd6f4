// SPDX-License-Identifier: Apache-2.0
// What the results are, with counts; a choice narrows them.
import { h, uniqueId } from '../dom.js';
import { foreign, textFor } from '../i18n.js';
import { toggled, withValue } from './request.js';

// Name of the list in the filter, of the facet in the answer, and the prefix of its enum.
const FACETS = [['types', 'types', 'CREDENTIAL_TYPE_'], ['deliveryModes', 'deliveryModes', 'DELIVERY_MODE_'],
  ['languageCodes', 'languages', ''], ['issuers', 'issuers', ''], ['regions', 'regions', '']];
const SHOWN = 8;

function nameOf(list, { value, title }, prefix, words) {
  if (list === 'issuers') {
    const [text, language] = textFor(title, words.language);
    return h('span', { lang: foreign(language, words.language) }, text || value);
  }
  if (list === 'languageCodes') return new Intl.DisplayNames(words.locale, { type: 'language' }).of(value);
  return prefix && words.has(prefix + value) ? words.t(prefix + value) : value;
}

function group(list, entries, prefix, query, change, words) {
  const chosen = query.getAll(list);
  const row = (entry) => {
    const value = prefix + entry.value;
    const id = uniqueId('facet');
    return h('li', null, h('input', { type: 'checkbox', id, 'data-focus': `${list} ${value}`, checked: chosen.includes(value),
      onchange: () => change(toggled(query, list, value)) }),
    h('label', { for: id }, nameOf(list, entry, prefix, words), ' ', h('span', { class: 'quiet' }, `(${words.number(entry.count)})`)));
  };
  return h('fieldset', null, h('legend', null, words.t(`facet${list.charAt(0).toUpperCase()}${list.slice(1)}`)),
    h('ul', { class: 'plain-list facet' }, entries.slice(0, SHOWN).map(row)),
    entries.length > SHOWN && h('details', null, h('summary', null, words.t('more'), h('span', { class: 'visually-hidden' }, ` – ${words.t(`facet${list.charAt(0).toUpperCase()}${list.slice(1)}`)}`)),
      h('ul', { class: 'plain-list facet' }, entries.slice(SHOWN).map(row))));
}

function levels(entries, query, change, names, words) {
  const chosen = query.get('minLevel') === query.get('maxLevel') ? query.get('minLevel') : null;
  const most = Math.max(...entries.map((entry) => entry.count));
  return h('fieldset', null, h('legend', null, words.t('facetLevels')), h('ul', { class: 'plain-list facet' }, entries.map(({ value, count }) => {
    const id = uniqueId('facet');
    const concept = names.get(Number(value));
    const filled = h('span', { class: 'bar-filled' });
    filled.style.inlineSize = `${(count / most) * 100}%`;
    return h('li', null, h('input', { type: 'checkbox', id, 'data-focus': `level ${value}`, checked: chosen === value,
      onchange: () => change(withValue(withValue(query, 'minLevel', chosen === value ? null : value), 'maxLevel', chosen === value ? null : value)) }),
    h('label', { for: id }, h('span', { lang: foreign(concept?.languageCode, words.language) }, `${value} ${concept?.preferredLabel ?? ''}`), ' ',
      h('span', { class: 'quiet' }, `(${words.number(count)})`), h('span', { class: 'bar', 'aria-hidden': 'true' }, filled)));
  })));
}

// `change(query)` asks for the results of another query.
export function facetList(facets, query, names, change, words) {
  return [facets.levels?.length > 0 && levels(facets.levels, query, change, names, words),
    FACETS.map(([list, field, prefix]) => facets[field]?.length > 0 && group(list, facets[field], prefix, query, change, words))];
}
