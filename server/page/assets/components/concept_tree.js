// SPDX-License-Identifier: Apache-2.0
// The hierarchy of a framework, opened level by level: nested lists with a button at each branch.
import { h, fill, uniqueId } from '../dom.js';
import { conceptLink } from './concept.js';
import { ownLanguage } from './own_language.js';
import { failure, loading } from './state.js';

const MOST = 1000; // Concepts on one page of the API.
const isGroup = (concept) => concept.type.endsWith('_GROUP');

// `opened` is a Set of ids of the branches to open; `changed()` is called after a branch was opened
// or closed, with `opened` up to date.
export function conceptTree({ concepts, label, opened, changed, context }) {
  const { api, words, signal } = context;

  // Which concepts below a group have something below them themselves: a list does not say, their
  // parents do. Groups always have.
  async function branchesBelow(group, children) {
    const types = [...new Set(children.map((child) => child.type))];
    const answer = await api.get(`${group.name.split('/').slice(0, 2).join('/')}/concepts`, {
      filter: { groups: group.name, types }, view: 'CONCEPT_VIEW_FULL', pageSize: MOST,
    }, signal);
    return new Set((answer.concepts ?? []).flatMap((concept) => concept.broader ?? []));
  }

  async function below(concept, known) {
    const answer = await api.get(`${concept.name}/concepts`,
      { relation: 'CONCEPT_RELATION_NARROWER', pageSize: MOST }, signal);
    const children = answer.concepts ?? [];
    if (children.length === 0) return h('p', { class: 'quiet' }, words.t('nothingBelow'));
    const single = children.filter((child) => !isGroup(child));
    const branches = known ?? (single.length > 0 ? await branchesBelow(concept, single) : new Set());
    return branch(children, branches, single.length > 0 ? branches : undefined);
  }

  function item(concept, isBranch, known) {
    if (!isBranch) return h('li', { class: 'leaf' }, conceptLink(concept, context));
    const id = concept.name.split('/').pop();
    const place = h('div', { id: uniqueId('branch'), hidden: true });
    const button = h('button', {
      type: 'button', class: 'plain disclosure', 'aria-expanded': 'false', 'aria-controls': place.id,
      onclick: () => (place.hidden ? open() : close()),
    }, h('span', { class: 'visually-hidden' }, words.parts('openBranch', {
      name: ownLanguage(concept.preferredLabel, concept.languageCode, words) })),
    h('span', { 'aria-hidden': 'true' }));
    async function fetchBelow() {
      fill(place, loading(words));
      try {
        const list = await below(concept, known);
        fill(place, list);
      } catch (error) {
        if (!signal.aborted) fill(place, failure(error, words, fetchBelow));
      }
    }
    function open() {
      place.hidden = false;
      button.setAttribute('aria-expanded', 'true');
      opened.add(id);
      changed();
      if (!place.hasChildNodes()) fetchBelow();
    }
    function close() {
      place.hidden = true;
      button.setAttribute('aria-expanded', 'false');
      opened.delete(id);
      changed();
    }
    if (opened.has(id)) open();
    return h('li', null, button, h('span', null, conceptLink(concept, context)), place);
  }

  const branch = (children, branches, known) => h('ul', null,
    children.map((child) => item(child, isGroup(child) || branches.has(child.name), known)));

  // Whether something is below a concept at the top only shows when it is opened.
  const tree = branch(concepts, new Set(concepts.map(({ name }) => name)), undefined);
  tree.classList.add('tree');
  tree.setAttribute('aria-label', label);
  return tree;
}
