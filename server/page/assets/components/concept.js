// SPDX-License-Identifier: Apache-2.0
// A concept of a framework as a reader meets it: its address, its kind, a list of its like.
import { h, fill } from '../dom.js';
import { foreign } from '../i18n.js';
import { failure } from './state.js';

export const conceptMessages = {
  en: {
    CONCEPT_TYPE_SKILL: 'skill',
    CONCEPT_TYPE_SKILL_GROUP: 'skill group',
    CONCEPT_TYPE_OCCUPATION: 'occupation',
    CONCEPT_TYPE_OCCUPATION_GROUP: 'occupation group',
    CONCEPT_TYPE_QUALIFICATION: 'qualification',
    knowledge: 'knowledge',
    obsolete: 'no longer recommended',
    showMore: { one: 'Show {count} more', other: 'Show {count} more' },
    moreShown: { one: '{count} more is shown', other: '{count} more are shown' },
  },
  fr: {
    CONCEPT_TYPE_SKILL: 'compétence',
    CONCEPT_TYPE_SKILL_GROUP: 'groupe de compétences',
    CONCEPT_TYPE_OCCUPATION: 'profession',
    CONCEPT_TYPE_OCCUPATION_GROUP: 'groupe de professions',
    CONCEPT_TYPE_QUALIFICATION: 'qualification',
    knowledge: 'connaissance',
    obsolete: 'n’est plus recommandé',
    showMore: { one: 'Afficher {count} de plus', other: 'Afficher {count} de plus' },
    moreShown: { one: '{count} de plus est affiché', other: '{count} de plus sont affichés' },
  },
};

// What kind of concept it is, in words: ESCO's skills are skills proper and pieces of knowledge.
export const kindOf = ({ type, skillType }, words) =>
  words.t(skillType === 'SKILL_TYPE_KNOWLEDGE' ? 'knowledge' : type);

// Resource names and paths of the page are built alike.
export const pathOf = (name) => `/${name}`;

// A link to the concept, with its code before it where it has one.
export const conceptLink = (concept, { words, link }) => [
  concept.notation && [h('span', { class: 'notation' }, concept.notation), ' '],
  h('a', { href: link(pathOf(concept.name)), lang: foreign(concept.languageCode, words.language) },
    concept.preferredLabel),
  concept.status === 'CONCEPT_STATUS_OBSOLETE' && [' ', h('span', { class: 'tag tag-warn' },
    words.t('obsolete'))],
];

// A list of which the server gives one page after the other. `first` is the first answer,
// `entries(answer)` its rows, `row(entry)` what a row holds, `next(token)` asks for a further page.
export function pagedList({ first, entries, row, next, context, properties }) {
  const { words, announce, signal } = context;
  const list = h('ul', properties ?? { class: 'concept-list' });
  const foot = h('div', { class: 'no-print' });
  let shown = 0;

  function add(answer) {
    const rows = entries(answer).map((entry) => h('li', null, row(entry)));
    list.append(...rows);
    shown += rows.length;
    const left = Math.max((answer.totalSize ?? 0) - shown, 1);
    fill(foot, answer.nextPageToken && h('button', {
      type: 'button', onclick: (event) => more(event.currentTarget, answer.nextPageToken),
    }, words.t('showMore', { count: left })));
    return rows;
  }
  async function more(button, token) {
    button.disabled = true;
    try {
      const rows = add(await next(token));
      announce(words.t('moreShown', { count: rows.length }));
      rows[0]?.querySelector('a, button')?.focus();
    } catch (error) {
      if (!signal.aborted) fill(foot, failure(error, words, () => more(button, token)));
    }
  }
  add(first);
  return [list, foot];
}

// The concepts of these names, as a Map. Names that the server does not have are left out: a batch
// that has one fails as a whole, so it is halved until the rest is found.
export async function conceptsByName(api, names, { view, signal } = {}) {
  const found = new Map();
  async function ask(part) {
    if (part.length === 0) return;
    try {
      const answer = await api.post('concepts:batchGet', { names: part, view }, { signal });
      answer.concepts.forEach((concept) => found.set(concept.name, concept));
    } catch (error) {
      if (error.status !== 404) throw error;
      if (part.length === 1) return;
      const half = part.length >> 1;
      await Promise.all([ask(part.slice(0, half)), ask(part.slice(half))]);
    }
  }
  const all = [...new Set(names)];
  const parts = [];
  for (let i = 0; i < all.length; i += 1000) parts.push(all.slice(i, i + 1000));
  await Promise.all(parts.map(ask));
  return found;
}
