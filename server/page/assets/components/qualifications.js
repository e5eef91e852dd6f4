// SPDX-License-Identifier: Apache-2.0
// The qualifications of a framework: as a ladder, and two or three of them side by side.
import { h, fill, uniqueId } from '../dom.js';
import { foreign } from '../i18n.js';
import { pathOf } from './concept.js';
import { ownLanguage } from './own_language.js';

export const qualificationMessages = {
  en: {
    duration: 'Duration',
    hoursOfInstruction: 'Hours',
    credits: 'Credits',
    admission: 'Admission',
    awarded: 'Awarded',
    providers: 'Offered by',
    eqf: 'Comparable EQF level',
    eqfNote: '{range} (indicative)',
    range: '{min} to {max}',
    rangeFrom: '{min} and more',
    moreFacts: 'Admission, award and purpose',
    compareWithNext: 'Compare with {name}',
    sideBySide: 'Side by side',
    sideBySideHint: 'Choose two or three qualifications.',
    compareFirst: 'First',
    compareSecond: 'Second',
    compareThird: 'Third',
    compareNone: 'none',
    rungsDown: 'One rung down',
    rungsUp: 'One rung up',
    sides: 'Side',
    distinguishing: 'What sets it apart',
    purpose: 'Purpose',
    compared: 'Compared: {names}',
  },
  fr: {
    duration: 'Durée',
    hoursOfInstruction: 'Heures',
    credits: 'Crédits',
    admission: 'Admission',
    awarded: 'Titre décerné',
    providers: 'Offerte par',
    eqf: 'Niveau CEC comparable',
    eqfNote: '{range} (à titre indicatif)',
    range: '{min} à {max}',
    rangeFrom: '{min} et plus',
    moreFacts: 'Admission, titre décerné et but',
    compareWithNext: 'Comparer avec {name}',
    sideBySide: 'Côte à côte',
    sideBySideHint: 'Choisissez deux ou trois qualifications.',
    compareFirst: 'Première',
    compareSecond: 'Deuxième',
    compareThird: 'Troisième',
    compareNone: 'aucune',
    rungsDown: 'Un échelon plus bas',
    rungsUp: 'Un échelon plus haut',
    sides: 'Aspect',
    distinguishing: 'Ce qui la distingue',
    purpose: 'But',
    compared: 'Comparaison : {names}',
  },
};

const nameOf = (concept, words) => ownLanguage(concept.preferredLabel, concept.languageCode, words);
export const idOf = (concept) => concept.name.split('/').pop();

const range = ({ min = 0, max = 0 }, words) => {
  if (max === 0) return words.t('rangeFrom', { min });
  return min === max ? words.number(min) : words.t('range', { min, max });
};

// Lists of [name of the fact, its value] of those facts that the framework gives: `brief` for a list
// of qualifications, `short` all that fit in a line, `long` the rest.
export function qualificationFacts(concept, words) {
  const { qualification } = concept;
  const own = (text) => h('span', { lang: foreign(concept.languageCode, words.language) }, text);
  const duration = qualification.typicalDuration && [words.t('duration'), own(qualification.typicalDuration)];
  const eqf = qualification.indicativeEqf && [words.t('eqf'),
    words.t('eqfNote', { range: range(qualification.indicativeEqf, words) })];
  return {
    brief: [duration, eqf].filter(Boolean),
    short: [
      duration,
      qualification.typicalHours && [words.t('hoursOfInstruction'), range(qualification.typicalHours, words)],
      qualification.typicalCredits && [words.t('credits'), range(qualification.typicalCredits, words)],
      eqf,
    ].filter(Boolean),
    long: [
      qualification.purpose && [words.t('purpose'), own(qualification.purpose)],
      qualification.admission && [words.t('admission'), own(qualification.admission)],
      qualification.credentialAwarded && [words.t('awarded'), own(qualification.credentialAwarded)],
      qualification.providerTypes?.length > 0 && [words.t('providers'),
        own(qualification.providerTypes.join(' ; '))],
      qualification.distinguishing && [words.t('distinguishing'), own(qualification.distinguishing)],
    ].filter(Boolean),
  };
}

export const factList = (facts) => h('dl', { class: 'facts' },
  facts.map(([name, value]) => [h('dt', null, name), h('dd', null, value)]));

// The ladder, the highest rung first. `compare(ids)` is called when a reader asks to compare a rung
// with the next one.
export function ladder({ qualifications, compare, context }) {
  const { words, link } = context;
  const rung = (concept, i) => {
    const facts = qualificationFacts(concept, words);
    const next = qualifications[i + 1];
    return h('li', { class: 'rung' },
      h('span', { class: 'rung-number', 'aria-hidden': 'true' }, words.number(concept.qualification.number)),
      h('div', null,
        h('h3', null, h('a', { href: link(pathOf(concept.name)), lang: foreign(concept.languageCode, words.language) },
          concept.preferredLabel), h('span', { class: 'visually-hidden' },
          `, ${words.t('level', { number: concept.qualification.number })}`)),
        factList(facts.brief),
        facts.long.length > 0 && h('details', null, h('summary', null, words.t('moreFacts'),
          h('span', { class: 'visually-hidden' }, ' : ', nameOf(concept, words))), factList(facts.long)),
        next && h('p', { class: 'no-print' }, h('button', { type: 'button', class: 'small-button',
          onclick: () => compare([idOf(concept), idOf(next)]) },
        words.parts('compareWithNext', { name: nameOf(next, words) })))));
  };
  return h('ol', { class: 'ladder' }, qualifications.map(rung).reverse());
}

// Descriptors of two or three qualifications, the categories as rows. On a narrow screen each row
// becomes a block; the roles keep it a table.
export function comparisonTable({ chosen, categories, context }) {
  const { words, link } = context;
  const named = (concept) => nameOf(concept, words);
  const cell = (concept, content) => h('td', { role: 'cell' },
    h('span', { class: 'cell-name' }, named(concept)), content);
  const row = (title, content) => h('tr', { role: 'row' },
    h('th', { scope: 'row', role: 'rowheader' }, title), chosen.map((concept) => cell(concept, content(concept))));
  const own = (concept, text) => h('span', { lang: foreign(concept.languageCode, words.language) }, text ?? '');
  const factNames = [...new Set(chosen.flatMap((concept) =>
    qualificationFacts(concept, words).short.map(([name]) => name)))];
  return h('table', { class: 'comparison', role: 'table' },
    h('caption', null, words.parts('compared', { names: words.listParts(chosen.map(named)) })),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
      h('th', { scope: 'col', role: 'columnheader' }, words.t('sides')),
      chosen.map((concept) => h('th', { scope: 'col', role: 'columnheader' },
        words.number(concept.qualification.number), ' ',
        h('a', { href: link(pathOf(concept.name)) }, named(concept)))))),
    h('tbody', { role: 'rowgroup' },
      categories.map((category) => row(ownLanguage(category.title, category.languageCode, words), (concept) => own(concept,
        concept.qualification.descriptors?.find((entry) => entry.categoryId === category.id)?.text))),
      row(words.t('distinguishing'), (concept) => own(concept, concept.qualification.distinguishing)),
      factNames.map((name) => row(name, (concept) =>
        qualificationFacts(concept, words).short.find(([fact]) => fact === name)?.[1] ?? '–'))));
}

// The comparison with its choice. `chosen` are ids; `changed(ids)` is called with every new choice.
// The answer has the element and `show(ids)`.
export function comparison({ qualifications, categories, chosen, changed, context }) {
  const { words } = context;
  const place = h('div');
  const heading = h('h2', { id: 'compare' }, words.t('sideBySide'));
  const selects = ['compareFirst', 'compareSecond', 'compareThird'].map((key, i) => {
    const id = uniqueId('qualification');
    const select = h('select', { id, onchange: () => take() },
      i === 2 && h('option', { value: '' }, words.t('compareNone')),
      qualifications.map((concept) => h('option', { value: idOf(concept), lang: foreign(concept.languageCode, words.language) },
        `${words.number(concept.qualification.number)} ${concept.preferredLabel}`)));
    return { select, field: h('div', { class: 'field' }, h('label', { for: id }, words.t(key)), select) };
  });
  const values = () => selects.map(({ select }) => select.value).filter((id) => id !== '');
  const at = (id) => qualifications.findIndex((concept) => idOf(concept) === id);
  const shift = (by) => h('button', { type: 'button', onclick: () => move(by) },
    words.t(by < 0 ? 'rungsDown' : 'rungsUp'));

  function take() {
    const ids = [...new Set(values())];
    const concepts = ids.map((id) => qualifications[at(id)]).filter(Boolean)
      .sort((a, b) => a.qualification.ladderOrder - b.qualification.ladderOrder);
    fill(place, comparisonTable({ chosen: concepts, categories, context }));
    changed(ids);
  }
  function move(by) {
    const places = values().map((id) => at(id) + by);
    if (places.some((to) => to < 0 || to >= qualifications.length)) return;
    set(places.map((to) => idOf(qualifications[to])));
    context.announce(words.parts('compared', {
      names: words.listParts(places.map((to) => nameOf(qualifications[to], words))) }));
  }
  function set(ids) {
    selects.forEach(({ select }, i) => { select.value = ids[i] ?? (i === 2 ? '' : select.value); });
    take();
  }
  set(chosen);
  return {
    element: h('section', { class: 'compare', 'aria-labelledby': 'compare' }, heading,
      h('p', { class: 'no-print' }, words.t('sideBySideHint')),
      h('div', { class: 'compare-choice no-print' }, selects.map(({ field }) => field)),
      h('div', { class: 'buttons no-print' }, shift(-1), shift(1)), place),
    show(ids) {
      set(ids);
      heading.setAttribute('tabindex', '-1');
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    },
  };
}
